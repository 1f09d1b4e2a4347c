"""The local partnership of an area: who takes part, what was agreed, what was decided, and who does it."""
