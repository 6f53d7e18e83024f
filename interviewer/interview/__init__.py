"""The round as a state machine without I/O, and the interviewers that drive it."""
