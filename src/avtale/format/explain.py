"""Why a file does not follow its schema, one plain sentence per fault, in bokmål and English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from avtale.findings import Problem
from avtale.format import labels, schema, suggest
from avtale.format.disguise import disguise
from avtale.format.validate import is_iso_date
from avtale.national_number import masked
from avtale.source import letters
from avtale.source import pointer as pointers
from avtale.source.causes import DASHES

_checker = FormatChecker(formats=())
_checker.checks("date")(is_iso_date)

# A missing field is told by this; where the field stands misspelt, that is told instead.
_ADD_NB = "Legg til «{}:» her."
_MEANT_NB = " Mener du «{}»?"
_MEANT = re.compile(r"«([^«»]*+)»\?\Z")

_DATE_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MANY = 60  # characters of a value, enough to know it again
_FEW = 10  # names of fields, in the order of the schema: the first are the ones most in use
_AGES = re.compile(r"([0-9]{1,3}) *(?:-|–|til) *([0-9]{1,3})(?: år)?")
_LIST_SIGN = re.compile(rf"([{DASHES}])[ \t\xa0]?|(--?)(?=[ \w])")
_STUCK_COLON = re.compile(r"([a-z_]+):(\S.*)", re.DOTALL)
_YES_NO = {"ja": "true", "nei": "false", "yes": "true", "no": "false", "on": "true", "off": "false"}


def explain(data: Any, name: str) -> list[Problem]:
    """Every fault of `data` by the schema `name`, in the order of the data."""
    validator = _validator()(schema.bundled(name), format_checker=_checker)
    problems: list[Problem] = []
    guesses = labels.Guesses()
    for error in validator.iter_errors(data):
        problems += _told(error, name, guesses)
    mistyped = {problem.pointer for problem in problems if problem.code in ("schema-type", "schema-empty")}
    said_twice = {p for p in problems if p.code == "schema-value" and p.pointer in mistyped}
    meant = meant_instead(problems)
    said_twice |= {p for p in problems if p.code == "schema-missing" and (p.pointer, p.about) in meant}
    return [problem for problem in dict.fromkeys(problems) if problem not in said_twice]


@cache
def _validator() -> Any:
    """The library's, with patterns as JSON Schema means them: Python's own `$` would also stand before a last line end."""

    def pattern(_validator: Any, wanted: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and not re.search(suggest.whole(wanted), value):
            yield ValidationError(f"{value!r} does not match {wanted!r}")

    return extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": pattern}
    )


def meant_instead(problems: Iterable[Problem]) -> set[tuple[str, str]]:
    """The fields that stand misspelt, as the pointer of what they belong to and their right name."""
    return {(pointers.parent(pointer), right) for pointer, right in misspelt(problems).items()}


def misspelt(problems: Iterable[Problem]) -> dict[str, str]:
    """The same, as the pointer of each misspelt field and its right name."""
    return {
        unknown.pointer: meant[1]
        for unknown in problems
        if unknown.code == "schema-unknown-key" and (meant := _MEANT.search(unknown.nb)) is not None
    }


def wrong_kind(data: Any, kinds: tuple[str, ...]) -> Problem:
    """`kind` is missing or none that we know."""
    listed = ", ".join(f"{kind} ({labels.title_of(schema.raw(kind), 'nb').lower()})" for kind in kinds)
    listed_en = ", ".join(kinds)
    value = data.get("kind") if isinstance(data, dict) else None
    if value is None or value == "":
        stands = isinstance(data, dict) and "kind" in data
        other = next((key for key in _KIND_KEYS if isinstance(data, dict) and key in data), None)
        if other is not None and not stands:
            return Problem(
                "schema-kind",
                pointers.join(other),
                f"Feltet «{other}» heter «kind». Skriv «kind:» og ett av disse: {listed}.",
                f"The field “{other}” is called “kind”. Write “kind:” and one of: {listed_en}.",
                on_key=True,
            )
        return Problem(
            "schema-kind",
            "/kind" if stands else "",
            f"Dokumentslaget mangler. Skriv «kind:» og ett av disse: {listed}.",
            f"The kind is missing. Write “kind:” and one of: {listed_en}.",
        )
    if isinstance(value, (dict, list)):
        return Problem(
            "schema-kind",
            "/kind",
            f"Dokumentslaget skal være ett ord. Velg ett av disse: {listed}.",
            f"The kind must be a single word. Choose one of: {listed_en}.",
        )
    if isinstance(value, str) and (odd := disguise(value)) is not None and odd.right in kinds:
        return Problem(
            "schema-kind",
            "/kind",
            f"Dokumentslaget har {odd.called('nb')} i tegn {odd.at + 1}. Skriv {odd.right}.",
            f"The kind has {odd.called('en')} at character {odd.at + 1}. Write {odd.right}.",
        )
    near = labels.nearest(
        _shown(value), kinds, {kind: labels.title_of(schema.raw(kind), "nb") for kind in kinds}
    )
    meant, meant_en = _meant(near)
    return Problem(
        "schema-kind",
        "/kind",
        f"Dokumentslaget «{_shown(value)}» finnes ikke.{meant} Velg ett av disse: {listed}.",
        f"There is no kind “{_shown(value)}”.{meant_en} Choose one of: {listed_en}.",
    )


def _told(error: Any, name: str, guesses: labels.Guesses) -> list[Problem]:
    """The problems behind one error of the validator library."""
    path = list(error.absolute_path)
    here = pointers.join(*path)
    spec = labels.property_at(name, path)
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    named = labels.property_at(
        name, path[: -1 if path and isinstance(path[-1], int) else None]
    )  # an item by its list
    nb, en = labels.label(named, key, "nb"), labels.label(named, key, "en")
    value = error.instance
    if error.validator == "additionalProperties":
        return _unknown_keys(here, spec, value, guesses)
    if error.validator == "required":
        # The library gives one error per missing key; all of them say the same here, and doubles are dropped.
        return [_missing(here, name, path, key) for key in error.validator_value if key not in value]
    if value is None or (isinstance(value, str) and not value.strip()):
        return [_empty(here, nb, en)]
    if isinstance(value, str) and (odd := _disguised(error.validator, here, nb, en, value, spec)) is not None:
        return [odd]
    if error.validator == "type":
        return [_wrong_type(here, nb, en, value, spec, guesses)]
    if error.validator in ("enum", "const"):
        return [_not_among(here, nb, en, value, spec, guesses)]
    if error.validator == "format":
        return [_bad_date(here, nb, en, str(value))]
    if error.validator == "pattern":
        return [_bad_pattern(here, nb, en, str(value), spec)]
    if error.validator in ("minLength", "minItems", "minProperties"):
        return [_empty(here, nb, en)]
    if error.validator in ("minimum", "maximum") and spec.get("pattern"):  # digits without quotes
        return [_bad_pattern(here, nb, en, str(value), spec)]
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
    if error.validator == "uniqueItems":
        return [
            Problem(
                "schema-value",
                here,
                f"{nb} nevner det samme to ganger. Behold det ene.",
                f"{en} names the same thing twice. Keep one of them.",
            )
        ]
    return [Problem("schema-type", here, f"{nb} har feil form.", f"{en} has the wrong form.")]


_KIND_KEYS = ("slag", "dokumentslag", "dokumenttype", "type", "Kind", "KIND")
_CODES = {
    "enum": "schema-value", "const": "schema-value", "format": "schema-date", "pattern": "schema-pattern",
    "type": "schema-type", "minimum": "schema-pattern", "maximum": "schema-pattern",
}  # fmt: skip


def _disguised(
    validator: str, here: str, nb: str, en: str, value: str, spec: dict[str, Any]
) -> Problem | None:
    """A value that would be right but for a character that looks like another or like nothing: the character is the fault."""
    code = _CODES.get(validator)
    found = disguise(value) if code else None
    if code is None or found is None:
        return None
    readings: list[Any] = [found.right]
    if found.right.lstrip("-").isdecimal() and len(found.right) < 19:
        readings.append(int(found.right))
    if found.right in ("true", "false"):
        readings.append(found.right == "true")
    fits = any(_validator()(spec, format_checker=_checker).is_valid(reading) for reading in readings)
    if not fits and not found.unseen:
        return None
    help_nb, help_en = (
        (f"Skriv {found.right}.", f"Write {found.right}.")
        if fits
        else ("Slett det, og skriv verdien på nytt.", "Delete it, and type the value anew.")
    )
    return Problem(
        code,
        here,
        f"{nb} har {found.called('nb')} i tegn {found.at + 1}. {help_nb}",
        f"{en} has {found.called('en')} at character {found.at + 1}. {help_en}",
    )


def _unknown_keys(
    here: str, spec: dict[str, Any], value: dict[str, Any], guesses: labels.Guesses
) -> list[Problem]:
    known = spec.get("properties", {})
    titles = {key: labels.title_of(prop, "nb") for key, prop in known.items()}
    found = []
    for key in value:
        if key in known:
            continue
        odd = disguise(str(key))
        near = guesses.nearest(odd.right if odd else str(key), known, titles)
        if near is None:
            near = _only_missing(spec, value, value[key])
        meant, meant_en = _meant(near)
        if near is not None and near in value:  # renaming it would lose one of the two
            meant = f" Innholdet hører hjemme i «{near}», som står her fra før. Flytt det dit."
            meant_en = f" Its content belongs in “{near}”, which stands here already. Move it there."
        elif near is None:
            free = ", ".join([other for other in known if other not in value][:_FEW])
            meant = f" Her kan stå: {free}." if free else " Flytt innholdet dit det hører hjemme."
            meant_en = f" Possible here: {free}." if free else " Move its content to where it belongs."
        nb, en = f"Feltet «{_shown(key)}» finnes ikke her.", f"There is no field “{_shown(key)}” here."
        if odd is not None and (near == odd.right or odd.unseen):
            nb = f"Navnet på feltet «{_shown(key)}» har {odd.called('nb')} i tegn {odd.at + 1}."
            en = f"The name of the field “{_shown(key)}” has {odd.called('en')} at character {odd.at + 1}."
        found.append(
            Problem(
                "schema-unknown-key",
                here + pointers.join(key),
                f"{nb}{meant}",
                f"{en}{meant_en}",
                on_key=True,
            )
        )
    return found


def _only_missing(spec: dict[str, Any], value: dict[str, Any], held: Any) -> str | None:
    """The one field that is required and missing, where only one is and it holds a list or fields as the unknown one does."""
    kinds = {"array"} if isinstance(held, list) else {None, "object"} if isinstance(held, dict) else set()
    missing = [
        key
        for key in spec.get("required", ())
        if key not in value and spec["properties"].get(key, {}).get("type") in kinds
    ]
    return missing[0] if len(missing) == 1 and isinstance(held, (list, dict)) else None


def _missing(here: str, name: str, path: list[str | int], key: str) -> Problem:
    spec = labels.property_at(name, [*path, key])
    few = "enum" in spec
    nb, en = labels.label(spec, key, "nb"), labels.label(spec, key, "en")
    return Problem(
        "schema-missing",
        here,
        f"{nb} mangler. {_ADD_NB.format(key)}"
        + (f" Tillatt: {', '.join(labels.choices(spec, 'nb'))}." if few else ""),
        f"{en} is missing. Add “{key}:” here."
        + (f" Allowed: {', '.join(labels.choices(spec, 'en'))}." if few else ""),
        on_key=True,
        about=key,
    )


def _empty(here: str, nb: str, en: str) -> Problem:
    return Problem(
        "schema-empty",
        here,
        f"{nb} er tom. Fyll inn, eller slett linjen.",
        f"{en} is empty. Fill it in, or delete the line.",
    )


def _wrong_type(
    here: str, nb: str, en: str, value: Any, spec: dict[str, Any], guesses: labels.Guesses
) -> Problem:
    wanted = spec.get("type")
    allowed = wanted if isinstance(wanted, list) else [wanted]
    code = "schema-type"
    holds_others = isinstance(value, (dict, list))
    if not holds_others and ("enum" in spec or ("const" in spec and not isinstance(value, str))):
        return _not_among(here, nb, en, value, spec, guesses)
    if not holds_others and spec.get("format") == "date":
        return _bad_date(here, nb, en, _shown(value))
    if not holds_others and spec.get("pattern"):
        return _bad_pattern(here, nb, en, _shown(value), spec)
    if isinstance(value, bool) and "string" in allowed:
        word = "true" if value else "false"
        return Problem(
            code,
            here,
            f"{nb}: {word} uten anførselstegn leses som ja eller nei. Skriv '{word}'.",
            f"{en}: {word} without quotes is read as yes or no. Write '{word}'.",
        )
    if wanted == "integer":
        return _no_number(here, nb, en, value, spec)
    if wanted == "boolean":
        right = _YES_NO.get(
            str(value).lower(), str(value).lower() if str(value).lower() in ("true", "false") else ""
        )
        help_nb = f". Skriv {right} uten anførselstegn." if right else ", uten anførselstegn."
        help_en = f". Write {right} without quotes." if right else ", without quotes."
        return Problem(
            code,
            here,
            f"{nb} må være true (ja) eller false (nei){help_nb}",
            f"{en} must be true or false{help_en}",
        )
    if wanted == "array" and (dash := _word_dash(value)) is not None:
        return Problem(
            code,
            here,
            f"{nb} skal være en liste, og tegnet «{dash}» ({_sign(dash, 'nb')}) lager ingen. Begynn hvert punkt med en vanlig bindestrek og "
            "et mellomrom: «- ».",
            f"{en} must be a list, and the sign “{dash}” ({_sign(dash, 'en')}) makes none. Begin each item with an ordinary hyphen and a "
            "space: “- ”.",
        )
    if wanted == "array":
        return Problem(
            code,
            here,
            f"{nb} skal være en liste. Begynn hvert punkt på en ny linje med «- ».",
            f"{en} must be a list. Begin each item on a new line with “- ”.",
        )
    if wanted == "object":
        return _no_fields(here, nb, en, value, spec)
    if spec.get("format") == "date":
        return Problem(
            code,
            here,
            f"{nb} skal være én dag. Skriv den etter kolon, for eksempel 2026-08-01.",
            f"{en} must be a single day. Write it after the colon, such as 2026-08-01.",
        )
    more_nb, more_en = (
        (
            " Begynner den med en klamme, så sett den i anførselstegn.",
            " Where it begins with a bracket, quote it.",
        )
        if holds_others
        else ("", "")
    )
    return Problem(
        code,
        here,
        f"{nb} skal være en tekst. Skriv den etter kolon, på samme linje.{more_nb}",
        f"{en} must be a text. Write it after the colon, on the same line.{more_en}",
    )


def _word_dash(value: Any) -> str | None:
    """The dash of Word, or the hyphen without a space, that a list was begun with; None where there is none."""
    first = value if isinstance(value, str) else next(iter(value), "") if isinstance(value, dict) else ""
    found = _LIST_SIGN.match(str(first))
    return (found[1] or found[2]) if found else None


def _sign(char: str, lang: str) -> str:
    if char[0] == "-":
        return "bindestrek uten mellomrom" if lang == "nb" else "hyphen without a space"
    return letters.called(char, lang).replace(" (", ", ").rstrip(")")


def _no_number(here: str, nb: str, en: str, value: Any, spec: dict[str, Any]) -> Problem:
    text = value if isinstance(value, str) else ""
    right = suggest.number(
        text, month=(spec.get("minimum"), spec.get("maximum")) == (1, 12)
    ) or suggest.counted(text)
    if right and text.strip().lstrip("-").isdecimal():
        said_nb = (
            f"{nb} må være et tall, men «{text}» er skrevet som tekst. Skriv {right} uten anførselstegn."
        )
        said_en = f"{en} must be a number, but “{text}” is written as text. Write {right} without quotes."
    else:
        here_nb, here_en = (f"; her står «{_shown(text)}»", f", not “{_shown(text)}”") if text else ("", "")
        said_nb = f"{nb} må være et helt tall{here_nb}." + (f" Skriv {right}." if right else "")
        said_en = f"{en} must be a whole number{here_en}." + (f" Write {right}." if right else "")
    return Problem("schema-type", here, said_nb, said_en)


def _no_fields(here: str, nb: str, en: str, value: Any, spec: dict[str, Any]) -> Problem:
    """A text or a list where fields belong; one of a list's items is told as such."""
    known = spec.get("properties", {})
    of_nb, of_en = ("Hvert punkt i ", "Each item of ") if here.rpartition("/")[2].isdigit() else ("", "")
    naming = next((key for key in ("name", "title", "text") if key in known), None)
    several = next((key for key in ("items", "sections") if key in known), None)
    if several and isinstance(value, list):
        return Problem(
            "schema-type",
            here,
            f"{nb} kan ikke begynne med en liste. Skriv «{several}:» på en egen linje over listen, med to mellomroms "
            "innrykk, og rykk listen like langt inn.",
            f"{en} cannot begin with a list. Write “{several}:” on a line of its own above the list, indented by two "
            "spaces, and indent the list as far.",
        )
    stuck = _STUCK_COLON.match(value) if isinstance(value, str) else None
    if stuck is not None and stuck[1] in known:
        return Problem(
            "schema-type",
            here,
            f"{of_nb}{nb} skal ha felter under seg. Det mangler et mellomrom etter kolonet: skriv «{stuck[1]}: {_shown(stuck[2])}».",
            f"{of_en}{en} must have fields below it. A space is missing after the colon: write “{stuck[1]}: {_shown(stuck[2])}”.",
        )
    period = suggest.period(value) if isinstance(value, str) and "within" in known else None
    ages = _AGES.fullmatch(value.strip()) if isinstance(value, str) and {"from", "to"} <= set(known) else None
    if period or ages:
        some = f"within: {period}" if period else f"from: {ages[1]}» og «to: {ages[2]}" if ages else ""
        some_en = some.replace("» og «", "” and “")
        return Problem(
            "schema-type",
            here,
            f"{of_nb}{nb} skal ha felter under seg. Skriv på egne linjer med to mellomroms innrykk: «{some}».",
            f"{of_en}{en} must have fields below it. Write on lines of their own, indented by two spaces: “{some_en}”.",
        )
    if naming and isinstance(value, (str, int)):
        some = f"{naming}: {_shown(value)}"
        help_nb, help_en = f"Skriv for eksempel «{some}».", f"Write for example “{some}”."
    else:
        some = ", ".join(list(known)[:4])
        help_nb = f"Skriv dem på egne linjer med to mellomroms innrykk, for eksempel {some}."
        help_en = f"Write them on lines of their own, indented by two spaces, such as {some}."
    return Problem(
        "schema-type",
        here,
        f"{of_nb}{nb} skal ha felter under seg. {help_nb}",
        f"{of_en}{en} must have fields below it. {help_en}",
    )


def _not_among(
    here: str, nb: str, en: str, value: Any, spec: dict[str, Any], guesses: labels.Guesses
) -> Problem:
    shown = _shown(value)
    if "enum" not in spec:
        only = spec.get("const")
        help_nb, help_en = f"Skriv {only}.", f"Write {only}."
    else:
        meant, meant_en = _meant(guesses.nearest(str(value), [str(choice) for choice in spec["enum"]]))
        help_nb = f"{meant} Tillatt: {', '.join(labels.choices(spec, 'nb'))}.".lstrip()
        help_en = f"{meant_en} Allowed: {', '.join(labels.choices(spec, 'en'))}.".lstrip()
    return Problem(
        "schema-value",
        here,
        f"{nb} kan ikke være «{shown}». {help_nb}",
        f"{en} cannot be “{shown}”. {help_en}",
    )


def _bad_date(here: str, nb: str, en: str, value: str) -> Problem:
    iso = suggest.iso_date(value)
    value = _shown(value)
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
    help_nb = labels.written(str(spec.get("x-form") or spec.get("description", "")), "nb")
    help_en = labels.written(str(spec.get("x-form-en") or spec.get("x-en", {}).get("description", "")), "en")
    right = suggest.in_form(value, str(spec.get("pattern", "")))
    if right is not None:
        help_nb, help_en = f"Skriv {right}.", f"Write {right}."
    return Problem(
        "schema-pattern",
        here,
        f"{nb}: «{_shown(value)}» har feil form. {help_nb}".rstrip(),
        f"{en}: “{_shown(value)}” has the wrong form. {help_en}".rstrip(),
    )


def _shown(value: Any) -> str:
    """A value as it stands in the file; of a long one the beginning, of a list or fields only that it is such."""
    if isinstance(value, (list, dict)):
        return "[…]" if isinstance(value, list) else "{…}"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    text = " ".join(str(value).split())
    text = masked(text)  # before it is cut: half a national identity number is not known for one
    return text if len(text) <= _MANY else f"{text[:_MANY].rstrip()} …"


def _meant(near: str | None) -> tuple[str, str]:
    return (_MEANT_NB.format(near), f" Do you mean “{near}”?") if near else ("", "")
