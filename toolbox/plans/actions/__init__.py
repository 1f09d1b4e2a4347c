"""Everything that writes a plan."""
