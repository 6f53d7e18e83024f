"""What a committee cites can be gone to: each cited sentence is lit on the scorecard of its answer."""

import pytest

from interviewer.reports.lit import light
from interviewer.reports.marks import UNICODE
from interviewer.tui.look import COLOURED
from interviewer.tui.widgets.evidence import LitAnswer
from tests.committee.loops import LIBRARY, held


@pytest.mark.parametrize("name", ["clear-hire", "clear-no", "split-settled", "strong-but-defers"])
def test_every_cited_sentence_is_lit_on_its_scorecard(name):
    debrief = held(name)
    packets = {each.id: each for each in (*debrief.packets, *debrief.artifacts)}
    cited = {each for said in (*debrief.votes, *debrief.statements) for each in said.evidence}
    cited |= {each.evidence for each in (*debrief.turning_points, *debrief.costly) if each.evidence}
    assert cited
    for evidence in cited:
        packet, answer, sentence = evidence.split("/")
        at = int(answer[1:]) - 1
        card, said = packets[packet].scorecards[at], packets[packet].answers[at]
        passages = light(card, said, LIBRARY.catalogue, LIBRARY.rubric(card.round))
        assert LitAnswer(passages, COLOURED, UNICODE).place_of(int(sentence[1:])) is not None, evidence
