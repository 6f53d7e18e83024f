"""A cohort's summary, and the comparison of two scorings, as one self-contained page each."""

from __future__ import annotations

from typing import Any, Final

from interviewer.model.cohort import CohortSummary, Comparison
from interviewer.model.words import LEVEL_WORDS, Dimension
from interviewer.reports import cohort_text as words
from interviewer.reports.marks import UNICODE, level_word
from interviewer.reports.pages import environment, policy, style
from interviewer.session.costs import dollars

_WIDTH: Final = 400.0


def summary_html(summary: CohortSummary) -> str:
    """The page of a cohort. The same summary gives the same bytes."""
    bars = [_bar(name, summary) for name in Dimension]
    return _page("summary.html.j2", summary=summary, bars=bars, facts=words.facts(summary), dollars=dollars)


def comparison_html(found: Comparison) -> str:
    """The page of a comparison. The same comparison gives the same bytes."""
    rows = [words.agreement_cells(name, each) for name, each in found.dimensions.items()]
    left_out = words.left_out(found)
    return _page(
        "comparison.html.j2",
        found=found,
        columns=words.AGREEMENT,
        rows=rows,
        left_out=left_out,
        method=words.method(found),
    )


def _page(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template shows
    sheet = style("debrief", "cohort")
    return (
        environment()
        .get_template(template)
        .render(
            style=sheet,
            policy=policy(sheet),
            marks=UNICODE,
            levels=tuple(LEVEL_WORDS.items()),
            dimensions=tuple(Dimension),
            level_word=level_word,
            figure=words.figure,
            share=words.share,
            missed_line=words.missed_line,
            **values,
        )
    )


def _bar(name: Dimension, summary: CohortSummary) -> dict[str, Any]:
    """Shares of the levels as a bar."""
    spread = summary.dimensions[name]
    total, x, parts = sum(spread.levels), 0.0, []
    for level, count in enumerate(spread.levels, start=1):
        width = count / total * _WIDTH if total else 0.0
        parts.append({"level": level, "x": round(x, 1), "width": round(width, 1)})
        x += width
    said = "; ".join(f"{LEVEL_WORDS[at]} {count}" for at, count in enumerate(spread.levels, start=1))
    return {
        "name": name.value,
        "parts": parts,
        "label": f"{name.value}: {said}",
        "mean": words.figure(spread.mean),
    }
