"""Which column of a list of offices is what: as the settings say, else guessed from Norwegian headings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from avtale.findings import Problem
from avtale.format import labels
from avtale.format.model import Columns
from avtale.generate.table import Cell, Row, Table

_LOOK_AT = 10  # rows above the heading that a title or a date may take

# What people call the columns. The field's own name and its title in the schema count as well.
_HEADINGS = {
    "office": "kontor kontornavn navkontor navnpåkontor navnkontor enhet enhetsnavn office name navn",
    "key": "nøkkel key kortnavn",
    "dok_id": "dokid dokumentid doknr docid documentid",
    "organisation_number": "organisasjonsnummer orgnr orgnummer organisasjonsnr organisationnumber",
    "municipality": "kommune kommunenavn municipality",
    "address": "adresse besøksadresse gateadresse address",
    "postal_code": "postnummer postnr postalcode",
    "postal_town": "poststed postaltown",
    "days": "dager ukedager kontordager tilstededager dagerpåskolen days",
    "place": "sted møtested place",
    "school": "skole videregåendeskole school",
    "contact": "kontaktperson kontakt kontaktpersonnav navkontakt contact contactperson",
    "telephone": "telefon tlf telefonnummer tlfnr mobil mobilnummer phone telephone",
    "email": "epost epostadresse mail email emailadresse",
    "deputy": "stedfortreder vara varakontakt vikar deputy",
    "leader": "leder navleder kontorleder enhetsleder leader",
    "language": "språk målform language",
    "contact_from": "kontaktpersonfra kontaktfra fradato contactfrom contactpersonfrom",
    "effective_from": "gjelderfra gyldigfra effectivefrom",
    "steps": "lokaletrinn trinn lokaletiltak lokalerutiner egnetrinn lokalrutine steps localsteps",
}
FIELDS = tuple(_HEADINGS)
_KNOWN = {word: field for field, words in _HEADINGS.items() for word in words.split()}


class Column(Struct, frozen=True):
    """One column in use: its field, its number (or key, in YAML and JSON), its heading, and how it was found."""

    field: str
    at: int | str
    heading: str
    guessed: bool


class Layout(Struct, frozen=True):
    """How a list is laid out. `first` is the index of the first row below the heading; `unused`: headings of no use."""

    columns: tuple[Column, ...] = ()
    first: int = 0
    unused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def layout(table: Table, told: Columns | None) -> Layout:
    """Find the columns of `table`; `told` are the settings', which go before every guess."""
    named = {plain(heading): field for field in FIELDS if (heading := told and getattr(told, field))}
    if table.keyed:
        keys: dict[str, None] = {str(key): None for row in table.rows for key in row.cells}
        headings: list[tuple[int | str, Cell]] = [(key, Cell(key, 1, 1)) for key in keys]
        return _checked(_columns(headings, named), 0, told, Cell("", 1, 1))
    best, chosen = -1, 0
    for index, row in enumerate(table.rows[:_LOOK_AT]):
        score = len(_columns(_headings(row), named)[0])
        if score > best:
            best, chosen = score, index
    if best <= 0 and not named:
        seen = ", ".join(
            f"«{cell.value}»" for cell in next(iter(table.rows), Row(1, {})).cells.values() if not cell.empty
        )
        return Layout(problems=(_no_heading(seen),))
    row = table.rows[chosen] if table.rows else Row(1, {0: Cell("", 1, 1)})
    start = next(iter(row.cells.values()))
    return _checked(_columns(_headings(row), named), chosen + 1, told, start)


def _headings(row: Row) -> list[tuple[int | str, Cell]]:
    return [
        (at, cell) for at, cell in row.cells.items() if isinstance(cell.value, str) and cell.value.strip()
    ]


Found = tuple[dict[str, Column], list[str], list[tuple[str, Cell, str]], list[Cell]]


def _columns(headings: list[tuple[int | str, Cell]], named: Mapping[str, str]) -> Found:
    """The columns by field, the headings of no use, two headings for one field, and headings that are merged."""
    found: dict[str, Column] = {}
    unused: list[str] = []
    twice: list[tuple[str, Cell, str]] = []
    merged = []
    for at, cell in headings:
        word = plain(str(cell.value))
        field = named.get(word)
        guessed = field is None
        if field is None:
            field = _KNOWN.get(word)
            if field in named.values():
                field = None  # the settings name another heading for it
        if field is None:
            unused.append(str(cell.value))
            continue
        if cell.wrong is not None:
            merged.append(cell)
        if field in found:
            twice.append((field, cell, found[field].heading))
            continue
        found[field] = Column(field, at, str(cell.value), guessed)
    return found, unused, twice, merged


def _checked(columns: Found, first: int, told: Columns | None, start: Cell) -> Layout:
    found, unused, twice, merged = columns
    problems = []
    for field, cell, heading in twice:
        nb = f"Både «{heading}» og «{cell.value}» ser ut til å være {title(field, 'nb').lower()}. Si hvilken i innstillingene: generate, columns, {field}."
        en = f"Both “{heading}” and “{cell.value}” seem to be {title(field, 'en').lower()}. Say which in the settings: generate, columns, {field}."
        problems.append(_problem(nb, en, cell))
    for cell in merged:
        assert cell.wrong is not None
        problems.append(
            _problem(
                f"Overskriften i {cell.name}: {cell.wrong.nb}",
                f"The heading in {cell.name}: {cell.wrong.en}",
                cell,
            )
        )
    for field in FIELDS:
        wanted = getattr(told, field) if told else None
        if wanted and field not in found:
            nb = f"Innstillingene sier at {title(field, 'nb').lower()} står under «{wanted}», men listen har ingen slik overskrift."
            en = f"The settings say that {title(field, 'en').lower()} stands under “{wanted}”, but the list has no such heading."
            problems.append(_problem(nb, en, start))
    if "office" not in found and not (told and told.office):
        seen = ", ".join(f"«{each}»" for each in (*(c.heading for c in found.values()), *unused)) or "ingen"
        problems.append(_no_heading(seen, start))
    chosen = tuple(sorted(found.values(), key=lambda column: FIELDS.index(column.field)))
    return Layout(chosen, first, tuple(unused), tuple(problems))


def _no_heading(seen: str, start: Cell | None = None) -> Problem:
    nb = f"Fant ingen kolonne med navnet på kontoret. Overskriftene er: {seen or 'ingen'}. Kall kolonnen «Kontor», eller si i innstillingene hva den heter: generate, columns, office."
    en = f"There is no column with the office's name. The headings are: {seen or 'none'}. Call it “Kontor”, or say in the settings what it is called: generate, columns, office."
    return _problem(nb, en, start or Cell("", 1, 1))


def _problem(nb: str, en: str, cell: Cell) -> Problem:
    return Problem("office-list", "", nb, en, place=(cell.line, cell.column))


def title(field: str, lang: str) -> str:
    """What a field is called, by the schema of the settings."""
    return labels.title_of(labels.property_at("settings", ("generate", "columns", field)), lang)


def plain(heading: str) -> str:
    """A heading by its letters alone, so that «Org.nr.» and «orgnr» are one."""
    return re.sub(r"[\W\d_]+", "", heading.casefold())
