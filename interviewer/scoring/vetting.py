"""Which of the sentences that were heard may stand as evidence.

Five kinds may not: what the cleaner left out, clarifying questions (they show that something was asked,
and no position), sentences that hand the decision over, sentences that only say that something isn't known,
and sentences of terms alone, which say what could be named and name nothing of this case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from interviewer.model.evidence import Heard, SentenceBank, SignalHeard, TraceHeard
from interviewer.model.words import FlagId
from interviewer.scoring import text_checks, wording

_CLARIFIES: Final = "asks-clarifying"
_TERMS_ALONE: Final = 2
"""Terms from which a sentence without a word of its own is a list of them."""
_DOES_NOT_KNOW: Final = re.compile(
    r"\bi (?:really |honestly |just )*(?:do not|don't|wouldn't|would not) (?:really |yet |actually )?know\b"
    r"|(?:^|[,.;:] |\bi(?:'ve| have) )no idea\b|\bi(?:'m| am) not (?:really )?sure\b|\bhard to say\b"
)
_FINDS_OUT: Final = re.compile(
    r"\b(?:until|before) (?:i|we)\b|\b(?:would|could|will) (?:settle|tell|show)\b|\bin ten\b|\d"
    r"|\b(?:i|we)(?:'d| would|'ll| will)? (?:\w+ )?(?:check|count|look|test|ask|measure|compare|read|pull"
    r"|split|find out|run|watch|ring|call)"
)
"""A check, a number or a next step in the same breath: then not to know is worth saying."""
_DIGIT: Final = re.compile(r"\d")
_TERM: Final = re.compile(
    r"\b(?:north star|guardrails?|a/b tests?|control group|comparison group|user (?:segment|need)s?|personas?"
    r"|trade-?offs?|(?:phased )?(?:rollout|launch)|fallback|threshold|stakeholders?|impact|risks?"
    r"|metrics?|kpis?|root cause|hypothes[ie]s|mvp|roadmap|baseline|target|success criteria|outcome)\b"
)


def vetted(heard: Heard, bank: SentenceBank, counted: frozenset[int]) -> Heard:
    """What was heard, resting only on sentences that may stand as evidence."""
    asked = frozenset(wording.content_stems(wording.tokens(bank.answer.question))) - wording.generic_stems()
    handed_over = heard.flag(FlagId.DEFERS_DECISION)
    barred = handed_over.sentences if handed_over else ()
    may_stand = frozenset(
        n
        for n in counted
        if n not in barred
        and not _terms_alone(bank.sentence(n).text, asked)
        and not _left_unknown(bank.sentence(n).text)
    )
    return heard.model_copy(
        update={
            "signals": tuple(_kept(heard.signals, bank, may_stand)),
            "occurrences": tuple(_kept(heard.occurrences, bank, may_stand)),
            "traces": tuple(_standing(heard.traces, may_stand)),
        }
    )


def _kept(
    signals: Iterable[SignalHeard], bank: SentenceBank, may_stand: frozenset[int]
) -> Iterable[SignalHeard]:
    for each in signals:
        numbers = tuple(n for n in each.sentences if n in may_stand and _fits(bank, n, each.signal))
        if numbers:
            yield SignalHeard(signal=each.signal, level=each.level, sentences=numbers)


def _standing(traces: Iterable[TraceHeard], may_stand: frozenset[int]) -> Iterable[TraceHeard]:
    """Traces in an answer's favour rest on sentences that may stand; what speaks against it stays."""
    for each in traces:
        numbers = tuple(n for n in each.sentences if n in may_stand)
        if each.against or each.half is None:
            yield each
        elif numbers:
            yield each.model_copy(update={"sentences": numbers})


def _fits(bank: SentenceBank, number: int, signal: str) -> bool:
    return bank.sentence(number).role != "clarifying" or signal == _CLARIFIES


def _terms_alone(text: str, asked: frozenset[str]) -> bool:
    """Whether a sentence only names terms, or only says what one would name."""
    said = wording.plain(text)
    if _DIGIT.search(said):
        return False
    stems = frozenset(wording.content_stems(wording.tokens(said)))
    if stems & asked or stems - wording.generic_stems():
        return False
    return text_checks.is_about_the_answer(said) or len(_TERM.findall(said)) >= _TERMS_ALONE


def _left_unknown(text: str) -> bool:
    """Whether a sentence says that something isn't known, and leaves it there."""
    said = wording.plain(text)
    return bool(_DOES_NOT_KNOW.search(said)) and not _FINDS_OUT.search(said)
