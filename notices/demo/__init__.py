"""A fictional shopping area with a year behind it, made by the same deeds that people do."""
