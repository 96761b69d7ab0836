"""An example of a field: of field_examples.yaml, else as it stands in a document of the catalogue, else made of the schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from avtale.catalogue.codes import codes
from avtale.catalogue.examples import BASE
from avtale.format import labels, schema
from avtale.format.explain import explain
from avtale.format.fields import Field
from avtale.source.dump import yaml_lines
from avtale.source.read import parse

_OWN = Path(__file__).resolve().parent / "field_examples.yaml"
_OTHERS = {"avtale.yaml": "settings", "contacts.yaml": "contacts"}
_FOLDERS = {"register": "register_event", "log": "log_entry", "comments": "comment"}
_MANY = 2  # items of a list, enough to see how the next one is written
_NONE = object()
_WRITTEN = {
    "date": "2027-08-01", "date_or_part": "2027-08", "period": "6 months", "part_of_year": "autumn", "identifier": "county",
    "actors": "county", "version": "1.00", "language": "nb", "amount": 50000, "percent": "62.5", "currency": "EUR",
    "organisation_number": "889640782",
}  # fmt: skip
_DIGEST = "{64}"
_FIRST = 3  # fields of a part that needs none of them


def field_example(field: Field) -> str:
    """The lines of YAML that have `field` in its place, with what leads to it and nothing beside."""
    place = field.places[0]
    if not place.path:
        return ""  # a whole file: `avtale new` begins one
    kept = (_cut(data, place.path) for data in _documents(place.schema))
    found = next((shown for shown in kept if shown is not _NONE and _sound(shown, place.schema)), None)
    root = schema.bundled(place.schema)
    return "\n".join(yaml_lines(found or _made(root, root, place.path), plain_days=True))


def _sound(data: Any, name: str) -> bool:
    """Whether the schema has no more to say of a piece than that it is one."""
    return all(problem.code == "schema-missing" for problem in explain(data, name))


def _documents(name: str) -> Iterator[dict[str, Any]]:
    """What the catalogue has written by the schema `name`: for this first, then whole documents, then what its pages call right.

    Documents of other kinds come after those of the kind, since a field of two kinds is one field.
    """
    yield from (data for of, data in _all() if of == name)
    if name in schema.kinds():
        yield from (data for of, data in _all() if of in schema.kinds() and of != name)
        yield from _right()


@cache
def _all() -> tuple[tuple[str, dict[str, Any]], ...]:
    found = list(parse(_OWN.read_bytes(), _OWN.name).data.items())
    for file in sorted(BASE.rglob("*.yaml")):
        data = parse(file.read_bytes(), file.name).data
        path = file.relative_to(BASE)
        name = _OTHERS.get(path.as_posix()) or _FOLDERS.get(path.parts[0]) or data.get("kind", "")
        found.append((name, data))
    return tuple(found)


@cache
def _right() -> tuple[dict[str, Any], ...]:
    read = (
        parse(rule.fragment("right"), rule.code).data
        for rule in codes().values()
        if "language" not in rule.data
    )
    return tuple(data for data in read if isinstance(data, dict))


def _cut(data: Any, path: tuple[str, ...]) -> Any:
    """`data` with nothing but what leads to `path`, and what is there; `_NONE` where nothing is."""
    if isinstance(data, list):
        if not path:
            return data[:_MANY] or _NONE
        for item in data:
            if (shown := _cut(item, path)) is not _NONE:
                named = {"id": item["id"]} if isinstance(item, dict) and "id" in item else {}
                return [{**named, **shown}]
        return _NONE
    if not path:
        return data if data not in (None, "", {}) else _NONE
    if not isinstance(data, dict) or path[0] not in data:
        return _NONE
    shown = _cut(data[path[0]], path[1:])
    return _NONE if shown is _NONE else {path[0]: shown}


def _made(root: dict[str, Any], spec: dict[str, Any], path: tuple[str, ...]) -> Any:
    """A value for `path`, made of what the schema `root` says of it from `spec` on; a text of one's own is "…"."""
    part = str(spec.get("$ref", "")).rpartition("/")[2]
    told = labels.resolved(root, spec)
    if "items" in told:
        return [_made(root, told["items"], path)] * told.get("minItems", 1)
    fields = told.get("properties", {}) if told.get("type", "object") == "object" else {}
    if path:
        return {path[0]: _made(root, fields[path[0]], path[1:])}
    if fields:
        plain = [key for key, each in fields.items() if "properties" not in labels.resolved(root, each)]
        return {key: _made(root, fields[key], ()) for key in told.get("required") or plain[:_FIRST]}
    if "const" in told or "enum" in told:
        return told.get("const", told.get("enum", [None])[0])
    if (written := _WRITTEN.get(told.get("format") or part)) is not None:
        return written
    if told.get("type") == "boolean":
        return True
    if "integer" in told.get("type", ()) or told.get("type") == "number":
        return told.get("minimum", 1)
    before, digest, _ = told.get("pattern", "").partition(_DIGEST)
    if digest:
        return before.lstrip("^").partition("[")[0] + "0123456789abcdef" * 4
    return "…"
