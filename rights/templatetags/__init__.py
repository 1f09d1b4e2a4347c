"""Tags that pages of the register name, and import nothing for."""
