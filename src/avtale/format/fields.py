"""The fields of every file: what each is called, what may stand in it, where it stands, and the one a word means.

A field is named as one comes to it, from the top of a file and without the numbers of a list: `economy.costs.paid_by`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from avtale.format import labels, schema
from avtale.format.form import form
from avtale.locales import require_language

_NEAR = 3
_LIKE = 0.75


class FieldPlace(Struct, frozen=True, order=True):
    """Where a field stands: in which schema, by which way, and whether it must be there."""

    schema: str
    path: tuple[str, ...]
    required: bool = False

    @property
    def dotted(self) -> str:
        """The way as one writes it: alone in a document, after its name in another file."""
        return ".".join(
            self.path if self.path and self.schema in schema.kinds() else (self.schema, *self.path)
        )


class Field(Struct, frozen=True):
    """One field in one language. `below` are those that stand in it, `places` where it stands, the nearest to the top first."""

    title: str
    help: str
    form: str
    places: tuple[FieldPlace, ...]
    below: tuple[FieldBelow, ...] = ()

    @property
    def name(self) -> str:
        """How one asks for it: the way to it where it stands nearest to the top."""
        return self.places[0].dotted


class FieldBelow(Struct, frozen=True):
    """A field in another: its key, what it is called, what it is for, and whether it must be there."""

    key: str
    title: str
    help: str
    form: str
    required: bool = False


def find_fields(asked: str, lang: str) -> list[Field]:
    """What `asked` may mean: by the end of its name, else by a Norwegian word or its title; the nearest to the top of a file first.

    `asked` may also be the name of a schema, and a finding's pointer, `/economy/costs/0/paid_by`. A language without messages of its
    own has bokmål. Raises `UsageError` for an unknown language.
    """
    fields = _told(lang)
    steps = steps_of(asked)
    exact = [field for field in fields if any(_ends(place, steps) for place in field.places)]
    if steps and exact:
        return sorted((_of_those(field, steps) for field in exact), key=_from_the_top)
    title = asked.strip().casefold()
    synonym = labels.SYNONYMS.get(title.replace(" ", "_"))
    if synonym and (meant := find_fields(synonym, lang)):
        return meant
    return sorted((field for field in fields if field.title.casefold() == title), key=_from_the_top)


def near_fields(asked: str, lang: str) -> list[str]:
    """The names of fields that `asked`, which is none, may have been meant for. Raises `UsageError` for an unknown language."""
    steps, fields = steps_of(asked), _told(lang)
    places = [place for field in fields for place in field.places]
    keys = {key for place in places for key in place.path}
    titles = {place.path[-1]: field.title for field in fields for place in field.places[:1] if place.path}
    meant = [labels.nearest(step, keys, titles) or step for step in steps]
    found = find_fields(".".join(meant), lang) if meant != list(steps) else []
    names = {place.dotted for place in places if len(place.path) == len(steps)}
    close = difflib.get_close_matches(".".join(steps), names, n=_NEAR, cutoff=_LIKE)
    return list(dict.fromkeys([*(field.name for field in found[:1]), *close]))[:_NEAR]


def steps_of(asked: str) -> tuple[str, ...]:
    """The keys in a dotted name or a pointer, without the numbers of lists."""
    parts = re.split(r"[./]", asked.strip().replace("-", "_"))
    return tuple(part for part in parts if part and not part.isdigit())


def _ends(place: FieldPlace, steps: tuple[str, ...]) -> bool:
    return steps in (place.path[-len(steps) :], (place.schema, *place.path))


def _of_those(field: Field, steps: tuple[str, ...]) -> Field:
    """The field as it stands where it was asked about, and then elsewhere."""
    asked = [place for place in field.places if _ends(place, steps)]
    others = [place for place in field.places if place not in asked]
    return Field(field.title, field.help, field.form, (*asked, *others), field.below)


def _from_the_top(field: Field) -> tuple[int, int]:
    first = field.places[0]
    return len(first.path), _order().index(first.schema)


def _told(lang: str) -> tuple[Field, ...]:
    require_language(lang)
    return _fields("en" if lang == "en" else "nb")


@cache
def _order() -> list[str]:
    """The agreement before other kinds, and documents before the other files."""
    return list(dict.fromkeys(["agreement", *(n for n in schema.names() if n != schema.ANY_KIND)]))


@cache
def _fields(lang: str) -> tuple[Field, ...]:
    """Every field; where several places have the same one, it is there once."""
    found: dict[tuple[str, ...], tuple[dict[str, Any], dict[str, Any], list[FieldPlace]]] = {}
    for name in _order():
        root = schema.published(name, lang)
        for place, spec in _walk(FieldPlace(name, ()), root, root["$defs"], ()):
            key = (*place.path[-1:], spec.get("title", ""), spec.get("description", ""))
            same = (*key, form(spec, root["$defs"], lang), ",".join(_properties(spec, root["$defs"])))
            found.setdefault(same, (spec, root["$defs"], []))[2].append(place)
    return tuple(
        _field(spec, parts, sorted(places, key=lambda p: (len(p.path), _order().index(p.schema))), lang)
        for spec, parts, places in found.values()
    )


def _field(spec: dict[str, Any], parts: dict[str, Any], places: list[FieldPlace], lang: str) -> Field:
    told = _resolved(spec, parts)
    inner = _resolved(told.get("items", told), parts)
    below = tuple(
        FieldBelow(key, *_words(each, parts, lang), required=key in inner.get("required", ()))
        for key, each in _properties(spec, parts).items()
    )
    return Field(*_words(spec, parts, lang), places=tuple(places), below=below)


def _words(spec: dict[str, Any], parts: dict[str, Any], lang: str) -> tuple[str, str, str]:
    told = _resolved(spec, parts)
    fields = form({"type": "object"}, parts, lang)

    def part(name: str, title: str) -> str:
        return fields if _properties(parts[name], parts) else title

    return str(told.get("title", "")), str(told.get("description", "")), form(spec, parts, lang, part=part)


def _walk(
    place: FieldPlace, spec: dict[str, Any], parts: dict[str, Any], inside: tuple[str, ...]
) -> Iterator[tuple[FieldPlace, dict[str, Any]]]:
    """The field at `place` and those in it; a part that holds itself is gone into once."""
    yield place, spec
    part = str(spec.get("$ref", spec.get("items", {}).get("$ref", ""))).rpartition("/")[2]
    if part in inside:
        return
    told = _resolved(spec, parts)
    required = _resolved(told.get("items", told), parts).get("required", ())
    for key, each in _properties(spec, parts).items():
        below = FieldPlace(place.schema, (*place.path, key), key in required)
        yield from _walk(below, each, parts, (*inside, part) if part else inside)


def _properties(spec: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """The fields of an object, or of each object in a list; none of a text, also where it may stand in several languages."""
    told = _resolved(spec, parts)
    inner = _resolved(told.get("items", told), parts)
    kinds = inner.get("type", "object")
    return dict(inner.get("properties", {})) if kinds == "object" else {}


def _resolved(spec: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in spec:
        definition = parts[spec["$ref"].rpartition("/")[2]]
        spec = {**definition, **{key: value for key, value in spec.items() if key != "$ref"}}
    return spec
