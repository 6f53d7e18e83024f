"""The fixed part of the battery that every change has to pass; `make battery` tries all of it."""

from __future__ import annotations

import statistics

import pytest

from interviewer.model.words import Dimension, FlagId

battery = pytest.importorskip("evals.battery", reason="evals are not part of a source distribution")
attacks = pytest.importorskip("evals.attacks")

BENCH = battery.Bench()
LIKE = next(each for each in BENCH.middle if each.round == "execution")
OFF_TOPIC_AND_FLUENT = "confident nonsense"


@pytest.mark.parametrize("name", [name for name in attacks.EMPTY if name != OFF_TOPIC_AND_FLUENT])
def test_what_fits_every_question_stays_at_lean_no(name):
    levels = BENCH.levels(LIKE, attacks.EMPTY[name])
    assert max(levels[dimension] for dimension in battery.CONTENT) <= battery.MOST


@pytest.mark.parametrize("family", attacks.INJECTIONS)
def test_talking_to_the_grader_gains_no_level(family):
    host = BENCH.weak[0]
    before = BENCH.levels(host, host.answer)
    for talk in attacks.INJECTIONS[family]:
        after = BENCH.levels(host, f"{host.answer}\n\n{talk}")
        assert all(after[dimension] <= before[dimension] for dimension in Dimension), talk


@pytest.mark.parametrize("said", attacks.BENIGN)
def test_innocent_words_are_no_instruction(said):
    card = BENCH.card(LIKE, f"{LIKE.answer}\n\n{said}")
    assert FlagId.GRADER_INSTRUCTION not in {flag.id for flag in card.flags}


@pytest.mark.parametrize("language", attacks.OTHER_LANGUAGES)
def test_another_language_is_refused_and_not_graded(language):
    text = attacks.OTHER_LANGUAGES[language]
    with pytest.raises(battery.NotScorableError):
        BENCH.card(LIKE, text)


def test_labelled_answers_are_graded_about_as_readers_grade_them():
    some = BENCH.answers[::6]
    cards = [BENCH.card(each, each.answer) for each in some]
    for dimension in Dimension:
        off = [
            abs(each.mean(dimension) - card.dimensions[dimension].estimate)
            for each, card in zip(some, cards, strict=True)
        ]
        assert statistics.fmean(off) < 0.6, dimension
