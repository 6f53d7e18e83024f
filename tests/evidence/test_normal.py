from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.evidence.normal import RULES, normal
from interviewer.evidence.stopwords import words

WORDS = st.sampled_from(
    sorted(
        words(
            "um you know like the a i i'd id cause because w/ w/o & -> can't cant dont wont would think ship "
            "told then prob q mo yrs 3 5mo 2 ppl gonna approx. abt b4 tho u lol it's whats we've n w no one "
            "is should actually really, cause, wld be inclined to want that =>"
        )
    )
)


@settings(max_examples=80)
@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_the_normal_spelling_is_that_of_every_rule_in_turn(text):
    expected = text
    for pattern, written in RULES:
        expected = pattern.sub(written, expected)
    assert normal(text) == expected.strip()
