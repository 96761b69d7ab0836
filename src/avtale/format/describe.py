"""A value of a document in words, for messages: "5 virkedager", "16 til og med 21 år", "900 000", "skal"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from avtale.format import schema
from avtale.format.bind import bind
from avtale.format.model import Age
from avtale.format.owners import COLLECTIVE
from avtale.format.shape import Shape
from avtale.format.values import Period, date_or_part, decimal, part_of_year, period
from avtale.format.words import Words
from avtale.locales import labels
from avtale.national_number import masked
from avtale.wording import written

_VALUES = {
    "shall": ("skal", "shall"), "should": ("bør", "should"), "will": ("vil", "intends to"), "may": ("kan", "may"),
    "required": ("alltid", "always"), "when_needed": ("ved behov", "when needed"),
}  # fmt: skip
_LEFT_OUT = ("id", "source", "language")
_MANY = 200  # characters of a text; a message is no place for a page


def describe(shape: Shape, value: Any, lang: str, names: Mapping[str, str] | None = None) -> str:
    """`value` in "nb" or "en"; `names` gives what to call a party, role or group by its id."""
    en = lang == "en"
    if value is None:
        return "not stated" if en else "ikke oppgitt"
    if isinstance(value, bool):
        return ("yes" if value else "no") if en else ("ja" if value else "nei")
    if isinstance(value, list):
        item = shape.item or shape
        words = [
            describe(item, each, lang, names if shape.refers or item.refers else None)
            for each in value
            if each is not None
        ]
        return ", ".join(words) or ("none" if en else "ingen")
    if isinstance(value, dict):
        return _told_object(shape, value, lang, names)
    if shape.name == "part_of_year" and (part := part_of_year(value)):
        return Words(labels(lang)).during(part)
    if shape.name == "period" and (length := period(value)):
        return describe_period(length, lang)
    if shape.name in ("date", "date_or_part") and (day := date_or_part(value)):
        return written(day, lang)
    if shape.name in ("amount", "percent") and (number := decimal(value)) is not None:
        return Words(labels("en" if en else "nb")).number(
            number, cents=shape.name == "amount" and number % 1 != 0
        )
    if (shape.name == "strength" or shape.spec.get("enum")) and value in _VALUES:
        return _VALUES[value][en]
    if names and isinstance(value, str) and value in names:
        return names[value]
    if (names or shape.refers) and value in COLLECTIVE:
        return Words(labels(lang)).collective(value)
    text = masked(" ".join(str(value).split()))  # before it is cut: half a number would go unseen
    return text if len(text) <= _MANY else text[: _MANY - 1] + "…"


def _told_object(shape: Shape, value: dict[str, Any], lang: str, names: Mapping[str, str] | None) -> str:
    if shape.name == "age":
        return describe_age(value, lang)
    if shape.name == "quantity":
        numbers = dict.fromkeys(str(value[key]) for key in ("min", "max") if value.get(key) is not None)
        return "–".join(numbers) or "?"
    if shape.name in ("localized", "prose") or not shape.fields:
        return describe(Shape({"type": "string"}), value.get(lang) or next(iter(value.values()), ""), lang)
    said = [
        (shape.fields[key].title(lang) or key, describe(shape.fields[key], each, lang, names))
        for key, each in value.items()
        if key in shape.fields and key not in _LEFT_OUT
    ]
    return said[0][1] if len(said) == 1 else "; ".join(f"{label.lower()}: {words}" for label, words in said)


def describe_period(length: Period, lang: str) -> str:
    """A length of time: "5 virkedager"."""
    return Words(labels(lang)).period(length)


def describe_kind(kind: str | None, lang: str) -> str:
    """A document of a kind as a sentence names it: "avtalen", "rutinen"; of an unknown kind "dokumentet"."""
    lang = "en" if lang == "en" else "nb"
    return str(
        schema.of_kind(kind).get(lang, {}).get("the", {"nb": "dokumentet", "en": "the document"}[lang])
    )


def describe_age(age: dict[str, Any], lang: str) -> str:
    """An age span as pages have it: "16 til og med 21 år"."""
    return spoken_age(bind(Age, age) or Age(), lang)


def spoken_age(age: Age, lang: str) -> str:
    """The same of one that was read."""
    event = age.from_event.in_language(lang, "")[0] if age.from_event is not None else None
    limits = Words(labels(lang)).age(age, event)
    return limits or ("without a limit" if lang == "en" else "uten grense")
