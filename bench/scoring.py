"""How many answers the offline scorer grades per second in one process, and that it does so identically.

The baseline in the same run splits the same answers into words: a figure that moves with the machine.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time

from evals.agreement import score_all
from evals.labelled import labelled_answers
from interviewer.content.library import Library
from interviewer.session.cast import make_scorer

_WORD = re.compile(r"\w+")


def main() -> int:
    """Measure and print; the exit code is 1 when runs differ or a core grades fewer than 50 a second."""
    answers = labelled_answers()
    scorer = make_scorer(Library(), "offline")
    score_all(answers[:5], scorer)
    digests, seconds = set(), []
    for _ in range(3):
        before = time.process_time()
        cards = score_all(answers, scorer)
        seconds.append(time.process_time() - before)
        digests.add(hashlib.sha256("".join(card.model_dump_json() for card in cards).encode()).hexdigest())
    before = time.process_time()
    for _ in range(100):
        for each in answers:
            _WORD.findall(each.answer)
    words = (time.process_time() - before) / 100
    best = min(seconds)
    print(f"{len(answers)} answers, one core: {len(answers) / best:.0f} a second after load")
    print(f"{best / words:.0f} times as long as splitting them into words")
    print("identical on every run" if len(digests) == 1 else "runs differ")
    return 0 if len(digests) == 1 and len(answers) / best >= 50 else 1


if __name__ == "__main__":
    sys.exit(main())
