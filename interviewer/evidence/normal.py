"""One spelling for what is said in many: contractions, fillers, signs and note shorthand written out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Final

from interviewer.evidence.keywords import Keywords, keywords_of
from interviewer.evidence.spelling import spelling_of

_MARKS = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00a0": " ",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2026": "...",
    }
)
_FILLERS = re.compile(
    r"\b(?:u+m+|u+h+|e+r+m?|h+m+|you know|i mean|kind of(?! \w+ (?:is|are|do|does))|kinda|"
    r"sort of|sorta|basically"
    r"|honestly|actually|literally|totally|frankly|like(?= (?:a|an|the|i|we|maybe|two|three|"
    r"four|five|six|seven|eight|nine"
    r"|ten|\d)\b)(?<=, like)|i guess)\b,? ?"
)
_REPEATED = re.compile(r"\b(\w[\w']{0,15})(?:,? \1\b){1,6}")
_SAID_OTHERWISE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\bw/o\b", "without"),
        (r"\bw/", "with "),
        (r"\bb/c\b|\bbc\b\.?|\b(?:coz|cos|cuz|'cause|'cos)\b", "because"),
        (
            (
                r"(?<!the )(?<!a )(?<!root )(?<!real )(?<!main )(?<!each )(?<!could )(?<!would )(?<!may )"
                r"\bcause (?=(?:i|you|we|they|it|he|she|that|there|the|nobody|people|then|if)\b)"
            ),
            "because ",
        ),
        (r" ?& ?", " and "),
        (r"\u2192|=>|->", " -> "),
        (r"\u2265|>=", " at least "),
        (r"\u2264|<=", " at most "),
        (r"\bcan ?not\b|\bcan't\b|\bcant\b", "can not"),
        (r"\bwon't\b|\bwont\b", "will not"),
        (r"\bshan't\b", "shall not"),
        (
            r"\b(is|are|was|were|do|does|did|would|could|should|has|have|had|must|need|ought)n'?t\b",
            r"\1 not",
        ),
        (r"\b(is|are|was|were|do|does|did|would|could|should|has|have|had) ?n t\b", r"\1 not"),
        (r"\bi'?m\b|\bi m\b", "i am"),
        (r"\b(you|we|they)'re\b|\b(you|they)re\b", r"\1\2 are"),
        (r"\b(i|you|we|they|who)'ve\b|\bive\b", r"\1 have"),
        (
            (
                r"\bi'd\b|\bi d\b|(?<!\ban )(?<!\bthe )(?<!\bvat )(?<!\buser )\bid\b(?= (?:rather|say|go|"
                r"take|put|keep|cut|"
                r"start|build|want|ship|stop|not|also|only|ask|look|never|drop|pick|call|send|tell|use|"
                r"leave|let|make|give|do|be|check|focus|sit|trust|own|push|run|try|expect|guess|bet|"
                r"choose|pay|accept|switch|love|need|show|see|get|have|talk|read|compare|count)\b)"
            ),
            "i would",
        ),
        (r"\b(you|we|they|he|she|it|that|who|there|nobody|somebody)'d\b", r"\1 would"),
        (r"\b(i|you|we|they|he|she|it|that|who|there|nobody|somebody)'ll\b", r"\1 will"),
        (
            (
                r"\b(it|that|there|what|who|where|how|here|he|she|nobody|somebody|everybody|everyone|one|"
                r"which)'s\b"
            ),
            r"\1 is",
        ),
        (r"\b(that|what|there|here)s\b", r"\1 is"),
        (r"\blet's\b|\blets\b", "let us"),
        (r"\b(woulda|coulda|shoulda)\b", r"\1 have"),
        (r"\bgonna\b", "going to"),
        (r"\bwanna\b", "want to"),
        (r"\b(?:gotta|got to)\b", "have to"),
        (r"\bppl\b", "people"),
        (r"\b(?:approx|ca)\.? (?=\d)", "about "),
        (r"\b(wk|wks|mth|mths)\b", "weeks"),
        (r"\b(hrs|mins|secs)\b", "minutes"),
        (
            r"\bi should (?=(?:be inclined|like|want|think|rather|prefer|keep|go|take|start|leave|have to))",
            "i would ",
        ),
        (
            r"\bi would like (?=(?:stop|keep|build|go|put|ship|launch|take|cut|drop|start|ask|just)\b)",
            "i would ",
        ),
        (r"\bi (?:would be|am|was) (?:\w+ ){0,2}(?:inclined|minded|tempted) to\b", "i would"),
        (
            (
                r"\bi (?:think|believe|guess|suppose|reckon|would say|imagine|suspect),? (?:that )?i (would|"
                r"will)\b"
            ),
            r"i \1",
        ),
        (
            (
                r"\bi (?:would|want to|propose to|intend to|plan to|am going to|am about to)\b(?! (?:be|"
                r"have|know|think))"
            ),
            "i would",
        ),
        (
            (
                r"\bi (would|will) (?:(?:then|also|therefore|first|now|just|probably|maybe|perhaps|only|"
                r"really|still|simply|"
                r"definitely|certainly|personally|actually|honestly|absolutely|too|quietly|gladly|happily|"
                r"instead|even|"
                r"immediately|always|deliberately|explicitly|hence|thus|in fact|of course|at once),? )+"
            ),
            r"i \1 ",
        ),
    )
)
_SHORT = (
    "wld:would|wd:would|wud:would|shd:should|shld:should|cld:could|abt:about|b4:before|thru:through|"
    "tho:though|u:you|idk:i do not know|noone:nobody|no one:nobody|cust:customer|custs:customers|"
    "pax:passengers|qtr:quarter|qs:questions|probs:problems|wouldve:would have|couldve:could have|"
    "shouldve:should have|mightve:might have|shes:she is|hes:he is|whos:who is|wheres:where is|"
    "theyd:they would|youd:you would|itd:it would|theyll:they will|lol:|tbh:|imo:|imho:|ofc:|obvs:"
)
_TYPED = dict(pair.split(":") for pair in _SHORT.split("|"))
_TYPED_WORD = re.compile(r"\b(?:" + "|".join(_TYPED) + r")\b(?!['-])")
_BEFORE_NOUN = (
    "the|this|that|a|an|real|right|wrong|whose|main|big|same|actual|true|customer|user|no|my|our|their"
)
_TYPED_OTHERWISE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[a-z)]) w (?=[a-z\d])"), " with "),
    (re.compile(r"(?<=[a-z)]) n (?=(?!of\b|is\b|was\b|per\b)[a-z])"), " and "),
    (re.compile(r"(?<=\d) ?(?:mo|mos|mths?)\b"), " months"),
    (re.compile(r"(?<=\d) ?yrs?\b|\byrs\b"), " years"),
    (re.compile(rf"\b({_BEFORE_NOUN}) prob\b"), r"\1 problem"),
    (re.compile(rf"\b({_BEFORE_NOUN}|first|other|only|one|so|to) q\b(?!\d)"), r"\1 question"),
    (re.compile(r"\bprob(?= (?:is|was|here|at all|with|of)\b| ?[=:])"), "problem"),
    (re.compile(r"\bprob\b"), "probably"),
    (re.compile(r"^q(?= (?:is|was|back)\b| ?[=:])", re.MULTILINE), "question"),
)
"""Words that people shorten when they type in a hurry."""
_DEED = (
    "took|told|asked|found|checked|chose|kept|put|ran|sat|went|pulled|stopped|refused|decided|moved|dropped|"
    "offered|agreed|wrote|built|made|gave|left|counted|compared|measured|tested|looked|called|rang|phoned|"
    "switched|replaced|removed|rolled|cleared|showed|pushed|insisted|admitted|apologi[sz]ed|accepted|picked|"
    "proposed|rejected|shipped|launched|killed|paused|reverted|withdrew|cancelled|promised|warned|turned|"
    "said|held|cut|split"
)
_STEP = (
    "ship|launch|stop|kill|keep|hold|freeze|drop|refuse|block|pull|revert|roll back|switch|start with|limit|"
    "charge|pay|tell|take|leave|hide|send|pause|cap|ask|pick|choose|show|compare|count|measure"
)
_NOTED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"^((?:then|so|also|and|but|instead|first|next|finally|afterwards)[,:]? )?"
            rf"(?=(?:{_DEED}) (?!by\b|to be\b|out of\b))",
            re.MULTILINE,
        ),
        r"\1i ",
    ),
    (
        re.compile(
            r"^((?:then|so|also|and|but|instead|first|next|finally|until then|meanwhile|meantime|do|decision|"
            rf"plan|build|call)[,:]? )?(?=(?:{_STEP}) (?!by\b|to be\b|of\b|is\b|was\b|rates?\b|rules?\b|"
            r"in (?:mind|touch)\b))",
            re.MULTILINE,
        ),
        r"\1i would ",
    ),
)
"""In notes the one who speaks is left out: what begins with a deed or with a step to take is theirs."""
_WHITE = re.compile(r"\s+")
_BLANKS = re.compile(r" {2,}")
_MOST_CHARACTERS = 1200
"""A sentence is cut at about 30 words; what is longer than this is no sentence."""


@lru_cache(maxsize=1024)
def normal(text: str) -> str:
    """`text` in lower case with one spelling for each way of saying it; for matching, never for display.

    A sentence is asked for several times while its answer is graded, whole and in parts.
    """
    said = _WHITE.sub(" ", text[:_MOST_CHARACTERS]).translate(_MARKS).lower()
    rules = _rules()
    place, able = 0, rules.in_text(said)
    while (place := min((each for each in able if each >= place), default=-1)) >= 0:
        pattern, written = RULES[place]
        changed = pattern.sub(written, said)
        if changed != said:
            said, able = changed, rules.in_text(changed)
        place += 1
    return said.strip()


def normal_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of `texts` in its `normal` spelling."""
    return tuple(map(normal, texts))


RULES: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (_FILLERS, ""),
    (_TYPED_WORD, lambda short: _TYPED[short[0]]),
    *_TYPED_OTHERWISE,
    *_SAID_OTHERWISE,
    *_NOTED,
    (_REPEATED, r"\1"),
    (_BLANKS, " "),
)
"""All that is written otherwise, in this order: what one rule writes another may read."""


@cache
def _rules() -> Keywords[int]:
    """The rules, by their places, and the words without which each changes nothing."""
    return Keywords(
        {place: keywords_of(spelling_of(pattern.pattern)) for place, (pattern, _) in enumerate(RULES)}
    )
