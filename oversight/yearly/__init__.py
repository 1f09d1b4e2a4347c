"""The yearly evaluation report (R74): what the register says of a year, with room for what people think of it."""
