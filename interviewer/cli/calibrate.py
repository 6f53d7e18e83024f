"""`interviewer calibrate`: how severe a model is as a grader, found on labelled answers."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.cli.failures import say
from interviewer.cli.grading import Sum, flags, run_with
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.cli.terminal import on_terminal
from interviewer.content.library import calibration_name
from interviewer.content.places import content_root
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.words import OFFLINE, Dimension
from interviewer.session.calibrating import Calibrating
from interviewer.session.cast import models
from interviewer.session.costs import dollars
from interviewer.session.labelled import read_labelled, spread_out
from interviewer.session.options import Options

if TYPE_CHECKING:
    from interviewer.model.calibration import JudgeCalibration


def run(args: Namespace) -> int:
    """Calibrate a model and keep what was found in the config folder."""
    around = Surroundings.of(**flags(args))
    spec = around.settings.llm
    if spec == OFFLINE:
        raise UsageError("name the model to calibrate with --llm; the offline scorer is fitted with make fit")
    if args.limit is not None and args.limit < 1:
        raise UsageError("--limit takes a whole number above 0")
    answers = spread_out(read_labelled(_labelled(args.answers)), args.limit)
    llm = models(Options.of(around.settings))(spec)
    work = Calibrating(around.library, llm, answers)
    _say_price(work, spec)
    if not args.yes and not _agreed():
        return 0
    spent = Sum()
    found = run_with(llm, lambda: work.run(spent.hear, lambda done: _progress(done, len(answers))))
    if sys.stderr.isatty():
        print(file=sys.stderr)
    path = _keep(around.places.config / "calibration" / f"{calibration_name(spec)}.json", found)
    if args.format == "json":
        print_json(
            {"path": str(path), "cost": spent.cost, "left_out": work.left_out} | found.model_dump(mode="json")
        )
    else:
        print(_table(found, work.left_out, spent.cost), end="")
        print(f"\nKept in {path}. It holds for this model, these prompts and these rubrics.")
    return 0


def _labelled(given: str | None) -> Path:
    if given:
        return Path(given).expanduser()
    ours = content_root() / "evals" / "calibration"
    if not ours.is_dir():
        raise UsageError(
            "this installation holds no labelled answers; name some with --answers PATH (a JSON lines file: "
            "docs/formats.md says how)"
        )
    return ours


def _say_price(work: Calibrating, spec: str) -> None:
    calls = 4 * len(work.answers)
    price = work.price()
    about = "no price is known" if price is None else f"about {dollars(price)}" if price else "no cost"
    say(f"{spec} reads {len(work.answers)} labelled answers: {calls} calls or more, {about}.")


def _agreed() -> bool:
    if not on_terminal():
        raise UsageError("nobody is there to agree to the price; say --yes")
    return input("Go on? y or n > ").strip().lower() in {"y", "yes"}


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {of}", end="", file=sys.stderr, flush=True)


def _keep(path: Path, found: JudgeCalibration) -> Path:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(found.model_dump_json(indent=2) + "\n")
    except OSError as error:
        raise InterviewerError(f"cannot write {path}: {error.strerror}") from None
    return path


def _table(found: JudgeCalibration, left_out: int, cost: float | None) -> str:
    price = f", cost {dollars(cost)}" if cost is not None else ""
    without = f", {left_out} left out" if left_out else ""
    lines = [
        f"{found.model}: {found.answers} answers to {found.questions} questions{without}{price}",
        "",
        f"{'agreement':<16}{'before':<22}after",
    ]
    for name in Dimension:
        before, after = found.before[name], found.after[name]
        lines.append(
            f"{name:<16}{f'{before.kappa:.2f} ({before.low:.2f} to {before.high:.2f})':<22}"
            f"{after.kappa:.2f} ({after.low:.2f} to {after.high:.2f})"
        )
    lines += [
        "",
        "Quadratic weighted kappa with the readers; in brackets its 95 % interval over questions. Before:",
        "equal weights. After: fitted on other questions than those it is measured on.",
    ]
    return "\n".join(lines) + "\n"
