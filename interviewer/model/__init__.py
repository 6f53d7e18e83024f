"""The types every other part speaks. Nothing here does I/O or imports another part of the package."""
