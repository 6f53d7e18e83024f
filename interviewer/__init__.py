"""A mock interviewer for product managers, in the terminal."""
