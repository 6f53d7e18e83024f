"""`interviewer questions`."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.model.content import Question
from interviewer.model.errors import UsageError
from interviewer.reports.layout import row, table
from interviewer.session.review import tried


def run(args: Namespace) -> int:
    """List questions, or show one."""
    around = Surroundings.of()
    return _list(around, args) if args.verb == "list" else _show(around, args)


def _list(around: Surroundings, args: Namespace) -> int:
    library = around.library
    rounds = (library.rubric(args.round).id,) if args.round else library.rounds
    found = [question for name in rounds for question in library.questions(name)]
    if args.format == "json":
        print_json([_public(question) for question in found])
    else:
        print(
            table(
                (each.round, each.id, each.level, "ai" if each.ai else "", _short(each.prompt))
                for each in found
            )
        )
    return 0


def _short(prompt: str) -> str:
    return prompt if len(prompt) <= 72 else prompt[:71].rsplit(" ", 1)[0] + " …"


def _public(question: Question) -> dict[str, Any]:
    """What a candidate may see before trying: neither facts nor probes nor the example answer."""
    return question.model_dump(mode="json", include={"id", "round", "level", "ai", "prompt"})


def _show(around: Surroundings, args: Namespace) -> int:
    question = around.library.question(args.question)
    if args.answer and not tried(around.store, question.id):
        raise UsageError(
            f"try it first: interviewer practice --question {question.id}; the example comes after"
        )
    if args.format == "json":
        print_json(_public(question) | ({"strong_answer": question.strong_answer} if args.answer else {}))
        return 0
    print(f"{question.round}, {question.level}{', AI product' if question.ai else ''}\n")
    print(row(question.id if len(question.id) < 16 else "question", question.prompt))
    if args.answer:
        print(
            "\n" + row("one strong", question.strong_answer or "There is no example answer to this question.")
        )
    return 0
