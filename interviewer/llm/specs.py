"""From a SPEC (NAME/REST) to a language model. Others add names by an entry point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rapidfuzz import process

from interviewer.llm import anthropic_api, compatible, openai_api
from interviewer.llm.adapter import Adapter, Pace
from interviewer.llm.anthropic_batch import AnthropicBatches
from interviewer.llm.batch_wire import Wire
from interviewer.llm.batches import BatchLLM
from interviewer.llm.client import Client
from interviewer.llm.errors import LLMError
from interviewer.llm.hosts import Endpoint, check_key_may_go, compatible_endpoint, provider_endpoint
from interviewer.llm.keys import find_key, need_key
from interviewer.llm.openai_batch import OpenAIBatches
from interviewer.llm.protocol import LLM
from interviewer.llm.recorded import Recorded, Recorder
from interviewer.llm.retry import Time
from interviewer.llm.usage import Budget, Meter
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.words import OFFLINE

if TYPE_CHECKING:
    from pydantic import SecretStr

GROUP: Final = "pm_interviewer.llm"
"""Entry points in this group: name of a provider to a `Maker`."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user chose for calls to models; None takes the provider's own."""

    base_url: str | None = None
    """For `compatible` only."""
    timeout: float | None = None
    """Seconds until a request is given up, its retries included (`INTERVIEWER_TIMEOUT`)."""
    stall: float | None = None
    """Seconds of silence inside a reply until it counts as broken."""
    at_once: int | None = None
    """Requests under way at a time to one server."""
    whole: bool = False
    """Take structured replies in one piece: for batches, where many small events cost more than they tell."""
    patience: float = 0.0
    """Seconds a request may wait for a rate limit beyond its timeout: for batches, where nobody watches."""
    insecure: bool = False
    """Let a key travel unencrypted beyond this machine."""
    record: Path | None = None
    """Where to record the exchanges."""
    meter: Meter | None = None
    """Where usage is summed; several models may share one."""
    budget: Budget | None = None
    """Dollars that the calls of all models sharing it do not pass."""
    timing: Time | None = None
    """Another clock, for tests."""


Maker = Callable[[str, Options], LLM]
"""Makes a model out of a SPEC's REST; the provider's name is its entry point's."""


def split_spec(spec: str) -> tuple[str, str]:
    """NAME and REST of a SPEC, split at the first slash.

    Raises:
        UsageError: when one of them is missing.
    """
    name, slash, rest = spec.strip().partition("/")
    if not name or not slash or not rest.strip():
        example = (
            f"{name}/..."
            if name in _OURS
            else "anthropic/MODEL, openai/MODEL, compatible/MODEL, recorded/PATH"
        )
        raise UsageError(f"{spec!r} names no model; it is written NAME/MODEL: {example}, or {OFFLINE}")
    return name, rest


def make_llm(spec: str, options: Options | None = None) -> LLM:
    """The model behind a SPEC. Nothing is sent, and no SDK is loaded before the first call.

    Raises:
        UsageError: for a SPEC, address or name that does not hold up; it names the nearest.
        LLMError: when a key is missing or would go where it does not belong, or a recording cannot be read.
    """
    options = options or Options()
    name, rest = split_spec(spec)
    maker = _OURS.get(name) or _plugin(name)
    llm = maker(rest, options)
    return Recorder(llm, options.record) if options.record is not None else llm


def make_batch_llm(
    spec: str, state: Path, options: Options | None = None, say: Callable[[str], None] | None = None
) -> BatchLLM:
    """The model behind a SPEC by its provider's batches.

    Args:
        spec: of `anthropic` or `openai`.
        state: the file that holds what is at the provider.
        options: as for `make_llm`; times and recordings do not apply.
        say: hears how far batches are.

    Raises:
        UsageError: for a SPEC whose provider has no batches.
        LLMError: when a key is missing or would go where it does not belong.
    """
    options = options or Options()
    name, model = split_spec(spec)
    if name not in _BATCHES:
        raise UsageError(f"{name} has no batches of its own; --engine provider takes {' or '.join(_BATCHES)}")
    endpoint = provider_endpoint(name, insecure=options.insecure)
    wire = _BATCHES[name](model, need_key(name).secret, endpoint)
    return BatchLLM(wire, state, budget=options.budget, timing=options.timing, say=say)


def client(adapter: Adapter, pace: Pace, options: Options) -> Client:
    """The adapter with everything that is the same for all of them, set as the user chose."""
    pace = replace(
        pace,
        deadline=options.timeout or pace.deadline,
        stall=options.stall or pace.stall,
        at_once=options.at_once or pace.at_once,
        whole=options.whole,
        patience=options.patience,
    )
    return Client(adapter, pace, meter=options.meter, budget=options.budget, timing=options.timing)


def _anthropic(model: str, options: Options) -> LLM:
    endpoint = provider_endpoint("anthropic", insecure=options.insecure)
    adapter = anthropic_api.Anthropic(model, need_key("anthropic").secret, endpoint)
    return client(adapter, anthropic_api.PACE, options)


def _openai(model: str, options: Options) -> LLM:
    endpoint = provider_endpoint("openai", insecure=options.insecure)
    adapter = openai_api.OpenAI(model, need_key("openai").secret, endpoint)
    return client(adapter, openai_api.PACE, options)


def _compatible(model: str, options: Options) -> LLM:
    if not options.base_url:
        raise UsageError("compatible/MODEL needs the server's address: --base-url http://127.0.0.1:8080/v1")
    endpoint = compatible_endpoint(options.base_url)
    key = find_key("compatible", endpoint.host)
    if key is not None:
        check_key_may_go(endpoint, insecure=options.insecure)
    adapter = compatible.Compatible(model, key.secret if key else None, endpoint)
    return client(adapter, compatible.PACE, options)


def _recorded(path: str, options: Options) -> LLM:  # noqa: ARG001 - a Maker
    return Recorded(Path(path).expanduser())


_OURS: Final[dict[str, Maker]] = {
    "anthropic": _anthropic,
    "openai": _openai,
    "compatible": _compatible,
    "recorded": _recorded,
}


_BATCHES: Final[dict[str, Callable[[str, SecretStr, Endpoint], Wire]]] = {
    "anthropic": lambda model, key, endpoint: AnthropicBatches(anthropic_api.Anthropic(model, key, endpoint)),
    "openai": lambda model, key, endpoint: OpenAIBatches(openai_api.OpenAI(model, key, endpoint)),
}


def _plugin(name: str) -> Maker:
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow, and rarely needed

    found = entry_points(group=GROUP)
    if name not in found.names:
        names = [*_OURS, OFFLINE, *sorted(found.names)]
        near = process.extractOne(name, names, score_cutoff=55)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
        raise UsageError(f"there is no provider {name!r}; {hint}")
    try:
        maker: Maker = found[name].load()
    except InterviewerError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever an add-on does wrong on import
        failure = LLMError(
            f"the add-on for {name!r} cannot be loaded ({type(error).__name__}); install it anew"
        )
        raise failure from None
    return maker
