"""Everything about one person, gathered from the models (art. 15 AVG, R65, D24)."""
