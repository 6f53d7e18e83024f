"""Reading a YAML file into a type, with errors that name the file, the line and the field."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

from interviewer.model.errors import ContentError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL: Final = "tag:yaml.org,2002:null"
_MAX_BYTES: Final = 2_000_000

T = TypeVar("T", bound=BaseModel)


def read_as(model: type[T], path: Path) -> T:
    """The file as that type.

    Raises:
        ContentError: when the file cannot be read, is no YAML, or does not fit; it names the place.

    """
    return cast("T", _parsed(model, path, _read(path)))


@lru_cache(maxsize=512)
def _parsed(model: type[BaseModel], path: Path, text: str) -> BaseModel:
    """The text of that file as that type.

    Whoever opens the library anew need not parse a hundred files anew; only what was changed is.
    """
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506  # a safe loader, the C one where the wheel has it
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise ContentError(f"{path}:{line}: not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise ContentError(f"{path}: not valid YAML: {error}") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ContentError(_explain(path, text, error)) from None


def top_level_keys(path: Path) -> frozenset[str]:
    """The keys at the top of a YAML mapping; none when it is no mapping.

    Raises:
        ContentError: when the file cannot be read.
    """
    return frozenset(_top_level(path))


def has_value(path: Path, key: str) -> bool:
    """Whether a YAML mapping holds something under a key at its top; null is nothing.

    Raises:
        ContentError: when the file cannot be read.
    """
    return _top_level(path).get(key, _NULL) != _NULL


def _top_level(path: Path) -> dict[str, str]:
    """The keys at the top of a YAML mapping with the tags of their values; empty when it is no mapping."""
    return _tags(_read(path))


@lru_cache(maxsize=64)
def _tags(text: str) -> dict[str, str]:
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return {}
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): str(value.tag) for key, value in node.value}


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ContentError(f"{path}: over {_MAX_BYTES // 1_000_000} MB, not a content file")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ContentError(f"{path}: not UTF-8 text") from None


def _explain(path: Path, text: str, error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = tuple(part for part in first["loc"] if part != "[key]")
    field = ".".join(str(part) for part in place) or "the file"
    more = error.error_count() - 1
    also = f" (and {more} more)" if more else ""
    message = first["msg"].removeprefix("Value error, ")
    return f"{path}:{_line_of(text, place)}: {field}: {message}{also}"


def _line_of(text: str, place: tuple[int | str, ...]) -> int:
    """The line of the node at that place, or of the nearest node above it that exists."""
    node = yaml.compose(text, Loader=_Loader)
    line = 1
    for part in place:
        found = _child(node, part)
        if found is None:
            break
        line, node = found
    return line


def _child(node: yaml.Node | None, part: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) == str(part):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return child.start_mark.line + 1, child
    return None
