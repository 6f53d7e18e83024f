from __future__ import annotations

import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interviewer.evidence.bank import answer_from_turns, build_bank, read_answer
from tests.evidence.samples import EXCHANGE, STRONG


def sentences(text):
    return [sentence.text for sentence in build_bank(read_answer(text)).sentences]


PIECES = st.sampled_from(
    [
        "Me:",
        "Interviewer: ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        ". ",
        "? ",
        "e.g. ",
        "\u200b",
        "\x1b[31m",
        "\u202e",
        "**",
        "\r\n",
        "。",
        "\u2028",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join)


@given(TEXTS)
def test_every_sentence_lies_where_it_says(text):
    bank = build_bank(read_answer(text))
    for number, sentence in enumerate(bank.sentences, start=1):
        assert sentence.number == number
        assert sentence.text
        span = bank.answer.spans[sentence.turn]
        assert span.start <= sentence.start < sentence.end <= span.end
        said = text[sentence.start : sentence.end]
        assert bank.verbatim(number) == said == said.strip()
        assert not set(sentence.text) & set("\x1b\u200b\u202e\n\r")
    ends = [0, *(sentence.end for sentence in bank.sentences)]
    assert all(end <= sentence.start for end, sentence in zip(ends, bank.sentences, strict=False))


@given(TEXTS)
def test_no_word_of_an_answer_without_labels_is_lost(text):
    assume(not re.search(r"[\x1b\x9b]|(?i:me|interviewer|candidate|applicant|[qai] *:)", text))
    bank = build_bank(read_answer(text))
    covered = {place for sentence in bank.sentences for place in range(sentence.start, sentence.end)}
    words = re.finditer(r"[^\W\d_]{2,}", text)
    assert all(place in covered for word in words for place in range(word.start(), word.end()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs 2.5 euros. That is fine.", ["It costs 2.5 euros.", "That is fine."]),
        ("Ask Dr. Weber, e.g. on Monday. Then go.", ["Ask Dr. Weber, e.g. on Monday.", "Then go."]),
        ("We run v2.1 at 9.30 now. No. 5 stays.", ["We run v2.1 at 9.30 now.", "No. 5 stays."]),
        ("Is it real? Yes! Go on…", ["Is it real?", "Yes!", "Go on…"]),
        ("- first point\n- second point", ["first point", "second point"]),
        ("1. Keep it.\n2. Drop it.", ["Keep it.", "Drop it."]),
        (
            "a line that was wrapped by a text editor at its\nusual width goes on.",
            ["a line that was wrapped by a text editor at its usual width goes on."],
        ),
        (
            "We promised every garden a warning on Monday, or next\nTuesday. It was late\nTuesday was cold.",
            [
                "We promised every garden a warning on Monday, or next Tuesday.",
                "It was late",
                "Tuesday was cold.",
            ],
        ),
        ("**Decision:** stop.", ["Decision: stop."]),
        ("先问园丁。然后停。", ["先问园丁。", "然后停。"]),
        ("honestly... the link is used", ["honestly... the link is used"]),
    ],
)
def test_where_sentences_end(text, expected):
    assert sentences(text) == expected


def test_speech_without_stops_is_cut_at_clauses():
    speech = (
        "so the woman on the slope gets it nine times and nothing freezes and then she mutes it "
        "because she is in bed "
        "and i think that's the whole problem so i'd send it only to the beds that can freeze and if "
        "the station is wrong "
        "we go back to the old one the same day"
    )
    parts = sentences(speech)
    assert len(parts) >= 4
    assert max(len(part.split()) for part in parts) <= 30
    assert " ".join(parts) == speech


def test_in_an_exchange_only_the_candidate_is_heard():
    bank = build_bank(read_answer(EXCHANGE))
    assert [(sentence.role, sentence.text) for sentence in bank.sentences] == [
        ("clarifying", "Is a missed frost worse than a false alarm?"),
        ("answer", "Then I'd keep it on for the north slope, because a frost there costs forty plants."),
        ("follow-up", "Then I'd ring twenty of them."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I'd stop it.\n\nInterviewer: And then?\nMe: Ring them.",
        "I'd stop it.\n\n**Interviewer:** And then?\n\nRing them.",
        "- Q: What now?\n- A: I'd stop it.\n- Q: And then?\n- A: Ring them.",
        "INTERVIEWER: What now?\n**Candidate**: I'd stop it.\nINTERVIEWER: And?\n**Candidate**: Ring them.",
        "Interviewer: What now?\nYou: I'd stop it.\nInterviewer: And then?\nYou: Ring them.",
        "What now?\nMe: I'd stop it.\nYou: And then?\nMe: Ring them.",
    ],
)
def test_labels_in_many_shapes(text):
    assert [(span.role, text[span.start : span.end]) for span in read_answer(text).spans] == [
        ("answer", "I'd stop it."),
        ("follow-up", "Ring them."),
    ]


@pytest.mark.parametrize(
    "text", ["A: send it later\nB: send it never\nI take A.", "You: that is who it is for.\nI mean it."]
)
def test_an_option_is_no_speaker(text):
    (span,) = read_answer(text).spans
    assert text[span.start : span.end] == text


def test_nothing_said_has_no_sentences():
    assert build_bank(read_answer(" \n\u200b ")).sentences == ()


def test_turns_keep_their_roles_and_places():
    answer = answer_from_turns(
        [
            ("clarifying", "Every garden? "),
            ("answer", ""),
            ("answer", " I'd stop it.\n"),
            ("follow-up", "Yes."),
        ],
        "What?",
    )
    assert [(span.role, answer.text[span.start : span.end]) for span in answer.spans] == [
        ("clarifying", "Every garden?"),
        ("answer", "I'd stop it."),
        ("follow-up", "Yes."),
    ]
    assert answer.question == "What?"


@pytest.mark.parametrize(
    "unit", ["a", "word ", "a. ", " ", "x,", "if, ", "Me: ", "\x1b[", "- ", "1. ", "?", "**", "i "]
)
def test_a_very_long_line_is_cut_quickly(unit):
    text = unit * (200_000 // len(unit))
    start = time.perf_counter()
    build_bank(read_answer(text))
    assert time.perf_counter() - start < 4


def test_a_strong_answer_reads_the_same_with_any_line_end():
    assert sentences(STRONG) == sentences(STRONG.replace("\n", "\r\n"))
