"""`interviewer rubrics`: what each round asks for, and a check for files of one's own."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.content.hashes import stamp
from interviewer.content.library import Library
from interviewer.content.yaml_file import top_level_keys
from interviewer.model.content import Rubric
from interviewer.model.errors import ContentError
from interviewer.model.words import LEVEL_WORDS, Dimension
from interviewer.reports.layout import row, table


def run(args: Namespace) -> int:
    """List rubrics, show one, or check files."""
    around = Surroundings.of()
    verbs = {"list": _list, "show": _show, "check": _check}
    return verbs[args.verb](around, args)


def _list(around: Surroundings, args: Namespace) -> int:
    library = around.library
    rounds = [library.rubric(name) for name in library.rounds]
    documents = [library.rubric(name) for name in library.documents]
    if args.format == "json":
        kinds = (("round", rounds), ("document", documents))
        print_json([{"kind": kind} | _summary(library, each) for kind, found in kinds for each in found])
        return 0
    print(table((each.id, f"version {each.version}", *_length(each), each.title) for each in rounds))
    if documents:
        print("\nDocuments, graded with: interviewer score --round ID PATH\n")
        print(table((each.id, f"version {each.version}", each.title) for each in documents))
    return 0


def _length(rubric: Rubric) -> tuple[str, str]:
    return f"{rubric.minutes} min", f"{rubric.questions} questions"


def _summary(library: Library, rubric: Rubric) -> dict[str, Any]:
    return {
        "id": rubric.id,
        "version": rubric.version,
        "sha256": stamp(rubric, library.catalogue).sha256,
        "title": rubric.title,
        "minutes": rubric.minutes,
        "questions": rubric.questions,
    }


def _show(around: Surroundings, args: Namespace) -> int:
    rubric = around.library.rubric(args.rubric)
    if args.format == "json":
        print_json(rubric.model_dump(mode="json", by_alias=True) | _summary(around.library, rubric))
        return 0
    print(row(rubric.title, rubric.about))
    for name in Dimension:
        print("\n" + _dimension(around, rubric, name))
    return 0


def _dimension(around: Surroundings, rubric: Rubric, name: Dimension) -> str:
    body = rubric.dimensions[name]
    rows = [row(name, body.question)]
    for level in (4, 3, 2, 1):
        anchor = body.anchors[level]
        rows.append(row(f"  {LEVEL_WORDS[level]}", f"{anchor.does} {anchor.and_}"))
    heard = ", ".join(around.library.catalogue.signal(signal).label for signal in body.core)
    rows.append(row("  listens for", heard))
    return "\n".join(rows)


def _check(around: Surroundings, args: Namespace) -> int:
    library = around.library
    paths = [Path(name).expanduser() for name in args.path]
    results = [(str(path), _problem(library, path)) for path in paths] or _all(library)
    if args.format == "json":
        print_json([{"file": name, "ok": not problem, "problem": problem} for name, problem in results])
    else:
        for name, problem in results:
            print(problem or f"{name}: in order")
    return 1 if any(problem for _, problem in results) else 0


def _problem(library: Library, path: Path) -> str:
    """What is wrong with a rubric, question or drill file; empty when nothing is."""
    try:
        keys = top_level_keys(path)
        if "prompt" in keys:
            library.question_at(path)
        elif "scenarios" in keys:
            library.drill_at(path)
        else:
            library.rubric_at(path)
    except ContentError as error:
        return str(error)
    return ""


def _all(library: Library) -> list[tuple[str, str]]:
    return [(str(path), _problem(library, path)) for path in library.files()]
