"""The app: screens and widgets over the session; nothing of the interview or the scoring is decided here."""
