"""What is done with a sample: draw, judge, ask and answer, and the name of one file for a day."""
