"""Draft an amendment of an agreement: who agrees on it, what it amends, and the changes that are known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.errors import StateError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.draft import gap, written
from avtale.format.model import FollowUpPlan
from avtale.format.validate import tree_problems
from avtale.inheritance.amended import apply, unfit
from avtale.inheritance.chain import resolve
from avtale.inheritance.tree import at, locate, named, put
from avtale.lifecycle.bump import beside, stands
from avtale.lifecycle.file_change import FileChange, name_in
from avtale.lifecycle.requirements import require_in_repository, require_sound
from avtale.lifecycle.start import schema_path
from avtale.lifecycle.transcription import ended, over
from avtale.locales import require_language
from avtale.message import Message
from avtale.source.read import parse
from avtale.source.write import write_whole

VERSION = "1.00"
_PARTY = ("id", "names", "unit", "acts_through", "organisation_number")
_OFFICE = ("Stillingen det skrives under i", "The office it is signed in")
_SIGNATORY = ("party", "name", "title")


class AmendmentRequest(Struct, frozen=True):
    """One change: `action` is "replaces", "adds", "removes" or "prolongs"; `at` names the place with ids of parts."""

    action: str
    at: str = ""
    value: str | dt.date | None = None


def amend(
    entry: DocumentFile,
    repository: Repository,
    changes: Sequence[AmendmentRequest],
    *,
    valid_from: dt.date | None,
    on: dt.date,
    title: str = "",
    key: str = "",
    written_by: str = "",
    lang: str = "nb",
    dry_run: bool = False,
) -> FileChange:
    """Write the draft of an amendment of `entry` beside it; comments in `lang`.

    Places are looked up in the agreement as it stands on the day `on`, earlier amendments included, and what is
    replaced or taken out is quoted. What is not known, the changes included, is marked as a gap.
    Where an amendment with these changes from this day is there already, it is given as it is, and nothing is written.
    Raises `StateError` for what cannot be amended, `UsageError` for a change that does not fit, a key that is taken or an unknown language.
    """
    require_language(lang)
    require_amendable(entry, repository)
    before = _made_before(entry, repository, changes, valid_from, key)
    if before is not None:
        raw = before.path.read_bytes()
        return FileChange(before.path, raw, (before.name, before.name), raw, new=False)
    stands_now = resolve(entry, repository, on).data
    number = _number(entry, repository)
    key = key or f"{entry.key}-endring-{number}"
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", key):
        raise UsageError(
            nb=f"Nøkkelen «{key}» kan bare ha små bokstaver a til z, tall, - og _, med en bokstav først.",
            en=f"The key “{key}” may only have lower-case letters, digits, - and _, a letter first.",
        )
    if key in repository.versions:
        raise UsageError(
            nb=f"Nøkkelen «{key}» er tatt av {repository.versions[key][0].name}. Velg en annen med --key.",
            en=f"The key “{key}” is taken by {repository.versions[key][0].name}. Choose another with --key.",
        )
    file = beside(entry, "").with_name(f"{key}-{VERSION}.yaml")
    data = _data(entry, key, number, title, written_by, valid_from)
    data["changes"] = [_change(each, stands_now, number) for number, each in enumerate(changes, 1)] or [
        {
            "id": "change-1",
            "action": gap(),
            "at": gap(),
            "value": gap(),
        }
    ]
    schema = schema_path(repository, "amendment", file, dry_run=True)
    text = written("amendment", data, lang=lang, schema_path=schema)
    _refuse_changes(entry, changes, text, stands_now, file)
    if not dry_run:
        schema_path(repository, "amendment", file)
        write_whole(file, text.encode(), replace=False)
    return FileChange(file, text.encode(), ("/dev/null", name_in(file, repository)), notes=_notes(changes))


def require_amendable(entry: DocumentFile, repository: Repository) -> None:
    """Raise `StateError` for what cannot be amended, `UsageError` for what lies in no repository."""
    require_in_repository(entry, repository)
    document = require_sound(entry)
    if isinstance(document, FollowUpPlan):
        raise StateError(
            nb=f"{entry} er ingen avtale. En plan endres ved at den får en ny versjon.",
            en=f"{entry} is no agreement. A plan is changed by a new version of it.",
        )
    if not stands(entry, repository):
        raise StateError(
            nb=f"{entry} er et utkast. Rett teksten i filen; bare det som er godkjent, endres med en egen avtale.",
            en=f"{entry} is a draft. Change its text; only what is approved is changed by an amendment.",
        )
    if ended(entry, repository):
        raise over(entry, repository)


def _made_before(
    entry: DocumentFile,
    repository: Repository,
    changes: Sequence[AmendmentRequest],
    valid_from: dt.date | None,
    key: str,
) -> DocumentFile | None:
    """The amendment that these words made before: the same changes, or as yet none, from the same day."""
    wanted = [_said(each.action, each.at, each.value) for each in changes] or [_said("", "", "")]
    day = valid_from.isoformat() if valid_from else None
    for other in repository.amendments.get(entry.key or "", ()):
        data = other.source.data
        stand = [
            _said(each.get("action"), each.get("at"), each.get("to", each.get("value")))
            for each in data.get("changes") or ()
            if isinstance(each, dict)
        ]
        validity = data.get("validity")
        begins = validity.get("from") if isinstance(validity, dict) else None
        if stand == wanted and begins == day and key in ("", other.key):
            return other
    return None


def _said(action: object, at: object, value: object) -> tuple[str, str, str]:
    """A change as it is compared; a gap says nothing."""
    return str(action or ""), str(at or ""), "" if value is None else str(value)


def _number(entry: DocumentFile, repository: Repository) -> int:
    """One more than the keys that amend this agreement already, whichever version."""
    keys = {other.key for other in repository.amendments.get(entry.key or "", ())}
    return len(keys) + 1


def _data(
    entry: DocumentFile, key: str, number: int, title: str, written_by: str, valid_from: dt.date | None
) -> dict[str, Any]:
    raw = entry.source.data
    header = raw.get("control_header", {})
    own = {**({"issuer": header["issuer"]} if "issuer" in header else {})}
    short = _worded(header.get("title"), lambda text: f"Endring {number} av {text}")
    parties = [
        {field: party[field] for field in _PARTY if field in party} for party in raw.get("parties", ())
    ]
    signatories = [
        {field: each.get(field, gap(*_OFFICE)) for field in _SIGNATORY if field in each or field == "title"}
        for each in raw.get("signatories", ())
    ]
    return {
        "format": 1,
        "kind": "amendment",
        "key": key,
        "language": raw.get("language", "nb"),
        "control_header": {
            **own,
            "title": short,
            "version": VERSION,
            "written_by": written_by or gap(),
            **({"effective_from": valid_from.isoformat()} if valid_from else {}),
        },
        "title": title or _worded(raw.get("title"), lambda text: f"Endring {number} av {text}"),
        "parties": parties,
        "amends": {"key": str(entry.key), "version": str(entry.version)},
        "changes": [],
        **({"signatories": signatories} if signatories else {}),
        # It holds as long as what it amends does, however that is prolonged.
        "validity": {"from": valid_from.isoformat() if valid_from else gap(), "until_replaced": True},
    }


def _worded(text: Any, with_: Any) -> Any:
    if isinstance(text, dict):
        return {lang: with_(value) for lang, value in text.items()}
    return with_(text)


def _change(wanted: AmendmentRequest, data: dict[str, Any], number: int) -> dict[str, Any]:
    made: dict[str, Any] = {"id": f"change-{number}", "action": wanted.action}
    if wanted.action == "prolongs":
        return made | {"id": "prolong" if number == 1 else f"prolong-{number}", "to": str(wanted.value)}
    made["at"] = wanted.at
    place = locate(data, wanted.at) if wanted.at.startswith("/") else None
    stands_there = at(data, place) if place is not None else None
    if wanted.action in ("replaces", "removes"):
        if place is None:
            raise UsageError(
                nb=f"Stedet «{wanted.at}» finnes ikke i avtalen.{_near(data, wanted.at)[0]}",
                en=f"The place “{wanted.at}” is not in the agreement.{_near(data, wanted.at)[1]}",
            )
        if isinstance(stands_there, str) or (
            isinstance(stands_there, int) and not isinstance(stands_there, bool)
        ):
            made["old"] = stands_there
        elif wanted.action == "replaces" and isinstance(stands_there, (dict, list)):
            raise UsageError(
                nb=f"På «{wanted.at}» står flere verdier. Nevn den ene som skal endres.{_near(data, wanted.at + '/x')[0]}",
                en=f"At “{wanted.at}” stand several values. Name the one to change.{_near(data, wanted.at + '/x')[1]}",
            )
    if wanted.action != "removes":
        number_wanted = isinstance(stands_there, int) and re.fullmatch(r"0|-?[1-9][0-9]*", str(wanted.value))
        made["value"] = int(str(wanted.value)) if number_wanted else str(wanted.value)
    if wanted.action == "adds" and re.fullmatch(r"[1-9][0-9]*", str(wanted.value)):
        above, _, field = wanted.at.rpartition("/")
        holder = locate(data, above) if above else None
        if holder is not None and _turned_down(data, f"{holder}/{field}", made["value"]):
            made["value"] = int(made["value"])  # the format wants a number there
    return made


def _turned_down(data: dict[str, Any], place: str, value: str) -> bool:
    return any(
        each.pointer == place for each in tree_problems(put(data, place, value), str(data.get("kind")))
    )


def _near(data: dict[str, Any], place: str) -> tuple[str, str]:
    """What stands at the nearest place above, to choose from."""
    from avtale.format.shape import known_by

    above = place if place.startswith("/") else ""
    while above:
        above = above.rpartition("/")[0]
        found = locate(data, above) if above else ""
        if found is None:
            continue
        holder = at(data, found) if found else data
        if isinstance(holder, dict):
            names = list(holder)
        else:
            names = [
                known_by(each) or str(index) for index, each in enumerate(holder or ()) if each is not None
            ]
        here = named(data, found) if found else "/"
        listed = ", ".join(names[:20])
        return f" Under {here} står: {listed}.", f" Below {here} stand: {listed}."
    return " Skriv det som /del/id/felt.", " Write it as /part/id/field."


def _refuse_changes(
    entry: DocumentFile, changes: Sequence[AmendmentRequest], text: str, data: dict[str, Any], file: Path
) -> None:
    """Try the changes on the agreement: a draft whose changes cannot be made is never written."""
    if not changes:
        return
    trial = DocumentFile.of(file, file.name, parse(text, file.name))
    for change, fault, _ in apply(trial, data).faults:
        told = {
            "nowhere": ("stedet finnes ikke", "there is no such place"),
            "old": ("den gamle ordlyden står ikke der", "the old wording does not stand there"),
            "taken": (
                "der står det noe fra før; bruk --replace",
                "something stands there already; use --replace",
            ),
            "empty": ("den nye teksten mangler", "the new text is missing"),
        }[fault]
        raise UsageError(
            nb=f"Endringen på «{change.at}» kan ikke gjøres i {entry}: {told[0]}.{_near(data, change.at or '')[0]}",
            en=f"The change at “{change.at}” cannot be made in {entry}: {told[1]}.{_near(data, change.at or '')[1]}",
        )
    for change, problem in unfit(trial, data):
        raise UsageError(
            nb=f"Endringen på «{change.at}» passer ikke i {entry}: {problem.nb}",
            en=f"The change at “{change.at}” does not fit in {entry}: {problem.en}",
        )
    for wanted in changes:
        end = entry.document.validity.to if entry.document and entry.document.validity else None
        if (
            wanted.action == "prolongs"
            and end is not None
            and isinstance(wanted.value, dt.date)
            and wanted.value <= end.last
        ):
            raise UsageError(
                nb=f"{entry} gjelder alt til {end}. Forleng til en senere dag.",
                en=f"{entry} holds until {end} already. Prolong to a later day.",
            )


def _notes(changes: Sequence[AmendmentRequest]) -> tuple[Message, ...]:
    if changes:
        return ()
    return (
        Message(
            "Ingen endring er skrevet inn. Fyll inn under «changes», eller kjør igjen med --replace, --add, --remove eller --prolong-to.",
            "No change is written in. Fill in under “changes”, or run again with --replace, --add, --remove or --prolong-to.",
        ),
    )
