"""What every self-contained page has in common: templates, style, a policy that lets nothing be loaded."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from interviewer.evidence.characters import visible
from interviewer.reports.debrief_places import anchor

_FOLDER: Final = Path(__file__).with_name("page")


def environment() -> Environment:
    """Templates whose values are text and never markup."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["seen"] = visible
    made.filters["anchor"] = anchor
    return made


def style(*names: str) -> str:
    """Style sheets as one."""
    return "".join((_FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in names)


def policy(sheet: str) -> str:
    """Nothing is loaded and nothing runs; the one style sheet is known by its hash."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
