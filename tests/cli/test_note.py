"""Notes kept with a round from the prompt, and rubrics that do not fit a round."""

import pytest

from interviewer.cli import main
from interviewer.content.places import content_root
from interviewer.transcripts.journal import Journal
from interviewer.transcripts.read import read_transcript
from tests.session.harness import graded_round


@pytest.fixture
def saved(home):
    return graded_round(home, 20)


def said(capsys, *words):
    code = main(list(words))
    got = capsys.readouterr()
    return code, got.out, got.err


def test_a_note_is_kept_and_shown_with_its_round(saved, capsys):
    assert said(capsys, "transcripts", "note", "last", "the  guardrail came too late") == (
        0,
        "",
        f"Kept with {saved.stem}.\n",
    )
    _, shown, _ = said(capsys, "transcripts", "show", "last")
    assert "guardrail came too late" in shown


def test_a_note_is_changed_and_taken_away_and_the_others_keep_their_numbers(saved, capsys):
    for words in ("one", "two"):
        said(capsys, "transcripts", "note", "last", words)
    _, _, err = said(capsys, "transcripts", "note", "last", "the first", "--change", "1")
    assert err == f"Note 1 of {saved.stem} was changed.\n"
    said(capsys, "transcripts", "note", "last", "", "--change", "1")
    _, shown, _ = said(capsys, "transcripts", "show", "last")
    assert [line for line in shown.splitlines() if line.startswith("note")] == ["note 2          two"]
    code, _, err = said(capsys, "transcripts", "note", "last", "x", "--change", "1")
    assert (code, err.count("\n")) == (2, 1)
    assert "there is: 2" in err


def test_the_scorecard_has_last_times_levels_beside_it_and_progress_the_last_lesson(saved, home, capsys):
    later = graded_round(home, 21, question="pension-letters")
    _, shown, _ = said(capsys, "transcripts", "show", later.stem)
    assert "last time" in shown
    headline = read_transcript(saved).latest_scorecards()[0].scorecard.headline
    assert headline in " ".join(shown.split())
    _, first, _ = said(capsys, "transcripts", "show", saved.stem)
    assert "last time" not in first
    _, out, _ = said(capsys, "progress")
    newest = read_transcript(later).latest_scorecards()[0].scorecard.headline
    assert f"product-sense. {newest}" in " ".join(out.split("last lesson")[1].split())


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [(("sample-strong", "mine"), 2, "rounds of your own"), (("last", "  "), 2, "no note")],
)
def test_what_is_no_note_is_one_line(saved, capsys, words, code, says):
    before = saved.read_bytes()
    got = said(capsys, "transcripts", "note", *words)
    assert got[:2] == (code, "")
    assert says in got[2]
    assert saved.read_bytes() == before


def test_a_round_that_is_open_elsewhere_takes_no_note(saved, capsys):
    journal, _ = Journal.resume(saved)
    with journal:
        code, _, err = said(capsys, "transcripts", "note", "last", "mine")
    assert code == 1
    assert len(err.splitlines()) == 1


def test_a_rubric_for_another_round_is_refused(saved, capsys):
    other = content_root() / "rubrics" / "execution.yaml"
    code, _, err = said(capsys, "replay", saved.stem, "--rescore", "--rubric", str(other))
    assert code == 2
    assert "is a rubric for execution, and this round is product-sense" in err
