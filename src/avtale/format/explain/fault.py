"""One thing that is wrong by the schema: its place, what it is called, what stands there, and what may."""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct

from avtale.findings import Problem
from avtale.format import labels, schema
from avtale.message import Message
from avtale.national_number import masked
from avtale.source import pointer as pointers

_FEW = 10  # names of fields in a message
_MANY = 60  # characters of a value, enough to know it again


class Fault(Struct, frozen=True):
    """`spec` is the schema of the place `here` in a file of the schema `file`; `name` is what a message calls the field."""

    here: str
    name: Message
    value: Any
    spec: dict[str, Any]
    guesses: labels.Guesses
    file: str = ""

    def told(self, code: str, nb: str, en: str, *, character: str = "", **values: object) -> Problem:
        """The problem in words; `{name}` and `{value}` need not be given."""
        said = Message(nb, en, **{"name": self.name, "value": shown(self.value), **values})
        return Problem(code, self.here, said.nb, said.en, character=character)


def shown(value: Any) -> str:
    """A value as it stands in the file; of a long one the beginning, of a list or fields only that it is such."""
    if isinstance(value, (list, dict)):
        return "[…]" if isinstance(value, list) else "{…}"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    text = " ".join(str(value).split())
    text = masked(text)  # before it is cut: half a national identity number is not known for one
    return text if len(text) <= _MANY else f"{text[:_MANY].rstrip()} …"


def as_text(value: Any) -> str:
    """What the author wrote, whole where it was read as text."""
    return value if isinstance(value, str) else shown(value)


def possible(fault: Fault, fields: list[str]) -> Message:
    """The fields that may stand at a place: all of them, or the first, how many more there are, and where they are told."""
    first, rest = ", ".join(fields[:_FEW]), len(fields) - _FEW
    if rest <= 0:
        return Message(first, first)
    where = [step for step in pointers.split(fault.here) if not step.isdigit()]
    asked = ".".join(where if where and fault.file in schema.kinds() else [fault.file, *where])
    return Message(
        f"{first} og {rest} til («avtale explain {asked}»)",
        f"{first} and {rest} more (“avtale explain {asked}”)",
    )


def meant(near: str | None) -> Message:
    """Which word was probably meant; nothing where none comes near."""
    return Message(f" Mener du «{near}»?", f" Do you mean “{near}”?") if near else Message("", "")


def choices(spec: dict[str, Any]) -> Message:
    """What a field may be: "shall (skal), should (bør)"."""
    return Message(*(", ".join(labels.choices(spec, lang)) for lang in ("nb", "en")))
