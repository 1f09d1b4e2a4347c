"""Work that is done later, once and whole: asked for within a deed, taken by whoever is free (ADR 14)."""
