"""The local plan: a problem with figures, measures against it, a decision by two people, and what came of it."""
