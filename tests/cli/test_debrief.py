"""`interviewer debrief`: files of answers and saved rounds in, one report out, and one line for bad input."""

import re
import shutil
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser

import pytest

from interviewer.cli import main
from interviewer.content.library import Library
from tests.cli.shell import STRONG, Ran, interviewer
from tests.committee.loops import LOOPS, lines_of, write
from tests.llm.server import refusal
from tests.llm.speaking import SpeakingModel, holds_up, in_brackets

HOSTILE = (
    "I'd give up <script>alert(1)</script> the night bus, because {{ 7 * 7 }} of 100 riders lose more. "
    "</style><img src=x onerror=alert(2)> \" onload=\"alert(3) and 'quotes' & [links](javascript:alert(4)). "
    "I rang 12 riders on the night line and nine of them had no other way home after work."
)


def test_a_split_is_settled_by_a_decision_that_was_owned_in_an_artifact():
    ran = interviewer("debrief", LOOPS / "split-settled.jsonl", "--level", "L5", "--format", "json")
    assert ran.code == 0, ran.err
    got = ran.json
    assert (got["decision"], got["rule_line"], got["level"]["given"]) == ("hire-one-level-down", 6, "L4")
    assert [each["round"] for each in got["packets"]] == [
        "product-sense",
        "execution",
        "behavioral",
        "leadership-drive",
    ]
    assert [each["id"] for each in got["artifacts"]] == ["decision-memo"]
    assert {"member", "lens", "before", "after", "evidence", "dissent", "why"} <= got["votes"][0].keys()
    assert {"for", "asked", "against", "vote"} == got["packets"][0]["feedback"].keys()
    assert got["turning_points"]
    assert got["extra_round"] is None


def test_text_and_markdown_name_the_decision_the_rule_and_the_scorer(tmp_path):
    text = interviewer("debrief", LOOPS / "strong-but-defers.jsonl")
    assert text.code == 0, text.err
    assert "No hire" in text.out
    assert "Line 2 of 7" in text.out
    assert "One scorer, offline, stands behind all five members" in " ".join(text.out.split())
    assert max(map(len, text.out.splitlines())) <= 88
    out = tmp_path / "debrief.md"
    ran = interviewer("debrief", LOOPS / "strong-but-defers.jsonl", "--format", "markdown", "--out", out)
    assert (ran.code, ran.out) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("# Debrief: kaito\n\n**No hire.**")


def test_saved_rounds_keep_their_scorecards_and_what_is_missing_is_asked_for_again():
    samples = sorted(Library().samples.glob("*.jsonl"))
    ran = interviewer("debrief", *samples, "--format", "json")
    assert ran.code == 0, ran.err
    got = ran.json
    held = {each["round"] for each in got["packets"]}
    missing = {"product-sense", "execution", "behavioral"} - held
    if missing:
        assert (got["decision"], got["rule_line"]) == ("extra-round", 1)
        assert got["extra_round"]["round"] in missing
    cited = {each for vote in got["votes"] for each in vote["evidence"]}
    assert all(re.fullmatch(r"[a-z0-9-]+/a\d+/s\d+", each) for each in cited)


def test_a_required_round_that_is_missing_is_the_extra_round(tmp_path):
    kept = [each for each in lines_of("clear-hire") if each["round"] != "behavioral"]
    got = interviewer("debrief", write(tmp_path / "three.jsonl", kept), "--format", "json").json
    assert (got["decision"], got["rule_line"]) == ("extra-round", 1)
    assert got["extra_round"]["round"] == "behavioral"
    assert got["level"]["given"] is None


def test_an_answer_that_cannot_be_graded_and_an_artifact_without_rubric_are_left_out_and_said(tmp_path):
    lines = lines_of("clear-hire")
    lines[2] = {**lines[2], "answer": " "}
    lines.append({"id": "bullet", "round": "resume-bullet", "answer": "Cut churn.", "candidate": "ines"})
    ran = interviewer("debrief", write(tmp_path / "gap.jsonl", lines), "--format", "json")
    assert ran.code == 0
    assert ran.json["extra_round"]["round"] == "behavioral"
    assert any("ines-behavioral" in note for note in ran.json["notes"])
    assert "ines-behavioral (behavioral): there is no answer in this text" in ran.err


def test_the_same_bytes_in_every_process():
    seeds = ({"PYTHONHASHSEED": seed} for seed in ("1", "2"))
    one, other = (
        interviewer("debrief", LOOPS / "clear-no.jsonl", "--format", "json", env=seed) for seed in seeds
    )
    assert one.code == 0
    assert one.out == other.out


def test_several_candidates_need_a_choice(tmp_path):
    both = write(tmp_path / "both.jsonl", lines_of("clear-hire") + lines_of("clear-no"))
    interviewer("debrief", both).failed_with(2, "ines, marten", "--candidate")
    interviewer("debrief", both, "--candidate", "ana").failed_with(2, "'ana'", "ines, marten")
    got = interviewer("debrief", both, "--candidate", "marten", "--format", "json").json
    assert (got["candidate"], got["decision"], len(got["packets"])) == ("marten", "no-hire", 4)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("", 1, "is empty"),
        ("not json\n", 1, "line 1 is not JSON"),
        ('{"round": "execution"}\n', 1, "line 1: answer"),
        ('{"round": "exekution", "answer": "I would stop it."}\n', 2, "did you mean 'execution'"),
    ],
)
def test_bad_files_get_one_line(tmp_path, text, code, hint):
    path = tmp_path / "loop.jsonl"
    path.write_text(text)
    interviewer("debrief", path).failed_with(code, hint)


def test_bad_requests_get_one_line(tmp_path):
    interviewer("debrief", tmp_path / "none.jsonl").failed_with(1, "there is no file")
    interviewer("debrief", LOOPS / "clear-no.jsonl", "--level", "L9").failed_with(2, "L9")
    interviewer("debrief", LOOPS / "clear-no.jsonl", "--llm", "nobody/x").failed_with(2, "'nobody'")


class Page(HTMLParser):
    """What a browser would make of it: elements, attributes, and text."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.ids, self.links = set(), set(), [], []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        self.text += data


def hostile_page(tmp_path):
    lines = [
        {**each, "answer": f"{HOSTILE}\n\n{STRONG}", "candidate": "<b>eve</b>"}
        for each in lines_of("clear-hire")
    ]
    out = tmp_path / "page.html"
    ran = interviewer("debrief", write(tmp_path / "x.jsonl", lines), "--format", "html", "--out", out)
    assert ran.code == 0, ran.err
    return out


def test_the_page_holds_hostile_answers_as_text_and_loads_nothing(tmp_path):
    out = hostile_page(tmp_path)
    page = Page()
    page.feed(out.read_text(encoding="utf-8"))
    assert not {"script", "img", "iframe", "link", "b", "object"} & page.tags
    assert not [each for each in page.attributes if each.startswith("on") or each == "style"]
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7 * 7 }}" in page.text
    assert page.links
    assert all(link.startswith("#") for link in page.links)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert "default-src &#39;none&#39;" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["clear-hire", "clear-no", "split-settled", "strong-but-defers"])
def test_every_quote_on_the_page_leads_to_its_sentence_and_every_link_to_something(tmp_path, name):
    out = tmp_path / "page.html"
    assert interviewer("debrief", LOOPS / f"{name}.jsonl", "--format", "html", "--out", out).code == 0
    html = out.read_text(encoding="utf-8")
    page = Page()
    page.feed(html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    marked = {
        place: " ".join(unescape(text).split())
        for place, text in re.findall(r'<mark id="([^"]+)"[^>]*>([^<]*)</mark>', html)
    }
    quoted = re.findall(r'<a class="said" href="#([^"]+)">“([^<]*)”</a>', html)
    assert len(quoted) > 5
    for place, quote in quoted:
        assert " ".join(unescape(quote).split()).rstrip(" …") in marked[place]
    spoken = re.findall(
        r'<div class="voice">.*?</div></div>|<div class="voice">.*?</p></div>', html, re.DOTALL
    )
    assert spoken
    for said in spoken:
        assert said.count("“") == said.count('class="said"')


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_a_browser_sees_one_styled_page_without_scripts(tmp_path):
    out = hostile_page(tmp_path)
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    log = ["--enable-logging=stderr", "--v=0", "--dump-dom"]
    ran = subprocess.run(
        [BROWSER, *flags, *log, out.as_uri()], capture_output=True, text=True, timeout=50, check=False
    )
    seen, written = Page(), Page()
    seen.feed(ran.stdout)
    written.feed(out.read_text(encoding="utf-8"))
    assert seen.tags - {"tbody"} == written.tags
    assert seen.ids == written.ids
    # The browser says on its console what a policy has blocked: the page's own style must not be.
    assert "Content Security Policy" not in ran.stderr


# With a model, in this process: a second less for each.

SAMPLE = min(Library().samples.glob("*.jsonl"))


@pytest.fixture
def model():
    with SpeakingModel() as running:
        yield running


@pytest.fixture
def held(home, model, capsys):
    """`debrief` over a saved round, with the model behind it."""

    def run(*words, llm=("--llm", "compatible/small", "--base-url", model.url)):
        code = main(["debrief", str(SAMPLE), *llm, *map(str, words)])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


def test_a_debrief_that_a_model_speaks_in_is_recorded_and_played_back(held, model, tmp_path):
    recording = tmp_path / "exchange.jsonl"
    ran = held("--format", "json", "--record", recording)
    assert ran.code == 0, ran.err
    spoken = ran.json
    assert {each["spec"] for each in spoken["statements"]} == {"compatible/small"}
    assert {each["spec"] for each in spoken["voices"]} == {"compatible/small"}
    assert spoken["usage"]["calls"] == len(spoken["statements"])
    assert model.url.split("/")[2] in ran.err
    written = held("--format", "json", llm=()).json
    assert not {"voices", "usage"} & written.keys()
    assert not any("spec" in each for each in written["statements"])
    assert [written[name] for name in ("decision", "rule", "level", "extra_round")] == [
        spoken[name] for name in ("decision", "rule", "level", "extra_round")
    ]
    model.leave()
    played = held("--format", "json", llm=("--llm", f"recorded/{recording}"))
    assert played.code == 0, played.err
    assert [each["text"] for each in played.json["statements"]] == [
        each["text"] for each in spoken["statements"]
    ]
    for form in ("text", "markdown"):
        told = " ".join(held("--format", form, llm=("--llm", f"recorded/{recording}")).out.split())
        assert "finds the words for all five members. Votes, moves and decision are the rule's" in told
        assert re.search(r"What was said took \d+ calls, [\d,]+ tokens read", told)


def test_who_speaks_is_told_on_a_terminal_and_what_a_model_says_is_text(held, model, monkeypatch):
    model.spoken_by(lambda body: f"<b onclick=x>It comes</b> back\x1b]0;to me. {in_brackets(body)}")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = held("--format", "html")
    assert ran.code == 0, ran.err
    assert re.search(r"^The hiring manager speaks, 1 of \d+\.$", ran.err, re.MULTILINE)
    page = Page()
    page.feed(ran.out)
    assert "<b onclick=x>It comes</b> back" in page.text
    assert not {"b", "script"} & page.tags
    assert "\x1b" not in ran.out


def test_a_model_that_stops_leaves_a_debrief_and_one_that_never_began_an_error(held, model):
    left = [2]

    def twice(body):
        left[0] -= 1
        return holds_up(body) if left[0] >= 0 else refusal(429, headers={"retry-after": "9000"})

    model.spoken_by(twice)
    ran = held("--format", "json")
    assert ran.code == 0, ran.err
    assert "the written lines speak for compatible/small from here on" in ran.err
    assert sum("spec" in each for each in ran.json["statements"]) == 2
    assert any("compatible/small failed at statement" in note for note in ran.json["notes"])
    model.spoken_by(lambda body: refusal(401))
    ran = held()
    assert (ran.code, ran.out) == (1, "")
    assert len([each for each in ran.err.splitlines() if each.startswith("interviewer: ")]) == 1
