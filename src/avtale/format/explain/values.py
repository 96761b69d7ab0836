"""Values that are of the right type and yet wrong: none that may stand here, no day, the wrong form."""

from __future__ import annotations

import re

from avtale.findings import Problem
from avtale.format import labels, suggest
from avtale.format.explain.fault import Fault, as_text, choices, meant
from avtale.message import Message

_PART = Message(
    "; bare måneden eller året er 2026-08 eller 2026", "; the month or year alone is 2026-08 or 2026"
)
_DATE_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def empty(fault: Fault) -> Problem:
    """Nothing stands there."""
    return fault.told(
        "schema-empty",
        "{name} er tom. Fyll inn, eller slett linjen.",
        "{name} is empty. Fill it in, or delete the line.",
    )


def twice(fault: Fault) -> Problem:
    """A list that names one thing twice."""
    return fault.told(
        "schema-value",
        "{name} nevner det samme to ganger. Behold det ene.",
        "{name} names the same thing twice. Keep one of them.",
    )


def out_of_range(fault: Fault) -> Problem:
    """A number that is too small or too large; digits without quotes where a form is wanted are told by that."""
    low, high = fault.spec.get("minimum"), fault.spec.get("maximum")
    if fault.spec.get("pattern"):
        return bad_pattern(fault)
    if "anyOf" in fault.spec:
        return bad_date(fault)
    if high is None:
        span = Message(f"minst {low}", f"at least {low}")
    else:
        span = Message(f"fra {low} til {high}", f"from {low} to {high}")
    return fault.told(
        "schema-range",
        "{name} er {number}, men må være {span}.",
        "{name} is {number} but must be {span}.",
        number=fault.value,
        span=span,
    )


def not_among(fault: Fault) -> Problem:
    """None of the values that may stand here."""
    spec = fault.spec
    if "enum" in spec:
        near = meant(fault.guesses.nearest(str(fault.value), [str(choice) for choice in spec["enum"]]))
        few = choices(spec)
        help_ = Message(f"{near.nb} Tillatt: {few.nb}.".lstrip(), f"{near.en} Allowed: {few.en}.".lstrip())
    else:
        help_ = Message(f"Skriv {spec.get('const')}.", f"Write {spec.get('const')}.")
    return fault.told(
        "schema-value",
        "{name} kan ikke være «{value}». {help}",
        "{name} cannot be “{value}”. {help}",
        help=help_,
    )


def bad_date(fault: Fault) -> Problem:
    """No day that there is, written as the format has it."""
    value = as_text(fault.value)
    iso = suggest.iso_date(value) or (suggest.month_of_year(value) if "anyOf" in fault.spec else None)
    if iso is not None:
        return fault.told(
            "schema-date",
            "{name}: «{value}» må skrives år-måned-dag. Skriv {iso}.",
            "{name}: “{value}” must be written year-month-day. Write {iso}.",
            iso=iso,
        )
    if _DATE_SHAPE.match(value):
        return fault.told(
            "schema-date",
            "{name}: dagen {value} finnes ikke i kalenderen. Rett måned eller dag.",
            "{name}: there is no day {value} in the calendar. Correct month or day.",
        )
    return fault.told(
        "schema-date",
        "{name}: «{value}» er ingen dato. Skriv år-måned-dag, for eksempel 2026-08-01{part}.",
        "{name}: “{value}” is no date. Write year-month-day, such as 2026-08-01{part}.",
        part=_PART if "anyOf" in fault.spec else "",
    )


def bad_pattern(fault: Fault) -> Problem:
    """Not written as its form wants it: what to write where that is plain, else the form in words."""
    spec = fault.spec
    form_nb = str(spec.get("x-form") or spec.get("description", ""))
    form_en = str(spec.get("x-form-en") or spec.get("x-en", {}).get("description", ""))
    help_ = Message(labels.written(form_nb, "nb"), labels.written(form_en, "en"))
    text = as_text(fault.value)
    # Of an amount: without its minus it would be another.
    bounded = "maximum" in spec and text.startswith("-")
    right = None if bounded else suggest.in_form(text, str(spec.get("pattern", "")))
    if fault.here.endswith("/every") and suggest.as_needed(text):
        help_ = Message("Skriv «when_needed: true» i stedet.", "Write “when_needed: true” instead.")
    elif right is not None:
        help_ = Message(f"Skriv {right}.", f"Write {right}.")
    return fault.told(
        "schema-pattern",
        "{name}: «{value}» har feil form.{help}",
        "{name}: “{value}” has the wrong form.{help}",
        help=Message(f" {help_.nb}".rstrip(), f" {help_.en}".rstrip()),
    )
