"""An answer made ready for listening: normal spelling, which sentences count, which are hollow."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from interviewer.evidence.able import able_to_match, leaving_lines
from interviewer.evidence.clean import countable_lines
from interviewer.evidence.lexicon import SPACED, pattern
from interviewer.evidence.normal import normal, normal_lines
from interviewer.model.evidence import SentenceBank

_BUZZ = pattern(r"\b<buzz>\b")
_FIGURE = pattern(r"(?<!step )(?<!phase )(?<!number )\b(?:\d[\d.,]*|<num>)\b")
_WORD = re.compile(r"[\w']+")
_HEADING_WORDS = 2
_META = pattern(
    r"\b(?:a|any|the) (?:strong|good|great|ideal|solid|senior|experienced|real|true|perfect|"
    r"top) (?:answer|pm|product manager|"
    r"candidate|response|leader|po|product owner)s?\b"
    r"|\b(?:one|you|we|a pm|pms|every pm|a product manager|product managers) (?:should|must|"
    r"has to|have to|needs? to|ought to) (?:always |first |also |clearly |of course )*"
    r"(?:name|define|state|identify|pick|set|understand|have|consider|think|know|be|balance|"
    r"mention|specify|find|communicate|look)\b"
    r"|<iwill> (?:always |clearly |of course |also )*(?:name|mention|state|identify|list|cite|"
    r"discuss|describe|specify|articulate|explain (?:my|the|our) \w+|"
    r"include|consider|define|establish|set|outline|determine|provide|clarify|evaluate|assess|"
    r"weigh|talk (?:through|about)|address|think about|"
    r"come up with|quantify|formulate|share|give|present|document) (?:(?:up )?(?:a|an|the|my|"
    r"our|some|any|several|various|all|clear|key|specific|"
    r"relevant|potential|possible|appropriate|right|both|every|each|concrete|realistic|"
    r"different|explicit|strong|necessary) ){0,4}(?:\w+[ -]){0,2}"
    r"(?:users?|user segments?|segments?|metrics?|success metrics?|success criteria|guardrails?|"
    r"guardrail metrics?|trade-?offs?|risks?|fallbacks?|fallback plans?|"
    r"rollback plan|assumptions?|goals?|objectives?|decisions?|thresholds?|baselines?|targets?|"
    r"kpis?|criteria|hypotheses|options|"
    r"alternatives|launch plan|rollout plan|personas?|priorities|reasons?|numbers?|"
    r"stakeholders?|pros and cons|constraints?|framework|estimate|"
    r"summary|example|examples|needs?|pain points?|scope|mitigations?|costs? and benefits?|"
    r"experiment|north star)\b"
    r"|\b(?:it is|it would be) (?:also |always |very )?(?:important|crucial|essential|key|vital|"
    r"critical|necessary|paramount) (?:to|that)\b"
)


@dataclass(frozen=True)
class Said:
    """The sentences of a bank in their normal spelling. Indexes count from 0, sentence numbers from 1."""

    bank: SentenceBank
    lines: tuple[str, ...]
    counts: frozenset[int]
    """Numbers of the sentences that can be evidence."""

    @classmethod
    def of(cls, bank: SentenceBank) -> Said:
        """`bank` made ready."""
        lines = normal_lines(sentence.text for sentence in bank.sentences)
        return cls(bank=bank, lines=lines, counts=countable_lines(bank, lines))

    @cached_property
    def text(self) -> str:
        """All sentences, one a line."""
        return "\n".join(self.lines)

    @cached_property
    def _spaced_lines(self) -> tuple[str, ...]:
        return tuple(SPACED + _OPENING.sub(r"\1 ", line) for line in self.lines)

    @cached_property
    def _places(self) -> Mapping[re.Pattern[str], int]:
        """For each pattern that can match anywhere the sentences where it can, a bit for each."""
        return able_to_match(self.lines)

    @cached_property
    def _forms(self) -> dict[bool, tuple[str, tuple[int, ...]]]:
        """The text, plain and spaced, each with the places where its lines start."""
        forms = {}
        for spaced, lines in ((False, self.lines), (True, self._spaced_lines)):
            starts = accumulate((len(line) + 1 for line in lines), initial=0)
            forms[spaced] = ("\n".join(lines), tuple(starts)[: len(lines)])
        return forms

    @cached_property
    def _found(self) -> dict[re.Pattern[str], Sequence[tuple[int, str]]]:
        return {}

    def find(self, cue: re.Pattern[str]) -> Sequence[tuple[int, str]]:
        """Index of the sentence of every match of `cue`, with the forty characters before the match.

        `cue` is a pattern of the lexicon, here and below.
        """
        places = self._places.get(cue, 0)
        if not places:
            return ()
        found = self._found.get(cue)
        if found is None:
            one_by_one = places.bit_count() * _MANY <= len(self.lines) and cue not in leaving_lines()
            found = self._in_lines(cue, places) if one_by_one else self._in_text(cue)
            self._found[cue] = found
        return found

    def _in_lines(self, cue: re.Pattern[str], places: int) -> Sequence[tuple[int, str]]:
        lines = self._spaced_lines if _is_spaced(cue) else self.lines
        return [
            (index, found.string[max(0, found.start() - 40) : found.start()])
            for index, line in enumerate(lines)
            if places >> index & 1
            for found in cue.finditer(line)
        ]

    def _in_text(self, cue: re.Pattern[str]) -> Sequence[tuple[int, str]]:
        text, starts = self._forms[_is_spaced(cue)]
        matches = []
        for found in cue.finditer(text):
            at = found.start()
            index = bisect_right(starts, at) - 1
            matches.append((index, text[max(starts[index], at - 40) : at]))
        return matches

    def holding(self, cue: re.Pattern[str]) -> frozenset[int]:
        """Indexes of the sentences in which `cue` matches."""
        return frozenset(index for index, _ in self.find(cue))

    def holds(self, index: int, cue: re.Pattern[str]) -> bool:
        """True when `cue` matches in one sentence."""
        if not self._places.get(cue, 0) >> index & 1:
            return False
        lines = self._spaced_lines if _is_spaced(cue) else self.lines
        return cue.search(lines[index]) is not None

    @cached_property
    def answering(self) -> tuple[int, ...]:
        """Indexes of the sentences that can be evidence of more than asking."""
        return tuple(
            index
            for index, sentence in enumerate(self.bank.sentences)
            if sentence.number in self.counts and sentence.role != "clarifying"
        )

    @cached_property
    def word_counts(self) -> tuple[int, ...]:
        """Words of each sentence."""
        return tuple(len(_WORD.findall(line)) for line in self.lines)

    @cached_property
    def questions(self) -> frozenset[int]:
        """Indexes of the sentences that are a question and hardly more."""
        return frozenset(
            index
            for index, sentence in enumerate(self.bank.sentences)
            if self.word_counts[index] <= _BARE_QUESTION and sentence.text.rstrip().endswith("?")
        )

    @cached_property
    def buzz(self) -> tuple[int, ...]:
        """Buzzwords in each sentence."""
        counts = [0] * len(self.lines)
        for index, _ in self.find(_BUZZ):
            counts[index] += self.word_counts[index] > _HEADING_WORDS
        return tuple(counts)

    @cached_property
    def numbered(self) -> frozenset[int]:
        """Indexes of the sentences with a figure, in digits or words."""
        return self.holding(_FIGURE)

    @cached_property
    def empty(self) -> frozenset[int]:
        """Indexes of sentences that only talk: buzzwords, or about what an answer ought to hold."""
        meta = self.holding(_META)
        hollow = {
            index
            for index, count in enumerate(self.buzz)
            if count >= 3 or (count == 2 and self.word_counts[index] < 14 and index not in self.numbered)
        }
        return frozenset(meta | hollow)

    @cached_property
    def design(self) -> tuple[int, ...]:
        """Words of technical design in each sentence."""
        counts = [0] * len(self.lines)
        for index, _ in self.find(_DESIGN):
            counts[index] += 1
        return tuple(counts)

    @cached_property
    def persons(self) -> frozenset[int]:
        """Indexes of the sentences in which somebody outside the team is met."""
        return self.holding(_PERSON)

    @cached_property
    def technical(self) -> frozenset[int]:
        """Indexes of sentences about how the thing is built."""
        return frozenset(
            index
            for index, count in enumerate(self.design)
            if count >= 3 or (count == 2 and index not in self.persons)
        )

    @cached_property
    def engineering(self) -> frozenset[int]:
        """Indexes of sentences that speak of the machinery alone: nobody outside the team, nothing of value.

        They can be well reasoned and still say nothing about the product, so they neither show a user nor
        take a flag back.
        """
        outside = self.persons - (self.holding(_COLLEAGUE) - self.holding(_CUSTOMER))
        named = {index for index, count in enumerate(self.design) if count}
        return frozenset(named - outside - self.holding(_VALUED))

    @cached_property
    def telling(self) -> frozenset[int]:
        """Indexes of the sentences that can be evidence, hollow and technical ones left out."""
        return frozenset(self.answering) - self.empty - self.technical

    @cached_property
    def story(self) -> bool:
        """True for an account of something that happened, not of what would be done."""
        past = len(self.find(_PAST))
        planned = len(self.find(_PLANNED))
        if self.story_asked:
            return past >= 1
        weight = 2.0 if self.bank.answer.question else 1.2
        return past >= max(1, min(4, len(self.lines) // 2)) and past >= weight * planned

    @cached_property
    def supposed(self) -> bool:
        """True where a story was asked for and the answer says what would be done.

        Of 113 answers to questions for a story, good and bad, none is; of good plans told instead two in
        three are.
        """
        allowed = set(self.answering)
        past, planned = len(self.holding(_PAST) & allowed), len(self.holding(_PLANNED) & allowed)
        return self.story_asked and past < planned and past < _TOLD * len(allowed)

    @cached_property
    def story_asked(self) -> bool:
        """Whether the question asks for something that happened; False where nobody said what was asked."""
        return _STORY_ASKED.search(SPACED + normal(self.bank.answer.question)) is not None


def _is_spaced(cue: re.Pattern[str]) -> bool:
    return cue.pattern.startswith(SPACED)


def denied(before: str) -> bool:
    """True when one of the last four words of the clause in `before` denies what follows it."""
    clause = _CLAUSE_START.split(before)[-1]
    return bool(_DENIES.search(" ".join(clause.split()[-4:])))


_MANY = 2
"""One sentence in so many: where a pattern can match in more of them, all are searched in one go."""
_BARE_QUESTION = 14
"""Words up to which a question holds no statement beside it."""
_TOLD = 0.25
"""Share of sentences in which something happened, from which an answer tells a story."""
_OPENING = re.compile(r"([\"(\[*])(?=\w)")
_CLAUSE_START = re.compile(r"[,;:]|\b(?:but|and|so|because|if|when)\b")
_DENIES = re.compile(
    r"\b(?:not|no|never|without|hardly|neither|nor|nobody|none|lacks?|lacking|forgot|forget|"
    r"failed to|unable)\b"
)
_PAST = pattern(
    r"\b(?:i|we|he|she|they|it|who|nobody|everybody|that|<role>|<people>) (?:had |also |then |"
    r"was |were |did |not |never |only )*"
    r"(?:[a-z]{3,}ed|was|were|had|did|made|wrote|went|got|took|told|said|saw|found|kept|built|"
    r"ran|came|gave|left|lost|sat|rang|"
    r"thought|felt|put|knew|chose|led|held|read|spoke|sold|brought|heard|fell|rose|began|stood|"
    r"meant|paid|showed|drove|owned|spent|cost)\b"
    r"|(?:^|[,;:] |-> )(?:then |so |also |and )?(?:[a-z]{3,}ed|chose|did|said|got|held|ran|went|"
    r"built|cut|took|kept|was|were|told|made|wrote)\b"
    r"|\bsince then\b|^(?:before|after): ?\d"
)
_DESIGN = pattern(r"\b<design>\b")
_PERSON = pattern(r"\b(?:she|he|her|him|nobody|somebody|someone|<people>)\b")
_COLLEAGUE = pattern(
    r"\b(?:data scien\w+|engineers?|engineering|developers?|devs?|tech lead|ml team|the team|leadership|"
    r"management|(?:which )?people (?:forget|miss|overlook|underestimate))\b"
)
_CUSTOMER = pattern(
    r"\b(?:customers?|users?|patients?|nurses?|doctors?|drivers?|callers?|members?|passengers?|tenants?|"
    r"teachers?|pupils?|parents?|buyers?|sellers?|owners?|readers?|shoppers?|riders?)\b"
)
_VALUED = pattern(
    r"\b(?:money|revenue|margins?|costs? (?:us|them|about|more|less|\d)|cents?|euros?|dollars?|pounds?|"
    r"contracts?|renew\w*|churn\w*|complain\w*|refunds?|harm\w*|trust|worth|safer?|weeks? of|"
    r"months? of|instead of|rather than|not worth)\b"
)
_STORY_ASKED = pattern(
    r"\b(?:tell (?:me|us) about (?:a|an|the|one|something)|describe (?:a|an|the|one) (?:time|"
    r"situation|decision|project|moment|case)|"
    r"(?:a|one|the last) (?:time|situation|occasion) (?:when|where|that|you|in which)|"
    r"give (?:me|us) an example of (?:a|when|how))\b"
)
_PLANNED = pattern(r"\b(?:i|we|it|they|that|she|he) (?:would|will|shall|should)\b")
