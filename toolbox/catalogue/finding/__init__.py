"""Finding a measure: words that mean it, facets that narrow the list, and a way in for each kind of reader."""
