"""Why a file does not follow its schema, one plain sentence per fault, in bokmål and English."""

from __future__ import annotations

import re
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from avtale.findings import Problem
from avtale.format import labels, schema, suggest
from avtale.format.validate import is_iso_date
from avtale.source import pointer as pointers

_checker = FormatChecker(formats=())
_checker.checks("date")(is_iso_date)

# A missing field is told by this; where the field stands misspelt, that is told instead.
_ADD_NB = "Legg til «{}:» her."
_MEANT_NB = " Mener du «{}»?"

_DATE_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_YES_NO = {"ja": "true", "nei": "false", "yes": "true", "no": "false", "on": "true", "off": "false"}


def explain(data: Any, name: str) -> list[Problem]:
    """Every fault of `data` by the schema `name`, in the order of the data."""
    validator = Draft202012Validator(schema.bundled(name), format_checker=_checker)
    problems: list[Problem] = []
    for error in validator.iter_errors(data):
        problems += _told(error, name)
    mistyped = {problem.pointer for problem in problems if problem.code == "schema-type"}
    said_twice = [p for p in problems if p.code == "schema-value" and p.pointer in mistyped]
    said_twice += [p for p in problems if p.code == "schema-missing" and _stands_misspelt(p, problems)]
    return [problem for problem in dict.fromkeys(problems) if problem not in said_twice]


def _stands_misspelt(missing: Problem, problems: list[Problem]) -> bool:
    """Whether an unknown field beside it is told to be the one that is missing."""
    return any(
        unknown.code == "schema-unknown-key"
        and pointers.parent(unknown.pointer) == missing.pointer
        and (meant := re.search(r"«([^»]*)»\?\Z", unknown.nb)) is not None
        and missing.nb.endswith(_ADD_NB.format(meant[1]))
        for unknown in problems
    )


def wrong_kind(data: Any, kinds: tuple[str, ...]) -> Problem:
    """`kind` is missing or none that we know."""
    listed = ", ".join(f"{kind} ({labels.title_of(schema.raw(kind), 'nb').lower()})" for kind in kinds)
    listed_en = ", ".join(kinds)
    value = data.get("kind") if isinstance(data, dict) else None
    if value is None:
        return Problem(
            "schema-kind",
            "",
            f"Dokumentslaget mangler. Skriv «kind:» og ett av disse: {listed}.",
            f"The kind is missing. Write “kind:” and one of: {listed_en}.",
        )
    near = labels.nearest(
        str(value), kinds, {kind: labels.title_of(schema.raw(kind), "nb") for kind in kinds}
    )
    meant, meant_en = _meant(near)
    return Problem(
        "schema-kind",
        "/kind",
        f"Dokumentslaget «{value}» finnes ikke.{meant} Velg ett av disse: {listed}.",
        f"There is no kind “{value}”.{meant_en} Choose one of: {listed_en}.",
    )


def _told(error: Any, name: str) -> list[Problem]:
    """The problems behind one error of the validator library."""
    path = list(error.absolute_path)
    here = pointers.join(*path)
    spec = labels.property_at(name, path)
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    nb, en = labels.label(spec, key, "nb"), labels.label(spec, key, "en")
    value = error.instance
    if error.validator == "additionalProperties":
        return _unknown_keys(here, spec, value)
    if error.validator == "required":
        # The library gives one error per missing key; all of them say the same here, and doubles are dropped.
        return [_missing(here, name, path, key) for key in error.validator_value if key not in value]
    if error.validator == "type":
        return [_wrong_type(here, nb, en, value, spec)]
    if error.validator in ("enum", "const"):
        return [_not_among(here, nb, en, value, spec)]
    if error.validator == "format":
        return [_bad_date(here, nb, en, str(value))]
    if error.validator == "pattern":
        return [_bad_pattern(here, nb, en, str(value), spec)]
    if error.validator in ("minLength", "minItems", "minProperties"):
        return [
            Problem(
                "schema-empty",
                here,
                f"{nb} er tom. Fyll inn, eller slett linjen.",
                f"{en} is empty. Fill it in, or delete the line.",
            )
        ]
    if error.validator in ("minimum", "maximum"):
        low, high = spec.get("minimum"), spec.get("maximum")
        span_nb = f"fra {low} til {high}" if high is not None else f"minst {low}"
        span_en = f"from {low} to {high}" if high is not None else f"at least {low}"
        return [
            Problem(
                "schema-range",
                here,
                f"{nb} er {value}, men må være {span_nb}.",
                f"{en} is {value} but must be {span_en}.",
            )
        ]
    return [Problem("schema-type", here, f"{nb} har feil form.", f"{en} has the wrong form.")]


def _unknown_keys(here: str, spec: dict[str, Any], value: dict[str, Any]) -> list[Problem]:
    known = spec.get("properties", {})
    titles = {key: labels.title_of(prop, "nb") for key, prop in known.items()}
    found = []
    for key in value:
        if key in known:
            continue
        near = labels.nearest(str(key), known, titles)
        meant, meant_en = _meant(near)
        if near is None:
            free = ", ".join(sorted(k for k in known if k not in value)[:12])
            meant, meant_en = f" Her kan stå: {free}.", f" Possible here: {free}."
        found.append(
            Problem(
                "schema-unknown-key",
                here + pointers.join(key),
                f"Feltet «{key}» finnes ikke her.{meant}",
                f"There is no field “{key}” here.{meant_en}",
                on_key=True,
            )
        )
    return found


def _missing(here: str, name: str, path: list[str | int], key: str) -> Problem:
    spec = labels.property_at(name, [*path, key])
    nb, en = labels.label(spec, key, "nb"), labels.label(spec, key, "en")
    return Problem(
        "schema-missing",
        here,
        f"{nb} mangler. {_ADD_NB.format(key)}",
        f"{en} is missing. Add “{key}:” here.",
        on_key=True,
        about=key,
    )


def _wrong_type(here: str, nb: str, en: str, value: Any, spec: dict[str, Any]) -> Problem:
    wanted = spec.get("type")
    allowed = wanted if isinstance(wanted, list) else [wanted]
    code = "schema-type"
    if value is None:
        return Problem(
            "schema-empty",
            here,
            f"{nb} er tom. Fyll inn, eller slett linjen.",
            f"{en} is empty. Fill it in, or delete the line.",
        )
    if isinstance(value, bool) and "string" in allowed:
        word = "true" if value else "false"
        return Problem(
            code,
            here,
            f"{nb}: {word} uten anførselstegn leses som ja eller nei. Skriv '{word}'.",
            f"{en}: {word} without quotes is read as yes or no. Write '{word}'.",
        )
    if wanted == "integer" and isinstance(value, str):
        number = suggest.number(value, month=(spec.get("minimum"), spec.get("maximum")) == (1, 12))
        help_nb = f" Skriv {number} uten anførselstegn." if number else ""
        help_en = f" Write {number} without quotes." if number else ""
        return Problem(
            code,
            here,
            f"{nb} må være et helt tall; her står «{value}».{help_nb}",
            f"{en} must be a whole number, not “{value}”.{help_en}",
        )
    if wanted == "boolean":
        right = _YES_NO.get(
            str(value).lower(), str(value).lower() if str(value).lower() in ("true", "false") else ""
        )
        help_nb = (
            f" Skriv {right} uten anførselstegn."
            if right
            else " Skriv true (ja) eller false (nei) uten anførselstegn."
        )
        help_en = f" Write {right} without quotes." if right else " Write true or false without quotes."
        return Problem(
            code,
            here,
            f"{nb} må være true (ja) eller false (nei).{help_nb}",
            f"{en} must be true or false.{help_en}",
        )
    if wanted == "array":
        return Problem(
            code,
            here,
            f"{nb} skal være en liste. Begynn hvert punkt på en ny linje med «- ».",
            f"{en} must be a list. Begin each item on a new line with “- ”.",
        )
    if wanted == "object":
        some = ", ".join(list(spec.get("properties", {}))[:4])
        return Problem(
            code,
            here,
            f"{nb} skal ha felter under seg, for eksempel {some}, med to mellomroms innrykk.",
            f"{en} must have fields below it, such as {some}, indented by two spaces.",
        )
    if isinstance(value, int) and spec.get("format") == "date":
        return _bad_date(here, nb, en, str(value))
    if isinstance(value, int) and spec.get("pattern"):
        return _bad_pattern(here, nb, en, str(value), spec)
    return Problem(code, here, f"{nb} skal være en tekst.", f"{en} must be a text.")


def _not_among(here: str, nb: str, en: str, value: Any, spec: dict[str, Any]) -> Problem:
    choices = [str(choice) for choice in spec.get("enum", [spec.get("const")])]
    near = labels.nearest(str(value), choices)
    meant, meant_en = _meant(near)
    listed = ", ".join(choices)
    return Problem(
        "schema-value",
        here,
        f"{nb} kan ikke være «{value}».{meant} Tillatt: {listed}.",
        f"{en} cannot be “{value}”.{meant_en} Allowed: {listed}.",
    )


def _bad_date(here: str, nb: str, en: str, value: str) -> Problem:
    iso = suggest.iso_date(value)
    if iso is not None:
        return Problem(
            "schema-date",
            here,
            f"{nb}: «{value}» må skrives år-måned-dag. Skriv {iso}.",
            f"{en}: “{value}” must be written year-month-day. Write {iso}.",
        )
    if _DATE_SHAPE.match(value):
        return Problem(
            "schema-date",
            here,
            f"{nb}: dagen {value} finnes ikke i kalenderen. Rett måned eller dag.",
            f"{en}: there is no day {value} in the calendar. Correct month or day.",
        )
    return Problem(
        "schema-date",
        here,
        f"{nb}: «{value}» er ingen dato. Skriv år-måned-dag, for eksempel 2026-08-01.",
        f"{en}: “{value}” is no date. Write year-month-day, such as 2026-08-01.",
    )


def _bad_pattern(here: str, nb: str, en: str, value: str, spec: dict[str, Any]) -> Problem:
    help_nb = str(spec.get("x-form") or spec.get("description", ""))
    help_en = str(spec.get("x-form-en") or spec.get("x-en", {}).get("description", ""))
    right = suggest.in_form(value, str(spec.get("pattern", "")))
    if right is not None:
        help_nb, help_en = f"Skriv {right}.", f"Write {right}."
    return Problem(
        "schema-pattern",
        here,
        f"{nb}: «{value}» er ikke skrevet slik det må. {help_nb}".rstrip(),
        f"{en}: “{value}” is not written as it must be. {help_en}".rstrip(),
    )


def _meant(near: str | None) -> tuple[str, str]:
    return (_MEANT_NB.format(near), f" Do you mean “{near}”?") if near else ("", "")
