"""Trainings of an area: when they are, who comes, the certificate that follows, and what it does for the counter."""
