"""Putting right what was wrong, and carrying it through to everybody who had it (R19, R55, R64, R67)."""
