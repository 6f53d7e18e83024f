"""Exports of chats: ChatGPT's, Claude's, and plain lists of messages with `role` and `content`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from interviewer.model.errors import TranscriptError
from interviewer.transcripts.utterances import Utterance, joined, writable

_SILENT: Final = {"system", "tool", "developer", "function"}
"""Roles that say nothing in the conversation."""
_UNKNOWN: Final = (
    "this JSON is no chat that can be read: a ChatGPT or Claude export, or a list of messages with "
    "`role` and `content`"
)
_BETWEEN: Final = "\n\n"

Chat = tuple[float | None, tuple[Utterance, ...]]
"""When it began, in seconds since 1970, and what was said."""


def chat_in(value: Any, chosen: str | None = None) -> Chat:  # noqa: ANN401  # whatever an export holds
    """The chat in an export.

    Args:
        value: the JSON.
        chosen: which of several: its title, or its number from 1.

    Raises:
        TranscriptError: when it is none, holds several and none is chosen, or nobody says anything.
    """
    chat = _one(value, chosen)
    messages = list(_tree(chat) if isinstance(chat.get("mapping"), dict) else _messages(chat))
    times = [t for *_, t in messages if t is not None]
    began = min(times, default=None)
    said = joined(
        (
            Utterance(
                speaker=role,
                text=writable(text),
                t=None if t is None or began is None else round(max(0.0, t - began), 3),
            )
            for role, text, t in messages
        ),
        _BETWEEN,
    )
    if not said:
        raise TranscriptError("nobody says anything in this chat")
    return began, said


def _one(value: Any, chosen: str | None) -> dict[str, Any]:  # noqa: ANN401
    if isinstance(value, list) and value and all(_is_message(each) for each in value):
        return {"messages": value}
    chats = value if isinstance(value, list) else [value]
    if not chats or not all(isinstance(each, dict) and _is_chat(each) for each in chats):
        raise TranscriptError(_UNKNOWN)
    if chosen is not None:
        return _chosen(chats, chosen)
    if len(chats) > 1:
        titles = ", ".join(f"{number} {_title(each)!r}" for number, each in enumerate(chats[:5], start=1))
        raise TranscriptError(
            f"it holds {len(chats)} conversations ({titles}{', …' if len(chats) > 5 else ''}); "
            "name one by title or number with --conversation"
        )
    found: dict[str, Any] = chats[0]
    return found


def _chosen(chats: list[dict[str, Any]], chosen: str) -> dict[str, Any]:
    if chosen.isdigit() and 1 <= int(chosen) <= len(chats):
        return chats[int(chosen) - 1]
    fitting = [each for each in chats if _title(each).casefold() == chosen.casefold().strip()]
    fitting = fitting or [each for each in chats if chosen.casefold().strip() in _title(each).casefold()]
    if len(fitting) != 1:
        many = f"{len(fitting)} conversations fit" if fitting else f"none of {len(chats)} conversations fits"
        raise TranscriptError(f"{many} {chosen!r}; name one by its number with --conversation")
    return fitting[0]


def _title(chat: dict[str, Any]) -> str:
    """ChatGPT calls it `title`, Claude `name`."""
    return writable(str(chat.get("title") or chat.get("name") or ""))


def _is_chat(value: dict[str, Any]) -> bool:
    lists = isinstance(value.get("messages"), list) or isinstance(value.get("chat_messages"), list)
    return lists or isinstance(value.get("mapping"), dict)


def _is_message(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, dict) and isinstance(_role(value), str) and not _is_chat(value)


def _role(message: dict[str, Any]) -> Any:  # noqa: ANN401
    author = message.get("author")
    if isinstance(author, dict):
        return author.get("role")
    return message.get("role") or message.get("sender") or message.get("speaker")


def _messages(chat: dict[str, Any]) -> Iterator[tuple[str, str, float | None]]:
    lists = (chat.get(name) for name in ("messages", "chat_messages"))
    for each in next((each for each in lists if isinstance(each, list)), ()):
        if isinstance(each, dict):
            yield from _message(each)


def _tree(chat: dict[str, Any]) -> Iterator[tuple[str, str, float | None]]:
    """ChatGPT keeps all versions of a chat in a tree: the branch to `current_node` is what was seen."""
    nodes = chat["mapping"]
    name = chat.get("current_node") or next(reversed(nodes), None)
    branch: list[dict[str, Any]] = []
    seen: set[str] = set()
    while isinstance(name, str) and name in nodes and name not in seen:
        seen.add(name)
        node = nodes[name] if isinstance(nodes[name], dict) else {}
        branch.append(node)
        name = node.get("parent")
    for node in reversed(branch):
        if isinstance(node.get("message"), dict):
            yield from _message(node["message"])


def _message(message: dict[str, Any]) -> Iterator[tuple[str, str, float | None]]:
    role = _role(message)
    if not isinstance(role, str) or role.casefold() in _SILENT or not role.strip():
        return
    content = message.get("content")
    text = _text(message.get("text") if content is None or content == [] else content)
    if text.strip():
        yield " ".join(writable(role).split()), text, _time(message)


def _text(content: Any) -> str:  # noqa: ANN401
    """The words of a message; pictures, files and the like are left out."""
    if isinstance(content, str):
        return content
    if isinstance(content, dict):
        if content.get("content_type") not in {None, "text", "multimodal_text"}:
            return ""
        return _text(content.get("parts", content.get("text")))
    if isinstance(content, list):
        return _BETWEEN.join(part for part in (_text(each) for each in content) if part.strip())
    return ""


def _time(message: dict[str, Any]) -> float | None:
    raw = message.get("create_time", message.get("created_at", message.get("timestamp")))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw) if 0 < raw < 1e11 else None
    if isinstance(raw, str):
        try:
            return datetime.fromisoformat(raw).timestamp()
        except (ValueError, OverflowError, OSError):
            return None
    return None
