"""The commands and their options. Only argparse is imported here, so that --help is instant."""

from __future__ import annotations

import argparse
from typing import NoReturn

_FORMATS = ("text", "json")
_CARD_FORMATS = ("text", "json", "markdown")


class _Parser(argparse.ArgumentParser):
    """One line for a usage error, and the nearest word for a mistyped command or choice."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {_with_nearest(message)}; see: {self.prog} --help\n")


def _with_nearest(message: str) -> str:
    marker = "invalid choice: "
    if marker not in message:
        return message
    from difflib import get_close_matches

    _, _, rest = message.partition(marker)
    word, _, choices = rest.partition(" (choose from ")
    word = word.strip("'")
    known = [choice.strip(" '\")") for choice in choices.split(",")]
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}"
    return f"there is no {word!r}; {hint}"


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; each command names the module that runs it."""
    parser = _Parser(
        prog="interviewer",
        description="A mock interviewer for product managers: real follow-ups, then an honest scorecard.",
        epilog="Without a command the app opens.",
    )
    parser.add_argument("-V", "--version", action="store_true", help="show the version and exit")
    parser.add_argument("--debug", action="store_true", help="show tracebacks")
    parser.add_argument("--plain", action="store_true", help="no full screen; alone, practise at the prompt")
    parser.set_defaults(module="home")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    _practice(commands)
    _loop(commands)
    _score(commands)
    _cohort(commands)
    _calibrate(commands)
    _debrief(commands)
    _replay(commands)
    _transcripts(commands)
    _progress(commands)
    _drill(commands)
    _content(commands)
    _serve(commands)
    _doctor(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse has no public name for it


def _add(
    commands: _Commands[_Parser], name: str, module: str, text: str, formats: tuple[str, ...] = ()
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(module=module)
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="show tracebacks")
    if formats:
        parser.add_argument("--format", choices=formats, default="text", help="how to print it (text)")
    return parser


def _plain(parser: argparse.ArgumentParser, text: str) -> None:
    """`--plain`, which may stand before the command too."""
    parser.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=text)


_SPECS = "offline, anthropic/MODEL, openai/MODEL, compatible/MODEL, recorded/PATH"


def _interviewer_and_grader(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--llm", metavar="SPEC", help=f"who interviews: {_SPECS}")
    parser.add_argument("--grader", metavar="SPEC", help="who grades: offline unless named")
    _rewriting(parser)
    _model(parser)


def _grader(
    parser: argparse.ArgumentParser, *, panel: bool = False, who: str = "who grades", several: str = ""
) -> None:
    if panel:
        several = several or "several make a panel"
        parser.add_argument("--llm", metavar="SPEC", action="append", help=f"{who}: {_SPECS}; {several}")
    else:
        parser.add_argument("--llm", metavar="SPEC", help=f"who grades: {_SPECS}")
    parser.add_argument("--samples", metavar="K", type=int, help="how often a model reads each dimension (1)")
    _rewriting(parser)
    _model(parser)


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base-url", metavar="URL", help="the address of a compatible/MODEL's server")
    parser.add_argument(
        "--insecure", action="store_true", default=None, help="let a key travel unencrypted over a network"
    )


def _model(parser: argparse.ArgumentParser) -> None:
    _address(parser)
    parser.add_argument("--budget", metavar="DOLLARS", type=float, help="what models may cost in all")
    parser.add_argument("--record", metavar="PATH", help="record the exchanges with the model")


def _rewriting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-rewrite",
        dest="rewrite",
        action="store_false",
        default=None,
        help="spare the call by which a model that grades says one of your sentences better",
    )


def _practice(commands: _Commands[_Parser]) -> None:
    parser = _add(commands, "practice", "practice", "practise a round: questions, follow-ups, a scorecard")
    parser.add_argument("--round", metavar="R", help="a round, as `interviewer rubrics list` names it")
    parser.add_argument("--question", metavar="ID|TEXT", help="one question: an id, or the question itself")
    parser.add_argument("--artifact", metavar="PATH", help="be asked about a document of your own")
    _interviewer_and_grader(parser)
    parser.add_argument(
        "--level", metavar="L", help="the level you interview for, L3 to L6; it chooses questions"
    )
    parser.add_argument("--minutes", metavar="N", type=int, help="length of the round")
    _sitting(parser, "round")


def _loop(commands: _Commands[_Parser]) -> None:
    about = "hold a whole loop over days: screens that gate, onsite rounds, then the committee"
    parser = _add(commands, "loop", "loop", about)
    parser.add_argument(
        "--rounds",
        metavar="R,R,...",
        help="its rounds in order; without, both screens and four onsite rounds",
    )
    parser.add_argument("--artifact", metavar="PATH", help="hold a round about a document of your own, too")
    _interviewer_and_grader(parser)
    parser.add_argument(
        "--level", metavar="L", help="the level you interview for, L3 to L6; it chooses questions"
    )
    _sitting(parser, "loop")


def _sitting(parser: argparse.ArgumentParser, what: str) -> None:
    """What is taken wherever somebody sits down to be interviewed."""
    parser.add_argument("--seed", metavar="N", type=int, help="choose the same questions and wordings again")
    parser.add_argument(
        "--continue",
        dest="resume",
        metavar="ID",
        nargs="?",
        const="last",
        help=f"go on with a {what} that was left; without an id, with the last one",
    )
    _plain(parser, "prompts and replies on stdin and stdout")


def _score(commands: _Commands[_Parser]) -> None:
    parser = _add(commands, "score", "score", "grade a written answer, or many", _CARD_FORMATS)
    parser.add_argument("path", nargs="?", metavar="PATH", help="a text file, or - for stdin")
    parser.add_argument("--round", metavar="R", help="the round the answer belongs to")
    parser.add_argument("--question", metavar="ID|TEXT", help="what was asked: an id, or the question itself")
    _grader(parser, panel=True)
    parser.add_argument("--rubric", metavar="PATH", help="grade by this rubric file")
    many = parser.add_argument_group("many answers")
    many.add_argument(
        "--batch",
        metavar="IN",
        help="grade every line of a .jsonl or .csv file, or every text file of a folder",
    )
    many.add_argument(
        "--out", metavar="OUT", help="where the records go: .jsonl, or .csv (stdout); said again, it goes on"
    )
    many.add_argument("--column", metavar="OURS=THEIRS", action="append", help="what a column of a table is")
    many.add_argument(
        "--workers", metavar="N", type=int, help="answers graded at a time (all cores; a model 8)"
    )
    many.add_argument(
        "--engine",
        metavar="E",
        choices=("local", "provider", "dask"),
        default="local",
        help="local; provider: the provider's own batches, within a day at half the price; dask: a cluster",
    )
    many.add_argument(
        "--scheduler", metavar="ADDR", help="the cluster's scheduler, tcp://HOST:PORT (one here)"
    )
    many.add_argument("--unordered", action="store_true", help="write records as they are finished")
    many.add_argument("--overwrite", action="store_true", help="begin OUT anew")
    many.add_argument("--strict", action="store_true", help="exit 1 if any line had an error")


def _cohort(commands: _Commands[_Parser]) -> None:
    formats = ("text", "json", "html")
    parser = _add(commands, "summarize", "cohort", "what the scorecards of a batch say together", formats)
    parser.add_argument("first", metavar="OUT.jsonl", help="what score --batch wrote")
    parser.add_argument("--out", metavar="PATH", help="where the report goes (stdout)")
    parser.set_defaults(second=None)
    about = "how far two scorings of the same answers agree, and where least"
    parser = _add(commands, "compare", "cohort", about, formats)
    parser.add_argument("first", metavar="A.jsonl", help="a scoring, as score --batch wrote it")
    parser.add_argument("second", metavar="B.jsonl", help="another of the same answers")
    parser.add_argument("--show", metavar="N", type=int, default=10, help="disagreements shown (10)")
    parser.add_argument("--out", metavar="PATH", help="where the report goes (stdout)")


def _calibrate(commands: _Commands[_Parser]) -> None:
    about = "find out how severe a model is as a grader, on labelled answers"
    parser = _add(commands, "calibrate", "calibrate", about, _FORMATS)
    parser.add_argument("--llm", metavar="SPEC", help="the model")
    parser.add_argument(
        "--answers", metavar="PATH", help="labelled answers: a JSON lines file, or a folder with ratings"
    )
    parser.add_argument("--limit", metavar="N", type=int, help="take so many answers only")
    parser.add_argument("--yes", action="store_true", help="go on without asking about the price")
    _model(parser)


def _debrief(commands: _Commands[_Parser]) -> None:
    about = "a committee over a loop: blind votes, a debrief, a decision by a printed rule"
    parser = _add(commands, "debrief", "debrief", about, (*_CARD_FORMATS, "html"))
    parser.add_argument(
        "path",
        nargs="+",
        metavar="PATH",
        help="a loop or transcripts (files or ids; last for the last transcript), or a file of answers as "
        "for score --batch",
    )
    parser.add_argument(
        "--candidate", metavar="ID", help="whose answers, where a file holds several people's"
    )
    parser.add_argument("--level", metavar="L", help="the level interviewed for, L3 to L6; it moves no score")
    _grader(
        parser,
        panel=True,
        who="who speaks for the members, and grades what has no scorecard yet",
        several="several share the members, and make a panel",
    )
    parser.add_argument("--out", metavar="PATH", help="where the report goes (stdout)")


def _replay(commands: _Commands[_Parser]) -> None:
    parser = _add(
        commands, "replay", "replay", "read a round again, turn by turn or in its own time", _CARD_FORMATS
    )
    parser.add_argument(
        "transcript", metavar="TRANSCRIPT", help="an id, the beginning of one, last, or a file"
    )
    parser.add_argument("--speed", metavar="X", type=float, help="in its own time, X times as fast")
    parser.add_argument("--rescore", action="store_true", help="grade it again and show what changed")
    _grader(parser)
    parser.add_argument("--rubric", metavar="PATH", help="with --rescore: grade by this rubric file")
    _plain(parser, "no full screen")


def _transcripts(commands: _Commands[_Parser]) -> None:
    parser = _add(commands, "transcripts", "transcripts", "list, show, import, export, delete, check rounds")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=_Parser)
    listing = _add(verbs, "list", "transcripts", "all saved rounds, the newest last", _FORMATS)
    listing.add_argument("--samples", action="store_true", help="the curated sample sessions instead")
    show = _add(verbs, "show", "transcripts", "a round with its scorecards", _CARD_FORMATS)
    show.add_argument("transcript", metavar="TRANSCRIPT")
    export = _add(verbs, "export", "transcripts", "write a round to a file")
    export.add_argument("transcript", metavar="TRANSCRIPT")
    export.add_argument("--format", choices=("markdown", "text", "jsonl"), default="markdown")
    export.add_argument("--out", metavar="PATH", help="the file (stdout)")
    compare = _add(verbs, "compare", "transcripts", "two tries at the same question side by side", _FORMATS)
    compare.add_argument("transcript", metavar="TRANSCRIPT")
    compare.add_argument(
        "other",
        metavar="OTHER",
        nargs="?",
        help="the round to compare with; the last earlier try unless named",
    )
    note = _add(verbs, "note", "transcripts", "keep a note with a round; it is part of no answer")
    note.add_argument("transcript", metavar="TRANSCRIPT")
    note.add_argument("text", metavar="TEXT", help="empty, with --change, takes that note away")
    note.add_argument("--change", metavar="N", type=int, help="put it in place of note N")
    bring = _add(verbs, "import", "transcripts", "save an interview held elsewhere as a round")
    bring.add_argument(
        "path",
        metavar="PATH",
        help="text or Markdown with speakers, WebVTT or SRT captions, a chat export (JSON), or - for stdin",
    )
    bring.add_argument("--round", metavar="R", help="the round it was")
    bring.add_argument("--question", metavar="ID|TEXT", help="what was asked; the interviewer's first words")
    bring.add_argument("--candidate-is", metavar="NAME", help="which of the speakers is the candidate")
    bring.add_argument("--conversation", metavar="TITLE|N", help="which of several chats in an export")
    delete = _add(verbs, "delete", "transcripts", "delete a round; it can be restored")
    delete.add_argument("transcript", metavar="TRANSCRIPT")
    delete.add_argument("--for-good", action="store_true", help="so that it cannot be restored")
    restore = _add(verbs, "restore", "transcripts", "bring a deleted round back")
    restore.add_argument("transcript", metavar="ID")
    check = _add(verbs, "check", "transcripts", "check that rounds can be read", _FORMATS)
    check.add_argument("transcript", metavar="TRANSCRIPT", nargs="*", help="all saved rounds unless named")


def _progress(commands: _Commands[_Parser]) -> None:
    about = "where your levels go, what keeps missing, how well you judge yourself"
    _add(commands, "progress", "progress", about, _FORMATS)


def _drill(commands: _Commands[_Parser]) -> None:
    about = "five minutes on one thing a strong answer does"
    parser = _add(commands, "drill", "drill", about)
    parser.add_argument("--signal", metavar="S", help="a drill or a signal; what is due unless named")
    parser.add_argument("--list", action="store_true", help="list the drills, and when each is due")
    _plain(parser, "prompts and replies on stdin and stdout")


def _content(commands: _Commands[_Parser]) -> None:
    questions = _add(commands, "questions", "questions", "list or show the questions")
    verbs = questions.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=_Parser)
    listing = _add(verbs, "list", "questions", "all questions", _FORMATS)
    listing.add_argument("--round", metavar="R", help="of one round")
    show = _add(verbs, "show", "questions", "one question", _FORMATS)
    show.add_argument("question", metavar="ID")
    show.add_argument(
        "--answer", action="store_true", help="with a strong example answer, after your own try"
    )

    rubrics = _add(commands, "rubrics", "rubrics", "list, show or check the rubrics")
    verbs = rubrics.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=_Parser)
    _add(verbs, "list", "rubrics", "all rubrics", _FORMATS)
    show = _add(verbs, "show", "rubrics", "one rubric: what each level asks for", _FORMATS)
    show.add_argument("rubric", metavar="ROUND")
    check = _add(verbs, "check", "rubrics", "check a rubric, question or drill of your own", _FORMATS)
    check.add_argument("path", metavar="PATH", nargs="*", help="all in use unless named")


def _serve(commands: _Commands[_Parser]) -> None:
    parser = _add(commands, "serve", "serve", "open the app to a browser on this machine")
    parser.add_argument(
        "--port",
        metavar="N",
        type=int,
        default=8421,
        help="the port on 127.0.0.1 (8421); 0 takes any that is free",
    )


def _doctor(commands: _Commands[_Parser]) -> None:
    about = "show settings, folders, and whether everything is in order, the model included"
    parser = _add(commands, "doctor", "doctor", about, _FORMATS)
    parser.add_argument("--llm", metavar="SPEC", help="the model to check with three tiny calls")
    _address(parser)
    keys = parser.add_mutually_exclusive_group()
    providers = ("anthropic", "openai", "compatible")
    keys.add_argument(
        "--store-key",
        metavar="NAME",
        choices=providers,
        help="put a key into the system keyring: anthropic, openai or compatible; "
        "it is asked for, or read as one line of stdin",
    )
    keys.add_argument("--forget-key", metavar="NAME", choices=providers, help="take it out of there again")
