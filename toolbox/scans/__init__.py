"""The safety scan: walk through a shop or an area with a phone and see what is not in order."""
