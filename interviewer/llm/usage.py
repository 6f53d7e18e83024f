"""Tokens used, what they cost, and a budget that is not passed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from interviewer.llm.errors import BudgetReachedError

BYTES_PER_TOKEN = 3
"""For estimates that err on the high side: English text has about four bytes to a token."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them. The four fields do not overlap."""

    input: int = 0
    """Read anew: neither from the cache nor into it."""
    cached: int = 0
    """Read from the cache, at a lower price."""
    cache_write: int = 0
    """Read and kept in the cache, at a higher price with some providers."""
    output: int = 0
    """Written, hidden reasoning included."""

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.input + other.input,
            self.cached + other.cached,
            self.cache_write + other.cache_write,
            self.output + other.output,
        )

    @property
    def read(self) -> int:
        """All tokens read, by whatever price."""
        return self.input + self.cached + self.cache_write

    @property
    def total(self) -> int:
        """All tokens."""
        return self.read + self.output


Price = Callable[[Usage], float | None]
"""Dollars for a usage; None where no price is known."""


def estimate_tokens(*texts: str) -> int:
    """Tokens in these texts, rather too many than too few."""
    return sum(math.ceil(len(text.encode("utf-8", "replace")) / BYTES_PER_TOKEN) + 8 for text in texts)


def price_of(model: str, *, provider: str | None = None, api_url: str | None = None) -> Price:
    """How to price a model's tokens by genai-prices' list, at the standard rate of the day.

    Args:
        model: the name as it is sent to the provider.
        provider: genai-prices' name of the provider.
        api_url: the address asked, where the provider is to be told by it.
    """

    def price(usage: Usage) -> float | None:
        import genai_prices  # noqa: PLC0415 - its list takes a moment to load

        tokens = genai_prices.Usage(
            input_tokens=usage.read,
            cache_read_tokens=usage.cached,
            cache_write_tokens=usage.cache_write,
            output_tokens=usage.output,
        )
        try:
            if provider is not None:
                known = genai_prices.calc_price(tokens, model, provider_id=provider)
            else:
                known = genai_prices.calc_price(tokens, model, provider_api_url=api_url)
        except (LookupError, ValueError):
            return None
        return float(known.total_price)

    return price


def price_of_spec(spec: str) -> Price:
    """How to price the tokens of a SPEC before anything is asked of it; unknown for servers of one's own."""
    name, _, model = spec.partition("/")
    if name == "recorded":
        return lambda _usage: 0.0
    return price_of(model, provider=name) if name in {"anthropic", "openai"} else no_price


def no_price(usage: Usage) -> float | None:  # noqa: ARG001
    """For models whose price nobody knows."""
    return None


@dataclass(frozen=True, slots=True)
class Call:
    """What one reply took. `cost` is in dollars, None where no price is known."""

    label: str
    spec: str
    usage: Usage
    cost: float | None


@dataclass(slots=True)
class Sum:
    """Calls for one purpose to one model, summed."""

    calls: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: float | None = None
    """Dollars for those that have a price."""
    unpriced: int = 0
    """Calls that have none."""


class Meter:
    """All calls of a session, summed by purpose and model; it stays small however many there are."""

    def __init__(self) -> None:
        self.sums: dict[tuple[str, str], Sum] = {}
        """By label and SPEC."""

    def add(self, call: Call) -> None:
        """Count a call."""
        total = self.sums.setdefault((call.label, call.spec), Sum())
        total.calls += 1
        total.usage += call.usage
        if call.cost is None:
            total.unpriced += 1
        else:
            total.cost = (total.cost or 0.0) + call.cost

    @property
    def calls(self) -> int:
        """How many calls were counted."""
        return sum(each.calls for each in self.sums.values())

    @property
    def usage(self) -> Usage:
        """Tokens of all calls."""
        return sum((each.usage for each in self.sums.values()), Usage())

    @property
    def cost(self) -> float | None:
        """Dollars for the calls that have a price; None when none has one."""
        known = [each.cost for each in self.sums.values() if each.cost is not None]
        return sum(known) if known else None

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The SPECs that have calls which are not in `cost`, each once."""
        return tuple(dict.fromkeys(spec for (_, spec), each in self.sums.items() if each.unpriced))


class Hold:
    """Money set aside for a call under way; settled once, with what it did cost."""

    def __init__(self, budget: Budget, dollars: float) -> None:
        self._budget = budget
        self._dollars = dollars
        self._open = True

    def settle(self, cost: float) -> None:
        """Give back what was set aside and count the cost. Settling twice does nothing."""
        if self._open:
            self._open = False
            self._budget.release(self._dollars, cost)


class Budget:
    """Dollars that calls together must not pass. Calls under way count with their worst case.

    Raises:
        ValueError: for a budget that is not above zero.
    """

    def __init__(self, dollars: float) -> None:
        if not (dollars > 0 and math.isfinite(dollars)):
            raise ValueError("a budget is a number of dollars above zero")
        self.dollars = dollars
        self.spent = 0.0
        self._held = 0.0

    @property
    def left(self) -> float:
        """Dollars neither spent nor set aside; never below zero."""
        return max(0.0, self.dollars - self.spent - self._held)

    def hold(self, worst: float | None, spec: str) -> Hold:
        """Set the worst case of a call aside, before it is made.

        Raises:
            BudgetReachedError: when the budget could be passed, or no price is known to keep it by.
        """
        if worst is None:
            raise BudgetReachedError(
                f"no price is known for {spec}, so a budget cannot be kept; "
                "leave --budget out or take another model"
            )
        if worst > self.left:
            raise BudgetReachedError(
                f"the budget of ${self.dollars:.2f} could be passed: ${self.spent:.4f} spent, this call "
                f"may cost up to ${worst:.4f}; raise --budget or go on offline"
            )
        self._held += worst
        return Hold(self, worst)

    def release(self, held: float, cost: float) -> None:
        """Count a cost in place of what was set aside for it."""
        self._held = max(0.0, self._held - held)
        self.spent += cost
