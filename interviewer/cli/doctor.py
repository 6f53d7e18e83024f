"""`interviewer doctor`: settings and where they come from, folders, and whether everything is in order."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interviewer._version import __version__
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.words import OFFLINE
from interviewer.reports.layout import LABEL, row
from interviewer.settings import Sourced

if TYPE_CHECKING:
    from interviewer.cli.doctor_model import Report


def run(args: Namespace) -> int:
    """Report, and exit 1 when something is not in order; or store or forget a key."""
    around = Surroundings.of(llm=args.llm, base_url=args.base_url, insecure=args.insecure)
    if args.store_key or args.forget_key:
        from interviewer.cli import doctor_keys

        if args.store_key:
            return doctor_keys.store(args.store_key, around.settings)
        return doctor_keys.forget(args.forget_key, around.settings)
    who, model = _interviewer(around, by_flag=args.llm is not None)
    checks = [_content(around), who, *_folders(around)]
    if args.format == "json":
        _print_json(around, checks, model)
    else:
        _print(around, checks, model)
    return 0 if all(check["ok"] for check in checks) and (model is None or model.ok) else 1


def _print_json(around: Surroundings, checks: list[dict[str, Any]], model: Report | None) -> None:
    settings = {
        name: {"value": _shown(name, each), "source": each.source} for name, each in around.sourced.items()
    }
    print_json(
        {
            "version": __version__,
            "python": sys.version.split()[0],
            "settings": settings,
            "folders": {name: str(path) for name, path in asdict(around.places).items()},
            "checks": checks,
            "model": model.as_json if model else None,
        }
    )


def _print(around: Surroundings, checks: list[dict[str, Any]], model: Report | None) -> None:
    print(row("version", f"{__version__}, Python {sys.version.split()[0]}"))
    print()
    for name, each in around.sourced.items():
        value = "not set" if each.value is None else _shown(name, each)
        print(row(name, f"{value} ({each.source})"))
    print()
    print(_line("config", str(around.places.config_file)))
    print(_line("transcripts", str(around.places.transcripts)))
    print(_line("logs", str(around.places.logs)))
    print()
    for check in checks:
        print(_line("in order" if check["ok"] else "NOT in order", check["says"]))
    if model is not None:
        print()
        for label, text in model.lines:
            print(_line(label, text))


def _shown(name: str, setting: Sourced) -> Any:  # noqa: ANN401  # any setting's
    """A setting's value; an address that may hold a password or a key is not shown."""
    value = setting.model_dump(mode="json")["value"]
    if name == "base_url" and value is not None and set("@?#") & set(str(value)):
        return "an address with more in it than host and path"
    return value


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


def _interviewer(around: Surroundings, *, by_flag: bool) -> tuple[dict[str, Any], Report | None]:
    """Who takes part, and what is known of the model where one interviews."""
    from interviewer.session.cast import make_scorer
    from interviewer.session.options import Options

    chosen = around.settings
    report: Report | None = None
    try:
        options = replace(Options.of(chosen), record=None)
        scorer = make_scorer(around.library, chosen.grader or OFFLINE, options=options)
        if chosen.llm != OFFLINE:
            from interviewer.cli.doctor_model import examine

            report = examine(chosen)
    except InterviewerError as error:
        if by_flag and isinstance(error, UsageError):
            raise
        return _check("interviewer", str(error), ok=False), None
    goes = f"; {scorer.note}" if scorer.note else "" if report else ": nothing leaves this machine"
    return _check("interviewer", f"interviewer {chosen.llm}, grader {scorer.spec}{goes}"), report


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
