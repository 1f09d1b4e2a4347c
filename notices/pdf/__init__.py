"""Pages into PDFs: a program of its own lays them out, that knows nothing of the register and may be killed."""
