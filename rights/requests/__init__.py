"""Requests, objections and complaints: received, clocked, heard, answered and closed (R58-R67)."""
