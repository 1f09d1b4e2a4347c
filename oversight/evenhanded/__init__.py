"""Whether a shop treats people otherwise than the rest, without recording who they are. What deviates is a question."""
