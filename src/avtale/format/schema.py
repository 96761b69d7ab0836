"""The schemas: loaded, bundled into one self-contained document per kind, and in the reader's language.

The files under schemas/ carry bokmål titles and descriptions, with English beside them under
`x-en`. `x-refers`, `x-markdown` and `x-en` are ours and unknown keywords to any validator.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from avtale.errors import Misuse
from avtale.resources import folder

OTHER_SCHEMAS = ("settings", "register_event", "log_entry", "contacts")


@cache
def raw(name: str) -> dict[str, Any]:
    """The schema file `name` as it lies on the disk. Do not change what is returned."""
    data: dict[str, Any] = json.loads((folder("schemas") / f"{name}.json").read_bytes())
    return data


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of document there are: one schema file each, besides the shared one and the repository's own."""
    names = {path.stem for path in folder("schemas").glob("*.json")}
    return tuple(sorted(names - {"common", *OTHER_SCHEMAS}))


@cache
def bundled(name: str) -> dict[str, Any]:
    """The schema `name` with every shared definition inside it, for validators and editors."""
    schema = raw(name)
    return {**schema, "$defs": {**raw("common")["$defs"], **schema.get("$defs", {})}}


def published(name: str, lang: str = "nb") -> dict[str, Any]:
    """The bundled schema with titles in `lang` ("nb" or "en") and without our own keywords.

    Raises `Misuse` for a name that is no schema.
    """
    known = (*kinds(), *OTHER_SCHEMAS)
    if name not in known:
        listed = ", ".join(known)
        raise Misuse(
            nb=f"Det finnes ikke noe skjema for «{name}». Velg blant: {listed}.",
            en=f"There is no schema for “{name}”. Choose among: {listed}.",
        )
    schema: dict[str, Any] = _told(bundled(name), lang)
    used: set[str] = set()
    _collect(schema, schema["$defs"], used, skip_defs=True)
    schema["$defs"] = {key: value for key, value in schema["$defs"].items() if key in used}
    return schema


def _told(node: Any, lang: str) -> Any:
    if isinstance(node, list):
        return [_told(item, lang) for item in node]
    if not isinstance(node, dict):
        return node
    told = {key: _told(value, lang) for key, value in node.items() if not key.startswith("x-")}
    if lang == "en" and isinstance(node.get("x-en"), dict):
        told.pop("description", None)
        told |= node["x-en"]
    return told


def _collect(node: Any, definitions: dict[str, Any], used: set[str], *, skip_defs: bool = False) -> None:
    """Gather the names of the definitions that `node` reaches."""
    if isinstance(node, list):
        for item in node:
            _collect(item, definitions, used)
    elif isinstance(node, dict):
        name = str(node.get("$ref", "")).removeprefix("#/$defs/")
        if name and name not in used:
            used.add(name)
            _collect(definitions[name], definitions, used)
        for key, value in node.items():
            if not (skip_defs and key == "$defs"):
                _collect(value, definitions, used)
