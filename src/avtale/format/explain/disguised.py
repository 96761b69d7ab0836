"""A value that would be right but for a character that looks like another or like nothing: the character is the fault."""

from __future__ import annotations

from typing import Any

from avtale.findings import Problem
from avtale.format.disguise import disguise
from avtale.format.explain.fault import Fault
from avtale.format.explain.validator import validator
from avtale.message import Message

_CODES = {
    "enum": "schema-value", "const": "schema-value", "format": "schema-date", "pattern": "schema-pattern",
    "type": "schema-type", "minimum": "schema-pattern", "maximum": "schema-pattern",
    "anyOf": "schema-date",
}  # fmt: skip


def disguised(keyword: str, fault: Fault) -> Problem | None:
    """The problem where a character is to blame for what the schema's `keyword` refused; else None."""
    code = _CODES.get(keyword)
    found = disguise(fault.value) if code else None
    if code is None or found is None:
        return None
    readings: list[Any] = [found.right]
    if found.right.lstrip("-").isdecimal() and len(found.right) < 19:
        readings.append(int(found.right))
    if found.right in ("true", "false"):
        readings.append(found.right == "true")
    fits = any(validator(fault.spec).is_valid(reading) for reading in readings)
    if not fits and not found.unseen:
        return None
    return fault.told(
        code,
        "{name} har {odd} i tegn {at}. {help}",
        "{name} has {odd} at character {at}. {help}",
        character=found.char,
        odd=found.called,
        at=found.at + 1,
        help=Message(f"Skriv {found.right}.", f"Write {found.right}.")
        if fits
        else Message("Slett det, og skriv verdien på nytt.", "Delete it, and type the value anew."),
    )
