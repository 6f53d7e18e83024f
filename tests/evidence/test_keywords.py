from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.keywords import load_all
from interviewer.evidence.able import TABLE, able_to_match, table
from interviewer.evidence.bank import build_bank, read_answer
from interviewer.evidence.hear import DETECTORS
from interviewer.evidence.keywords import Keywords, keywords_of
from interviewer.evidence.said import Said
from interviewer.evidence.spelling import spelling_of
from interviewer.evidence.traces import TRACES
from tests.evidence import samples

WORDS = ("a", "ab", "b", "ba", "1", " ", " ", "-", r"\u2192", r"\.")
CLASSES = ("[ab]", "[^a]", r"[\d.]", r"\d+", r"\w+", ".{0,3}", "b?", r"\w* ", r"\b", r"\b", "^", "$")
GROUPS = ("(?:a|ab|b1)", "(?:a |b )?", r"(?:\w+ ){0,2}", "(?:ab|b)+", "(a|b) ?", "(?:|a)", "(?:a{2}|1)")
AROUND = ("(?=a)", "(?!b)", "(?<!a )")
PIECES = st.sampled_from((*WORDS, *CLASSES, *GROUPS, *AROUND))
WRITTEN = st.lists(st.lists(PIECES, min_size=1, max_size=6).map("".join), min_size=1, max_size=3).map(
    "|".join
)
TEXTS = st.text("ab1 -.\u2192\n", max_size=24)

CUES = [
    *chain.from_iterable((*each.cues, *each.shown, *each.companions, *each.vetoes) for each in DETECTORS),
    *(each.cue for each in TRACES),
]


def able(written, text):
    return "it" in Keywords({"it": keywords_of(spelling_of(written))}).in_text(text)


@settings(max_examples=80)
@given(WRITTEN, TEXTS)
def test_no_pattern_is_left_out_that_matches(written, text):
    if re.search(written, text, re.MULTILINE):
        assert able(written, text)


def test_no_pattern_of_the_lexicon_is_left_out_that_matches():
    lines = Said.of(build_bank(read_answer(samples.STRONG))).lines
    able_in = able_to_match(lines)
    matching = [(cue, at) for at, line in enumerate(lines) for cue in CUES[::4] if cue.search(f" {line}")]
    assert matching
    assert all(able_in.get(cue, 0) >> at & 1 for cue, at in matching)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\b(?:nobody|hardly anyone) asks\b", "they asked somebody"),
        (r"\brisks? of\b", "a risky part of it"),
        (r"\b\d+ (?:to|or) \d+\b", "one or another"),
        (r"goal ?[:=]", "the goal is clear"),
    ],
)
def test_what_lacks_a_word_that_a_pattern_needs_is_left_out(written, text):
    assert not able(written, text)


def test_a_match_that_goes_on_into_the_next_sentence_is_found():
    said = Said.of(build_bank(read_answer("- The shop calls it a success\n- Calls, visits, and hours")))
    listed = next(each.cue for each in TRACES if each.id == "measures-listed")
    assert said.lines[0].endswith("success")
    assert said.holding(listed) == {0}


def test_the_file_of_keywords_is_the_newest():
    load_all()
    assert TABLE.read_text(encoding="utf-8") == table(), "run: make keywords"
