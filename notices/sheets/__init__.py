"""The explanation sheet beside a letter, in the language of its reader (docs/languages.md)."""
