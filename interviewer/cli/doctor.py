"""`interviewer doctor`: settings and where they come from, folders, and whether everything is in order."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from interviewer._version import __version__
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.model.errors import InterviewerError
from interviewer.reports.layout import LABEL, row
from interviewer.session.cast import make_cast


def run(args: Namespace) -> int:
    """Report, and exit 1 when something is not in order."""
    around = Surroundings.of()
    checks = [_content(around), _interviewer(around), *_folders(around)]
    if args.format == "json":
        print_json(
            {
                "version": __version__,
                "python": sys.version.split()[0],
                "settings": {name: each.model_dump(mode="json") for name, each in around.sourced.items()},
                "folders": {name: str(path) for name, path in asdict(around.places).items()},
                "checks": checks,
            }
        )
    else:
        _print(around, checks)
    return 0 if all(check["ok"] for check in checks) else 1


def _print(around: Surroundings, checks: list[dict[str, Any]]) -> None:
    print(row("version", f"{__version__}, Python {sys.version.split()[0]}"))
    print()
    for name, each in around.sourced.items():
        value = "not set" if each.value is None else each.value
        print(row(name, f"{value} ({each.source})"))
    print()
    print(_line("config", str(around.places.config_file)))
    print(_line("transcripts", str(around.places.transcripts)))
    print(_line("logs", str(around.places.logs)))
    print()
    for check in checks:
        print(_line("in order" if check["ok"] else "NOT in order", check["says"]))


def _line(label: str, text: str) -> str:
    """A line that is never wrapped, so that a path in it can be copied."""
    return f"{label:<{LABEL}}{text}"


def _check(name: str, says: str, *, ok: bool = True) -> dict[str, Any]:
    return {"name": name, "ok": ok, "says": says}


def _content(around: Surroundings) -> dict[str, Any]:
    library = around.library
    try:
        rounds = [library.rubric(name) for name in library.rounds]
        questions = sum(len(library.questions(rubric.id)) for rubric in rounds)
        signals = len(library.catalogue.signals)
    except InterviewerError as error:
        return _check("content", str(error), ok=False)
    return _check("content", f"{len(rounds)} rounds, {questions} questions, {signals} signals")


def _interviewer(around: Surroundings) -> dict[str, Any]:
    try:
        cast = make_cast(around.library, around.settings.llm, around.settings.grader)
    except InterviewerError as error:
        return _check("interviewer", str(error), ok=False)
    says = f"interviewer {cast.interviewer.spec}, grader {cast.scorer.spec}: nothing leaves this machine"
    return _check("interviewer", says)


def _folders(around: Surroundings) -> list[dict[str, Any]]:
    return [_folder("transcripts", around.places.transcripts), _folder("logs", around.places.logs)]


def _folder(name: str, path: Path) -> dict[str, Any]:
    """Whether a folder can be written; one that is not there yet is judged by its nearest parent."""
    there = next((each for each in (path, *path.parents) if each.exists()), path)
    if not os.access(there, os.W_OK):
        return _check(
            name, f"cannot write to {there}; set INTERVIEWER_HOME to a folder of your own", ok=False
        )
    if there == path and os.name == "posix" and path.stat().st_mode & 0o077:
        return _check(name, f"{path} can be read by others; close it with: chmod 700 {path}", ok=False)
    return _check(name, f"{path} is yours" if there == path else f"{path} will be made when it is needed")
