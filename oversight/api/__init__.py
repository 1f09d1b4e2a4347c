"""What a system of the municipality may fetch: what her own pages show, with a key that she made."""
