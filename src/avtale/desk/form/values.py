"""A value as it stands in a file, as what a form shows and takes: "6 months" is a number and a unit, a day is picked.

What a person wrote is never refused here: what cannot be understood is kept as they wrote it, and the check says at the
field what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from avtale.desk.form.kinds import Kind
from avtale.format.shape import Shape
from avtale.format.suggest import iso_date

Posted = Mapping[str, Sequence[str]]
"""What came from the inputs of one field, by the suffix of their names: "" for the only one, else a unit or a language."""

UNITS = ("year", "month", "week", "day", "working day", "hour")
SEASONS = ("spring", "summer", "autumn", "winter")
_PERIOD = re.compile(r"([0-9]*)\s*(hour|working day|day|week|month|year)s?\Z")
_MONTHS = re.compile(r"([1-9]|1[0-2])-([1-9]|1[0-2])\Z")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


class Absent:
    """The field is empty, and is not written."""


ABSENT = Absent()


def shown(kind: Kind, value: Any, own: str = "nb") -> dict[str, str]:
    """What stands in the inputs of a field, by suffix. `own` is the language of a text that names none."""
    if value is None or value is ABSENT:
        return {}
    if kind in ("localized", "prose"):
        texts = value if isinstance(value, dict) else {own: value}
        return {str(lang): _written(text).strip("\n") for lang, text in texts.items()}
    text = _written(value)
    if kind == "period" and (found := _PERIOD.match(text)):
        return {"n": found[1], "u": found[2]}
    if kind == "period":
        return {"n": text, "u": ""}
    if kind == "part_of_year" and (months := _MONTHS.match(text)):
        return {"": "months", "a": months[1], "b": months[2]}
    return {"": text}


def taken(kind: Kind, shape: Shape, posted: Posted, old: Any, own: str = "nb") -> Any:
    """The value that was filled in; `ABSENT` for none, and `old` itself where nothing was changed."""
    if kind in ("actors", "choices"):
        return _several(shape, posted, old)
    before = shown(kind, old, own)
    given = {suffix: _clean(kind, values[-1]) for suffix, values in posted.items() if values}
    if all(_clean(kind, before.get(suffix, "")) == value for suffix, value in given.items()):
        return ABSENT if old is None else old
    if kind in ("localized", "prose"):
        return _texts(kind, before | given, own)
    value = given.get("", "")
    if kind == "period":
        number, unit = (before | given).get("n", ""), (before | given).get("u", "")
        many = "" if number == "1" else "s"
        return f"{number} {unit}{many}".strip() if number and unit else number or ABSENT
    if kind == "part_of_year" and value == "months":
        first, last = given.get("a", ""), given.get("b", "")
        return f"{first}-{last}" if first and last else first or last or ABSENT
    if not value:
        return ABSENT
    if kind == "yes_no":
        return {"true": True, "false": False}.get(value, value)
    if kind in ("number", "month"):
        return int(value) if re.fullmatch(r"0|-?[1-9][0-9]{0,17}", value) else value
    if kind == "amount":
        bare = _SPACES.sub("", value).replace(",", ".")
        return int(bare) if re.fullmatch(r"0|[1-9][0-9]{0,14}", bare) else bare
    return value


def _several(shape: Shape, posted: Posted, old: Any) -> Any:
    """The old ones that are still chosen in their order, then the new."""
    chosen = [value for value in posted.get("", ()) if value]
    before = [str(one) for one in old] if isinstance(old, list) else [] if old is None else [str(old)]
    now = list(dict.fromkeys([*(one for one in before if one in chosen), *chosen]))
    if now == before:
        return ABSENT if old is None else old
    if not now:
        return ABSENT
    return now[0] if len(now) == 1 and shape.name == "actors" and not isinstance(old, list) else now


def _texts(kind: Kind, given: Mapping[str, str], own: str) -> Any:
    """One text as it stands, several each below its language, that of the document first."""
    end = "\n" if kind == "prose" else ""
    texts = {lang: text + end if "\n" in text else text for lang, text in given.items() if text}
    if not texts:
        return ABSENT
    if set(texts) == {own}:
        return texts[own]
    return dict(sorted(texts.items(), key=lambda pair: pair[0] != own))


def _clean(kind: Kind, text: str) -> str:
    """Without what a browser or a word processor adds: its line ends, spaces at the ends; on one line where that is meant."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    whole = "\n".join(lines).strip("\n")
    if kind in ("date", "date_or_part"):
        return iso_date(whole) or whole.strip()
    return whole if kind == "prose" else " ".join(line.strip() for line in whole.split("\n")).strip()


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
