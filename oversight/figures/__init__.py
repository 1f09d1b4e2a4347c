"""The register over time in numbers, of which none leads to anybody (R70): tables, pictures of them, and a file."""
