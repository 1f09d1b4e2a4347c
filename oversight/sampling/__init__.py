"""A random sample of the register, that anybody can draw again, shown without anybody's name."""
