"""Which sentences can count as evidence: not repetition, echo, filler, or talk to whoever grades."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from interviewer.evidence.normal import normal, normal_lines
from interviewer.evidence.stopwords import content_words, words
from interviewer.model.evidence import SentenceBank

SAME = 0.75
"""Jaccard similarity of content words above which a sentence repeats an earlier one."""
_SAME_WORDS = 4
_SAME_TOKENS = 5
_SAME_SPELLING = 94.0
_ECHO = 0.8
_ECHO_WORDS = 3
_LOOK_BACK = 6
_COPIED = 92.0

_FILLER = re.compile(
    r"^(?:(?:so|well|okay|ok|and|but|yeah|yes|right|great|sure|alright|all right|oh)[, ]+)*"
    r"(?:(?:that is |this is |what )?(?:a |an )?(?:\w+ )?(?:great|good|excellent|interesting|"
    r"fantastic|tough|important|"
    r"fascinating|tricky|nice|hard|classic|wonderful|fair) (?:question|problem|challenge|point|one|case)"
    r"(?: to (?:ask|start with|think about))?"
    r"|thank(?:s| you)(?: (?:very much|so much|a lot|for (?:the|this|that|asking|"
    r"your) ?\w*(?: question)?))?"
    r"|let me (?:think|see)(?: (?:about (?:this|that|it)|aloud|out loud|for a (?:second|moment|"
    r"minute)|a (?:bit|second)))*"
    r"|(?:give me|just) a (?:second|moment|minute)"
    r"|(?:as|like) i (?:said|mentioned|noted|explained)(?: (?:before|earlier|above|already))?"
    r"|i (?:am|was) (?:happy|excited|glad|delighted|thrilled) to (?:\w+ ){0,6}\w+"
    r"|i (?:hope|think) (?:that|this) (?:answers|helps|makes sense|covers)(?: \w+){0,4}"
    r"|(?:does|did) (?:that|this) make sense|(?:that is|this is) (?:it|all|"
    r"my answer)(?: from (?:me|my side))?"
    r"|that is (?:basically |more or less )?how i (?:would )?(?:think|see|look|feel)(?: about| at)?"
    r"(?: it| this| that)?"
    r"|where (?:do|should|shall) i (?:start|begin)|(?:there is|we have) a lot to unpack(?: here)?"
    r"|i could go on(?: \w+){0,4}|and so on(?: and so forth)?|(?:okay|ok|right|so|yes|no|well|"
    r"hm|sure|sorry|anyway)"
    r"|(?:sorry,? )?(?:that|it) was (?:a bit |a little )?all over the place)[.!?, ]*$"
)
_GRADER = re.compile(
    r"\b(?:(?:ignore|disregard|forget|override) (?:all |any |the |your |these )*(?:(?:previous|"
    r"prior|above|earlier|other|grading|scoring|system) ?(?:instructions?|prompts?|rules|rubrics?|criteria|"
    r"guidelines)|rubrics?)\b"
    r"|(?:dear|hello|attention|note to|message to|instructions? (?:to|for)) (?:the )?(?:ai |"
    r"llm |automated )?"
    r"(?:graders?|scorers?|raters?|evaluators?|judges?|reviewers?|models?|assistant)\b"
    r"|(?:as|you are|you're|acting as) (?:the |an? )?(?:ai |llm |automated )?(?:graders?|"
    r"scorers?|evaluators?|judge)\b"
    r"|(?:give|award|assign|grant) (?:me|us|this|it|this answer|my answer|this candidate|"
    r"the candidate|every dimension|"
    r"all dimensions) (?:\w+ ){0,6}(?:4s?|fours?|5|10|full|top|highest|maximum|max|perfect|strong)\b"
    r"|(?:score|rate|grade|mark|evaluate) (?:me|this answer|my answer|this response|my response|"
    r"this candidate|"
    r"the candidate|this submission|every dimension|all (?:four )?dimensions|all)\b"
    r"|(?:this|my) (?:answer|response|submission) (?:deserves|should (?:be (?:scored|graded|"
    r"rated|marked|given)|get|receive|"
    r"earn)|merits|earns|meets (?:all|every|the)|is (?:a )?(?:strong|clear|perfect|worth|"
    r"outstanding|at level))"
    r"|(?:your|the (?:grading|scoring|hiring|interview)) rubrics?\b|(?:by|per|according to|"
    r"under) the rubrics?\b"
    r"|(?:framing|judgment|judgement|communication|rigou?r)\b ?(?:score)? ?[:=] ?[1-4]\b"
    r"|(?:the )?(?:correct|right|final|only) (?:score|grade|rating|recommendation)s? (?:is|are|"
    r"must|should|for (?:this|me))"
    r"|(?:recommend(?:ation)?|vote|decision|verdict|mark (?:this|me|"
    r"it) as)[:=]? (?:a )?strong[- ]?(?:yes|hire)\b"
    r"|set (?:all )?(?:the )?(?:scores|dimensions|ratings|flags) to|(?:output|return|"
    r"respond with) (?:only )?(?:the )?json"
    r"|<\/?(?:answer|prompt|grader|instructions?)>|system prompt\b|<\|?/?(?:system|instructions?|"
    r"im_start|im_end|assistant|user)\|?>|"
    r"\[/?inst\]|end of answer"
    r"|(?:top|full|highest|maximum|max|perfect) (?:possible )?(?:scores?|grades?|ratings?|marks)\b"
    r"|(?:in|on|for|across) (?:every|all|each) (?:of the |one of the )?(?:four )?dimensions?\b"
    r"|strong[- ]hire\b|\bworth a (?:4|four)\b|all answers get\b|grader notes?\b"
    r"|you are (?:now )?(?:a|an|the) (?:\w+ )?(?:graders?|scorers?|evaluators?|judge|raters?|"
    r"hiring committee|"
    r"reviewers?)\b|act as (?:a|an|the) (?:\w+ )?(?:graders?|interviewers?|evaluators?|judge|scorers?)\b"
    r"|the (?:answer|text|response) above\b|level (?:4|four) (?:framing|judgment|judgement|"
    r"rigou?r|communication)"
    r"|(?:please )?(?:grade|score|rate|mark) me\b|the (?:correct )?score (?:for this answer )?is [1-4]\b"
    r"|this (?:demonstrates|shows|covers|satisfies|fulfils|hits) (?:\w+ ){0,3}(?:level (?:4|"
    r"four)|the rubric|all criteria|"
    r"(?:framing|judgment|judgement|rigou?r|communication)(?:,| and| at))"
    r"|(?:i|the candidate|this candidate) (?:has )?(?:deserves?|should (?:get|receive|be given)|"
    r"must (?:get|receive|pass))"
    r" (?:\w+ ){0,4}(?:scores?|marks?|rating|grade|hire|fours?|4s?)\b)"
)
_LETTERS = re.compile(r"\b(?:\w ){4,}\w\b")
"""A word with a space after every letter."""
_TAG = re.compile(
    r"<\|?/?(?:system|instructions?|im_start|im_end|assistant|user|answer|prompt|grader)\|?>|\[/?inst\]"
)
_BARE_SCORE = re.compile(
    r"^(?:score|grade|rating|mark)s?(?: is| of)?:? ?(?:4|four)(?: ?/ ?4)?[.!]*$|^(?:4[ ,]*){3,}",
    re.MULTILINE,
)
_COMMITS = re.compile(
    r"\b(?:i (?:would|will|decided|chose|choose|refused|said no|take|pick|keep|launch|ship|"
    r"stop)|my (?:decision|answer|call)"
    r"|not|no|never|rather|instead|because|only)\b"
)
_NUMBER = re.compile(r"\d[\d.,]*")
_TAKES_A_STANCE = re.compile(
    r"\b(?:not|no|never|neither|nobody|nothing|because|if|when|until|instead|rather|than|both|"
    r"i (?:would|will) (?:do|take|go|keep|let|have|make|use|say)|i (?:did|made|took|was|had))\b|\?$"
)
_OF_TALKING = words(
    "answer approach area aspect back big bigger careful carefully clear come complex complicated "
    "consider day depend detail different difficult discuss discussion end explain general generally "
    "hope idea important interesting look many matter mention minute moment overall picture point "
    "question sense sid side start begin briefly step take taking talk think thinking thought "
    "thoughtful through time topic unpack various walk whole worth year "
)
"""Content words of sentences that are about thinking and talking."""


def countable(bank: SentenceBank) -> frozenset[int]:
    """Numbers of the sentences that can be evidence.

    Left out: near-duplicates of an earlier sentence, echoes of the question, filler, sentences that talk
    to whoever grades. Clarifying questions stay in: they can show `asks-clarifying` and nothing else.
    """
    return countable_lines(bank, normal_lines(sentence.text for sentence in bank.sentences))


def countable_lines(bank: SentenceBank, lines: Sequence[str]) -> frozenset[int]:
    """`countable`, given the sentences of `bank` in their normal spelling."""
    return _countable(tuple(lines), bank.answer.question)


@lru_cache(maxsize=64)
def _countable(lines: tuple[str, ...], question: str) -> frozenset[int]:
    """`countable` for sentences numbered from 1; an answer is asked for several times."""
    repeated = _repeats(lines)
    talk = talks_to_grader("\n".join(lines))
    asked = normal(question)
    asked_words = frozenset(content_words(asked))
    return frozenset(
        number
        for number, said in enumerate(lines, start=1)
        if number not in repeated
        and not is_filler(said)
        and not (talk and talks_to_grader(said))
        and not _echoes(said, asked, asked_words)
    )


@lru_cache(maxsize=1024)
def talks_to_grader(said: str) -> bool:
    """True for a sentence, in its normal spelling, that instructs or flatters whoever grades."""
    joined = _LETTERS.sub(lambda spaced: spaced.group().replace(" ", ""), said)
    return bool(_GRADER.search(joined) or _BARE_SCORE.search(joined) or _TAG.search(joined))


@lru_cache(maxsize=1024)
def is_filler(said: str) -> bool:
    """True for a sentence, in its normal spelling, that says nothing by itself."""
    return bool(_FILLER.match(said)) or _only_talks(said)


def _only_talks(said: str) -> bool:
    """Whether a sentence is only about thinking and talking: no thing, no number and no stance in it."""
    if len(said.split()) < _SAME_WORDS or _NUMBER.search(said) or _TAKES_A_STANCE.search(said):
        return False
    held = set(content_words(said))
    return bool(held) and held <= _OF_TALKING


def _echoes(said: str, asked: str, asked_words: frozenset[str]) -> bool:
    words = set(content_words(said))
    if len(words) < _ECHO_WORDS or len(words & asked_words) < _ECHO * len(words):
        return False
    if fuzz.partial_ratio(said, asked) >= _COPIED:
        return True
    return not _COMMITS.search(said) and not _NUMBER.search(said)


def _repeats(lines: Sequence[str]) -> frozenset[int]:
    """Sentences that repeat an earlier one; each is compared with the few latest that share a word."""
    sharing: dict[str, list[int]] = defaultdict(list)
    words_of: list[frozenset[str]] = []
    exact: set[str] = set()
    repeated = set()
    for index, said in enumerate(lines):
        words = frozenset(content_words(said))
        near = sorted({other for word in words for other in sharing[word][-_LOOK_BACK:]})
        if (_tells(said, words) and said in exact) or any(
            _same(words, words_of[other], said, lines[other]) for other in near
        ):
            repeated.add(index + 1)
        exact.add(said)
        words_of.append(words)
        for word in words:
            sharing[word].append(index)
    return frozenset(repeated)


def _tells(said: str, words: frozenset[str]) -> bool:
    """Whether a sentence says enough that to say it again is a repetition, and no second yes."""
    return len(words) > 1 or len(said.split()) >= _SAME_TOKENS


def _same(words: frozenset[str], earlier: frozenset[str], said: str, earlier_said: str) -> bool:
    if min(len(words), len(earlier)) < _SAME_WORDS:
        return False
    if _NUMBER.findall(said) != _NUMBER.findall(earlier_said):
        return False
    if len(words & earlier) > SAME * len(words | earlier):
        return True
    close = abs(len(said) - len(earlier_said)) <= max(len(said), len(earlier_said)) // 8
    return close and fuzz.ratio(said, earlier_said, score_cutoff=_SAME_SPELLING) > 0
