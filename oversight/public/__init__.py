"""What anybody may read of an area, where the association says so: papers, shops, figures and what was looked at."""
