"""What the model is told: the rounds' own interviewers, a user's templates, and templates that are broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interviewer.content.library import Library
from interviewer.content.places import content_root
from interviewer.content.templates import Templates
from interviewer.model.content import Question
from interviewer.model.errors import ContentError
from tests.interview import samples
from tests.interview.driver import LIBRARY
from tests.llm.leading import decision, system


@pytest.mark.parametrize("name", [each for each in LIBRARY.rounds if LIBRARY.questions(each)])
def test_every_round_has_an_interviewer_of_its_own(begin, model, name):
    begin(LIBRARY.questions(name)[0]).say(samples.ANSWER)
    told = system(model.asked[0])
    persona = content_root() / "prompts" / "interviewer" / "rounds" / f"{name}.md"
    assert persona.read_text(encoding="utf-8").strip() in told
    for signal in LIBRARY.rubric(name).dimensions["judgment"].core:
        assert f"- {signal} (judgment): " in told
    assert "{{" not in told
    assert "{%" not in told


def test_a_round_and_a_question_of_ones_own_have_what_they_need(begin, model, tmp_path):
    text = (content_root() / "rubrics" / "execution.yaml").read_text(encoding="utf-8")
    changed = text.replace("id: execution\n", "id: pricing\n", 1)
    changed = re.sub(r"^title: .*$", "title: Pricing", changed, count=1, flags=re.MULTILINE)
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "pricing.yaml").write_text(changed, encoding="utf-8")
    own = Library(own=tmp_path)
    question = Question.typed("pricing", "What should a seat cost, and for whom?")
    play = begin(question, library=own, rubric=own.rubric("pricing"))
    asks = decision("follow-up", "Which ward would you leave out of it?")
    model.will(asks)
    assert play.say(samples.ANSWER).text == asks["text"]
    told = system(model.asked[0])
    assert "You run the Pricing round." in told
    assert own.rubric("pricing").about in told
    assert "What should a seat cost, and for whom?" in told
    assert "Nothing beyond the question itself." in told


def own_template(folder: Path, name: str, text: str) -> Library:
    path = folder / "prompts" / "interviewer" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Library(own=folder)


def test_a_template_of_ones_own_replaces_ours_and_no_other(begin, model, nurses, tmp_path):
    library = own_template(tmp_path, "rounds/product-sense", "You are Dorothea, and you doubt everything.\n")
    begin(nurses, library=library).say(samples.ANSWER)
    told = system(model.asked[0])
    assert "You are Dorothea, and you doubt everything." in told
    assert "You run the product-sense round." not in told
    assert "You lead a mock interview" in told
    assert library.templates.sha256("interviewer/rounds/product-sense") != LIBRARY.templates.sha256(
        "interviewer/rounds/product-sense"
    )


@pytest.mark.parametrize(
    "broken",
    [
        "{% if hurry %}",
        "{{ nobody_knows_this }}",
        "{{ time_left + 1 }}",
        "{{ level | no_such_filter }}",
        "{% include 'interviewer/system' %}",
        "{{ actions.append('close') }}",
        "{{ ().__class__.__base__ }}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_broken_template_is_told_by_file_and_line(begin, model, nurses, tmp_path, broken):
    library = own_template(tmp_path, "turn", f"# Now\n\n{broken}\n")
    play = begin(nurses, library=library)
    with pytest.raises(ContentError) as caught:
        play.say(samples.ANSWER)
    assert re.search(r"turn\.md:3: \S", str(caught.value)), caught.value
    assert "\n" not in str(caught.value)
    assert model.asked == []


def test_a_template_that_is_no_text_is_told_by_its_file(tmp_path):
    own_template(tmp_path, "turn", "")
    (tmp_path / "prompts" / "interviewer" / "turn.md").write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError, match=r"turn\.md"):
        Templates(own=tmp_path).render("interviewer/turn", {})
    with pytest.raises(ContentError, match=r"no prompt interviewer/nothing\.md"):
        Templates(own=tmp_path).render("interviewer/nothing", {})
