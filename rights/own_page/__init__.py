"""The page of whoever holds a letter: what holds, what one may ask, and in the end that nothing is left."""
