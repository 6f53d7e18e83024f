"""The decision table, line by line, and that more of what is wanted never decides for less."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.committee.decision import WORDS, Case, Gap, decide, read_table
from interviewer.committee.level import read_level
from interviewer.committee.members import ballots
from interviewer.committee.sheet import Sheet, vote_at
from interviewer.committee.veto import find_veto
from interviewer.model.debrief import MEMBERS, VOTES
from interviewer.model.words import CORE_ROUNDS, Dimension, FlagId, JobLevel

LOOP = (*CORE_ROUNDS, "leadership-drive")
STRONG_NO, NO, HIRE, STRONG = VOTES
RANK = {"no-hire": 0, "extra-round": 1, "hire-one-level-down": 2, "hire": 3}


def sheet(name, level=3.0, flags=(), word=..., owned=False):
    return Sheet(
        packet=name,
        round=name,
        level=level,
        word=vote_at(level) if word is ... else word,
        estimates=dict.fromkeys(Dimension, level),
        flags=frozenset(flags),
        owned=owned,
    )


def case(rounds=None, votes=(HIRE,) * 5, artifacts=(), level=JobLevel.L4, **more):
    rounds = tuple(rounds or [sheet(name) for name in LOOP])
    return Case(
        rounds=rounds,
        artifacts=tuple(artifacts),
        votes=dict(zip(MEMBERS, votes, strict=True)),
        required=CORE_ROUNDS,
        level=read_level(level, rounds),
        veto=more.get("veto", find_veto(rounds, artifacts)),
        gap=more.get("gap"),
    )


def loop_of(**levels):
    return [sheet(name, levels.get(name.replace("-", "_"), 3.0)) for name in LOOP]


def flagged(*flags):
    return [sheet(name, 3.8, flags) for name in LOOP[:2]] + [sheet(name, 3.8) for name in LOOP[2:]]


DEFERS, OPEN = FlagId.DEFERS_DECISION, FlagId.NO_DECISION
SPLIT = (HIRE, HIRE, NO, NO, STRONG_NO)
MEMO = sheet("decision-memo", 3.4, owned=True)


@pytest.mark.parametrize(
    ("line", "decision", "given"),
    [
        (1, "extra-round", case([sheet(name, 3.8) for name in LOOP if name != "behavioral"])),
        (1, "extra-round", case([sheet(n, 2.75, word=None if n == "execution" else HIRE) for n in LOOP])),
        (2, "no-hire", case(flagged(DEFERS), votes=(STRONG,) * 5)),
        (2, "no-hire", case([sheet(LOOP[0], 3.8, [DEFERS]), sheet(LOOP[1], 3.8, [OPEN]), *loop_of()[2:]])),
        (2, "no-hire", case(flagged(DEFERS), artifacts=[sheet("prd", 3.4)])),
        (5, "hire", case(flagged(DEFERS), artifacts=[MEMO])),
        (5, "hire", case(flagged(FlagId.NO_METRIC))),
        (3, "no-hire", case([sheet(n, 2.4, [FlagId.HOLLOW]) for n in LOOP[:2]] + loop_of()[2:])),
        (4, "extra-round", case(loop_of(execution=1.6))),
        (5, "hire", case(votes=(HIRE, HIRE, HIRE, NO, STRONG_NO))),
        (5, "hire-one-level-down", case(level=JobLevel.L5)),
        (6, "hire", case(votes=SPLIT, artifacts=[MEMO])),
        (6, "hire-one-level-down", case(votes=SPLIT, artifacts=[MEMO], level=JobLevel.L6)),
        (7, "extra-round", case(votes=SPLIT, gap=Gap("execution", Dimension.RIGOR))),
        (7, "no-hire", case(votes=SPLIT)),
        (7, "no-hire", case(votes=(HIRE, NO, NO, NO, NO), artifacts=[MEMO])),
    ],
)
def test_the_first_line_that_applies_decides(line, decision, given):
    ruling = decide(given)
    assert (ruling.line, ruling.decision) == (line, decision), ruling.reading
    assert ruling.decision != "extra-round" or ruling.packet in LOOP
    table = read_table(given)
    assert len(table) == line <= len(WORDS)
    assert [each.ruling is not None for each in table] == [False] * (line - 1) + [True]
    assert all(each.reading for each in table)


def test_a_strong_answer_to_what_was_flagged_strikes_a_veto_and_never_an_ownership_flag():
    lapses = [sheet(name, 2.4, [FlagId.NO_USER]) for name in LOOP[:2]]
    shown = [sheet(name, 3.8) for name in LOOP[2:]]
    assert find_veto((*lapses, *shown), ()).struck
    assert decide(case([*lapses, *shown])).line == 5
    worse = sheet("prd", 1.2)
    assert not find_veto((*lapses, *shown), (worse,)).struck
    owned = [sheet(name, 2.4, [DEFERS]) for name in LOOP[:2]]
    assert decide(case([*owned, *shown])).line == 2


LEVELS = st.lists(st.integers(100, 400).map(lambda each: each / 100), min_size=4, max_size=4)


@settings(max_examples=200)
@given(LEVELS, LEVELS, st.sampled_from(JobLevel))
def test_higher_rounds_never_lower_a_blind_vote_or_the_level(levels, others, asked):
    lower = [
        sheet(name, min(pair)) for name, pair in zip(LOOP, zip(levels, others, strict=True), strict=True)
    ]
    upper = [
        sheet(name, max(pair)) for name, pair in zip(LOOP, zip(levels, others, strict=True), strict=True)
    ]
    for below, above in zip(ballots(lower), ballots(upper), strict=True):
        assert below.value <= above.value
    assert read_level(asked, lower).met <= read_level(asked, upper).met


@settings(max_examples=200)
@given(LEVELS, st.lists(st.sampled_from(VOTES), min_size=5, max_size=5), st.data())
def test_better_votes_fewer_flags_and_an_owned_artifact_never_decide_for_less(levels, votes, data):
    flags = data.draw(st.lists(st.sampled_from([DEFERS, FlagId.HOLLOW, FlagId.NO_METRIC]), max_size=2))
    rounds = [sheet(n, x, flags if i < 2 else ()) for i, (n, x) in enumerate(zip(LOOP, levels, strict=True))]
    better = [VOTES[min(3, VOTES.index(each) + data.draw(st.integers(0, 1)))] for each in votes]
    clean = [each._replace(flags=frozenset()) for each in rounds]
    worst = RANK[decide(case(rounds, votes=votes)).decision]
    assert worst <= RANK[decide(case(rounds, votes=better)).decision]
    assert worst <= RANK[decide(case(clean, votes=votes)).decision]
    assert worst <= RANK[decide(case(rounds, votes=votes, artifacts=[MEMO])).decision]
