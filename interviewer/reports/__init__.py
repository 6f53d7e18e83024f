"""Text, Markdown and JSON of scorecards, transcripts and lists. Nothing here decides anything."""
