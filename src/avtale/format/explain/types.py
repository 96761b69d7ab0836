"""Values of the wrong type: a text for a list, a list for a text, a number in quotes."""

from __future__ import annotations

import re
from typing import Any

from avtale.findings import Problem
from avtale.format import suggest
from avtale.format.explain.fault import Fault, possible, shown
from avtale.format.explain.values import bad_date, bad_pattern, not_among
from avtale.format.shape import is_day
from avtale.message import Message
from avtale.source import letters
from avtale.source.causes import DASHES

_CODE = "schema-type"
_AGES = re.compile(r"([0-9]{1,3}) *(?:-|–|til) *([0-9]{1,3})(?: år)?")
_LIST_SIGN = re.compile(rf"([{DASHES}])[ \t\xa0]?|(--?)(?=[ \w])")
_STUCK_COLON = re.compile(r"([a-z_]+):(\S.*)", re.DOTALL)
_YES_NO = {"ja": "true", "nei": "false", "yes": "true", "no": "false", "on": "true", "off": "false"}


def wrong_type(fault: Fault) -> Problem:
    """What stands there is no such thing as the schema wants."""
    spec, value = fault.spec, fault.value
    wanted = spec.get("type")
    allowed = wanted if isinstance(wanted, list) else [wanted]
    holds_others = isinstance(value, (dict, list))
    if not holds_others and ("enum" in spec or ("const" in spec and not isinstance(value, str))):
        return not_among(fault)
    if not holds_others and is_day(spec):
        return bad_date(fault)
    if not holds_others and spec.get("pattern"):
        return bad_pattern(fault)
    if isinstance(value, bool) and "string" in allowed:
        return fault.told(
            _CODE,
            "{name}: {value} uten anførselstegn leses som ja eller nei. Skriv '{value}'.",
            "{name}: {value} without quotes is read as yes or no. Write '{value}'.",
        )
    if wanted == "integer":
        return _no_number(fault)
    if wanted == "boolean":
        return _no_boolean(fault)
    if wanted == "array":
        return _no_list(fault)
    if wanted == "object":
        return _no_fields(fault)
    if is_day(spec):
        return fault.told(
            _CODE,
            "{name} skal være én dag. Skriv den etter kolon, for eksempel 2026-08-01.",
            "{name} must be a single day. Write it after the colon, such as 2026-08-01.",
        )
    bracket = Message(
        " Begynner den med en klamme, så sett den i anførselstegn.",
        " Where it begins with a bracket, quote it.",
    )
    return fault.told(
        _CODE,
        "{name} skal være en tekst. Skriv den etter kolon, på samme linje.{more}",
        "{name} must be a text. Write it after the colon, on the same line.{more}",
        more=bracket if holds_others else "",
    )


def _no_boolean(fault: Fault) -> Problem:
    said = str(fault.value).lower()
    right = _YES_NO.get(said, said if said in ("true", "false") else "")
    return fault.told(
        _CODE,
        "{name} må være true (ja) eller false (nei){help}",
        "{name} must be true or false{help}",
        help=Message(f". Skriv {right} uten anførselstegn.", f". Write {right} without quotes.")
        if right
        else Message(", uten anførselstegn.", ", without quotes."),
    )


def _no_list(fault: Fault) -> Problem:
    dash = _word_dash(fault.value)
    if dash is None:
        return fault.told(
            _CODE,
            "{name} skal være en liste. Begynn hvert punkt på en ny linje med «- ».",
            "{name} must be a list. Begin each item on a new line with “- ”.",
        )
    if dash[0] == "-":
        sign = Message("bindestrek uten mellomrom", "hyphen without a space")
    else:
        sign = letters.called(dash, ", {}")
    return fault.told(
        _CODE,
        "{name} skal være en liste, og tegnet «{dash}» ({sign}) lager ingen. Begynn hvert punkt med en vanlig bindestrek og "
        "et mellomrom: «- ».",
        "{name} must be a list, and the sign “{dash}” ({sign}) makes none. Begin each item with an ordinary hyphen and a "
        "space: “- ”.",
        character=dash if dash[0] != "-" else "",
        dash=dash,
        sign=sign,
    )


def _word_dash(value: Any) -> str | None:
    """The dash of Word, or the hyphen without a space, that a list was begun with; None where there is none."""
    first = value if isinstance(value, str) else next(iter(value), "") if isinstance(value, dict) else ""
    found = _LIST_SIGN.match(str(first))
    return (found[1] or found[2]) if found else None


def _no_number(fault: Fault) -> Problem:
    spec, text = fault.spec, fault.value if isinstance(fault.value, str) else ""
    month = (spec.get("minimum"), spec.get("maximum")) == (1, 12)
    right = suggest.number(text, month=month) or suggest.counted(text)
    if right and text.strip().lstrip("-").isdecimal():
        return fault.told(
            _CODE,
            "{name} må være et tall, men «{text}» er skrevet som tekst. Skriv {right} uten anførselstegn.",
            "{name} must be a number, but “{text}” is written as text. Write {right} without quotes.",
            text=text,
            right=right,
        )
    return fault.told(
        _CODE,
        "{name} må være et helt tall{here}.{help}",
        "{name} must be a whole number{here}.{help}",
        here=Message(f"; her står «{shown(text)}»", f", not “{shown(text)}”") if text else "",
        help=Message(f" Skriv {right}.", f" Write {right}.") if right else "",
    )


def _no_fields(fault: Fault) -> Problem:
    """A text or a list where fields belong; one of a list's items is told as such."""
    value, known = fault.value, fault.spec.get("properties", {})
    several = next((key for key in ("items", "sections") if key in known), None)
    if several and isinstance(value, list):
        return fault.told(
            _CODE,
            "{name} kan ikke begynne med en liste. Skriv «{several}:» på en egen linje over listen, med to mellomroms "
            "innrykk, og rykk listen like langt inn.",
            "{name} cannot begin with a list. Write “{several}:” on a line of its own above the list, indented by two "
            "spaces, and indent the list as far.",
            several=several,
        )
    return fault.told(
        _CODE,
        "{of}{name} skal ha felter under seg. {help}",
        "{of}{name} must have fields below it. {help}",
        of=Message("Hvert punkt i ", "Each item of ") if fault.here.rpartition("/")[2].isdigit() else "",
        help=_as_fields(fault, known),
    )


def _as_fields(fault: Fault, known: dict[str, Any]) -> Message:
    """How to write the value as fields: with its own words where it is plain what they are."""
    value = fault.value
    stuck = _STUCK_COLON.match(value) if isinstance(value, str) else None
    if stuck is not None and stuck[1] in known:
        right = f"{stuck[1]}: {shown(stuck[2])}"
        return Message(
            f"Det mangler et mellomrom etter kolonet: skriv «{right}».",
            f"A space is missing after the colon: write “{right}”.",
        )
    period = suggest.period(value) if isinstance(value, str) and "within" in known else None
    ages = _AGES.fullmatch(value.strip()) if isinstance(value, str) and {"from", "to"} <= set(known) else None
    if period or ages:
        lines = [f"within: {period}"] if period else [f"from: {ages[1]}", f"to: {ages[2]}"] if ages else []
        return Message(
            f"Skriv på egne linjer med to mellomroms innrykk: «{'» og «'.join(lines)}».",
            f"Write on lines of their own, indented by two spaces: “{'” and “'.join(lines)}”.",
        )
    naming = next((key for key in ("name", "title", "text") if key in known), None)
    if naming and isinstance(value, (str, int)):
        some = f"{naming}: {shown(value)}"
        return Message(f"Skriv for eksempel «{some}».", f"Write for example “{some}”.")
    return Message(
        "Skriv dem på egne linjer med to mellomroms innrykk. Her kan stå: {some}.",
        "Write them on lines of their own, indented by two spaces. Possible here: {some}.",
        some=possible(fault, list(known)),
    )
