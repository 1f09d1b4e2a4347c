"""The short instruction that opens the counter, each year anew (R51): what it says, and who has it."""
