"""Grades the curated sample sessions again, in place: their scorecards must be what the scorer says today."""

from __future__ import annotations

from interviewer.content.library import Library
from interviewer.model.events import Event, Graded
from interviewer.session.cast import make_scorer
from interviewer.session.grading import RoundRecord, score_request
from interviewer.transcripts.read import Transcript, read_transcript


def regraded(library: Library, transcript: Transcript) -> tuple[Event, ...]:
    """The events with each question's scorecards replaced by one of today's scorer."""
    scorer = make_scorer(library, "offline")
    record = RoundRecord.of(transcript)
    at = transcript.events[-1]
    cards = tuple(
        Graded(
            at=getattr(at, "at", transcript.header.created),
            t=transcript.seconds,
            question=index,
            scorecard=scorer.score(score_request(library, record, index)),
        )
        for index in record.to_grade
    )
    return (*(event for event in transcript.events if not isinstance(event, Graded)), *cards)


def main() -> None:
    """Rewrite every sample and say what each is graded now."""
    library = Library()
    for path in sorted(library.samples.glob("*.jsonl")):
        transcript = read_transcript(path)
        events = regraded(library, transcript)
        lines = [transcript.header.model_dump_json(exclude_none=True)]
        lines += [event.model_dump_json(exclude_none=not isinstance(event, Graded)) for event in events]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for event in events:
            if isinstance(event, Graded):
                print(f"{path.stem:<24}{event.scorecard.recommendation:<16}{event.scorecard.headline}")


if __name__ == "__main__":
    main()
