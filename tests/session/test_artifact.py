"""A review of the candidate's own document: what is asked, and that a round that was left goes on with it."""

from pathlib import Path

import pytest

from interviewer.content.library import Library
from interviewer.model.errors import UsageError
from interviewer.session.artifact import artifact_questions, kind_of
from interviewer.session.plan import Wish, plan_round
from tests.cli.shell import interviewer, messages, transcripts

LIBRARY = Library()
DOCUMENTS = Path(__file__).parents[2] / "docs" / "documents"
PRD = (DOCUMENTS / "prd-strong.md").read_text(encoding="utf-8")
ANSWER = (
    "The clerk notices it first, because the tenant rings her. I switch the page off myself on the evening "
    "when agreement falls under 97 percent of the 200 photos we read by hand."
)


def asked(text, count=3):
    return {each.id: each.prompt for each in artifact_questions(LIBRARY, text, count)}


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.md")), ids=lambda path: path.stem)
def test_a_document_is_taken_for_what_it_is(path):
    assert path.stem.startswith(kind_of(path.read_text(encoding="utf-8")))


def test_a_section_that_is_there_is_asked_about_in_its_own_words():
    prompt = asked(PRD)["artifact-fallback"]
    assert "“When the model is unsure or wrong”" in prompt
    assert "“If the reader's confidence is under 0.9" in prompt


def test_a_section_that_is_missing_is_asked_about_as_missing():
    start = PRD.index("## When the model is unsure")
    without = PRD[:start] + PRD[PRD.index("## Test") :]
    prompt = asked(without)["artifact-fallback"]
    assert "found no section" in prompt
    assert "{" not in prompt
    elsewhere = PRD.replace("## When the model is unsure or wrong", "## More")
    assert "artifact-fallback" not in asked(elsewhere)


def test_there_is_always_something_there_and_something_missing_where_there_are_both():
    weak = (DOCUMENTS / "prd-weak.md").read_text(encoding="utf-8")
    prompts = list(asked(weak).values())
    assert any("begins" in each for each in prompts)
    assert any("Nobody is told anything" in each for each in prompts)


def test_every_topic_can_be_asked_and_probed():
    signals = {s for body in LIBRARY.rubric("artifact-review").dimensions.values() for s in body.signals}
    for topic in LIBRARY.topics:
        assert {LIBRARY.rubric(kind).document is not None for kind in topic.kinds} == {True}
        assert {probe.signal for probe in topic.probes} <= signals
        for probe in topic.probes:
            assert probe.ask.count("?") == 1
            assert len(probe.ask.split()) <= 30
        assert topic.missing or not topic.titles
        for name in topic.shown_by:
            LIBRARY.catalogue.signal(name)


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ({"round": "artifact-review"}, "--artifact PATH"),
        ({"round": "execution", "artifact": PRD}, "artifact-review"),
        ({"round": "artifact-review", "artifact": "# Only a title\n"}, "nothing in the document"),
        ({"round": "artifact-review", "artifact": "word " * 20_000}, "characters"),
    ],
)
def test_what_cannot_be_reviewed_is_said(wish, says):
    with pytest.raises(UsageError, match=says):
        plan_round(LIBRARY, Wish(seed=1, **wish))


def test_a_review_at_the_prompt_follows_up_goes_on_and_is_graded(home):
    path = DOCUMENTS / "prd-strong.md"
    first = interviewer("practice", "--plain", "--artifact", path, "--seed", "4", stdin=messages(ANSWER))
    assert first.code == 0, first.err
    assert "When the model is unsure or wrong" in " ".join(first.out.split())
    [saved] = transcripts(home)
    assert "Landlords with more than 20 meters" not in saved.read_text(encoding="utf-8")
    on = interviewer(
        "practice", "--plain", "--continue", saved.stem, stdin=messages(ANSWER[:60]) + "/finish\n"
    )
    assert on.code == 0, on.err
    shown = interviewer("transcripts", "show", saved.stem, "--format", "json").json
    [fallback] = [each for each in LIBRARY.topics if each.id == "artifact-fallback"]
    follow_ups = [each["text"] for each in shown["events"] if each.get("kind") == "follow-up"]
    assert len(follow_ups) == 2
    assert set(follow_ups) <= {probe.ask for probe in fallback.probes}
    interviewer("practice", "--plain", "--artifact", "-").failed_with(2, "needs a file")
