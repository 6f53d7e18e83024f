"""Finds, overrides, validates and hashes the content: questions, rubrics, signals, phrases, samples."""

from interviewer.content.library import Library

__all__ = ["Library"]
