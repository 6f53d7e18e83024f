"""Drives a round: commands in, typed events out, everything saved as it goes."""
