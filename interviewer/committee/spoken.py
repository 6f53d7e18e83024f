"""What a model said for a member: taken apart, and held against what that member was given.

A reply is words and evidence ids in square brackets. Words that hold up become the statement; a quote takes
the letters of its sentence. Nothing here moves a vote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from interviewer.evidence.characters import plain
from interviewer.interview.checks import PRAISE
from interviewer.interview.cues import flat, rule
from interviewer.interview.wording import said_before

MOST_WORDS: Final = 60
"""Words of a statement, the quote included."""
MOST_SENTENCES: Final = 3
_FEWEST_QUOTED: Final = 3
"""Words of a quote, unless the words fit to be read out are fewer; a fragment shows nothing by itself."""
_MOST_QUOTED: Final = 25

_BRACKETS: Final = re.compile(r"\s*\[([^\[\]]*)\]")
_ID: Final = re.compile(r"[a-z0-9-]+/a\d+/s\d+")
_BARE: Final = re.compile(rf"\s*\(?(?:{_ID.pattern})(?:\s*[,;]\s*{_ID.pattern})*\)?")
_QUOTED: Final = re.compile("\u201c([^\u201c\u201d]*)\u201d")
_MARKED: Final = (
    re.compile(r'"([^"]*)"'),
    re.compile("\u2018((?:[^\u2018\u2019]|(?<=\\w)\u2019(?=\\w))+)\u2019(?!\\w)"),
    re.compile(r"(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)"),
)
"""Other ways of marking a quote; each becomes the one way, so that none goes unchecked."""
_STOP: Final = re.compile(r"[.!?\u2026]+(?=\s|$)")
_DIGITS: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_OWN: Final = "\u0001"
"""Stands for a quote while the member's own words are looked at."""

_HIRES: Final = rule(
    r"\bi(?:'m| am| will|'ll|'d| would| do)?(?: still| also)? (?:vot(?:e|ing) )?(?:to |for (?:a )?|a )?"
    r"(?:strong )?hire\b",
    r"\bi(?:'m| am)(?: still)? (?:a|at) (?:strong )?yes\b",
    r"\bmy vote is (?:a |to )?(?:strong )?(?:hire|yes)\b",
    r"(?:^|[.!?:] )(?:a |still (?:a )?)?(?:strong )?hire(?=[.,;:!]|$)",
)
_REJECTS: Final = rule(
    r"\bi(?:'m| am)?(?: still)? (?:vote|voting) (?:for )?(?:a )?(?:strong )?(?:no\b|against\b)",
    r"\bi (?:can't|cannot|couldn't|won't|wouldn't|would not|don't|will not|could not)(?: get to"
    r"| vote(?: to| for)?| say)? (?:a )?(?:strong )?(?:hire|yes)\b",
    r"\bi(?:'m| am)(?: still)? (?:a|at) (?:strong )?no\b",
    r"\bmy vote is (?:a )?(?:strong )?no\b",
    r"(?:^|[.!?:] )(?:a |still (?:a )?)?(?:strong )?no[- ]hire(?=[.,;:!]|$)",
)
_ON_CONDITION: Final = rule(r"\b(?:if|when|once|until|unless|the day|had (?:they|this|there|it))\b")
_GOES: Final = (
    r"\bi(?:'m| am|'ll| will|'d| would)?(?: now)? (?:go|going|move|moving|come|coming)(?: one step| a step)? "
)
_UP: Final = rule(_GOES + r"up\b", r"\b(?:one|a) step up\b", r"(?:^|[.!?:] )up (?:one|a step)\b")
_DOWN: Final = rule(_GOES + r"down\b", r"\b(?:one|a) step down\b", r"(?:^|[.!?:] )down (?:one|a step)\b")
_TURNS: Final = rule(
    r"\bi(?:'m| am|'ll| will)? (?:now )?(?:chang|mov|switch|revis)\w*(?: (?:my|the))? vote\b",
    r"\bi(?:'m| am|'ll| will)? (?:now )?(?:withdraw|tak(?:e|ing) back)\b",
)
_FLATTERY: Final = rule(
    r"\b(?:impress(?:ed|es)|stellar|compelling|exceptional|remarkable|world-class|top-notch|masterful|admir\w+"
    r"|standout|kudos|congratulat\w+)\b"
)
_OFFICE: Final = rule(
    r"\b(?:signals?|rubrics?|scor(?:e[sd]?|ing)|data points?|leverag\w+|as an ai|language model|prompts?"
    r"|instructions?)\b"
)
"""Words of reports and machines; one that the answer itself has is none."""


class Given(NamedTuple):
    """What a member may use in one statement, and what it must not contradict."""

    ids: frozenset[str]
    """Evidence ids that may be cited."""
    needed: frozenset[str]
    """Of these one must be, where there are any."""
    readable: tuple[tuple[str, str], ...]
    """Sentences that may be quoted, each with the words fit to be read out by themselves."""
    quotes: int
    """How many quotes there may be."""
    read_out: tuple[str, ...]
    """Quotes that were read out already."""
    heard: tuple[str, ...]
    """Statements made so far."""
    hires: bool
    """The side of the member's vote, once this is said."""
    step: Literal[-1, 0, 1]
    """How the vote moves with this statement."""
    withdraws: bool
    """Whether a veto is withdrawn with it."""
    strangers: tuple[str, ...]
    """Members that must not be spoken of: those nobody has heard yet."""
    name: str
    """What the room calls the member, as a model may put it before the words."""
    known: str
    """All that the member was told of the loop; numbers come from here."""


class Spoken(NamedTuple):
    """A reply taken apart."""

    text: str
    ids: tuple[str, ...]


def take_apart(reply: str, given: Given) -> Spoken:
    """Words and ids of a reply; a quote stands in one kind of marks and takes its sentence's letters."""
    text = plain(reply)
    text = re.sub(rf"^(?:the )?{re.escape(given.name)}(?: lead)?\s*:\s*", "", text, flags=re.IGNORECASE)
    ids = [found for group in _BRACKETS.findall(text) for found in re.split(r"[,;\s]+", group) if found]
    text = _BRACKETS.sub("", text)
    ids += _ID.findall(text)
    text = _BARE.sub("", text)
    if "\u201c" not in text:
        # A pair around all of it is no quote.
        text = re.sub(r'^"([^"]*)"$', r"\1", text)
    for marks in _MARKED:
        text = marks.sub(lambda found: f"\u201c{found.group(1)}\u201d", text)
    text = _QUOTED.sub(lambda found: f"\u201c{_to_the_letter(found.group(1), given)}\u201d", text)
    text = re.sub(r"\s+([.,;:?!])", r"\1", text)
    return Spoken(re.sub(r"([?!\u2026]\u201d)\.", r"\1", text).strip(), tuple(dict.fromkeys(ids)))


def shown(reply: str) -> str:
    """What of a reply under way may be shown: its words, without ids and what could become one."""
    return _BRACKETS.sub("", plain(reply)).partition("[")[0].rstrip()


def problems(spoken: Spoken, given: Given) -> tuple[str, ...]:
    """What is wrong with a statement, one line each in words for the model; empty when it can stand.

    Looked for: ids that nobody gave this member, quotes that are not in a sentence it was given, too many
    words, sentences or quotes, a statement in the words of an earlier one, praise, the language of an office,
    another vote than the member's own, a number nobody named, and talk of members nobody has heard yet.
    """
    own = flat(_QUOTED.sub(_OWN, spoken.text))
    return (
        *_wrong_ids(spoken, given),
        *_wrong_quotes(spoken, given),
        *_wrong_measure(spoken, own, given),
        *_wrong_tone(own, given),
        *_wrong_vote(own, given),
        *_made_up(own, given),
    )


def _to_the_letter(quote: str, given: Given) -> str:
    """The quote as its sentence has it: letters, apostrophes and all, without a closing stop of its own."""
    wanted = quote.strip().rstrip(".,;: ")
    pattern = re.escape(flat(wanted)).replace(r"\ ", r"\s+")
    for sentence, _ in given.readable:
        found = re.search(rf"(?<!\w){pattern}(?!\w)", flat(sentence), re.IGNORECASE) if wanted else None
        if found is not None:
            return sentence[found.start() : found.end()]
    return wanted


def _wrong_ids(spoken: Spoken, given: Given) -> Iterator[str]:
    for each in spoken.ids:
        if each not in given.ids:
            yield f"there is no evidence {each} among what you were given"
    if given.needed and not given.needed & set(spoken.ids):
        yield f"end with the id it rests on in square brackets: [{min(given.needed)}]"


def _wrong_quotes(spoken: Spoken, given: Given) -> Iterator[str]:
    if spoken.text.count("\u201c") != spoken.text.count("\u201d"):
        yield "a quotation mark is left open"
    quotes = _QUOTED.findall(spoken.text)
    if len(quotes) > given.quotes:
        most = {0: "nothing may be read out here", 1: "one quote at most"}.get(
            given.quotes, "two quotes at most"
        )
        yield f"{most}: take the others, and all other quotation marks, out"
        return
    for quote in quotes:
        source = next(((s, words) for s, words in given.readable if quote in s), None)
        if source is None:
            yield f"\u201c{quote}\u201d was never said: copy the sentence letter by letter, or do without"
            continue
        if len(quote.split()) < min(_FEWEST_QUOTED, len(source[1].split())):
            yield f"\u201c{quote}\u201d is a fragment: read out \u201c{source[1]}\u201d, or nothing"
        if len(quote.split()) > _MOST_QUOTED:
            yield f"a quote has {_MOST_QUOTED} words at most: read out \u201c{source[1]}\u201d"
        if any(quote in each or each in quote for each in given.read_out):
            yield f"\u201c{quote}\u201d was read out before: point to it, do not read it again"


def _wrong_measure(spoken: Spoken, own: str, given: Given) -> Iterator[str]:
    if not own.replace(_OWN, "").strip(" .,;:"):
        yield "say something of your own beside the quote"
    if len(spoken.text.split()) > MOST_WORDS:
        yield f"{len(spoken.text.split())} words; {MOST_WORDS} are the most"
    # A quote that stands as a sentence is counted in words only.
    if sum(bool(each.strip(f" {_OWN},;:")) for each in _STOP.split(own)) > MOST_SENTENCES:
        yield f"{MOST_SENTENCES} sentences of your own are the most"
    if said_before(spoken.text, given.heard):
        yield "somebody has said it in these words before: say it in your own"


def _wrong_tone(own: str, given: Given) -> Iterator[str]:
    if "!" in own:
        yield "no exclamation marks"
    if found := PRAISE.search(own) or _FLATTERY.search(own):
        yield f"no praise: {found.group().strip()!r}"
    for word in dict.fromkeys(found.lower() for found in _OFFICE.findall(own)):
        if word not in given.known.lower():
            yield f"not a word for this room: {word!r}"
    if any(ord(each) > 0x2190 for each in own):
        yield "no symbols"


def _wrong_vote(own: str, given: Given) -> Iterator[str]:
    if given.step == 0:
        other = _REJECTS if given.hires else _HIRES
        clauses = re.split(r"(?<=[.!?])\s", own)
        if any(other.search(each) and not _ON_CONDITION.search(each) for each in clauses):
            yield "that is not your vote: it stands as you were told"
        turning = _TURNS.search(own) if not given.withdraws else None
        if turning or _UP.search(own) or _DOWN.search(own):
            yield "your vote does not move here"
    elif (_DOWN if given.step > 0 else _UP).search(own):
        yield f"your vote goes {'up' if given.step > 0 else 'down'}, not the other way"


def _made_up(own: str, given: Given) -> Iterator[str]:
    known = set(_DIGITS.findall(given.known))
    for number in _DIGITS.findall(own):
        if number not in known:
            yield f"nobody named the number {number}"
    for name in _met(own, given.strangers):
        yield f"you have not heard {name} yet"


def _met(own: str, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if re.search(rf"\b{re.escape(name)}\b(?!'s (?:screen|round)| screen| round)", own, re.IGNORECASE):
            yield name
