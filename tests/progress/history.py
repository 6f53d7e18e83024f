"""A folder of saved rounds with the figures a test needs, made of one round that was really graded."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from interviewer.session.looking_back import progress_of
from interviewer.transcripts.store import Store

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
DIMENSIONS = ("framing", "judgment", "communication", "rigor")


def chances(estimate):
    """Chances of the levels whose mean it is."""
    low = min(3, int(estimate))
    shares = [0.0] * 4
    shares[low - 1], shares[low] = round(low + 1 - estimate, 4), round(estimate - low, 4)
    return shares


@dataclass
class History:
    folder: Path
    lines: list[Any]
    begun: int = 0
    paths: list[Path] = field(default_factory=list)

    @property
    def store(self):
        return Store(self.folder / "transcripts")

    @property
    def index(self):
        return self.folder / "progress.sqlite3"

    def add(self, estimate=2.0, guess=3, flags=(), days=1, graded=True, **card):
        """One round more, a day after the last; `card` changes fields of its scorecard."""
        self.begun += days
        at = NOW - timedelta(days=60) + timedelta(days=self.begun)
        name = f"{at:%Y%m%dT%H%MZ}-{card.get('round', 'product-sense')}-{self.begun:04x}"
        head, *events = json.loads(json.dumps(self.lines))
        head |= {"id": name, "created": at.isoformat(), "round": card.get("round", head["round"])}
        for event in events:
            if event["type"] == "self-rating":
                event["ratings"] = dict.fromkeys(DIMENSIONS, guess)
            if event["type"] == "scorecard":
                self._write_figures(event["scorecard"], estimate, flags, card)
        kept = [event for event in events if graded or event["type"] != "scorecard"]
        path = self.folder / "transcripts" / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(each) + "\n" for each in [head, *kept]))
        self.paths.append(path)
        return path

    def _write_figures(self, body, estimate, flags, card):
        body |= card | {"flags": [{"id": flag, "sentences": [], "note": "x"} for flag in flags]}
        for name in DIMENSIONS:
            body["dimensions"][name] |= {
                "estimate": estimate,
                "score": int(estimate + 0.5),
                "distribution": chances(estimate),
            }

    def progress(self):
        return progress_of(self.store, self.index, NOW)

    def trend(self, name="framing"):
        return next(each for each in self.progress().trends if each.dimension == name)

    def lines_of(self, name="framing"):
        return [each for each in self.progress().lines if each.dimension == name]


def lines_in(path):
    return [json.loads(line) for line in path.read_text().splitlines()]
