"""Logging in: who somebody is, how sure we are of it, and for how long."""
