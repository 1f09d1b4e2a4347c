"""Finding a measure: words that mean it, filters that narrow the list, and a way in for each kind of reader."""
