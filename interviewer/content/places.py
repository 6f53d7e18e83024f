"""Where the content lies: packaged in a wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

from interviewer.model.errors import ContentError

_PACKAGE = Path(__file__).resolve().parent.parent


def content_root() -> Path:
    """The folder that holds `prompts`, `rubrics` and `transcripts`.

    A wheel carries them in `interviewer/_content`; an editable install and a checkout have them beside
    the package.

    Raises:
        ContentError: when neither place holds them.

    """
    for root in (_PACKAGE / "_content", _PACKAGE.parent):
        if (root / "rubrics" / "signals.yaml").is_file():
            return root
    raise ContentError(
        f"the questions and rubrics are missing beside {_PACKAGE}: install pm-interviewer again"
    )
