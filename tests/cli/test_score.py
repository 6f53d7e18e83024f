"""Written answers: one or many, from files or pipes, in three formats."""

import json

import pytest

from tests.cli.shell import HOLLOW, STRONG, interviewer

EXCHANGE = """\
Interviewer: What would you build?
Me: Is it every ward?
Interviewer: Intensive care drops it. I would build a bigger model with a vector database.
Me: Then I'd build for the night nurse in intensive care, because she had the patient on Tuesday.
"""


@pytest.fixture
def answer(tmp_path):
    path = tmp_path / "answer.txt"
    path.write_text(STRONG)
    return path


def card(*words, stdin=""):
    ran = interviewer("score", "--format", "json", *words, stdin=stdin)
    assert ran.code == 0, ran.err
    return ran.json


def test_the_json_scorecard_holds_what_is_promised(answer):
    got = card("--round", "product-sense", "--question", "nurse-handover", answer)
    assert got["format"] == "pm-interviewer/scorecard"
    assert {
        "version",
        "model",
        "prompt_sha256",
        "app_version",
        "calibrated",
        "input_sha256",
        "usage",
    } <= got.keys()
    assert got["round"] == "product-sense"
    assert got["rubric"].keys() == {"id", "version", "sha256"}
    assert got["scorer"] == "offline"
    assert got["calibrated"] is True
    assert list(got["dimensions"]) == ["framing", "judgment", "communication", "rigor"]
    estimates = []
    for dimension in got["dimensions"].values():
        assert dimension["score"] in (1, 2, 3, 4)
        assert sum(round(share * 10_000) for share in dimension["distribution"]) == 10_000
        mean = sum(level * share for level, share in enumerate(dimension["distribution"], start=1))
        assert dimension["estimate"] == pytest.approx(mean, abs=0.0051)
        assert dimension["score"] == int(dimension["estimate"] + 0.5)
        assert {"evidence", "missing", "rationale", "to_raise"} <= dimension.keys()
        estimates.append(dimension["estimate"])
    assert got["overall"] == pytest.approx(sum(estimates) / 4, abs=0.0051)
    assert got["recommendation"] in ("strong-no-hire", "no-hire", "hire", "strong-hire", "undecided")


@pytest.mark.parametrize(
    "text", [STRONG, STRONG.replace("\n", "\r\n"), "  \n" + STRONG, EXCHANGE * 3, "é" + STRONG]
)
def test_quotes_are_what_was_given_to_the_letter(text):
    got = card("--round", "product-sense", "-", stdin=text)
    quotes = [
        quote
        for dimension in got["dimensions"].values()
        for evidence in dimension["evidence"]
        for quote in evidence["quotes"]
    ]
    assert quotes
    for quote in quotes:
        assert text[quote["start"] : quote["end"]] == quote["text"]


def test_only_the_candidates_words_count():
    got = card("--round", "product-sense", "-", stdin=EXCHANGE)
    assert "vector database" not in json.dumps(got["dimensions"])


def test_strong_lies_above_hollow(answer):
    strong = card("--round", "product-sense", "--question", "nurse-handover", answer)
    hollow = card("--round", "product-sense", "--question", "nurse-handover", "-", stdin=HOLLOW)
    assert strong["overall"] - hollow["overall"] > 1
    assert "hollow" in [flag["id"] for flag in hollow["flags"]]
    assert hollow["recommendation"] == "strong-no-hire"


def test_the_same_bytes_on_every_run(answer):
    words = ("score", "--round", "product-sense", "--question", "nurse-handover", "--format", "json", answer)
    first, second = interviewer(*words), interviewer(*words, env={"PYTHONHASHSEED": "7"})
    assert first.out == second.out


def test_text_and_markdown_show_levels_in_words(answer):
    text = interviewer("score", "--round", "product-sense", answer).out
    assert "lean" in text or "yes" in text
    assert "■" in text
    markdown = interviewer("score", "--round", "product-sense", "--format", "markdown", answer).out
    assert markdown.startswith("# ")


def test_a_terminal_without_unicode_gets_ascii(answer):
    ran = interviewer("score", "--round", "product-sense", answer, env={"PYTHONIOENCODING": "ascii:replace"})
    assert "#" in ran.out
    assert "?" * 4 not in ran.out


def test_without_a_question_the_card_says_that_relevance_was_not_checked(answer):
    assert card("--round", "product-sense", answer)["relevance_checked"] is False
    assert "relevance" in interviewer("score", "--round", "product-sense", answer).out.lower()


def test_a_question_in_ones_own_words(answer):
    got = card("--round", "product-sense", "--question", "What would you build for nurses?", answer)
    assert got["question_id"] is None


def test_the_words_of_a_known_question_find_it(answer):
    prompt = interviewer("questions", "show", "nurse-handover", "--format", "json").json["prompt"]
    assert card("--round", "product-sense", "--question", prompt, answer)["question_id"] == "nurse-handover"


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\u200b\u200b"])
def test_an_empty_answer(text):
    interviewer("score", "--round", "execution", "-", stdin=text).failed_with(1, "nothing")


def test_a_very_long_line_is_refused_or_scored_but_never_hangs():
    long = interviewer("score", "--round", "execution", "-", stdin="a very long answer " * 10_600)
    long.failed_with(1, "60,000")
    short = "I cut the price because the shops leave. " * 1_400
    assert card("--round", "execution", "-", stdin=short)["overall"] < 2.5


def test_files_that_are_no_answers(tmp_path):
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    interviewer("score", "--round", "execution", binary).failed_with(1, "not a text file")
    latin = tmp_path / "latin.txt"
    latin.write_bytes(b"line one\ncaf\xe9\n")
    interviewer("score", "--round", "execution", latin).failed_with(1, "line 2", "UTF-8")
    interviewer("score", "--round", "execution", tmp_path / "none.txt").failed_with(1, "there is no file")
    interviewer("score", "--round", "execution", tmp_path).failed_with(1, "is a folder")


@pytest.mark.parametrize(
    ("words", "hints"),
    [
        (("--round", "executon"), ("did you mean 'execution'",)),
        ((), ("--round",)),
        (("--round", "execution", "--question", "lift-quart"), ("did you mean 'lift-quarter'",)),
        (("--round", "execution", "--llm", "openia/gpt"), ("did you mean 'openai'",)),
        (("--round", "execution", "--out", "x.jsonl"), ("--batch",)),
    ],
)
def test_wrong_usage_says_what_is_right(words, hints):
    interviewer("score", *words, "-", stdin=STRONG).failed_with(2, *hints)


def batch(tmp_path, *lines, words=()):
    source = tmp_path / "in.jsonl"
    source.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return interviewer("score", "--batch", source, *words)


GOOD = {"id": "a17", "round": "product-sense", "question": "nurse-handover", "answer": STRONG}


def test_a_bad_line_gives_an_error_record_and_the_rest_go_on(tmp_path):
    ran = batch(
        tmp_path,
        GOOD,
        "{not json",
        {"id": "b", "round": "no-such-round", "answer": STRONG},
        {"id": "c", "round": "execution", "answer": "  "},
        {"id": "d", "round": "execution"},
        {"id": "e", "round": "execution", "question": "no-such-question", "answer": STRONG},
        "",
        GOOD | {"id": "f"},
    )
    assert ran.code == 0
    assert "2 graded, 5 with errors" in ran.err
    records = ran.lines
    assert [record["id"] for record in records] == ["a17", "2", "b", "c", "d", "e", "f"]
    kinds = [record.get("error", {}).get("kind") for record in records]
    assert kinds == [
        None,
        "bad-input",
        "unknown-round",
        "empty-answer",
        "bad-input",
        "unknown-question",
        None,
    ]
    assert records[0]["dimensions"] == records[-1]["dimensions"]


def test_strict_makes_errors_count(tmp_path):
    assert batch(tmp_path, GOOD, "{", words=("--strict",)).code == 1
    assert batch(tmp_path, GOOD, words=("--strict",)).code == 0


def test_unknown_fields_pass_through(tmp_path):
    [record] = batch(tmp_path, GOOD | {"cohort": "spring", "candidate": "x", "version": "mine"}).lines
    assert record["cohort"] == "spring"
    assert record["candidate"] == "x"
    assert record["version"] == 1
    assert record["input"] == {"version": "mine"}


def test_defaults_for_lines_that_name_no_round(tmp_path):
    words = ("--round", "product-sense", "--question", "nurse-handover")
    [record] = batch(tmp_path, {"id": 1, "answer": STRONG}, words=words).lines
    assert (record["id"], record["round"], record["question_id"]) == ("1", "product-sense", "nurse-handover")


def test_out_is_written_whole_and_is_the_same_again(tmp_path):
    out = tmp_path / "out.jsonl"
    for _ in range(2):
        assert batch(tmp_path, GOOD, GOOD, words=("--out", out)).code == 0
        assert len(out.read_text().splitlines()) == 2
    assert not list(tmp_path.glob("*.part"))
    one = card("--round", "product-sense", "--question", "nurse-handover", "-", stdin=STRONG)
    assert json.loads(out.read_text().splitlines()[0])["dimensions"] == one["dimensions"]


def test_out_that_cannot_be_written(tmp_path):
    batch(tmp_path, GOOD, words=("--out", tmp_path / "none" / "out.jsonl")).failed_with(1, "cannot write")


def test_a_rubric_of_ones_own(tmp_path, answer):
    shown = interviewer("rubrics", "show", "product-sense", "--format", "json").json
    own = {key: value for key, value in shown.items() if key != "sha256"} | {"id": "growth", "version": 3}
    path = tmp_path / "growth.yaml"
    path.write_text(json.dumps(own))
    got = card("--rubric", path, answer)
    assert got["rubric"]["id"] == "growth"
    assert got["rubric"]["version"] == 3
    assert got["round"] == "growth"


def test_documents_are_graded_listed_apart_and_not_practised(tmp_path):
    memo = tmp_path / "memo.md"
    memo.write_text(
        "# Point\n\nRecommendation: close the night desk in March, and open it again if calls wait.\n"
    )
    got = card("--round", "decision-memo", memo)
    assert got["calibrated"] is False
    assert got["rubric"]["id"] == "decision-memo"
    assert "Not there" in interviewer("score", "--round", "prd", "--format", "markdown", memo).out
    listed = interviewer("rubrics", "list", "--format", "json").json
    assert [each["id"] for each in listed if each["kind"] == "document"] == [
        "prd",
        "decision-memo",
        "resume-bullet",
    ]
    interviewer("practice", "--plain", "--round", "prd").failed_with(2, "score --round prd")
