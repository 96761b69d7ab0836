"""What the check says, for who fills in a form: a message names what to write in a file, a form has a title and a choice for it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from avtale.desk.form.change import shape_of, value_at
from avtale.desk.form.kinds import kind_of
from avtale.desk.form.values import shown
from avtale.desk.words import Words
from avtale.errors import UsageError
from avtale.format import schema
from avtale.format.shape import Shape
from avtale.source.pointer import parent

_KEY = re.compile(r"(?<=[»”]) \([a-z_.]+\)")
"""A field's name in a file, behind its title."""
_SPELLED = re.compile(r"([«“])([a-z_]+)(?:(:)(?: ([^»”]+))?)?([»”])")
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-ZÆØÅ«“])")
_COMMAND = re.compile(r"(med|with) [«“]avtale (sign|due|check --fix)\b[^»”]*[»”]")
_DONE_AT = {"sign": ("sign", "menu"), "due": ("follow", "menu"), "check --fix": ("write", "mend_all")}
"""Whose words call the page or the button that does what a command does."""
_ADD = ("Legg til ", "Add ")


def plain(message: str, data: Any, pointer: str, missing: str, lang: str) -> str:
    """A message about the part at `pointer`, or about the field `missing` in it, without how a file spells things.

    What only says that a missing field is to be written is left out: the field stands there. So is a part's id.
    """
    kind = str(data.get("kind")) if isinstance(data, dict) else ""
    told = _COMMAND.sub(lambda found: _at(found, lang), _KEY.sub("", message))
    part = value_at(data, pointer)
    if isinstance(part, dict) and part.get("id"):
        told = re.sub(f" (?:for|of) [«“]{re.escape(str(part['id']))}[»”]", "", told)
    first, *more = _SENTENCE.split(told)
    kept = [first, *(one for one in more if not _only_adds(one, missing))]

    def titled(found: re.Match[str]) -> str:
        before, key, colon, value, after = found.groups()
        if not colon:
            field = _field(kind, pointer, missing) if missing else None
            return before + (field.choices(lang).get(key, key) if field else key) + after
        field = _field(kind, pointer, key)
        if field is None:
            return found[0]
        return before + field.title(lang) + (f": {_worded(field, key, value, lang)}" if value else "") + after

    return _SPELLED.sub(titled, " ".join(kept))


def _at(found: re.Match[str], lang: str) -> str:
    page, word = _DONE_AT[found[2]]
    how = found[1] if page == "write" else "under"
    said = Words(page, lang)(word)
    return f"{how} “{said}”" if lang == "en" else f"{how} «{said}»"


def _only_adds(sentence: str, missing: str) -> bool:
    spelled = [found.groups() for found in _SPELLED.finditer(sentence)]
    keys = {key for _, key, colon, _, _ in spelled if colon}
    return sentence.startswith(_ADD) and keys == {missing} and not any(value for *_, value, _ in spelled)


def _worded(field: Shape, key: str, value: str, lang: str) -> str:
    words, how = Words("write", lang), kind_of(field, key)
    if how == "yes_no":
        return words("yes" if value == "true" else "no")
    if how == "period" and (given := shown(how, value)).get("u"):
        return f"{given['n']} {words('unit_' + given['u'].replace(' ', '_'))}"
    return field.choices(lang).get(value, value)


def _field(kind: str, pointer: str, key: str) -> Shape | None:
    """The field that a message calls `key`: of the part it is about, else of one around it, else of any."""
    at: str | None = pointer
    while at is not None:
        try:
            if (found := shape_of(kind, at)[0].fields.get(key)) is not None:
                return found
        except (UsageError, KeyError):
            return None
        at = parent(at) if at else None
    return _anywhere().get(key)


@cache
def _anywhere() -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for definition in schema.raw("common")["$defs"].values():
        for key, spec in definition.get("properties", {}).items():
            found.setdefault(key, Shape(spec))
    return found
