"""A drill: five minutes on one thing a strong answer does."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from interviewer.model.base import Model, Slug, Text
from interviewer.model.content import Label


class Scenario(Model):
    """One situation to do it in."""

    id: Slug
    situation: Text = Field(description="what is known, in a few sentences, said to the candidate")
    task: Text = Field(description="the one thing to do")
    strong: Text = Field(description="what somebody could say; read after one's own try")


class Drill(Model):
    """One thing to practise, and situations to practise it in."""

    id: Slug
    title: Label = Field(description="as in 'say what you give up'")
    done: tuple[Slug, ...] = Field(
        min_length=1, description="signals that must be heard at level 2; the first is the one it is for"
    )
    counts_too: tuple[Slug, ...] = Field(
        default=(), description="signals that, at level 2, show the first one as well"
    )
    seconds: int = Field(default=300, ge=30, le=900, description="time to answer in; more is not as good")
    why: Text = Field(description="why it is listened for, in a line or two")
    advice: Text = Field(description="one line on how to do it")
    scenarios: tuple[Scenario, ...] = Field(min_length=3)

    @property
    def signal(self) -> str:
        """The signal it is for."""
        return self.done[0]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        ids = [scenario.id for scenario in self.scenarios]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise ValueError(f"scenario {min(twice)!r} is there twice")
        return self
