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

OTHER_SCHEMAS = ("settings", "configuration", "register_event", "log_entry", "contacts")
ANY_KIND = "document"
"""The schema that takes a document of any kind, for folders where they lie side by side."""


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


def names() -> tuple[str, ...]:
    """Everything that `published` gives: the kinds, all of them in one, and the repository's other files."""
    return (*kinds(), ANY_KIND, *OTHER_SCHEMAS)


@cache
def bundled(name: str) -> dict[str, Any]:
    """The schema `name` with every shared definition inside it, for validators and editors."""
    schema = raw(name)
    return {**schema, "$defs": {**raw("common")["$defs"], **schema.get("$defs", {})}}


def published(name: str, lang: str = "nb") -> dict[str, Any]:
    """The bundled schema in `lang` ("nb" or "en"), without our own keywords and with what an editor can show.

    `ANY_KIND` is every kind in one, each by its `kind`. Raises `Misuse` for a name that is no schema, and for an unknown language.
    """
    from avtale.locales import require_language

    require_language(lang)
    known = names()
    if name not in known:
        listed = ", ".join(known)
        raise Misuse(
            nb=f"Det finnes ikke noe skjema for «{name}». Velg blant: {listed}.",
            en=f"There is no schema for “{name}”. Choose among: {listed}.",
        )
    schema: dict[str, Any] = _told(_any_kind() if name == ANY_KIND else bundled(name), lang)
    used: set[str] = set()
    _collect(schema, schema["$defs"], used, skip_defs=True)
    schema["$defs"] = {key: value for key, value in schema["$defs"].items() if key in used}
    from avtale.format.editor import for_editors

    return for_editors(schema, "en" if lang == "en" else "nb")


schema = published  # as avtale has it, flat


def _any_kind() -> dict[str, Any]:
    """One schema for a folder where documents of different kinds lie side by side."""
    definitions = dict(raw("common")["$defs"])
    for kind in kinds():
        definitions[f"kind_{kind}"] = {
            key: value for key, value in bundled(kind).items() if key not in ("$schema", "$id", "$defs")
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dokument",
        "description": "Et dokument av ett av slagene; «kind» sier hvilket.",
        "type": "object",
        "properties": {
            "kind": {
                "title": "Dokumentslag",
                "description": "Hva slags dokument dette er.",
                "type": "string",
                "enum": list(kinds()),
                "enumDescriptions": [raw(kind)["title"].lower() for kind in kinds()],
                "x-en": {
                    "title": "Kind",
                    "description": "What kind of document this is.",
                    "enumDescriptions": [raw(kind)["x-en"]["title"].lower() for kind in kinds()],
                },
            }
        },
        "required": ["kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/kind_{kind}"},
            }
            for kind in kinds()
        ],
        "x-en": {"title": "Document", "description": "A document of one of the kinds; “kind” says which."},
        "$defs": definitions,
    }


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
