"""The doctor's look at the model that interviews: where words go, which key goes along, what calls show."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from interviewer.cli.failures import say
from interviewer.session.costs import dollars
from interviewer.session.options import Options

if TYPE_CHECKING:
    from interviewer.llm.check import Checks
    from interviewer.settings import Settings


@dataclass(frozen=True)
class Report:
    """What is known of the model. `checks` is None where there is nothing to call."""

    spec: str
    goes: str
    """Where words go."""
    variable: str | None
    """The environment variable of the key, for providers that have one."""
    source: str | None
    """Where the key was found."""
    checks: Checks | None

    @property
    def ok(self) -> bool:
        """Whether a round can be held with it."""
        return self.checks is None or self.checks.ok

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The report for people: labels and texts."""
        lines = [("model", self.spec), ("words go to", self.goes)]
        if self.variable:
            lines.append(("key", f"{self.variable}, {_SOURCES[self.source]}"))
        return (*lines, *_checked(self.checks)) if self.checks else tuple(lines)

    @property
    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        known = {
            "spec": self.spec,
            "words_go_to": self.goes,
            "key": {"variable": self.variable, "source": self.source} if self.variable else None,
        }
        if self.checks is None:
            return {**known, "checks": []}
        return {
            **known,
            "checks": [asdict(each) for each in self.checks.checks],
            "pieces": self.checks.pieces,
            "first_token_ms": self.checks.first_token_ms,
            **asdict(self.checks.capabilities),
            "calls": self.checks.calls,
            "usage": asdict(self.checks.usage),
            "cost": self.checks.cost,
        }


_SOURCES = {
    "environment": "from the environment",
    "keyring": "from the system keyring",
    None: "not set; a server of your own may need none",
}
_LABELS = {
    "ok": "in order",
    "without": "does without",
    "failed": "NOT in order",
    "not-checked": "not checked",
}


def examine(settings: Settings) -> Report:
    """Look at the model that the settings name, by real calls where one stands behind it.

    Raises:
        UsageError: for a SPEC or address that does not hold up.
        LLMError: when a key is missing or would go where it does not belong.
    """
    from interviewer.llm.check import seconds_allowed
    from interviewer.llm.specs import make_llm
    from interviewer.llm.usage import Meter
    from interviewer.session.models import look_up, provider_of

    options = replace(Options.of(settings), record=None)
    meter = Meter()
    seconds = seconds_allowed(settings.llm, settings.timeout)
    chosen = replace(options.for_llm(options.make_budget()), meter=meter, timeout=seconds)
    llm = make_llm(settings.llm, chosen)
    if settings.llm.startswith("recorded/"):
        return Report(llm.spec, llm.host_note, None, None, None)
    provider = provider_of(settings.llm)
    if provider is None:
        goes = llm.host_note or f"what you write goes to {llm.spec.partition('/')[0]}"
        return Report(llm.spec, goes, None, None, _asked(llm, meter, seconds, key=True))
    found = look_up(provider, settings.base_url, insecure=settings.insecure)
    checks = _asked(llm, meter, seconds, key=found.key is not None)
    return Report(llm.spec, found.goes, provider.variable, found.key, checks)


def _asked(llm: Any, meter: Any, seconds: float, *, key: bool) -> Checks:  # noqa: ANN401  # loaded late
    from interviewer.llm.check import check

    if sys.stderr.isatty():
        say(f"Asking {llm.spec}: three short calls, {seconds:g} s at most.")
    return asyncio.run(check(llm, meter, seconds, key=key))


def _checked(checks: Checks) -> list[tuple[str, str]]:
    from interviewer.llm.check import TITLES

    lines = [(_LABELS[each.state], f"{TITLES[each.name]}: {each.says}") for each in checks.checks]
    if checks.first_token_ms is not None:
        lines.append(("first token", f"after {checks.first_token_ms} ms, connecting included"))
    if checks.calls:
        price = dollars(checks.cost) if checks.cost is not None else "no price is known"
        lines.append(("this check", f"{checks.usage.total} tokens, {price}"))
    elif checks.ok:
        lines.append(("this check", "the server counts no tokens, so no cost can be told"))
    return lines
