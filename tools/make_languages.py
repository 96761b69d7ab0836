"""Write schemas/languages.json from src/avtale/locales/: a language is one file, and the schema knows it.

Run with `make model`; a test fails when the file is not what this writes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from avtale.locales import labels, languages

TARGET = Path(__file__).resolve().parents[1] / "schemas/languages.json"
# Languages of an official name besides those that documents are written in: bokmål and English.
ONLY_NAMES = {
    "sma": ("sørsamisk", "Southern Sami"),
    "smj": ("lulesamisk", "Lule Sami"),
    "fkv": ("kvensk", "Kven"),
}


def chosen(names: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """The field that takes one of the languages."""
    nb, en = ([each[number] for each in names.values()] for number in (0, 1))
    return {
        "title": "Språk",
        "description": ", ".join(map(" ".join, zip(names, nb, strict=True))),
        "type": "string",
        "enum": list(names),
        "enumDescriptions": nb,
        "x-en": {
            "title": "Language",
            "description": ", ".join(map(" ".join, zip(names, en, strict=True))),
            "enumDescriptions": en,
        },
    }


def schema() -> dict[str, Any]:
    names = {lang: (labels(lang)("language.nb"), labels(lang)("language.en")) for lang in languages()}
    listed = ", ".join(names)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Språk",
        "description": "Lages av tools/make_languages.py; ikke rett den for hånd.",
        "properties": {
            "language": chosen(names),
            "language_of_a_name": chosen({**names, **ONLY_NAMES}),
            "localized": {
                "title": "Tekst, eventuelt på flere språk",
                "description": f"Skriv teksten rett ut, eller én linje per språk: {listed}.",
                "type": ["string", "number", "object"],
                "minLength": 1,
                "minProperties": 1,
                "additionalProperties": False,
                "properties": {lang: {"$ref": "common.json#/$defs/text"} for lang in names},
                "x-en": {
                    "title": "Text, in one or more languages",
                    "description": f"Write the text as it is, or a line per language: {listed}.",
                },
            },
        },
        "x-en": {"title": "Languages", "description": "Made by tools/make_languages.py; do not edit."},
    }


def main() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(main(), encoding="utf-8")
