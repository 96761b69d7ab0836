"""Et fødselsnummer i filen

**Hva.** Et sted i filen står et fødselsnummer, et D-nummer eller et syntetisk fødselsnummer: i en tekst, i en
merknad (#), i et feltnavn eller i filnavnet. Det gjelder også dokumentene i `agreements/plans/`, `avtale.yaml`,
`contacts.yaml`, registeret og loggen. Kontrollsifrene stemmer, og datoen finnes.

**Hvorfor.** Nummeret peker på én person. Det som ligger i en delt mappe, blir lest av mange, og git husker det etter at
det er slettet. Ingen avtale og ingen plan trenger det. Vi skriver aldri ut nummeret: der det står, viser vi prikker.
Et syntetisk nummer tilhører ingen, men blir meldt som de andre: et eksempel blir lett mal for neste dokument.

**Galt**

```yaml
scope: "Avtalen gjelder også eleven med nummer 158507 12325."
```

**Riktig**

```yaml
scope: Avtalen gjelder også elever som har sluttet.
```

**Slik retter du.** Ta bort nummeret. Trenger partene å vite hvem det gjelder, så bruk saksnummeret i arkivet. Er filen
alt delt, må den også ut av git-historien, og personvernombudet skal ha beskjed. Er det et kontonummer, så skriv det
med punktum: 1234.56.78901. Er det et annet nummer som bare ligner, så del det i andre grupper: 123 456 789 01. En
grunnlinje godtar aldri dette funnet.
---
A national identity number in the file

**What.** Somewhere in the file stands a Norwegian national identity number, a D-number or a synthetic one: in a text,
in a comment (#), in the name of a field or of the file. This also goes for the documents in `agreements/plans/`,
`avtale.yaml`, `contacts.yaml`, the register and the log. The check digits are right, and there is such a date.

**Why.** The number points at one person. What lies in a shared folder is read by many, and git remembers it after it was
deleted. No agreement and no plan needs it. We never print the number: dots are shown in its place. A synthetic number
belongs to nobody, but is told like the others: an example soon is the model of the next document.

**Wrong**

```yaml
scope: "Avtalen gjelder også eleven med nummer 158507 12325."
```

**Right**

```yaml
scope: Avtalen gjelder også elever som har sluttet.
```

**How to mend it.** Take the number away. Where the parties must know whom it is about, use the case number of the
archive. If the file was shared already, it must leave the history of git as well, and the data protection officer must
be told. An account number is written with dots: 1234.56.78901. Any other number that only looks like one is written in
other groups: 123 456 789 01. No baseline ever accepts this finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from avtale.facts.git import History
from avtale.facts.repository import Entry, Repository
from avtale.findings import Problem, Severity
from avtale.national_number import Kind, masked, numbers
from avtale.rules.privacy._shared import digits_as_zeros, other_files
from avtale.rules.rule import Facts, Located, strings
from avtale.source.pointer import join
from avtale.source.read import Place, Source

SEVERITY: Severity = "error"

_KINDS: dict[Kind, tuple[str, str]] = {
    "fødselsnummer": ("fødselsnummer", "national identity number"),
    "d-number": ("D-nummer", "D-number"),
    "synthetic": ("syntetisk fødselsnummer", "synthetic national identity number"),
}


def check(facts: Facts) -> Iterator[Problem]:
    """A fødselsnummer has no place in any document, and is never printed (docs/domain.md, "Numbers with check digits")."""
    yield from _of_file(facts.entry.source)
    yield from _of_name(facts.entry)


def check_unread(entry: Entry) -> Iterator[Problem]:
    """The same in a document that cannot be read: no rule about documents sees it."""
    yield from _of_file(entry.source)
    yield from _of_name(entry)


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """The same in every file that is no document."""
    del history
    for source in other_files(repository):
        yield from ((source, problem) for problem in _of_file(source))


def _of_file(source: Source) -> Iterator[Problem]:
    """Each number as it stands in the text, comments and keys included; one that is written with escapes, where its value is."""
    text = source.text
    told = set()
    for found in numbers(text) if b"00000" in digits_as_zeros(text) else ():
        line = text.count("\n", 0, found.start) + 1
        column = found.start - (text.rfind("\n", 0, found.start) + 1) + 1
        pointer = _pointer(source, line - 1, column - 1)
        told.add(pointer)
        yield _problem(pointer, found.kind, (line, column))
    if "\\" in text:
        for pointer, value in strings(source.data):
            for found in numbers(value) if pointer not in told else ():
                yield _problem(pointer, found.kind)


def _of_name(entry: Entry) -> Iterator[Problem]:
    # A loose file is called by its whole path, and where it lies is not the document's affair.
    name = entry.path.name if PurePosixPath(entry.name).is_absolute() else entry.name
    if masked(name) != name:
        yield Problem(
            "",
            "",
            "Filnavnet har et fødselsnummer i seg. Gi filen og mappen navn uten, og ta det gamle navnet ut av git-historien.",
            "The file's name holds a national identity number. Rename the file and folder, and take the old name out of git's history.",
            place=(1, 1),
        )


def _problem(pointer: str, kind: Kind, place: tuple[int, int] | None = None) -> Problem:
    nb, en = _KINDS[kind]
    return Problem(
        "",
        pointer,
        f"Her står et {nb}. Ta det bort; er filen alt delt, må det også ut av git-historien.",
        f"Here stands a {en}. Take it away; if the file was shared, it must leave git's history as well.",
        place=place,
    )


def _pointer(source: Source, line: int, column: int) -> str:
    """The innermost value or key around a place (0-based); that of the part around it for a comment."""
    pointer, place = "", source.root
    while place is not None:
        inside = next(
            ((key, child) for key, child in place.children.items() if _holds(child, line, column)), None
        )
        if inside is None:
            break
        pointer, place = pointer + join(inside[0]), inside[1]
    return pointer


def _holds(place: Place, line: int, column: int) -> bool:
    return (place.key_line, place.key_column) <= (line, column) < (place.end_line, place.end_column)
