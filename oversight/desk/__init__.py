"""Where an auditor begins: her areas, and of each its papers, what is open, and where to look further."""
