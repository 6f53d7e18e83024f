"""A cohort's summary, and the comparison of two scorings, as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from interviewer.evidence.characters import visible
from interviewer.model.cohort import (
    CohortSummary,
    Comparison,
    Counted,
    DimensionAgreement,
    Disagreement,
    Figure,
    Missed,
    QuestionSummary,
    Reading,
)
from interviewer.model.words import Dimension
from interviewer.reports.layout import header, row, table
from interviewer.reports.marks import Marks, level_word
from interviewer.session.costs import dollars

AGREEMENT: Final = ("dimension", "kappa", "95 %", "same", "within one", "means", "shift", "95 %")
_MEANS: Final = AGREEMENT.index("means")


def summary_text(summary: CohortSummary, marks: Marks) -> str:
    """The summary for a terminal."""
    blocks = [
        header(f"{summary.answers:,} answers graded", f"mean {figure(summary.overall)} of 4"),
        "\n".join(row(label, text) for label, text in facts(summary) if text),
        _levels(summary),
        "\n".join(
            row(name.value if at == 0 else "", missed_line(each))
            for name in Dimension
            for at, each in enumerate(summary.missed[name])
        ),
        row("flags", "; ".join(f"{each.label} {each.count:,}" for each in summary.flags) or "none"),
        _questions(summary.questions),
    ]
    titles = ["", "", "Levels", "Missed most", "Flags", "Questions"]
    return marks.plain(_titled(titles, blocks))


def comparison_text(found: Comparison, marks: Marks) -> str:
    """The comparison for a terminal."""
    cells = [agreement_cells(name, each) for name, each in found.dimensions.items()]
    # Means are on the page; here they would pass the eightieth column.
    lines = [each[:_MEANS] + each[_MEANS + 1 :] for each in (AGREEMENT, *cells)]
    apart = [_disagreement(each, found, marks) for each in found.disagreements]
    blocks = [
        header(
            f"{found.answers:,} answers graded twice",
            f"{visible(found.first)} {marks.arrow} {visible(found.second)}",
        ),
        "\n".join(row("left out", each) for each in left_out(found)),
        table(lines) + "\n\n" + row("", method(found)),
        _recommended(found, marks),
        "\n\n".join(apart),
    ]
    titles = ["", "", "Agreement", "Recommendations", "Furthest apart"]
    return marks.plain(_titled(titles, blocks))


def _between_names(found: Comparison, marks: Marks) -> str:
    return f"{visible(found.first)} {marks.arrow} {visible(found.second)}"


def _recommended(found: Comparison, marks: Marks) -> str:
    moved = [row("", f"{each.before} {marks.arrow} {each.after}: {each.count:,}") for each in found.moved]
    return "\n".join((row("same", share(found.same_recommendation)), *moved))


def facts(summary: CohortSummary) -> tuple[tuple[str, str], ...]:
    """What stands at the top, a label and words each; no words where there is nothing to say."""
    return (
        ("recommended", _listed(summary.recommendations)),
        ("not graded", _listed(summary.errors)),
        ("graded by", _listed(summary.graded_by)),
        ("cost", dollars(summary.cost) if summary.cost is not None else ""),
    )


def missed_line(each: Missed) -> str:
    """As in `what you would give up: not heard in 12 of 30`."""
    return f"{each.label}: not heard in {each.count:,} of {each.of:,}"


def agreement_cells(name: Dimension, each: DimensionAgreement) -> tuple[str, ...]:
    """One dimension's figures as cells."""
    means = f"{figure(each.first_mean)} and {figure(each.second_mean)}"
    return (
        name.value,
        figure(each.kappa.value if each.kappa else None),
        between(each.kappa),
        share(each.same),
        share(each.within_one),
        means,
        f"{each.shift.value:+.2f}" if each.shift else "",
        between(each.shift, sign="+"),
    )


def method(found: Comparison) -> str:
    """How the figures were made."""
    return (
        "Kappa is weighted quadratically: 1 is full agreement, 0 is chance. The shift is the mean of the "
        f"second estimate less the first. Intervals are what 95 % of 400 draws of {found.drawn} give."
    )


def left_out(found: Comparison) -> tuple[str, ...]:
    """What is not compared, in words."""
    counts = (
        (found.only_first, f"only in {visible(found.first)}"),
        (found.only_second, f"only in {visible(found.second)}"),
        (found.errors_first, f"not graded in {visible(found.first)}"),
        (found.errors_second, f"not graded in {visible(found.second)}"),
    )
    return tuple(f"{count:,} {words}" for count, words in counts if count)


def figure(value: float | None) -> str:
    """A figure with two decimals."""
    return "" if value is None else f"{value:.2f}"


def share(value: float | None) -> str:
    """A share in per cent."""
    return "" if value is None else f"{value:.0%}"


def between(each: Figure | None, sign: str = "") -> str:
    """The bounds of an interval."""
    return f"{each.low:{sign}.2f} to {each.high:{sign}.2f}" if each else ""


def _levels(summary: CohortSummary) -> str:
    lines = [("", *(level_word(level) for level in (1, 2, 3, 4)), "not assessed", "mean")]
    for name in Dimension:
        spread = summary.dimensions[name]
        counts = (*spread.levels, spread.not_assessed)
        lines.append((name.value, *(f"{each:,}" for each in counts), figure(spread.mean)))
    return table(lines)


def _questions(questions: Sequence[QuestionSummary]) -> str:
    lines = [("round", "question", "answers", "mean", "to hire")]
    lines += [
        (
            each.round,
            each.question or "own words",
            f"{each.answers:,}",
            figure(each.overall),
            share(each.hire / each.answers),
        )
        for each in questions
    ]
    missed = [
        "\n".join((f"{each.round}, {each.question or 'own words'}", *_missed_rows(each)))
        for each in questions
        if each.missed
    ]
    return "\n\n".join((table(lines), *missed))


def _missed_rows(question: QuestionSummary) -> list[str]:
    return [row("", missed_line(each)) for each in question.missed]


def _disagreement(each: Disagreement, found: Comparison, marks: Marks) -> str:
    where = f"{each.round}, {each.question}" if each.question else each.round
    return "\n".join(
        (
            header(visible(each.id), f"{where}: {each.dimension.value}"),
            *_reading(found.first, each.first, marks),
            *_reading(found.second, each.second, marks),
        )
    )


def _reading(name: str, reading: Reading, marks: Marks) -> list[str]:
    lines = [row(visible(name)[:15], f"{marks.level(reading.level)}, {reading.estimate:.2f}")]
    lines += [row("", f"{marks.quote(each.quote)} (s{each.sentence}): {each.what}") for each in reading.shown]
    lines += [row("", f"at most so: {each}") for each in reading.caps]
    return lines if reading.shown else [*lines, row("", "nothing heard")]


def _listed(counts: Sequence[Counted]) -> str:
    return ", ".join(f"{visible(each.label)} {each.count:,}" for each in counts if each.count)


def _titled(titles: Sequence[str], blocks: Sequence[str]) -> str:
    pairs = zip(titles, blocks, strict=True)
    return "\n\n".join(f"{title}\n\n{block}".lstrip("\n") for title, block in pairs if block) + "\n"
