"""The catalogue: 134 measures in reviewed files, their versions, finding and comparing them, and the open data."""
