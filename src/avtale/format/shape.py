"""What stands where in a document of any kind, as the schemas say: names, titles, directions, parts.

The chain compares and joins documents of different kinds, so it needs one shape for all of them. Where two
kinds have a field of the same name, it is the same field.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, Literal

from avtale.format import schema
from avtale.source.pointer import split

Direction = Literal["within", "covers"]
ID_KEYS = ("id", "letter", "place_id", "number")
"""What a part is known by: its id, a routine step by its letter, a presence also by its place, a clause by its number."""


def is_day(spec: dict[str, Any]) -> bool:
    """Whether a field holds a date, or a date of which only the month or year may be known."""
    return spec.get("format") == "date" or any(is_day(each) for each in spec.get("anyOf", ()))


class Shape:
    """One field: `name` is its definition ("duty", "period") or plain type ("integer", "array")."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec = spec
        reference = str(spec.get("$ref", "")).removeprefix("#/$defs/")
        self.name: str = reference or str(spec.get("type", ""))
        self._definition: dict[str, Any] = schema.raw("common")["$defs"].get(reference, {})
        self.direction: Direction | None = spec.get("x-direction")
        self.refers: str | None = spec.get("x-refers")

    @cached_property
    def fields(self) -> dict[str, Shape]:
        """The fields of an object by their keys; empty for anything else, texts in several languages included."""
        if self.name in ("localized", "prose"):
            return {}
        if "properties" in self.spec:
            return {key: Shape(spec) for key, spec in self.spec["properties"].items()}
        return _fields_of(self.name)

    @cached_property
    def item(self) -> Shape | None:
        """What a list holds; None where this is no list."""
        items = self.spec.get("items")
        return Shape(items) if items else None

    @cached_property
    def has_id(self) -> bool:
        """Whether the parts of this list can be told from each other by something that stays."""
        return self.item is not None and any(key in self.item.fields for key in ID_KEYS)

    def title(self, lang: str) -> str:
        """The schema's title in "nb" or "en"; a field's own before its definition's."""
        return str(self._told("title", lang) or "")

    def help(self, lang: str) -> str:
        """The schema's description in "nb" or "en"; a field's own before its definition's."""
        return str(self._told("description", lang) or "")

    def choices(self, lang: str) -> dict[str, str]:
        """What the field may be, and what each means in "nb" or "en"; empty where that is not a few words."""
        words = [str(one) for one in self.keyword("enum") or ()]
        return dict(zip(words, self._told("enumDescriptions", lang) or words, strict=True))

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that must be there, of an object."""
        return tuple(self.keyword("required") or ())

    def keyword(self, name: str) -> Any:
        """A keyword of the schema, the field's own before its definition's; None where neither has it."""
        return self.spec.get(name, self._definition.get(name))

    def _told(self, name: str, lang: str) -> Any:
        for spec in (self.spec, self._definition):
            told = spec.get("x-en", {}).get(name) if lang == "en" else spec.get(name)
            if told:
                return told
        return None


@cache
def _fields_of(definition: str) -> dict[str, Shape]:
    properties = schema.raw("common")["$defs"].get(definition, {}).get("properties", {})
    return {key: Shape(spec) for key, spec in properties.items()}


@cache
def kind_shape(kind: str) -> Shape:
    """The fields of a document of one kind, in the order of its schema."""
    found = schema.raw(kind)
    return Shape({"type": "object", "properties": found["properties"], "required": found["required"]})


@cache
def document_shape() -> Shape:
    """The fields of every kind together; the agreement's order first."""
    properties: dict[str, Any] = {}
    for kind in ("agreement", *schema.kinds()):
        for key, spec in schema.raw(kind)["properties"].items():
            properties.setdefault(key, spec)
    return Shape({"type": "object", "properties": properties})


def shape_at(pointer: str) -> list[tuple[str, Shape | None]]:
    """Each step of a pointer that names parts by id: a field with its shape, or a part's id with None."""
    found: list[tuple[str, Shape | None]] = []
    shape: Shape | None = document_shape()
    for part in split(pointer):
        inside = shape is not None and shape.item is not None
        shape = shape.item if inside and shape else shape.fields.get(part) if shape else None
        found.append((part, None if inside else shape))
    return found


def known_as(part: dict[str, Any]) -> list[str]:
    """Everything it is known by; what has an id is not known by a number, which stands for its place."""
    return [str(part[key]) for key in ID_KEYS if key in part and not (key == "number" and "id" in part)]


def known_by(part: Any) -> str | None:
    """What one part of a list is known by: its id, else its letter, else its place."""
    if not isinstance(part, dict):
        return None
    return next((str(part[key]) for key in ID_KEYS if isinstance(part.get(key), (str, int))), None)
