"""The library: everything a coach wrote, from the package and from the user's own folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interviewer.content.nearest import hint
from interviewer.content.places import content_root
from interviewer.content.yaml_file import has_value, read_as
from interviewer.model.calibration import Calibration, JudgeCalibration
from interviewer.model.committee import CommitteeLines, DiscussionLines, Kinds, MemberLines, VerdictLines
from interviewer.model.content import Catalogue, Phrases, Question, Rubric, Topic, Topics
from interviewer.model.drills import Drill
from interviewer.model.errors import ContentError, UsageError
from interviewer.model.events import AskedQuestion
from interviewer.model.gates import GateLines

if TYPE_CHECKING:
    from interviewer.content.templates import Templates

_WORD: Final = re.compile(r"[a-z0-9.]+")


class Library:
    """Content of the package, with a user's own files over it.

    A user's `rubrics/NAME.yaml`, `questions/ROUND/NAME.yaml` or `drills/NAME.yaml` in `own` replaces the
    packaged one with the same id; others are added. Files are read when first needed.
    """

    def __init__(self, own: Path | None = None, root: Path | None = None) -> None:
        self._root = root or content_root()
        self._own = own

    @cached_property
    def catalogue(self) -> Catalogue:
        """The signals and flags.

        Raises:
            ContentError: when the file does not hold up; the message names file, line and field.

        """
        return read_as(Catalogue, self._root / "rubrics" / "signals.yaml")

    @cached_property
    def phrases(self) -> Phrases:
        """The offline interviewer's phrases."""
        return read_as(Phrases, self._root / "prompts" / "offline" / "phrases.yaml")

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """What a review of the candidate's own document asks about."""
        return read_as(Topics, self._root / "prompts" / "artifact" / "topics.yaml").topics

    @cached_property
    def committee(self) -> CommitteeLines:
        """What the members of a committee say.

        Raises:
            ContentError: when a file does not hold up; the message names file, line and field.
        """
        folder = self._root / "prompts" / "committee"
        members = [read_as(MemberLines, path) for path in sorted((folder / "members").glob("*.yaml"))]
        return CommitteeLines(
            members={each.id: each for each in members},
            discussion=read_as(DiscussionLines, folder / "discussion.yaml"),
            verdicts=read_as(VerdictLines, folder / "verdicts.yaml"),
            kinds=read_as(Kinds, folder / "kinds.yaml"),
        )

    @cached_property
    def gates(self) -> GateLines:
        """What a screen's interviewer says when it is over.

        Raises:
            ContentError: when the file does not hold up; the message names file, line and field.
        """
        return read_as(GateLines, self._root / "prompts" / "loop" / "gates.yaml")

    @cached_property
    def templates(self) -> Templates:
        """The prompts for language models."""
        # Jinja is needed with a model only.
        from interviewer.content.templates import Templates  # noqa: PLC0415

        return Templates(own=self._own, root=self._root)

    def calibration(self, scorer: str) -> Calibration | None:
        """The coefficients fitted for a scorer; None where there are none.

        Raises:
            ContentError: when the file does not hold up.
        """
        path = self._root / "rubrics" / "calibration" / f"{scorer}.json"
        return read_as(Calibration, path) if path.is_file() else None

    def judge_calibration(self, spec: str) -> JudgeCalibration | None:
        """How severe a model was found to be; one's own finding before a packaged one, None without any.

        Raises:
            ContentError: when the file does not hold up.
        """
        name = f"{calibration_name(spec)}.json"
        folders = [
            *([self._own / "calibration"] if self._own else []),
            self._root / "rubrics" / "calibration",
        ]
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        return read_as(JudgeCalibration, path) if path else None

    @property
    def samples(self) -> Path:
        """The folder of curated sample sessions."""
        return self._root / "transcripts"

    @property
    def rounds(self) -> tuple[str, ...]:
        """Ids of the rounds there is a rubric for, the packaged order first."""
        return tuple(name for name in self._rubric_files if name not in self.documents)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """Ids of the kinds of documents there is a rubric for; they are graded and not practised."""
        return tuple(name for name, path in self._rubric_files.items() if _is_for_documents(path))

    @property
    def rubrics(self) -> tuple[str, ...]:
        """Ids of everything there is a rubric for: rounds first, then documents."""
        return (*self.rounds, *self.documents)

    @cached_property
    def _rubric_files(self) -> dict[str, Path]:
        order = (
            *("product-sense", "execution", "behavioral", "leadership-drive"),
            *("hiring-manager-screen", "recruiter-screen", "ml-fundamentals"),
            *("artifact-review", "prd", "decision-memo", "resume-bullet"),
        )
        files = self._files("rubrics", skip=("signals",))
        ranked = sorted(files, key=lambda name: (order.index(name) if name in order else len(order), name))
        return {name: files[name] for name in ranked}

    def rubric(self, name: str) -> Rubric:
        """The rubric of a round, or of a kind of document.

        Raises:
            UsageError: for an unknown round; it names the nearest.
            ContentError: when its file does not hold up.

        """
        path = self._rubric_files.get(name)
        if path is None:
            raise UsageError(
                f"there is no round {name!r}{hint(name, self.rubrics, 'interviewer rubrics list')}"
            )
        return self.rubric_at(path)

    def rubric_at(self, path: Path) -> Rubric:
        """A rubric file, checked against the catalogue.

        Raises:
            ContentError: when it does not hold up; the message names file, line and field.

        """
        rubric = read_as(Rubric, path)
        known = {signal.id: signal.dimension for signal in self.catalogue.signals}
        for dimension, body in rubric.dimensions.items():
            for name in (*body.signals, *(each for gate in body.gates for each in gate.unless)):
                if name not in known:
                    raise ContentError(
                        f"{path}: dimensions.{dimension}: no signal {name!r}{hint(name, tuple(known))}"
                    )
            for name in body.signals:
                if known[name] != dimension:
                    raise ContentError(f"{path}: dimensions.{dimension}: {name!r} belongs to {known[name]}")
        return rubric

    def questions(self, round_id: str) -> tuple[Question, ...]:
        """The questions of a round, by id."""
        files = self._files(f"questions/{round_id}")
        return tuple(self.question_at(files[name]) for name in sorted(files))

    def question(self, name: str) -> Question:
        """The question with that id.

        Raises:
            UsageError: when there is none; it names the nearest.

        """
        files = self._question_files
        if name not in files:
            raise UsageError(
                f"there is no question {name!r}{hint(name, tuple(files), 'interviewer questions list')}"
            )
        return self.question_at(files[name])

    def asked(
        self, round_id: str, wanted: str, questions: Callable[[str], Iterable[Question]] | None = None
    ) -> Question:
        """The question meant by an id, or, where it holds white space, by its words.

        The words of a question of the round find that question; others make one of their own. Whoever asks
        often gives the `questions` of each round, which are read anew otherwise.

        Raises:
            UsageError: for an unknown id, or one of another round; it names the nearest.
        """
        wanted = " ".join(wanted.split())
        if " " in wanted:
            found = (questions or self.questions)(round_id)
            known = (question for question in found if question.prompt == wanted)
            return next(known, None) or Question.typed(round_id, wanted)
        question = self.question(wanted)
        if question.round != round_id:
            raise UsageError(f"{question.id} is a question of {question.round}; use --round {question.round}")
        return question

    def known(self, asked: AskedQuestion) -> Question | None:
        """The question a transcript names, unless it was typed or has since been taken out or reworded.

        One that was made of the candidate's own document is known by its topic, whatever its words.
        """
        if asked.id is None:
            return None
        if asked.id not in self._question_files:
            topic = next((each for each in self.topics if each.id == asked.id), None)
            return topic.question(asked.prompt) if topic else None
        question = self.question(asked.id)
        return question if question.prompt == asked.prompt else None

    def question_at(self, path: Path) -> Question:
        """A question file, checked against its name and the catalogue."""
        question = read_as(Question, path)
        if question.id != path.stem:
            raise ContentError(f"{path}:1: id: {question.id!r} does not match the file's name")
        known = {signal.id for signal in self.catalogue.signals}
        for probe in question.probes:
            if probe.signal not in known:
                raise ContentError(
                    f"{path}: probes: no signal {probe.signal!r}{hint(probe.signal, tuple(known))}"
                )
        return question

    @cached_property
    def drills(self) -> tuple[Drill, ...]:
        """The drills; the packaged ones in the order in which somebody begins, then one's own.

        Raises:
            ContentError: when a file does not hold up; the message names file, line and field.
        """
        order = (
            *("give-up", "decide", "guardrail", "moment", "one-segment"),
            *("from-to", "turned-down", "change-mind", "which-mistake", "fallback"),
        )
        files = self._files("drills")
        ranked = sorted(files, key=lambda name: (order.index(name) if name in order else len(order), name))
        return tuple(self.drill_at(files[name]) for name in ranked)

    def drill_at(self, path: Path) -> Drill:
        """A drill's file, checked against its name and the catalogue."""
        drill = read_as(Drill, path)
        if drill.id != path.stem:
            raise ContentError(f"{path}:1: id: {drill.id!r} does not match the file's name")
        known = tuple(signal.id for signal in self.catalogue.signals)
        for name in (*drill.done, *drill.counts_too):
            if name not in known:
                raise ContentError(f"{path}: done: no signal {name!r}{hint(name, known)}")
        return drill

    def files(self) -> tuple[Path, ...]:
        """Every rubric, question and drill file in use, the user's own where they replace ours."""
        drills = self._files("drills")
        return (*self._rubric_files.values(), *self._question_files.values(), *drills.values())

    def files_that_score(self) -> tuple[Path, ...]:
        """Every file in use that can change an offline score: questions, rubrics, signals, fitted weights."""
        weights = sorted((self._root / "rubrics" / "calibration").glob("*.json"))
        ours = (self._root / "rubrics" / "signals.yaml", *weights)
        questions = (self._question_files[name] for name in sorted(self._question_files))
        rubrics = (self._rubric_files[name] for name in sorted(self._rubric_files))
        return (*ours, *rubrics, *questions)

    @cached_property
    def _question_files(self) -> dict[str, Path]:
        return {name: path for each in self.rounds for name, path in self._files(f"questions/{each}").items()}

    def _files(self, folder: str, skip: tuple[str, ...] = ()) -> dict[str, Path]:
        packaged = self._root / ("" if folder == "rubrics" else "prompts") / folder
        folders = [packaged, *([self._own / folder] if self._own else [])]
        found = {path.stem: path for each in folders if each.is_dir() for path in sorted(each.glob("*.yaml"))}
        return {name: path for name, path in found.items() if name not in skip}


def _is_for_documents(path: Path) -> bool:
    try:
        return has_value(path, "document")
    except ContentError:
        return False  # whoever asks for that rubric is told what is wrong with it


def calibration_name(spec: str) -> str:
    """A SPEC as the name of a file."""
    return "-".join(_WORD.findall(spec.lower()))
