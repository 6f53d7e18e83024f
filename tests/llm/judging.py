"""A model that grades as a test tells it to, behind a real server."""

import json
import re

from tests.llm.leading import PROBE
from tests.llm.server import ScriptedServer, chunks, completion

_ABOUT = re.compile(r"^# Report on (\w+)$", re.MULTILINE)
_SIGNAL = re.compile(r"^- ([a-z-]+): ", re.MULTILINE)


class JudgingModel(ScriptedServer):
    """Hears what `heard` says, by signal: a level and sentences; of everything else nothing.

    `flags` holds raised flags with their sentences, `levels` the level it would give by dimension. What
    `will` was told comes first, in that order: a verdict, an answer of the server, or a function of the
    request's body. `asked` holds the requests for verdicts, `rewrites` those for a sentence said better.
    """

    def __init__(self, heard=None, flags=None, level=1):
        super().__init__()
        self.heard = dict(heard or {})
        self.flags = dict(flags or {})
        self.level = level
        self.rewriting = "I'd show the changes only, to [which nurses]."
        self.usage = (1800, 240)
        self.cached = 0
        self.asked = []
        self.rewrites = []
        self._next = []
        self.answer = self._answer

    def will(self, *answers):
        """What comes next, in this order."""
        self._next += answers

    def verdict(self, body):
        """What it says of the dimension it is asked about."""
        text = "\n".join(each["content"] for each in body["messages"])
        signals, flags = text.split("## Signals")[1].split("## Three other answers")[0].split("## Flags")
        return {
            "signals": [self._signal(name) for name in _SIGNAL.findall(signals)],
            "flags": [
                {
                    "flag": name,
                    "reason": "it is so",
                    "sentences": self.flags.get(name, []),
                    "raised": name in self.flags,
                }
                for name in _SIGNAL.findall(flags)
            ],
            "why_not_lower": "A choice is made in it.",
            "why_not_higher": "Nothing is given up for it.",
            "level": self.level,
        }

    def _signal(self, name):
        level, *sentences = self.heard.get(name, (0,))
        return {"signal": name, "reason": "it says so", "sentences": sentences, "level": level}

    def _answer(self, body):
        if "colour" in body["messages"][-1]["content"]:
            return chunks(PROBE)
        if told(body).startswith("Rewrite sentence"):
            self.rewrites.append(body)
            text = json.dumps({"text": self.rewriting})
            return chunks(text, usage=self.usage) if body.get("stream") else completion({"content": text})
        self.asked.append(body)
        answer = self._next.pop(0) if self._next else self.verdict
        if callable(answer):
            answer = answer(body)
        if isinstance(answer, dict):
            if not body.get("stream"):
                return completion({"content": json.dumps(answer)}, usage=self.usage)
            return chunks(json.dumps(answer), usage=self.usage, cached=self.cached)
        return answer


def told(body):
    """The last thing it was asked."""
    return [each["content"] for each in body["messages"] if each["role"] == "user"][-1]


def about(body):
    """The dimension a request is about."""
    found = _ABOUT.search("\n".join(each["content"] for each in body["messages"]))
    return found.group(1) if found else None


def shared(body):
    """The part that all calls for an answer have in common."""
    system = next(each["content"] for each in body["messages"] if each["role"] == "system")
    return system[: system.index("</answer>\n") if "</answer>\n" in system else None]
