"""The form of a field in a few words, for one who is about to write it: "liste av kostnad", "shall (skal), should (bør)"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

_TYPES = {
    "nb": {"string": "tekst", "number": "tall", "integer": "helt tall", "boolean": "true eller false", "object": "felter"},
    "en": {"string": "text", "number": "number", "integer": "whole number", "boolean": "true or false", "object": "fields"},
}  # fmt: skip
_LIST = {"nb": "liste av {}", "en": "list of {}"}


def form(
    spec: Mapping[str, Any],
    parts: Mapping[str, Any],
    lang: str,
    *,
    part: Callable[[str, str], str] = lambda _name, title: title,
    choice: Callable[[str, str], str] = lambda word, meaning: f"{word} ({meaning})" if meaning else word,
) -> str:
    """What may stand where `spec` says, a field of a schema published in `lang` whose definitions are `parts`.

    `part` writes a part that others use too, from its name and its title; `choice` a word that may be chosen, from it and what it means.
    """
    if "$ref" in spec:
        name = spec["$ref"].rpartition("/")[2]
        return part(name, str(parts[name].get("title", name)).lower())
    if "const" in spec:
        return choice(str(spec["const"]), "")
    if "enum" in spec:
        told = spec.get("enumDescriptions") or [""] * len(spec["enum"])
        pairs = zip(map(str, spec["enum"]), told, strict=True)
        return ", ".join(choice(one, "" if said == one else said) for one, said in pairs)
    if "items" in spec:
        return _LIST[lang].format(form(spec["items"], parts, lang, part=part, choice=choice))
    types = spec.get("type", "string")
    listed = (
        [types]
        if isinstance(types, str)
        else [one for one in types if one != "number" or "string" not in types]
    )
    return ", ".join(_TYPES[lang].get(one, one) for one in listed)
