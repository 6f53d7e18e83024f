"""Writes what words the patterns need, so that no command has to read it off them."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from interviewer import evidence
from interviewer.evidence.able import TABLE, table


def load_all() -> None:
    """Load every module that listens, and with it every pattern."""
    for module in pkgutil.iter_modules(evidence.__path__, f"{evidence.__name__}."):
        import_module(module.name)


if __name__ == "__main__":
    load_all()
    TABLE.write_text(table(), encoding="utf-8")
