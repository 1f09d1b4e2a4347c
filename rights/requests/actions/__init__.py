"""Every deed on a request: one transaction, one line in the log."""
