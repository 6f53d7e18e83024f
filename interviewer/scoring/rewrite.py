"""One of the candidate's own sentences said better, after the grading and without a part in it.

The model gets the finished card's weak spot and words one sentence anew; code makes a blank of every number
the candidate did not give, and drops a rewrite that names somebody or something they did not name.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from interviewer.llm.protocol import LLM, Message, Request, Tell
from interviewer.model.base import Model
from interviewer.model.content import Catalogue
from interviewer.model.evidence import SentenceBank
from interviewer.model.scorecard import Rewrite, Scorecard
from interviewer.model.words import Dimension
from interviewer.scoring.block import as_line, numbered
from interviewer.scoring.intake import Taken
from interviewer.scoring.judge import Prompts
from interviewer.scoring.united import struck_in

LABEL: Final = "rewrite"
BLANK: Final = "[how many]"
_MOST_TOKENS: Final = 400
_MOST_WORDS: Final = 60
_MOST_BLANKS: Final = 4
_BLANKS: Final = re.compile(r"\[[^\[\]]*\]")
_WORDS: Final = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "hundred": "100",
    "thousand": "1000",
    "million": "1000000",
    "dozen": "12",
    "half": "half",
    "third": "third",
    "quarter": "quarter",
    "twice": "twice",
    "double": "twice",
    "halve": "half",
    "halves": "half",
    "doubles": "twice",
    "doubled": "twice",
    "thirds": "third",
}
_NUMBER: Final = re.compile(rf"\d+(?:[.,:]\d+)*|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_PRONOUN: Final = re.compile(
    r"\b(?:no|any|some|every|each|this|that|which) one\b|\bone (?:of|thing|who|that)\b"
)
_NAME: Final = re.compile(r"(?<![.!?:\]] )(?<!^)\b[A-Z][\w\u2019'-]*")
_LATER: Final = re.compile(r"[\w\u2019'-]+")


class Rewriting(Model):
    """The sentence said better."""

    text: str


class Weak(NamedTuple):
    """The sentence to say better, and what it should have done."""

    number: int
    wanted: str


class Rewriter:
    """Asks a model for the rewrite of a card's weakest sentence."""

    def __init__(self, llm: LLM, prompts: Prompts, catalogue: Catalogue) -> None:
        self._llm = llm
        self._prompts = prompts
        self._catalogue = catalogue

    async def rewrite(self, card: Scorecard, taken: Taken, tell: Tell) -> Rewrite | None:
        """The rewrite; None where no sentence asks for one, or what came back does not hold up.

        Raises:
            LLMError: when there is no reply.
        """
        weak = weakest(card, taken, self._catalogue)
        if weak is None:
            return None
        sentence = taken.bank.sentence(weak.number)
        values: dict[str, object] = {
            "question": as_line(taken.request.asked),
            "lines": numbered(taken.request, taken),
            "number": weak.number,
            "sentence": as_line(sentence.text),
            "wanted": weak.wanted,
        }
        request = Request(
            prefix=self._prompts.render("judge/rewrite", values),
            messages=(Message("user", f"Rewrite sentence [{weak.number}]."),),
            max_tokens=_MOST_TOKENS,
            label=LABEL,
        )
        reply = await self._llm.structured(request, Rewriting, tell)
        text = held_to_facts(reply.value.text, taken.bank)
        same = text is not None and text.strip(" .") == as_line(sentence.text).strip(" .")
        return None if text is None or same else Rewrite(sentence=weak.number, text=text)


def weakest(card: Scorecard, taken: Taken, catalogue: Catalogue) -> Weak | None:
    """What to rewrite, in the lesson's dimension, then from the weakest on.

    A sentence that only asserts something, else the best one of a dimension with something missing. How it
    was put is not a matter of one sentence.
    """
    may = taken.counted - struck_in(taken.bank)
    scores = {name: each for name, each in card.dimensions.items() if each.score is not None}
    taught = card.lesson.dimension if card.lesson else None
    ranked = sorted(scores, key=lambda name: (name is not taught, scores[name].estimate or 0.0))
    for name in (each for each in ranked if each is not Dimension.COMMUNICATION):
        evidence = [each for each in scores[name].evidence if each.sentences[0] in may]
        asserted = next((each for each in evidence if each.level == 1), None)
        if asserted is not None:
            return Weak(asserted.sentences[0], catalogue.signal(asserted.signal).demonstrated)
        if evidence and scores[name].missing:
            signal = catalogue.signal(scores[name].missing[0])
            return Weak(evidence[0].sentences[0], f"{signal.concern} {signal.demonstrated}")
    return None


def held_to_facts(text: str, bank: SentenceBank) -> str | None:
    """The text with a blank for every number the candidate did not give.

    None where it is no sentence, is too long, is mostly blanks, or names what the candidate did not name.
    """
    said = " ".join(text.split()).strip('"“” ')
    own = " ".join(each.text for each in bank.sentences)
    given = {_value(found.group()) for found in _NUMBER.finditer(own)}
    held = _outside_blanks(said, given)
    if not held or len(held.split()) > _MOST_WORDS or len(_BLANKS.findall(held)) > _MOST_BLANKS:
        return None
    words = {word.lower() for word in _LATER.findall(f"{own} {bank.answer.question}")}
    names = [name for name in _NAME.findall(_BLANKS.sub("", held)) if not name.startswith("I")]
    return None if any(name.lower() not in words for name in names) else held


def _outside_blanks(text: str, given: set[str]) -> str:
    """Blanks keep their words but no number; elsewhere numbers that were not given become blanks."""
    parts: list[str] = []
    at = 0
    for blank in _BLANKS.finditer(text):
        parts.append(_blanked(text[at : blank.start()], given))
        parts.append(BLANK if _NUMBER.search(blank.group()) else blank.group())
        at = blank.end()
    parts.append(_blanked(text[at:], given))
    return "".join(parts)


def _blanked(text: str, given: set[str]) -> str:
    innocent = [found.span() for found in _PRONOUN.finditer(text.lower())]

    def held(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in innocent)
        return found.group() if inside or _value(found.group()) in given else BLANK

    return _NUMBER.sub(held, text)


def _value(number: str) -> str:
    """A number in one spelling: `1,200` and `1200`, `three` and `3`."""
    return _WORDS.get(number.lower(), number.replace(",", "").rstrip("."))
