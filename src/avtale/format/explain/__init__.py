"""Why a file does not follow its schema, one plain sentence per fault, in bokmål and English."""

from __future__ import annotations

from typing import Any

from avtale.findings import Problem
from avtale.format import labels, schema
from avtale.format.explain.disguised import disguised
from avtale.format.explain.fault import Fault
from avtale.format.explain.keys import missing, unknown_keys
from avtale.format.explain.kind import wrong_kind
from avtale.format.explain.types import wrong_type
from avtale.format.explain.validator import validator
from avtale.format.explain.values import bad_date, bad_pattern, empty, not_among, out_of_range, twice
from avtale.format.misspelt import meant_instead
from avtale.message import Message
from avtale.source import pointer as pointers

__all__ = ["explain", "wrong_kind"]


def explain(data: Any, name: str) -> list[Problem]:
    """Every fault of `data` by the schema `name`, in the order of the data."""
    problems: list[Problem] = []
    guesses = labels.Guesses()
    for error in validator(schema.bundled(name)).iter_errors(data):
        problems += _describe(error, name, guesses)
    mistyped = {problem.pointer for problem in problems if problem.code in ("schema-type", "schema-empty")}
    said_twice = {p for p in problems if p.code == "schema-value" and p.pointer in mistyped}
    meant = meant_instead(problems)
    said_twice |= {p for p in problems if p.code == "schema-missing" and (p.pointer, p.about) in meant}
    return [problem for problem in dict.fromkeys(problems) if problem not in said_twice]


_TELLERS = {
    "type": wrong_type,
    "enum": not_among,
    "const": not_among,
    "format": bad_date,
    "anyOf": bad_date,
    "pattern": bad_pattern,
    "minLength": empty,
    "minItems": empty,
    "minProperties": empty,
    "minimum": out_of_range,
    "maximum": out_of_range,
    "uniqueItems": twice,
}


def _describe(error: Any, name: str, guesses: labels.Guesses) -> list[Problem]:
    """The problems behind one error of the validator library: its keyword, its place, and what stands there."""
    path, keyword, value = list(error.absolute_path), error.validator, error.instance
    fault = _fault(path, value, name, guesses)
    if keyword == "additionalProperties":
        return unknown_keys(fault)
    if keyword == "required":
        # The library gives one error per missing key; all of them say the same here, and doubles are dropped.
        return [missing(fault.here, name, path, key) for key in error.validator_value if key not in value]
    if keyword == "anyOf" and isinstance(value, (dict, list)):
        return []  # `type` tells of it
    if value is None or (isinstance(value, str) and not value.strip()):
        return [empty(fault)]
    if isinstance(value, str) and (odd := disguised(keyword, fault)) is not None:
        return [odd]
    teller = _TELLERS.get(keyword)
    if teller is None:
        return [fault.told("schema-type", "{name} har feil form.", "{name} has the wrong form.")]
    return [teller(fault)]


def _fault(path: list[str | int], value: Any, name: str, guesses: labels.Guesses) -> Fault:
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    own = path[: -1 if path and isinstance(path[-1], int) else None]  # an item is named by its list
    named = labels.property_at(name, own)
    label = Message(labels.label(named, key, "nb"), labels.label(named, key, "en"))
    return Fault(pointers.join(*path), label, value, labels.property_at(name, path), guesses, name)
