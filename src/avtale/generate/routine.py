"""One office's routine: what the list says, on top of the agreement it is based on; the rest is inherited."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from avtale.errors import StateError
from avtale.facts.decided import entry_span
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import state
from avtale.format import schema
from avtale.format.draft import key_from
from avtale.format.model import Routine, Series
from avtale.format.values import date as as_date
from avtale.generate.offices import Office, Step
from avtale.inheritance.chain import resolve
from avtale.source.dump import yaml_lines

FIRST_VERSION = "1.00"
LOCAL_LETTER = "L"
_MADE = (
    "# Laget av «avtale generate routine». Du kan rette i filen: det du endrer, blir stående neste gang den lages.\n"
    "# Navn og telefon står i contacts.yaml. Det som ikke står her, arves fra avtalen.\n"
)
_TITLES = {
    "control_header": "Dokumenthode",
    "title": "Full tittel",
    "based_on": "Bygger på",
    "office": "Kontoret",
    "contacts": "Hvem som har rollen, står i contacts.yaml",
    "routine_steps": "Trinn som bare gjelder her",
    "validity": "Varighet",
}

_GONE = {"withdrawn": "trukket tilbake", "closed": "avsluttet", "superseded": "erstattet"}


class Ground(Struct, frozen=True):
    """What every routine of a run shares: the agreement as it stands on the day, and what a contact is there."""

    parent: DocumentFile
    role: str
    role_title: str
    language: str  # bokmål or nynorsk; what is written here reads the same in both
    begins: dt.date
    """The first day of a new routine: the agreement's, or the day of the run where that is later."""
    ends: dt.date | None
    code: str | None
    starts: dt.date | None = None
    """The agreement's own first day; no routine on it begins before."""


def ground(parent: DocumentFile, repository: Repository, on: dt.date, role: str | None) -> Ground:
    """What the routines take from the agreement. `role`: the id the settings name for a contact person.

    Raises `StateError` for what is no agreement, cannot be read, has ended or been replaced, or has no role for a contact person.
    """
    if parent.document is None or parent.version is None:
        raise StateError(
            nb=f"{parent.name} kan ikke leses som et dokument. Se «avtale check {parent.name}».",
            en=f"{parent.name} cannot be read as a document. See “avtale check {parent.name}”.",
        )
    if parent.document.kind != "agreement":
        raise _no_agreement(parent)
    span = entry_span(parent, repository)
    now = state(parent, repository, on)
    if now.name in ("withdrawn", "closed", "superseded"):
        newer = f" Bygg på {now.superseded_by}." if now.superseded_by else ""
        newer_en = f" Build on {now.superseded_by}." if now.superseded_by else ""
        raise StateError(
            nb=f"{parent} er {_GONE[now.name]}. Rutiner kan ikke bygge på den.{newer}",
            en=f"{parent} is {now.name}. Routines cannot build on it.{newer_en}",
        )
    if span.end is not None and span.end < on:
        raise StateError(
            nb=f"{parent} gikk ut {span.end}. Rutiner kan ikke bygge på den; lag en ny versjon av avtalen først.",
            en=f"{parent} ended {span.end}. Routines cannot build on it; make a new version of the agreement first.",
        )
    named = resolve(parent, repository, on).named
    roles = {one.id: str(one.title or one.id) for one in named.roles if one.id}
    chosen = role if role else _contact_role(roles)
    if chosen is None or chosen not in roles:
        listed = ", ".join(roles) or "ingen"
        said = (
            f"Rollen «{role}» finnes ikke i {parent}."
            if role
            else f"Fant ikke hvilken rolle i {parent} en kontaktperson har."
        )
        said_en = (
            f"There is no role “{role}” in {parent}."
            if role
            else f"Which role a contact person has in {parent} is not clear."
        )
        raise StateError(
            nb=f"{said} Si det i innstillingene: generate, role. Rollene er: {listed}.",
            en=f"{said_en} Say it in the settings: generate, role. The roles are: {', '.join(roles) or 'none'}.",
        )
    header = parent.document.control_header
    return Ground(
        parent, chosen, roles[chosen], "nn" if parent.document.language == "nn" else "nb",
        max(span.start or on, on), span.end, header.code if header else None, span.start,
    )  # fmt: skip


def _no_agreement(parent: DocumentFile) -> StateError:
    """What to give instead of a routine, a plan or an amendment: the agreement that it names."""
    document = parent.document
    named = [*document.based_on, getattr(document, "amends", None)] if document else []
    keys = [one.key for one in named if one is not None and one.key]
    words = schema.of_kind(document.kind if document else None)
    nb = words.get("nb", {}).get("a", "ingen avtale")
    en = words.get("en", {}).get("a", "no agreement")
    return StateError(
        nb=f"{parent} er {nb}. Rutiner bygger på en avtale" + (f": --from {keys[0]}." if keys else "."),
        en=f"{parent} is {en}. Routines build on an agreement" + (f": --from {keys[0]}." if keys else "."),
    )


def first_day(office: Office, ground: Ground, before: Mapping[str, Any] | None) -> dt.date:
    """The day a routine holds from: as the list says, else as before, else the run's; never before the agreement does."""
    if office.effective_from:
        return office.effective_from
    said = as_date(_mapping(before, "control_header").get("effective_from")) or ground.begins
    return max(said, ground.starts or said)


def _contact_role(roles: Mapping[str, str]) -> str | None:
    likely = [name for name in roles if "contact" in name and "first" not in name]
    likely = likely or [name for name, title in roles.items() if "kontaktperson" in title.lower()]
    nav = [name for name in likely if "nav" in name]
    found = nav or likely
    return found[0] if len(found) == 1 else None


def key_of(office: Office, ground: Ground, repository: Repository) -> str:
    """The routine's key: as the list says, else that of the same organisation number before, else made of the name.

    An office that changes its name keeps its routine where its organisation number tells that it is the same.
    """
    if office.key:
        return office.key
    if office.organisation_number:
        before = _by_number(ground, repository).get(office.organisation_number)
        if before:
            return before
    return f"{ground.parent.key}-{key_from(office.office)}"


def _by_number(ground: Ground, repository: Repository) -> dict[str, str]:
    kept = repository.kept.setdefault(("routines by number", ground.parent.key), {})
    if not kept:
        for key, entries in repository.versions.items():
            routine = entries[-1].document
            number = (
                routine.office.organisation_number
                if isinstance(routine, Routine) and routine.office
                else None
            )
            if number and routine and ground.parent.key in [one.key for one in routine.based_on]:
                kept[number] = key
        kept.setdefault("", "")
    found: dict[str, str] = kept
    return found


def routine_data(
    office: Office,
    key: str,
    ground: Ground,
    *,
    version: str,
    dok_id: str | None,
    written_by: str | None,
    before: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """The routine as data. `before` is the one generated last: what is decided once (the first day, the ids of
    the local steps) is taken from it.
    """
    begins = first_day(office, ground, before)
    header: dict[str, Any] = {
        "id": office.dok_id or dok_id,
        "title": f"Lokal rutine for {office.office}",
        "type": "Rutine",
        "version": version,
        "written_by": written_by,
        "effective_from": str(begins),
    }
    place: dict[str, Any] = {
        "name": office.office,
        "municipality": office.municipality,
        "address": office.address,
        "organisation_number": office.organisation_number,
        "days": list(office.days),
        "place": office.place_name,
        "school": office.school,
    }
    title = ground.parent.document.title if ground.parent.document else None
    agreed = (
        title.in_language(ground.language, ground.language)[0]
        if title is not None
        else str(ground.parent.key)
    )
    data: dict[str, Any] = {
        "format": 1,
        "kind": "routine",
        "key": key,
        "language": ground.language,
        # an example of an example: the pages of both say so
        "invented": True if ground.parent.document and ground.parent.document.invented else None,
        "control_header": header,
        "title": f"Lokal rutine for {office.office}",
        "subject": agreed,
        "based_on": [{"key": ground.parent.key, "version": ground.parent.version, "relation": "builds_on"}],
        "office": place,
        "contacts": {"items": [{"role": ground.role}]} if office.contact else None,
        "routine_steps": _steps(office.steps, ground, before),
        "validity": {
            "from": str(begins),
            **({"to": str(ground.ends)} if ground.ends else {"until_replaced": True}),
        },
    }
    filled: dict[str, Any] = _filled(data)
    return filled


def _steps(steps: tuple[Step, ...], ground: Ground, before: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Local steps as duties. A step said in the same words keeps its id; so does one that has its place and new words."""
    if not steps:
        return []
    old = _old_steps(before)
    ids: list[str | None] = [next((i for i, does in old if does == step.does), None) for step in steps]
    taken = {name for name in ids if name}
    for index, (name, _) in enumerate(old):
        if index < len(ids) and ids[index] is None and name not in taken:
            ids[index] = name
            taken.add(name)
    number = max(
        [
            0,
            *(
                int(name.rpartition("-")[2])
                for name in (*taken, *(i for i, _ in old))
                if re.fullmatch(r"local-\d+", name)
            ),
        ]
    )
    actions = []
    for step, known in zip(steps, ids, strict=True):
        name = str(step.more.get("id") or known or "")
        if not name:
            number += 1
            name = f"local-{number}"
        more = {key: value for key, value in step.more.items() if key != "id"}
        actions.append(
            {"id": name, "owner": ground.role, "strength": step.strength, "does": step.does, **more}
        )
    return [{"letter": LOCAL_LETTER, "title": "Lokale trinn", "actions": actions}]


def _old_steps(before: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    steps = (before or {}).get("routine_steps")
    local = [one for one in steps or () if isinstance(one, dict) and one.get("letter") == LOCAL_LETTER]
    actions = (local[0].get("actions") or ()) if local else ()
    return [
        (str(one["id"]), str(one.get("does"))) for one in actions if isinstance(one, dict) and one.get("id")
    ]


def _mapping(data: Mapping[str, Any] | None, key: str) -> Mapping[str, Any]:
    value = (data or {}).get(key)
    return value if isinstance(value, dict) else {}


def _filled(value: Any) -> Any:
    """The data without what is empty."""
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _filled(item)) not in (None, "", [], {})}
    return [_filled(item) for item in value] if isinstance(value, list) else value


def routine_text(data: Mapping[str, Any]) -> str:
    """The YAML text: a line of comment above each part, so that an edit in one and news in the next can be merged."""
    return "\n".join([_MADE.rstrip("\n"), *yaml_lines(data, above=_above, plain_days=True)]) + "\n"


def _above(path: Sequence[str | int], _value: Any) -> list[str]:
    first, *rest = map(str, path)
    if not rest:
        return ["", f"# {_TITLES[first]}"] if first in _TITLES else []
    # Lines that stand close are one change to a merge; a mark of its own keeps two fields two.
    apart = first in ("control_header", "office") and len(rest) == 1 and rest[0] in _LINES
    return [f"# {_LINES[rest[0]]}"] if apart else []


_LINES = {
    "id": "Dok.id.",
    "title": "Kort tittel",
    "type": "Dok.type",
    "version": "Versjon",
    "written_by": "Skrevet av",
    "effective_from": "Gjelder fra",
    "name": "Navn",
    "municipality": "Kommune",
    "address": "Adresse",
    "organisation_number": "Organisasjonsnummer",
    "days": "Dager",
    "place": "Sted",
    "school": "Skole",
}


class Numbers:
    """Free document ids of the county's series; a number is given once, also where its document is gone from the list."""

    def __init__(self, series: Series | None, repository: Repository) -> None:
        self.series = series if series is not None and series.prefix else None
        self.taken = set(repository.keys_by_id)
        numbers = [int(id_[len(self.prefix) :]) for id_ in self.taken if self._of_series(id_)]
        first = (self.series.first if self.series else None) or 1
        self.next = max([first, *(number + 1 for number in numbers)])

    @property
    def prefix(self) -> str:
        return (self.series.prefix if self.series else "") or ""

    def _of_series(self, id_: str) -> bool:
        return self.series is not None and bool(re.fullmatch(re.escape(self.prefix) + r"[0-9]{1,9}", id_))

    def take(self) -> str | None:
        """The next free id; None without a series, so that the quality system can give one later."""
        if self.series is None:
            return None
        number = self.next
        self.next += 1
        return f"{self.prefix}{number:0{self.series.digits or 1}d}"
