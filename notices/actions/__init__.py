"""Everything that makes a letter or records its service."""
