"""What a figure of the register may tell."""

# Fewer than this many are not told apart from none, so that nobody can be recognised in a figure (R70).
SMALLEST_FIGURE = 5
