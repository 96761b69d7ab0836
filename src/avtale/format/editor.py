"""What a published schema says to an editor, beyond what a validator needs.

Editors that know YAML show `errorMessage` in place of their own English sentence, and an enum's
`enumDescriptions` beside each choice. Other validators pass both by. A field's explanation also says how
its value is written, since the one who reads it is about to write it.
"""

from __future__ import annotations

from typing import Any

from avtale.format import labels
from avtale.format.shape import is_day
from avtale.locales import languages

# A day that exists. Editors look no further than the month's number and the day's, so February is told here.
_DAY = (
    r"^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$"
)
_DIGEST = "^[0-9a-f]{64}$"  # without a letter in it, it is a number to an editor, and still right
_SENTENCES = {
    "nb": {
        "array": "Her skal det stå en liste. Begynn hvert punkt på en ny linje med «- ».",
        "boolean": "Skriv true (ja) eller false (nei), uten anførselstegn.",
        "integer": "Skriv et helt tall, uten anførselstegn.",
        "date": "Skriv en dag som finnes, som år-måned-dag: 2026-08-01.",
        "text": "Skriv en tekst. Er ordet true, false eller null ment, sett det i anførselstegn. Et tomt felt fylles inn eller slettes.",
        "texts": "Skriv teksten rett ut, eller én linje for hvert språk: {}.",
        "choice": "Velg ett av disse: {}.",
    },
    "en": {
        "array": "This must be a list. Begin each item on a new line with “- ”.",
        "boolean": "Write true or false, without quotes.",
        "integer": "Write a whole number, without quotes.",
        "date": "Write a day that exists, as year-month-day: 2026-08-01.",
        "text": "Write a text. Where the word true, false or null is meant, quote it. Fill an empty field in or delete it.",
        "texts": "Write the text as it is, or a line for each language: {}.",
        "choice": "Choose one of: {}.",
    },
}
# Definitions whose own description says how the value is written, which a field's own does not.
_FORMS = (
    "amount",
    "currency",
    "date",
    "date_or_part",
    "identifier",
    "language",
    "organisation_number",
    "percent",
    "period",
)


def for_editors(schema: dict[str, Any], lang: str) -> dict[str, Any]:
    """`schema`, in `lang` ("nb" or "en") and with its definitions inside it, with what an editor can show."""
    added: dict[str, Any] = _with_words(schema, schema["$defs"], lang)
    return added


def _with_words(node: Any, definitions: dict[str, Any], lang: str) -> Any:
    if isinstance(node, list):
        return [_with_words(item, definitions, lang) for item in node]
    if not isinstance(node, dict):
        return node
    told = {key: _with_words(value, definitions, lang) for key, value in node.items()}
    if isinstance(node.get("title"), str):  # a field or a definition, not a condition
        if description := _description(node, definitions):
            told["description"] = description
        if sentence := _sentence(node, lang):
            told["errorMessage"] = sentence
        if node.get("format") == "date":
            told["pattern"] = _DAY
        if part := _part_of_date(node):  # editors tell none of several forms, and show the title of each
            del told["anyOf"]
            told["pattern"] = f"{_DAY}|{part}"
        if node.get("pattern") == _DIGEST and node.get("type") == "string":
            told["type"] = ["string", "number"]
    return told


def _part_of_date(node: dict[str, Any]) -> str:
    """How a month or a year alone is written, where the field is a day or that; else nothing."""
    forms = node.get("anyOf", [])
    is_it = any(form.get("format") == "date" for form in forms)
    return next((str(form["pattern"]) for form in forms if is_it and "pattern" in form), "")


def _description(node: dict[str, Any], definitions: dict[str, Any]) -> str:
    """What the field is for, and how its value is written."""
    name = str(node.get("$ref", "")).removeprefix("#/$defs/")
    form = str(definitions.get(name, {}).get("description", ""))
    own = str(node.get("description", ""))
    if not own:
        return form
    return f"{own} {form}" if name in _FORMS and form.partition(":")[0] not in own else own


def _sentence(node: dict[str, Any], lang: str) -> str:
    """What to write here, where the editor finds something else."""
    words = _SENTENCES[lang]
    kind = node.get("type")
    if "enum" in node:
        return words["choice"].format(", ".join(labels.choices(node, lang)))
    if is_day(node):
        return words["date"]
    if "pattern" in node or _part_of_date(node):
        return labels.written(str(node.get("description", "")), lang)
    if isinstance(kind, list) and "string" in kind:
        return words["texts"].format(", ".join(languages())) if "object" in kind else words["text"]
    return words.get(str(kind), "") if "const" not in node else ""
