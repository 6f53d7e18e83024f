"""A model that speaks in a committee as a test tells it to, behind a real server."""

import json
import re

from tests.llm.judging import JudgingModel
from tests.llm.server import chunks

_END = re.compile(r"^End with .*$", re.MULTILINE)
_ID = re.compile(r"\[([a-z0-9-]+/a\d+/s\d+)\]")
_WHO = re.compile(r"^# Who you are: the (.+)$", re.MULTILINE)


class SpeakingModel(JudgingModel):
    """Says something that holds up, in pieces of a word, unless `will` was told otherwise.

    `spoken` holds the requests for statements. What `says` was told comes first, in that order: words, or an
    answer of the server; then what the function of `spoken_by` makes of the request's body. Other requests
    are graded as its parent does.
    """

    def __init__(self, *words, **rest):
        super().__init__(*words, **rest)
        self.spoken = []
        self._says = []
        self._by = holds_up

    def spoken_by(self, answer):
        """Words, or an answer of the server, for the body of a request."""
        self._by = answer

    def says(self, *answers):
        """What is said next, in this order."""
        self._says += answers

    def _answer(self, body):
        if _WHO.search(first_words(body)) is None:
            return super()._answer(body)
        self.spoken.append(body)
        answer = self._says.pop(0) if self._says else self._by(body)
        return said(answer) if isinstance(answer, str) else answer


def said(words, **rest):
    """A statement as a stream, a word at a time."""
    return chunks(*re.findall(r"\S+\s*", words), **{"usage": (1400, 40), **rest})


BLIND = "I kept coming back to it."
LATER = (
    "That stays with me all the same.",
    "Hear it beside your own line, is all.",
    "Nothing in there undoes what we heard.",
    "Fair, and I can live with the rest.",
    "Which is where I would leave this one.",
    "Somebody had to bring it up before we go.",
)


def holds_up(body):
    """A statement nothing is wrong with; in the discussion another each time."""
    said_so_far = first_words(body).partition("<said>\n")[2].partition("</said>")[0].count("\n")
    words = LATER[said_so_far - 5] if said_so_far else BLIND
    return f"{words} {in_brackets(body)}".strip()


def in_brackets(body):
    """The first id a member was given, as a statement ends with it; nothing where there is none."""
    return "".join(f"[{each}]" for each in ids_in(body)[:1])


def ids_in(body):
    """The evidence ids a member was given."""
    found = _END.search(first_words(body))
    return _ID.findall(found.group()) if found else []


def who(body):
    """The member a request is for."""
    return _WHO.search(first_words(body)).group(1)


def first_words(body):
    """What a request says first of its own."""
    return next(each["content"] for each in body["messages"] if each["role"] == "user")


def all_words(body):
    """All of a request, as one text."""
    return json.dumps(body["messages"], ensure_ascii=False)
