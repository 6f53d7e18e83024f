"""Prompt templates: Markdown with Jinja2, rendered in a sandbox; a user's own file replaces ours."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from interviewer.content.places import content_root
from interviewer.model.errors import ContentError

_WRONG: Final = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What compiling or rendering a template raises: Jinja's own errors, and those of its expressions."""

_AS_COMPILED: Final = "<template>"
"""The file that Jinja names in the traceback of a template that was rendered from a string."""

_ENVIRONMENT: Final = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=False, autoescape=False
)
_COMPILED: Final = 64
"""Templates kept compiled; there are some thirty."""


class Templates:
    """The prompts. A file `prompts/NAME.md` in the user's folder is taken before the packaged one."""

    def __init__(self, own: Path | None = None, root: Path | None = None) -> None:
        packaged = (root or content_root()) / "prompts"
        self._folders = [*([own / "prompts"] if own else []), packaged]

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The template with its values in place.

        Raises:
            ContentError: when it is missing, or does not hold up; the message names the file.
        """
        path = self._path(name)
        if path is None:
            raise ContentError(f"there is no prompt {name}.md beside {self._folders[-1]}")
        try:
            return _compiled(path.read_text(encoding="utf-8")).render(values).strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8 text"
            raise ContentError(f"cannot read {path}: {reason}") from None
        except _WRONG as error:
            line = f":{at}" if (at := _line(error)) else ""
            says = " ".join(str(error).split()) or type(error).__name__
            raise ContentError(f"{path}{line}: {says}") from None

    def has(self, name: str) -> bool:
        """Whether there is such a template."""
        return self._path(name) is not None

    def sha256(self, *names: str) -> str:
        """A hash over these templates as they stand, for stamping what they led to."""
        digest = hashlib.sha256()
        for name in names:
            path = self._path(name)
            digest.update(name.encode() + b"\0" + (path.read_bytes() if path else b"") + b"\0")
        return digest.hexdigest()

    def _path(self, name: str) -> Path | None:
        found = (folder / f"{name}.md" for folder in self._folders)
        return next((path for path in found if path.is_file()), None)


@lru_cache(maxsize=_COMPILED)
def _compiled(text: str) -> Template:
    """A template by its text, so that one which is edited counts at once; compiling takes 3 ms."""
    return _ENVIRONMENT.from_string(text)


def _line(error: Exception) -> int | None:
    """The line of the template that an error belongs to."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    steps = traceback.extract_tb(error.__traceback__)
    return next((step.lineno for step in reversed(steps) if step.filename == _AS_COMPILED), None)
