"""The version, alone in a file so that `interviewer --version` reads nothing else."""

__version__ = "0.1.0"
