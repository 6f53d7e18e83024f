"""What a model says for a member is taken apart, and stands only where it keeps to what that member has."""

import pytest

from interviewer.committee.spoken import Given, problems, shown, take_apart

SENTENCE = "They're all important, so I would lay the four out, and let the leadership weigh 12 of them."
WORDS = "I would lay the four out"
OTHER = "That's more for the pedagogy people."
ID, SECOND = "execution/a1/s9", "behavioral/a2/s3"


def given(**other):
    values = {
        "ids": frozenset({ID}),
        "needed": frozenset({ID}),
        "readable": ((SENTENCE, WORDS),),
        "quotes": 1,
        "read_out": (),
        "heard": ("Nobody could act on it.",),
        "hires": False,
        "step": 0,
        "withdraws": False,
        "strangers": ("the bar raiser", "the peer PM"),
        "name": "hiring manager",
        "known": SENTENCE,
    }
    return Given(**values | other)


def judged(reply, **other):
    held = given(**other)
    spoken = take_apart(reply, held)
    return spoken, problems(spoken, held)


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (f"“{WORDS}”. That comes back to my desk. [{ID}]", f"“{WORDS}”. That comes back to my desk."),
        # Marks of other kinds become ours, and the letters are the sentence's own.
        (f'"i would lay the four out." So it is mine. [{ID}]', f"“{WORDS}” So it is mine."),
        (f"They’re late: ‘They’re all important’. [{ID}]", "They’re late: “They're all important”."),
        (
            f"'They're all important'. That chair is open. [{ID}]",
            "“They're all important”. That chair is open.",
        ),
        (f"The hiring manager: It comes back to me. ({ID})", "It comes back to me."),
        (f'"It comes back to me. [{ID}]"', "It comes back to me."),
        (f"**It comes back\n\nto me.**\x1b[31m\u200b [{ID}]", "It comes back to me."),
        (f"It is 12 too many for me. I'd hire them the day they choose. [{ID}]", None),
        (f"Six words. [{ID}]", None),
    ],
)
def test_what_stands_and_how_it_is_written(reply, text):
    spoken, wrong = judged(reply)
    assert wrong == ()
    assert spoken.ids == (ID,)
    assert "[" not in spoken.text
    if text is not None:
        assert spoken.text == text


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("It comes back to me.", f"[{ID}]"),
        (f"It comes back to me. [{ID}, execution/a9/s1]", "execution/a9/s1"),
        (f"It comes back to me. [{ID}][{SECOND}]", SECOND),
        (f"It comes back to me [sic]. [{ID}]", "sic"),
        (f"“I would decide it tomorrow”. Good to know. [{ID}]", "never said"),
        (f"“They're all important, so I would weigh 12 of them”. Mine again. [{ID}]", "never said"),
        (f"“the four”. That is all. [{ID}]", "fragment"),
        (f"“{WORDS}” and “let the leadership weigh 12 of them”. Both. [{ID}]", "one quote"),
        (f"“{WORDS}. It is mine. [{ID}]", "left open"),
        (f"“{WORDS}”. [{ID}]", "of your own"),
        (f"{'It comes back to my desk once more ' * 9}. [{ID}]", "words; 60 are the most"),
        (f"One. Two. Three. Four. [{ID}]", "3 sentences"),
        (f"Nobody could act on it. [{ID}]", "in these words"),
        (f"It comes back to me! [{ID}]", "exclamation"),
        (f"That was an impressive answer. [{ID}]", "impressive"),
        (f"I'm impressed by how it comes back. [{ID}]", "impressed"),
        (f"The rubric has a word for it. [{ID}]", "rubric"),
        (f"As an AI I only see the line. [{ID}]", "as an ai"),
        (f"It comes back to me \U0001f600. [{ID}]", "symbols"),
        (f"I'd hire this person. [{ID}]", "not your vote"),
        (f"It comes back to me. Still, I vote to hire. [{ID}]", "not your vote"),
        (f"Strong hire. It came back. [{ID}]", "not your vote"),
        (f"It comes back to me, so I go up one step. [{ID}]", "does not move"),
        (f"I withdraw what I had. [{ID}]", "does not move"),
        (f"37 people wait for it. [{ID}]", "37"),
        (f"Ask the bar raiser. [{ID}]", "the bar raiser"),
    ],
)
def test_what_does_not_stand_is_named(reply, fault):
    _, wrong = judged(reply)
    assert len(wrong) == 1, wrong
    assert fault in wrong[0]


def test_a_vote_to_hire_is_not_talked_down():
    for reply in (
        "I wouldn't hire.",
        "I can't get to hire.",
        "I'm a no.",
        "No hire. It came back.",
        "I vote no.",
    ):
        _, wrong = judged(f"{reply} [{ID}]", hires=True)
        assert any("not your vote" in each for each in wrong), reply
    for reply in ("Still hire.", "I vote hire, and I'd ask about it.", "I'd sign it."):
        assert judged(f"{reply} [{ID}]", hires=True)[1] == ()


def test_a_vote_that_moves_goes_the_way_it_was_told():
    assert judged(f"That I'd missed, so I go up one step. [{ID}]", step=1)[1] == ()
    _, wrong = judged(f"That I'd missed, so I go down. [{ID}]", step=1, hires=True)
    assert "goes up" in wrong[0]
    assert judged("Two rounds answer it. I withdraw it.", withdraws=True, needed=frozenset())[1] == ()


def test_two_rounds_may_be_put_side_by_side():
    both = {"ids": frozenset({ID, SECOND}), "needed": frozenset({ID, SECOND}), "quotes": 2}
    both["readable"] = ((SENTENCE, WORDS), (OTHER, OTHER))
    spoken, wrong = judged(f"“{WORDS}”. Then “That's more for the pedagogy people.” [{ID}][{SECOND}]", **both)
    assert (wrong, spoken.ids) == ((), (ID, SECOND))


def test_what_was_read_out_is_pointed_to():
    _, wrong = judged(f"“{WORDS}”. Mine again. [{ID}]", read_out=(WORDS,))
    assert "read out before" in wrong[0]
    _, wrong = judged("“They're all important”. Mine again.", needed=frozenset(), quotes=0)
    assert "nothing may be read out" in wrong[0]


def test_a_word_of_the_office_stands_where_the_answer_has_it():
    reply = f"The signal on the night bus is what I would miss. [{ID}]"
    assert judged(reply, known="The signal at the crossing fails.")[1] == ()
    assert judged(reply)[1]


def test_nothing_that_could_become_an_id_is_shown_on_the_way():
    pieces = ["It comes ", "back\x1b[3", "1m to me.", " [exec", "ution/a1/s9]"]
    so_far = ["".join(pieces[: n + 1]) for n in range(len(pieces))]
    assert [shown(each) for each in so_far][-3:] == ["It comes back to me."] * 3
