"""Labelled pairs of names for the benchmark of the counter's matcher, and the scripts that make them."""
