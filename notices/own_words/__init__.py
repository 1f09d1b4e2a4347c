"""An association's own face and words in its letters: what it may write, and how that becomes part of a page."""
