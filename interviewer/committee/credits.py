"""Who spoke for whom, said plainly under a debrief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from interviewer.committee.decision import listed
from interviewer.model.committee import CommitteeLines
from interviewer.model.debrief import Statement, Voice


class Stopped(NamedTuple):
    """A model that failed for good: before which statement, and why."""

    number: int
    why: str


def who_spoke(
    lines: CommitteeLines,
    voices: Sequence[Voice],
    statements: Sequence[Statement],
    replaced: Mapping[int, str],
    stopped: Mapping[str, Stopped],
) -> Iterator[str]:
    """The notes of a debrief that models spoke in.

    Args:
        lines: what the room calls its members.
        voices: which model spoke for whom; members who had the written lines only are left out.
        statements: what was said.
        replaced: numbers of single statements that are in the written lines, and why.
        stopped: models that failed, by SPEC.
    """
    by_model: dict[str, list[str]] = {}
    for each in voices:
        by_model.setdefault(each.spec, []).append(lines.members[each.member].said)
    settled = "Votes, moves and decision are the rule's, whatever a model says."
    if len(by_model) == 1:
        spec = voices[0].spec
        whom = "all five members" if len(voices) == len(lines.members) else listed(by_model[spec])
        yield f"One model, {spec}, finds the words for {whom}. {settled}"
    elif by_model:
        spoken = "; ".join(f"{spec} for {listed(names)}" for spec, names in by_model.items())
        yield f"Several models find the words: {spoken}. {settled}"
    for number, why in sorted(replaced.items()):
        said = lines.members[statements[number - 1].member].said
        yield f"Statement {number}, of {said}, is in the written lines: {why}."
    for spec, stop in stopped.items():
        yield (
            f"{spec} failed at statement {stop.number} of {len(statements)}: {stop.why}. "
            "From there on the written lines speak for its members."
        )
