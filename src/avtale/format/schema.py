"""The schemas: loaded, bundled into one self-contained document per kind, and in the reader's language.

The files under schemas/ carry bokmål titles and descriptions, with English beside them under `x-en`. Keywords that
begin with `x-` are ours and unknown to any validator. The files are valid as they lie: what several have stands once,
in common.json (parts), fields.json (fields) and languages.json (made from `avtale.locales`), and is referred to by
the file's name. Here the fields are put in their places, since an editor and an explanation need them there.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from avtale.resources import (
    folder,  # nothing else: the build makes the model with this module before anything is installed
)

OTHER_SCHEMAS = ("settings", "configuration", "register_event", "log_entry", "comment", "contacts", "desk")
_SHARED = ("common", "fields", "languages")
_INLINE = ("fields", "languages")
_ID = "https://avtale.example/schemas/1/"  # of what we publish; a file's own would be looked up there by other validators
ANY_KIND = "document"
"""The schema that takes a document of any kind, for folders where they lie side by side."""


@cache
def raw(name: str) -> dict[str, Any]:
    """The schema `name` with the fields it shares in their places; parts stay at `#/$defs/`. Do not change what is returned."""
    schema: dict[str, Any] = _inlined(_file(name), name)
    return schema


@cache
def _file(name: str) -> dict[str, Any]:
    """A schema file as it lies on the disk."""
    data: dict[str, Any] = json.loads((folder("schemas") / f"{name}.json").read_bytes())
    return data


def _inlined(node: Any, name: str) -> Any:
    """A piece of the file `name` with what `_INLINE` holds put in its place, and groups of fields made one."""
    if isinstance(node, list):
        return [_inlined(item, name) for item in node]
    if not isinstance(node, dict):
        return node
    own = {key: _inlined(value, name) for key, value in node.items()}
    if isinstance(reference := node.get("$ref"), str):
        file, _, place = reference.partition("#")
        file = file.removesuffix(".json") or name
        if file in _INLINE:
            del own["$ref"]
            return {**_inlined(_at(file, place), file), **own}
        own["$ref"] = f"#{place}"
    return _joined(own) if "unevaluatedProperties" in node else own


def _at(file: str, place: str) -> Any:
    """What a JSON pointer leads to in a file."""
    found: Any = _file(file)
    for step in place.split("/")[1:]:
        found = found[step]
    return found


def _joined(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose `allOf` are groups of fields, as one with all of them in that order."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for group in schema["allOf"]:
        for key, spec in group["properties"].items():
            properties[key] = {**properties.get(key, {}), **spec}
        required += group.get("required", ())
    fields = {"properties": properties, "required": required, "additionalProperties": False}
    joined: dict[str, Any] = {}
    for key, value in schema.items():
        joined |= fields if key == "allOf" else {} if key == "unevaluatedProperties" else {key: value}
    return joined


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of document there are: one schema file each, besides the shared ones and the repository's own."""
    names = {path.stem for path in folder("schemas").glob("*.json")}
    return tuple(sorted(names - {*_SHARED, *OTHER_SCHEMAS}))


def of_kind(kind: str | None) -> dict[str, Any]:
    """`x-kind` of a kind's schema; {} for what is no kind, and where the schema has none.

    `stands_on`: the kinds a document of this one is based on or changes. In "nb" and "en": `the` and `a` as a sentence
    names it ("avtalen", "en avtale"), `titled` the title of a new one, from its {office}, {year} and {parent}.
    """
    found: dict[str, Any] = raw(kind).get("x-kind", {}) if kind in kinds() else {}
    return found


def names() -> tuple[str, ...]:
    """Everything that `published` gives: the kinds, all of them in one, and the repository's other files."""
    return (*kinds(), ANY_KIND, *OTHER_SCHEMAS)


@cache
def bundled(name: str) -> dict[str, Any]:
    """The schema `name` with every shared definition inside it, for validators and editors."""
    schema = raw(name)
    id_ = {"$schema": schema["$schema"], "$id": f"{_ID}{name}.json"}
    return {**id_, **schema, "$defs": {**raw("common")["$defs"], **schema.get("$defs", {})}}


def published(name: str, lang: str = "nb") -> dict[str, Any]:
    """The bundled schema in `lang` ("nb" or "en"), without our own keywords and with what an editor can show.

    `ANY_KIND` is every kind in one, each by its `kind`. Raises `UsageError` for a name that is no schema, and for an unknown language.
    """
    from avtale.locales import require_language

    require_language(lang)
    known = names()
    if name not in known:
        from avtale.errors import UsageError

        listed = ", ".join(known)
        raise UsageError(
            nb=f"Det finnes ikke noe skjema for «{name}». Velg blant: {listed}.",
            en=f"There is no schema for “{name}”. Choose among: {listed}.",
        )
    schema: dict[str, Any] = _describe(_any_kind() if name == ANY_KIND else bundled(name), lang)
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


def _describe(node: Any, lang: str) -> Any:
    if isinstance(node, list):
        return [_describe(item, lang) for item in node]
    if not isinstance(node, dict):
        return node
    told = {key: _describe(value, lang) for key, value in node.items() if not key.startswith("x-")}
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
