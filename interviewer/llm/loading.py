"""The SDKs take up to a second and a half to import: in a thread, and only when a provider is chosen."""

from __future__ import annotations

import asyncio
import importlib
import logging
import sys
import threading
from contextlib import suppress
from types import ModuleType
from typing import Final

from interviewer.llm.http import tls

_NEEDED: Final = {"anthropic": "anthropic", "openai": "openai", "compatible": "openai"}
_PRICES: Final = "genai_prices.data"
_TALKATIVE: Final = ("anthropic", "openai", "httpx2", "httpcore2")
"""Loggers that write requests, with what the user said in them, when somebody turns logging on."""


def start_loading(spec: str) -> threading.Thread | None:
    """Begin to import what a SPEC's provider needs, in the background; None when it needs nothing.

    Call it once the first screen is painted. Whoever needs the SDK first waits for it.
    """
    name = _NEEDED.get(spec.partition("/")[0])
    if name is None:
        return None
    thread = threading.Thread(target=_load_quietly, args=(name,), name=f"import {name}", daemon=True)
    thread.start()
    return thread


async def sdk(name: str) -> ModuleType:
    """The SDK as a module, imported in a thread so that the screen does not stand still."""
    if name in sys.modules and _PRICES in sys.modules:
        return _load(name)
    return await asyncio.to_thread(_load, name)


def _load_quietly(name: str) -> None:
    with suppress(Exception):  # whoever needs it meets the error again, where it can be told
        _load(name)


def _load(name: str) -> ModuleType:
    module = importlib.import_module(name)
    importlib.import_module(_PRICES)
    tls()
    for logger in _TALKATIVE:
        if logging.getLogger(logger).level < logging.WARNING:
            logging.getLogger(logger).setLevel(logging.WARNING)
    return module
