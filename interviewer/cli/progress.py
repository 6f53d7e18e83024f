"""`interviewer progress`: what the saved rounds say together."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.reports.layout import row
from interviewer.reports.progress import progress_text
from interviewer.session.looking_back import progress_of
from interviewer.session.summarise import summarise


def run(args: Namespace) -> int:
    """Print the page, or all the figures behind it."""
    around = Surroundings.of()
    progress = progress_of(around.store, around.places.index, datetime.now(UTC))
    if args.format == "json":
        print_json(progress.model_dump(mode="json"))
    else:
        print(progress_text(progress, around.library.catalogue, around.marks), end="")
        if last := summarise(around.store).last:
            print(f"\n{row('last lesson', f'{last.round}. {last.headline}')}")
    return 0
