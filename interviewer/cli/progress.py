"""`interviewer progress`: what the saved rounds say together."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.reports.progress import progress_text
from interviewer.session.looking_back import progress_of


def run(args: Namespace) -> int:
    """Print the page, or all the figures behind it."""
    around = Surroundings.of()
    progress = progress_of(around.store, around.places.index, datetime.now(UTC))
    if args.format == "json":
        print_json(progress.model_dump(mode="json"))
    else:
        print(progress_text(progress, around.library.catalogue, around.marks), end="")
    return 0
