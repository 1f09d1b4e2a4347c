"""Work that is done later, once and whole: asked for in the transaction of a deed, taken by whoever is free (ADR 14)."""
