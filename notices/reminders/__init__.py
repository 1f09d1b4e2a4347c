"""What must be done by when: a timetable as data, and what it says of the register on a day."""
