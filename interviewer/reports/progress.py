"""What the saved rounds say together, as text for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from interviewer.model.content import Catalogue
from interviewer.model.progress import FlagCourse, Line, Progress, SelfJudgment, TimeSpent, Trend
from interviewer.model.words import Dimension, FlagId
from interviewer.reports.layout import LABEL, plural, row
from interviewer.reports.marks import UNICODE, Marks

_KIND: Final = 23
"""Width of a round's name, with its indent."""
_BARS: Final = 12
"""Rounds of a line that are drawn, the newest."""
_MISSING: Final = 6
"""Missing signals that are listed."""
TOO_FEW: Final = "too few rounds of one kind to say where it goes"
_NOTHING: Final = (
    "No round is graded yet, so there is nothing to compare. Start one with: interviewer practice"
)


def progress_text(progress: Progress, catalogue: Catalogue, marks: Marks = UNICODE) -> str:
    """The page: trends with their lines, own guesses, what is missing, flags, time."""
    blocks: list[Iterable[str]] = [_head(progress, marks)]
    if not progress.graded:
        blocks.append([_NOTHING])
    else:
        if none_goes(progress):
            blocks.append([row("trend", TOO_FEW)])
        blocks += [_dimension(progress, name, marks) for name in Dimension]
        blocks += [
            _new_lines(progress),
            _guesses(progress),
            _missing(progress, catalogue),
            _flags(progress, catalogue),
        ]
    if progress.rounds:
        blocks.append(_time(progress.time, marks))
    text = ("\n".join(lines) for lines in map(list, blocks) if lines)
    return marks.plain("\n\n".join(text)) + "\n"


def _head(progress: Progress, marks: Marks) -> Iterator[str]:
    dot = f" {marks.dot} "
    counts = [f"{plural(progress.rounds, 'round')}", f"{progress.graded} graded"]
    yield dot.join(("progress", *counts, plural(progress.answers, "answer")))
    if progress.unreadable:
        yield f"{plural(len(progress.unreadable), 'file')} cannot be read; see: interviewer transcripts check"


def _dimension(progress: Progress, name: Dimension, marks: Marks) -> Iterator[str]:
    trend = next(each for each in progress.trends if each.dimension is name)
    yield name.value if none_goes(progress) else row(name.value, trend_words(trend))
    for line in progress.lines:
        if line.dimension is name and line.current:
            yield _line(line, marks)


def _line(line: Line, marks: Marks) -> str:
    bars = "".join(marks.heights[point.score - 1] for point in line.points[-_BARS:])
    now = line.points[-1]
    level = f"{marks.level(now.score):<20}"
    sure = f"{now.estimate:.1f} {marks.give_or_take}{now.sd:.1f}"
    return f"  {line.round:<{_KIND}}{bars:<{_BARS + 2}}{level}{sure}"


def _new_lines(progress: Progress) -> Iterator[str]:
    for place, words in enumerate(begins_anew(progress)):
        yield row("" if place else "begins anew", words)


def begins_anew(progress: Progress) -> tuple[str, ...]:
    """For each kind of round whose line begins after an earlier one: since when, why, what is not in it."""
    found = {}
    for line in progress.lines:
        if line.current and line.begins_anew:
            mine = (each for each in progress.lines if each.round == line.round)
            earlier = sum(each.rounds for each in mine if each.dimension is line.dimension) - line.rounds
            since = f"{line.points[0].at.day} {line.points[0].at:%b %Y}"
            stands = "stands in a line of its own" if earlier == 1 else "stand in a line of their own"
            before = f"{plural(earlier, 'earlier round')} {stands}"
            found[line.round] = f"{line.round}, {since}: {line.begins_anew}. {before}."
    return tuple(found.values())


def none_goes(progress: Progress) -> bool:
    """Whether no dimension has rounds enough for a trend; that is said once."""
    return all(each.direction == "too-few" for each in progress.trends)


def trend_words(trend: Trend) -> str:
    """Where a dimension goes, and how sure that is."""
    if trend.direction == "too-few" or trend.change is None or trend.low is None or trend.high is None:
        return TOO_FEW
    between = f"{trend.low:+.1f} to {trend.high:+.1f}"
    match trend.direction:
        case "steady":
            return f"steady over {trend.rounds} rounds"
        case "unclear":
            return f"no clear direction in {trend.rounds} rounds ({between} levels in five)"
        case _:
            return f"{trend.direction}, {trend.change:+.1f} levels in five rounds ({between})"


def _guesses(progress: Progress) -> Iterator[str]:
    guessed = [each for each in progress.self_judgment if each.answers]
    for place, each in enumerate(guessed):
        yield _cells("" if place else "your own guess", f"{each.dimension:<16}", guess_words(each))


def guess_words(own: SelfJudgment) -> str:
    """How own guesses lie against the scorecard."""
    hits = f"{own.same_level} of {own.answers} on the level"
    match own.guessing:
        case "too-high" | "too-low":
            side = own.guessing.replace("-", " ")
            return f"{abs(own.difference or 0):.1f} levels {side}, {hits}"
        case "close":
            return f"close, {hits}"
        case "unclear":
            return f"off both ways, {hits}"
        case _:
            return f"too few to say, {hits}"


def _missing(progress: Progress, catalogue: Catalogue) -> Iterator[str]:
    for place, each in enumerate(progress.missing[:_MISSING]):
        label = signal_label(catalogue, each.signal)
        yield _cells("" if place else "most missing", f"{label:<46}", f"{each.missing:>2} of {each.of}")


def _cells(label: str, *cells: str) -> str:
    return f"{label:<{LABEL}}{''.join(cells)}".rstrip()


def signal_label(catalogue: Catalogue, signal: str) -> str:
    """What a signal is called when it is missing; its id where the catalogue no longer has it."""
    return next((each.label for each in catalogue.signals if each.id == signal), signal)


def _flags(progress: Progress, catalogue: Catalogue) -> Iterator[str]:
    for place, each in enumerate(progress.flags):
        yield row("" if place else "flags", f"{_flag_label(catalogue, each.flag)}: {course_words(each)}")


def _flag_label(catalogue: Catalogue, flag: FlagId) -> str:
    return catalogue.flag(flag).label


def course_words(flag: FlagCourse) -> str:
    """Whether a flag goes or stays, with the counts."""
    lately = f"{flag.lately} of the last {flag.lately_of} answers"
    if flag.course == "too-few":
        return lately
    return f"{flag.course}, {lately}, {flag.before} of {flag.before_of} before"


def _time(time: TimeSpent, marks: Marks) -> Iterator[str]:
    kinds = ", ".join(f"{each.round} {duration(each.seconds)} ({each.rounds})" for each in time.rounds)
    yield row("time", f"{duration(time.seconds)}: {kinds}")
    bars, words = weeks(time, marks)
    if bars:
        yield row("", f"{bars}  {words}")


def weeks(time: TimeSpent, marks: Marks) -> tuple[str, str]:
    """The last weeks as a bar each, and what they are; empty bars where nothing was practised in them."""
    most = max((week.seconds for week in time.weeks), default=0)
    if not most:
        return "", ""
    bars = "".join(_height(week.seconds / most, marks) for week in time.weeks)
    this = time.weeks[-1]
    lately = f"this week {duration(this.seconds)} in {plural(this.rounds, 'round')}"
    return bars, f"the last {len(time.weeks)} weeks; {lately}"


def _height(share: float, marks: Marks) -> str:
    return marks.share(share) if share else marks.dot


def duration(seconds: float) -> str:
    """Seconds as hours and minutes, such as `1 h 10 min`."""
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d} min" if hours else f"{rest} min"
