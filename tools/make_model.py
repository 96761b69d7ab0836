"""Write src/avtale/format/model.py from schemas/*.json: the format has one definition (decision 0001).

The build runs it (tools/build_hook.py), and `make` where a schema has changed since; the file is not tracked.
"""

from __future__ import annotations

import keyword
from pathlib import Path
from typing import Any

from avtale.format import schema

TARGET = Path(__file__).resolve().parents[1] / "src/avtale/format/model.py"
SCALARS = {
    "text": ("str", "text"),
    "identifier": ("str", "text"),
    "version": ("str", "text"),
    "organisation_number": ("str", "text"),
    "language": ("str", "text"),
    "fingerprint": ("str", "text"),
    "sha256": ("str", "text"),
    "strength": ("str", "text"),
    "localized": ("Text", "localized"),
    "prose": ("Text", "prose"),
    "date": ("dt.date", "date"),
    "date_or_part": ("PartialDate", "date_or_part"),
    "period": ("Period", "period"),
    "part_of_year": ("PartOfYear", "part_of_year"),
    "amount": ("Decimal", "decimal"),
    "percent": ("Decimal", "decimal"),
    "currency": ("str", "text"),
}
HEADER = '''"""The typed model. Written by tools/make_model.py from schemas/*.json; do not edit.

Every field may be None or empty: a draft with gaps must still load (see avtale.format.values).
`pointer` is where the part stands in its document, by RFC 6901.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, TypeVar

from msgspec import Struct

from avtale.partial_date import PartialDate
from avtale.format.values import (
    Converter,
    PartOfYear,
    Period,
    Text,
    boolean,
    date,
    date_or_part,
    decimal,
    integer,
    localized,
    many,
    one_or_many,
    part_of_year,
    period,
    prose,
    text,
)


class Part(Struct, frozen=True):
    """Anything in a document that has fields of its own."""

    pointer: str = ""

'''
FOOTER = '''

P = TypeVar("P", bound=Part)


def bind(cls: type[P], data: Any, pointer: str = "") -> P | None:
    """An object of `cls` from a mapping, leniently; None where `data` is no mapping."""
    if not isinstance(data, dict):
        return None
    values = {
        name: converter(data[key], f"{pointer}/{key}") for key, name, converter in PLANS[cls] if key in data
    }
    return cls(pointer=pointer, **values)


def _one(cls: type[Part]) -> Converter:
    def read(value: Any, pointer: str = "") -> Part | None:
        return bind(cls, value, pointer)

    return read


# For each class: the key in YAML, the attribute, and how it is read.
PLANS: dict[type[Part], tuple[tuple[str, str, Converter], ...]] = {
'''


def class_name(definition: str) -> str:
    """control_header -> ControlHeader"""
    return "".join(word.capitalize() for word in definition.split("_"))


def attribute(key: str) -> str:
    """from -> from_, since it is a word of Python."""
    return key + "_" if keyword.iskeyword(key) else key


def typed(spec: dict[str, Any]) -> tuple[str, str]:
    """The annotation with its default, and the converter, of one property."""
    if spec.get("type") == "array":
        name = spec["items"]["$ref"].removeprefix("#/$defs/")
        kind, converter = SCALARS.get(name, (class_name(name), f"_one({class_name(name)})"))
        return f"tuple[{kind}, ...] = ()", f"many({converter})"
    if "$ref" in spec:
        name = spec["$ref"].removeprefix("#/$defs/")
        if name == "actors":
            return "tuple[str, ...] = ()", "one_or_many(text)"
        kind, converter = SCALARS.get(name, (class_name(name), f"_one({class_name(name)})"))
        return f"{kind} | None = None", converter
    plain = {"string": ("str", "text"), "integer": ("int", "integer"), "boolean": ("bool", "boolean")}
    kind, converter = plain[spec["type"]]
    return f"{kind} | None = None", converter


def told(spec: dict[str, Any]) -> str:
    """Title and description in English, as one line."""
    english = spec.get("x-en", {})
    title = english.get("title", spec.get("title", ""))
    return f"{title}. {english['description']}" if "description" in english else f"{title}."


def write_class(name: str, base: str, spec: dict[str, Any], properties: dict[str, Any]) -> str:
    lines = [
        "",
        f"class {name}({base}, frozen=True):",
        f'    """{told(spec)}"""',
        "",
    ]
    for key, prop in properties.items():
        annotation, _ = typed(prop)
        lines.append(f"    {attribute(key)}: {annotation}")
        lines.append(f'    """{told(prop)}"""')
    return "\n".join(lines) + "\n"


def plan(name: str, properties: dict[str, Any]) -> str:
    rows = "".join(
        f'        ("{key}", "{attribute(key)}", {typed(prop)[1]}),\n' for key, prop in properties.items()
    )
    return f"    {name}: (\n{rows}    ),\n"


def fields_with(name: str, properties: dict[str, Any], *converters: str) -> str:
    """A row with the fields of one class that are read by one of the converters."""
    rows = "".join(
        f'"{attribute(key)}", '
        for key, prop in properties.items()
        if any(each in typed(prop)[1] for each in converters)
    )
    return f"    {name}: ({rows}),\n"


def main() -> str:
    common = schema.raw("common")["$defs"]
    kinds = {name: schema.raw(name) for name in schema.kinds()}
    every = list(kinds.values())
    shared = {
        key: spec
        for key, spec in every[0]["properties"].items()
        if key == "kind" or all(other["properties"].get(key) == spec for other in every)
    }
    out, refers = [HEADER], []
    owned: dict[str, dict[str, Any]] = {}
    classes = {class_name(k): v for k, v in common.items() if v.get("type") == "object"}
    for other in schema.OTHER_SCHEMAS:
        own_definitions = schema.raw(other).get("$defs", {})
        classes |= {class_name(k): v for k, v in own_definitions.items() if v.get("type") == "object"}
        classes[class_name(other)] = schema.raw(other)
    for name, spec in classes.items():
        out.append(write_class(name, "Part", spec, spec["properties"]))
        owned[name] = spec["properties"]
    document = {"title": "Document", "x-en": {"title": "What every kind of document has"}}
    out.append(write_class("Document", "Part", document, shared))
    owned["Document"] = shared
    for kind, spec in kinds.items():
        own = {k: v for k, v in spec["properties"].items() if k not in shared}
        out.append(write_class(class_name(kind), "Document", spec, own))
        owned[class_name(kind)] = {**shared, **own}
    for name, spec in [*classes.items(), *((class_name(k), v) for k, v in kinds.items())]:
        for key, prop in spec["properties"].items():
            if "x-refers" in prop:
                refers.append(f'    ({name}, "{key}", "{attribute(key)}", "{prop["x-refers"]}"),\n')
    plans = [plan(name, properties) for name, properties in owned.items()]
    out += [FOOTER, *plans, "}\n\n# Which fields hold parts, and which hold texts.\n"]
    for table, converters in (("HOLDS", ("_one(",)), ("SAYS", ("localized", "prose"))):
        rows = (fields_with(name, properties, *converters) for name, properties in owned.items())
        out += [f"{table}: dict[type[Part], tuple[str, ...]] = {{\n", *rows, "}\n"]
    out.append("\nKINDS: dict[str, type[Document]] = {\n")
    out += [f'    "{kind}": {class_name(kind)},\n' for kind in kinds]
    out.append("}\n\n# Which fields name something by its id, and what: class, key, attribute, target.\n")
    out.append("REFERS: tuple[tuple[type[Part], str, str, str], ...] = (\n" + "".join(refers) + ")\n")
    lone = {
        key
        for properties in owned.values()
        for key, prop in properties.items()
        if typed(prop)[1].startswith("one_or_many")
    }
    listed = "".join(f'    "{key}",\n' for key in sorted(lone))
    out.append("\n# Which of them are one id or a list of them.\n")
    out.append(f"ONE_OR_MANY: frozenset[str] = frozenset((\n{listed}))\n")
    return "".join(out)


if __name__ == "__main__":
    TARGET.write_text(main(), encoding="utf-8")
