"""Everything that changes who takes part. Each deed is one function, with one line in the log."""
