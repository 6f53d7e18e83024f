from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.evidence.alternation import alternatives, as_tree

WORDS = st.lists(st.text("abc", max_size=4), min_size=1, max_size=8)
ENDINGS = st.sampled_from(("", "s?", "(?:a|ab|b)", "[ab]", "[^]a]c", r"\w", r"\.", "b+", "(?!a)", "c{1,2}"))
LISTS = st.lists(st.tuples(st.text("abc", max_size=3), ENDINGS), min_size=1, max_size=8)


def found(written, text):
    return [match.span() for match in re.finditer(written, text)]


@settings(max_examples=300)
@given(LISTS, st.text("abc .]", max_size=20))
def test_a_tree_matches_what_its_list_matches(parts, text):
    written = "|".join(start + ending for start, ending in parts)
    inside = rf"\b(?:{written})(?: |$)"
    assert found(as_tree(written), text) == found(written, text)
    assert found(as_tree(inside), text) == found(inside, text)


@given(WORDS)
def test_of_two_words_that_both_match_the_first_named_still_wins(words):
    written = "|".join(words)
    for word in words:
        assert re.match(as_tree(written), word)[0] == re.match(written, word)[0]


def test_words_that_begin_alike_are_read_once():
    assert as_tree("nurse|doctor|nun") == "nu(?:rse|n)|doctor"


def test_alternatives_are_split_outside_brackets_only():
    assert alternatives(r"a(?:b|c)|[|\]]|\||d") == ["a(?:b|c)", r"[|\]]", r"\|", "d"]
