"""The legal test: eleven questions about one measure, before anybody plans it."""
