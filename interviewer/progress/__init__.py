"""What is derived from saved rounds for looking back: the summary on the home screen."""
