"""Signals that depend on where a sentence stands: the answer first, a summary last, a question asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.evidence.detector import Hit
from interviewer.evidence.lexicon import pattern
from interviewer.evidence.questions import is_question
from interviewer.evidence.said import Said

_FIRST = 3
_LAST = 2
_FEWEST = 2
"""A single sentence sums nothing up."""

_STANCE = pattern(
    r"^(?:(?:so|well|um|okay|ok|right|yeah|short (?:version|answer):?|honestly|hm|first|"
    r"thank you\.?|then),? )*"
    r"(?:short answer: ?\w+|the \w+(?: \w+){0,3} first\b|i (?:would|will|take|choose|refused|"
    r"decided|replaced|stopped|cut|said no|chose|told)\b|my (?:decision|answer|choice|number|"
    r"call|recommendation)|"
    r"(?:yes|no)[,. ]|(?:yes|no)$|kill it|launch|ship|stop|hold|keep|not (?:the|for|yet|now)|"
    r"number:|decision|proposed|build|the (?:board number|number i|one number|answer|right)|"
    r"a[n]? \w+ (?:\w+ ){0,3}(?:with|for|that|which)|neither|buy|we (?:should|stopped|refused)|"
    r"i am (?:for|against)|i was wrong)"
)
_PROCESS_FIRST = pattern(
    r"\b(?:before i (?:give|answer|say|decide)|set out some|approach (?:this|it)|"
    r"structured? (?:manner|way)|let me structure|i would (?:begin|start|first)? ?(?:by |"
    r"with )?(?:clarify|understand|align|ask|gather|look at|zoom|analy[sz]e|research|"
    r"address|separate|split|divide|walk|structure|talk|answer)\w*|i would like to |"
    r"go through|framework|depends|great question|balance|key responsibilities|many ways)\b"
)
_CLOSES = pattern(
    r"^(?:so(?:: ?.*)?|in short|in summary|to sum up|bottom line|all in all|overall|"
    r"that is (?:why|my|the|what)|therefore|hence|my (?:decision|answer|call)|the decision|"
    r"until then|in the end|short:)\b"
    r"|\b(?:in (?:short|summary)|to sum up|bottom line|that is my (?:decision|answer|call|plan)|"
    r"my (?:decision|answer) (?:stays|stands|is|remains)|i (?:would )?still (?:ship|build|"
    r"launch|stop|do|hold|say|refuse)|so (?:yes|no)|that is (?:it|how i would decide))\b"
)
_ANNOUNCES_END = pattern(r"^(?:so,? )?(?:that is (?:it|all)|to close|last sentence|once more|again)[.:]?$")
_WHETHER = pattern(r"\b(?:or|whether|because|if (?:so|not|it|they)|since|that (?:decides|changes))\b")
_DEPENDS_ON_IT = pattern(
    r"^(?:then|ok(?:ay)?[.,]? (?:so|then)|so|thank you\. then|thanks\. (?:so|then)|good, then|"
    r"right, so|in that case)\b"
)
_EARLY = 6
_BRANCHES = pattern(
    r"^(?:if|with|when|in case) (?:it|that|they|so|yes|no|not|the|a|<num>|one|before|less|"
    r"more)\b.{3,80}\b(?:i|we|is not|is no|then)\b"
)
_ASKS_THEM = pattern(
    r"\b(?:may|can|could) i (?:first |quickly |just )?(?:ask|confirm|check|clarify)\b|\b(?:do|"
    r"did|does|can|could|would) (?:you|we) (?:already |currently )?(?:know|have|mean|want|see|"
    r"tell|share)\b"
    r"|\bis (?:the|your|our) (?:goal|aim|target|deadline|budget|number|question|share|metric|"
    r"data)\b|\bi would (?:check|ask|confirm) (?:this|that|it|you) .{0,20}\b(?:with you|you)\b|"
    r"\bquestion (?:for|to) you\b|\b(?:are|do|does|did|is|was|were) (?:the|these|those|they|he|"
    r"she|it|people|customers|users|our) .{3,60}\bor\b"
)


def positioned(said: Said, decisions: Sequence[Hit], reasons: Sequence[Hit]) -> Iterator[Hit]:
    """Hits of `answers-first`, `closes-with-summary` and `asks-clarifying`.

    `decisions` and `reasons` are the hits of what was decided and why.
    """
    yield from _answers_first(said, {hit.place: hit for hit in decisions}, {hit.place for hit in reasons})
    yield from _closes(said, {hit.place for hit in decisions})
    yield from _asks(said)


def _answers_first(said: Said, decisions: dict[int, Hit], reasons: set[int]) -> Iterator[Hit]:
    opening = [index for index in said.answering if index not in said.empty][:_FIRST]
    stances = said.holding(_STANCE) - said.holding(_PROCESS_FIRST)
    for place, index in enumerate(opening[:2]):
        if (index in stances and (place == 0 or index in decisions)) or (
            place == 0 and index in decisions and index not in said.holding(_PROCESS_FIRST)
        ):
            argued = index in said.numbered or any(near in reasons for near in opening)
            yield Hit("answers-first", index, 2 if argued and index in decisions else 1, 2 - place)
            return


def _closes(said: Said, decisions: set[int]) -> Iterator[Hit]:
    if len(said.lines) < _FEWEST:
        return
    closing = said.holding(_CLOSES)
    announced = {index + 1 for index in said.holding(_ANNOUNCES_END)}
    for index in said.answering[-_LAST:]:
        if index in closing | announced and index not in said.empty:
            yield Hit("closes-with-summary", index, 2 if index in decisions else 1, 1)


def _asks(said: Said) -> Iterator[Hit]:
    branching = said.holding(_BRANCHES)
    weighing, asking, following = (
        said.holding(_WHETHER),
        said.holding(_ASKS_THEM),
        said.holding(_DEPENDS_ON_IT),
    )
    answered = [index for index, sentence in enumerate(said.bank.sentences) if sentence.role == "answer"]
    used = bool(answered) and bool(following & set(answered[:2]))
    for index, sentence in enumerate(said.bank.sentences):
        if sentence.number not in said.counts or index in said.empty or not is_question(sentence.text):
            continue
        if sentence.role == "clarifying":
            yield Hit("asks-clarifying", index, 2 if index in weighing or used else 1, 2)
        elif index + 1 in branching and index < _EARLY:
            yield Hit("asks-clarifying", index, 2, 2)
        elif index in asking:
            yield Hit("asks-clarifying", index, 2 if index in weighing else 1, 1)
