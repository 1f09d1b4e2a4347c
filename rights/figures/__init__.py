"""What the steering group can learn from requests, in counts of which nobody can be recognised (R70)."""
