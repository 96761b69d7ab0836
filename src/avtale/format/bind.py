"""Plain data into the typed model."""

from __future__ import annotations

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
    found: list[P] = []
    _walk(root, cls, found)
    return found


def _walk(part: model.Part, cls: type[P], found: list[P]) -> None:
    if isinstance(part, cls):
        found.append(part)
    for _, name, _ in model.PLANS[type(part)]:
        value = getattr(part, name)
        if isinstance(value, model.Part):
            _walk(value, cls, found)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, model.Part):
                    _walk(item, cls, found)


def texts(root: model.Part) -> list[Text]:
    """Every localized or running text inside `root`, each knowing its own pointer."""
    found: list[Text] = []
    for part in parts(root, model.Part):
        for _, name, _ in model.PLANS[type(part)]:
            value = getattr(part, name)
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, Text):
                    found.append(item)
    return found
