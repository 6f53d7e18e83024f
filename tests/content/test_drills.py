"""Each drill can be done: its example is heard, its look-alikes and its own words are not."""

import pytest

from interviewer.content.library import Library
from interviewer.session.drilling import heard_in
from tests.content.test_content import PRAISE

LIBRARY = Library()
SCENARIOS = [
    pytest.param(drill, scenario, id=f"{drill.id}/{scenario.id}")
    for drill in LIBRARY.drills
    for scenario in drill.scenarios
]


def test_there_are_enough_and_each_is_for_something_else():
    assert len(LIBRARY.drills) >= 8
    assert len({drill.signal for drill in LIBRARY.drills}) == len(LIBRARY.drills)
    assert all(len(drill.scenarios) >= 4 for drill in LIBRARY.drills)


@pytest.mark.parametrize(("drill", "scenario"), SCENARIOS)
def test_the_example_does_what_is_asked(drill, scenario):
    heard = heard_in(drill, scenario, scenario.strong, 0)
    assert heard.done, heard


@pytest.mark.parametrize(("drill", "scenario"), SCENARIOS)
def test_saying_the_task_back_is_no_try(drill, scenario):
    for said in (scenario.task, f"{scenario.situation} {scenario.task}"):
        assert not heard_in(drill, scenario, said, 0).done


@pytest.mark.parametrize("drill", LIBRARY.drills, ids=lambda drill: drill.id)
def test_what_only_sounds_like_it_is_not_done(drill):
    for signal in drill.done:
        for said in LIBRARY.catalogue.signal(signal).negative:
            assert not heard_in(drill, drill.scenarios[0], said, 0).done


@pytest.mark.parametrize(("drill", "scenario"), SCENARIOS)
def test_the_words_are_few_and_plain(drill, scenario):
    assert len(f"{scenario.situation} {scenario.task}".split()) <= 80
    assert len(scenario.strong.split()) <= 80
    for text in (drill.why, drill.advice, scenario.situation, scenario.task, scenario.strong):
        assert not PRAISE.search(text.replace("good mushroom", ""))
        assert not {"e.g.", "leverage", "stakeholders"} & set(text.lower().split())


def test_situations_are_each_used_once():
    ids = [scenario.id for drill in LIBRARY.drills for scenario in drill.scenarios]
    assert len(set(ids)) == len(ids)
