"""A value of a document in words, for messages: "5 virkedager", "fra 16 til og med 21 år", "skal"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from avtale.format import schema
from avtale.format.dates import short
from avtale.format.shape import Shape
from avtale.format.values import Period, date, period
from avtale.national_number import masked

_UNITS = {
    "day": ("dag", "dager"), "working day": ("virkedag", "virkedager"), "week": ("uke", "uker"),
    "month": ("måned", "måneder"), "year": ("år", "år"),
}  # fmt: skip
_VALUES = {
    "shall": ("skal", "shall"), "should": ("bør", "should"), "may": ("kan", "may"),
    "required": ("alltid", "always"), "when_needed": ("ved behov", "when needed"),
}  # fmt: skip
_BOUNDS = {
    "end_of_year": ("ut det året de fyller {}", "to the end of the year they turn {}"),
    "under": ("til de fyller {}", "until they turn {}"),
}
_INCLUSIVE = ("til og med {} år", "to and including {}")
_LEFT_OUT = ("id", "source", "language")
_MANY = 200  # characters of a text; a message is no place for a page


def told(shape: Shape, value: Any, lang: str, names: Mapping[str, str] | None = None) -> str:
    """`value` in "nb" or "en"; `names` gives what to call a party, role or group by its id."""
    en = lang == "en"
    if value is None:
        return "not stated" if en else "ikke oppgitt"
    if isinstance(value, bool):
        return ("yes" if value else "no") if en else ("ja" if value else "nei")
    if isinstance(value, list):
        item = shape.item or shape
        words = [
            told(item, each, lang, names if shape.refers or item.refers else None)
            for each in value
            if each is not None
        ]
        return ", ".join(words) or ("none" if en else "ingen")
    if isinstance(value, dict):
        return _told_object(shape, value, lang, names)
    if shape.name == "period" and (length := period(value)):
        return told_period(length, lang)
    if shape.name == "date" and (day := date(value)):
        return day.isoformat() if en else short(day)
    if (shape.name == "strength" or shape.spec.get("enum")) and value in _VALUES:
        return _VALUES[value][en]
    if names and isinstance(value, str) and value in names:
        return names[value]
    text = masked(" ".join(str(value).split()))  # before it is cut: half a number would go unseen
    return text if len(text) <= _MANY else text[: _MANY - 1] + "…"


def _told_object(shape: Shape, value: dict[str, Any], lang: str, names: Mapping[str, str] | None) -> str:
    if shape.name == "age":
        return told_age(value, lang)
    if shape.name == "quantity":
        numbers = dict.fromkeys(str(value[key]) for key in ("min", "max") if value.get(key) is not None)
        return "–".join(numbers) or "?"
    if shape.name in ("localized", "prose") or not shape.fields:
        return told(Shape({"type": "string"}), value.get(lang) or next(iter(value.values()), ""), lang)
    said = [
        (shape.fields[key].title(lang) or key, told(shape.fields[key], each, lang, names))
        for key, each in value.items()
        if key in shape.fields and key not in _LEFT_OUT
    ]
    return said[0][1] if len(said) == 1 else "; ".join(f"{label.lower()}: {words}" for label, words in said)


def told_period(length: Period, lang: str) -> str:
    """A length of time: "5 virkedager"; in English as the file says it."""
    return str(length) if lang == "en" else f"{length.count} {_UNITS[length.unit][length.count != 1]}"


def told_kind(kind: str | None, lang: str) -> str:
    """A document of a kind as a sentence names it: "avtalen", "rutinen"; of an unknown kind "dokumentet"."""
    lang = "en" if lang == "en" else "nb"
    return str(
        schema.of_kind(kind).get(lang, {}).get("the", {"nb": "dokumentet", "en": "the document"}[lang])
    )


def told_age(age: dict[str, Any], lang: str) -> str:
    """An age span: "fra 16 til og med 21 år", "fra avsluttet grunnskole ut det året de fyller 21"."""
    en = lang == "en"
    start, to = age.get("from"), age.get("to")
    if start is None and (event := age.get("from_event")) is not None:
        start = told(Shape({"$ref": "#/$defs/localized"}), event, lang)
    words = [f"{'from' if en else 'fra'} {start}"] if start is not None else []
    if to is not None:
        words.append(_BOUNDS.get(str(age.get("to_bound")), _INCLUSIVE)[en].format(to))
    elif isinstance(start, int):
        words.append("years" if en else "år")
    return " ".join(words) or ("without a limit" if en else "uten grense")
