"""What an association files for its permit: made whole at a button, and what changed since it was filed before."""
