"""A model that leads a round as a test tells it to, behind a real server."""

import json

from tests.llm.server import ScriptedServer, chunks

PROBE = '{"lamp": "violet-41"}'


def decision(action, text="", **more):
    """A decision as the form wants it."""
    usual = {
        "heard_as": "answer",
        "action": action,
        "signal": None,
        "reason": "it decides",
        "facts": [],
        "invented": None,
        "quote": None,
        "text": text,
    }
    return usual | more


class LeadingModel(ScriptedServer):
    """Replies with what `will` was told, one a request, and at its end with `otherwise`.

    What is told is a decision, an answer of the server (a status and a body, a stream, `DROPPED`), or a
    function of the request's body that returns one of these. `asked` holds the requests for decisions.
    """

    def __init__(self):
        super().__init__()
        self.asked = []
        self.usage = (900, 60)
        self.otherwise = decision("wait", "Take the time you need.")
        self._next = []
        self.answer = self._answer

    def will(self, *answers):
        """What comes next, in this order."""
        self._next += answers

    def _answer(self, body):
        if "colour" in body["messages"][-1]["content"]:
            return chunks(PROBE)
        self.asked.append(body)
        answer = self._next.pop(0) if self._next else self.otherwise
        if callable(answer):
            answer = answer(body)
        return chunks(json.dumps(answer), usage=self.usage) if isinstance(answer, dict) else answer


def system(body):
    """What the model was told, without what the candidate and the interviewer said."""
    [message] = [each for each in body["messages"] if each["role"] == "system"]
    return message["content"]


def spoken(body):
    """The conversation in a request."""
    return [(each["role"], each["content"]) for each in body["messages"] if each["role"] != "system"]
