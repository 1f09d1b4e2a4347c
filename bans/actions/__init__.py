"""Everything that changes the register. Pages, API, tasks and commands call these and nothing else writes."""
