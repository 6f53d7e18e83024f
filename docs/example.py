"""Grading from Python, a cell at a time: run it as a script, or paste the cells into a notebook.

python docs/example.py [ANSWERS.jsonl]
"""

# %% One answer
import statistics
import sys
from pathlib import Path

from interviewer import Dimension, NotScorableError, Scorer, score

MEMO = Path(__file__).parent / "documents" / "decision-memo-strong.md"

card = score(MEMO.read_text(), round="decision-memo")
print(f"{card.recommendation}, {card.overall} of 4")
for name, dimension in card.dimensions.items():
    print(f"{name:<14} {dimension.score}  P(1..4) = {dimension.distribution}")

# %% What it rests on
for evidence in card.dimensions[Dimension.JUDGMENT].evidence:
    for quote in evidence.quotes:
        print(f"{evidence.signal}: {quote.text}")

# %% A text that is no answer
try:
    score("", round="execution")
except NotScorableError as error:
    print(f"{error.kind}: {error}")

# %% Many: `Scorer` loads once, reads lines as it needs them, and gives what `score --batch` writes
lines = [
    {"id": "a", "answer": "I would cut the price, because shops leave. Churn must fall under 2% by May."},
    {"id": "b", "answer": "We should leverage synergies to delight users.", "cohort": "spring"},
    {"id": "c", "answer": "  "},
]
if len(sys.argv) > 1:
    import json

    lines = [json.loads(line) for line in Path(sys.argv[1]).read_text().splitlines()]

with Scorer() as scorer:
    records = list(scorer.score_all(lines, round="execution"))

graded = [each for each in records if "error" not in each]
print(
    f"{len(graded)} of {len(records)} graded, mean {statistics.fmean(each['overall'] for each in graded):.2f}"
)
