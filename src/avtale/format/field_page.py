"""What `avtale explain` says of a field, as data for a program and as text for a terminal."""

from __future__ import annotations

import textwrap
from typing import Any

from avtale.format.field_example import field_example
from avtale.format.fields import Field, FieldBelow
from avtale.format.schema import kinds, raw
from avtale.locales import require_language

_LINE = 80
_MOST_PLACES = 8
_WORDS = {
    "nb": {
        "form": "Form: {}", "required": "Må være med.", "below": "Felter", "mark": "må være med", "places": "Kan stå i",
        "example": "Eksempel", "more": "og {} steder til; alle med --format json", "others": "Andre med samme navn", "file": "Hele filen",
    },
    "en": {
        "form": "Form: {}", "required": "Required.", "below": "Fields", "mark": "required", "places": "May stand in",
        "example": "Example", "more": "and {} places more; all with --format json", "others": "Others of that name", "file": "The whole file",
    },
}  # fmt: skip


def field_data(field: Field, others: list[Field]) -> dict[str, Any]:
    """All that is known of a field; `others` are fields of the same name that are something else."""
    return {
        "field": field.name,
        "title": field.title,
        "description": field.help,
        "form": field.form,
        "required": field.places[0].required,
        "places": [{"file": place.schema, "field": place.dotted} for place in field.places],
        "fields": [
            {
                "field": each.key,
                "title": each.title,
                "description": each.help,
                "form": each.form,
                "required": each.required,
            }
            for each in field.below
        ],
        "example": field_example(field),
        "others": [{"field": other.name, "title": other.title} for other in others],
    }


def field_text(field: Field, others: list[Field], lang: str) -> str:
    """The same in "en", else bokmål, in lines of at most 80 characters where words allow it. Raises `UsageError` for an unknown language."""
    require_language(lang)
    lang = "en" if lang == "en" else "nb"
    words = _WORDS[lang]
    head = f"{field.title} ({field.name})"
    about = [words["form"].format(field.form), *([words["required"]] if field.places[0].required else [])]
    parts = [f"{head}\n{'=' * len(head)}", _filled(field.help), "\n".join(map(_filled, about))]
    if field.below:
        width = max(len(each.key) for each in field.below)
        parts.append(
            f"{words['below']}:\n" + "\n".join(_below(each, width, words["mark"]) for each in field.below)
        )
    if field.places[0].path:
        parts.append(f"{words['places']}:\n" + "\n".join(_places(field, lang)))
    if example := field_example(field):
        parts.append(f"{words['example']}:\n\n{textwrap.indent(example, '    ')}")
    if others:
        told = ", ".join(f"{other.name} ({other.title})" for other in others[:_MOST_PLACES])
        rest = f", … (+{len(others) - _MOST_PLACES})" if len(others) > _MOST_PLACES else ""
        parts.append(_filled(f"{words['others']}: {told}{rest}"))
    return "\n\n".join(part for part in parts if part) + "\n"


def _below(each: FieldBelow, width: int, mark: str) -> str:
    said = f"{each.title}{f' ({mark})' if each.required else ''}. {each.help}".strip()
    return textwrap.fill(
        said,
        _LINE,
        initial_indent=f"  {each.key:{width}}  ",
        subsequent_indent=" " * (width + 4),
        break_long_words=False,
    )


def _places(field: Field, lang: str) -> list[str]:
    """A line for each way to the field, with the kinds of file that have it so."""
    ways: dict[str, list[str]] = {}
    for place in field.places:
        ways.setdefault(place.dotted, []).append(_called(place.schema, lang))
    lines = [_filled(f"- {way} ({', '.join(files)})", "  ") for way, files in ways.items()]
    rest = len(lines) - _MOST_PLACES
    return lines if rest <= 1 else [*lines[:_MOST_PLACES], f"- {_WORDS[lang]['more'].format(rest)}"]


def _called(name: str, lang: str) -> str:
    told = raw(name)
    title = str(told["x-en"]["title"] if lang == "en" else told["title"])
    return title.lower() if name in kinds() else title


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, _LINE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
