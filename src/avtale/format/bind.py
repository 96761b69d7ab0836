"""Plain data into the typed model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from avtale.format import model
from avtale.format.model import Document
from avtale.format.values import Text
from avtale.source.read import Source

P = TypeVar("P", bound=model.Part)


def bind(cls: type[P], data: Any, pointer: str = "") -> P | None:
    """An object of `cls` from a mapping, leniently; None where `data` is no mapping."""
    return model.bind(cls, data, pointer)


def load(source: Source) -> Document | None:
    """The document in a source, as its kind's class; None where the file has no known kind."""
    if not isinstance(source.data, dict):
        return None
    kind = source.data.get("kind")
    cls = model.KINDS.get(kind) if isinstance(kind, str) else None
    return None if cls is None else bind(cls, source.data)


def parts(root: model.Part, cls: type[P]) -> list[P]:
    """Every object of `cls` inside `root`, in the order of the schema.

    A rule about duties asks for `parts(document, Duty)` and need not know where kinds keep them.
    """
    return [part for part in everything(root) if isinstance(part, cls)]


def everything(root: model.Part) -> list[model.Part]:
    """`root` and every part inside it, in the order of the schema."""
    found: list[model.Part] = []
    _walk(root, found)
    return found


def by_class(every: Iterable[model.Part]) -> dict[type[model.Part], list[Any]]:
    """Parts by their class, each list in their order."""
    found: dict[type[model.Part], list[Any]] = {}
    for part in every:
        found.setdefault(type(part), []).append(part)
    return found


def _walk(part: model.Part, found: list[model.Part]) -> None:
    found.append(part)
    for name in model.HOLDS[type(part)]:
        value = getattr(part, name)
        if value:  # most are left out
            for item in value if type(value) is tuple else (value,):
                _walk(item, found)


def texts(every: Iterable[model.Part]) -> list[Text]:
    """Every localized or running text that stands right in one of the parts, each knowing its own pointer."""
    found: list[Text] = []
    for part in every:
        for name in model.SAYS[type(part)]:
            value = getattr(part, name)
            if isinstance(value, tuple):
                found += value
            elif value is not None:
                found.append(value)
    return found
