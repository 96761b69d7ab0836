"""What the rules about letters share: how a place is called, and one finding for many of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.other_files import other_files
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Problem, Severity
from avtale.format import labels, schema
from avtale.locales import languages
from avtale.rules.rule import Located
from avtale.source import pointer as pointers
from avtale.source.letters import Kind, Spot, called, hits
from avtale.source.read import Source

_FROZEN = (
    "register_event",
    "log_entry",
    "comment",
)  # files that are never changed: a finding that blocks would stay for ever


def severity_in(name: str) -> Severity | None:
    """A file of the register, the log or the comments is never changed, so what is wrong there is told and blocks nothing."""
    return "warning" if name in _FROZEN else None


def is_running(name: str, pointer: str) -> bool:
    """Whether the value at a pointer is a sentence, and no name, title, id or word; `name` is the file's schema."""
    path = _path(pointer)
    spec = labels.property_at(name, path) if name in schema.names() else {}
    return "nb" in spec.get("properties", {}) and str(path[-1] if path else "") not in _TITLES


_TITLES = ("title", "public_title", "type", "status", "line", "place")


def label(name: str, pointer: str, lang: str) -> str:
    """How a message calls the value at a pointer: «Navn» (name)."""
    path = _path(pointer)
    while path and isinstance(path[-1], int):
        path.pop()
    if not path or name not in schema.names():
        return "Filen" if lang == "nb" else "The file"
    return labels.label(labels.property_at(name, path), str(path[-1]), lang)


def _path(pointer: str) -> list[str | int]:
    path: list[str | int] = [
        pointers.index(part) if part.isdecimal() else part for part in pointers.split(pointer)
    ]
    if path and path[-1] in languages():  # a text in one of its languages
        path.pop()
    return path


def kind_in(source: Source) -> str:
    """The name of a document's schema; "" where its kind is none."""
    kind = source.data.get("kind") if isinstance(source.data, dict) else None
    return kind if isinstance(kind, str) and kind in schema.kinds() else ""


def spotted(source: Source, kind: Kind) -> Iterator[tuple[Spot, int]]:
    """The first place of each such character in each value, key or line of comment, and how many there are."""
    many: dict[object, int] = {}
    first: dict[object, Spot] = {}
    for spot in source.spots:
        if spot.kind == kind:
            same = (spot.char, spot.pointer, spot.where, spot.line if spot.where == "comment" else 0)
            many[same] = many.get(same, 0) + 1
            first.setdefault(same, spot)
    yield from ((spot, many[same]) for same, spot in first.items())


def describe_spot(
    spot: Spot, many: int, name: str, nb: str, en: str, severity: Severity | None = None
) -> Problem:
    """One problem about a character: where it is, what it is called, and `nb` and `en`, what to do."""
    times_nb, times_en = (f", {many} ganger", f", {many} times") if many > 1 else ("", "")
    where_nb, where_en = {
        "value": (label(name, spot.pointer, "nb"), label(name, spot.pointer, "en")),
        "key": ("Navnet på et felt", "The name of a field"),
        "comment": ("En merknad eller løs tekst", "A comment or loose text"),
    }[spot.where]
    return Problem(
        "",
        spot.pointer,
        f"{where_nb} har {called(spot.char).nb} i tegn {spot.column}{times_nb}. {nb}",
        f"{where_en} has {called(spot.char).en} at column {spot.column}{times_en}. {en}",
        on_key=spot.where == "key",
        place=(spot.line, spot.column),
        severity=severity,
    )


def in_file_name(name: str, kind: Kind, nb: str, en: str) -> Iterator[Problem]:
    """The same for the name of a file, which no other place of a finding shows."""
    for at, found in hits(name):
        if found == kind:
            yield Problem(
                "",
                "",
                f"Navnet på filen har {called(name[at]).nb}. {nb}",
                f"The name of the file has {called(name[at]).en}. {en}",
                place=(1, 1),
            )
            return


def in_document(entry: DocumentFile, kind: Kind, nb: str, en: str) -> Iterator[Problem]:
    """Every such character of a document, read or not, and of its name."""
    name = kind_in(entry.source)
    yield from in_file_name(entry.name, kind, nb, en)
    yield from (describe_spot(spot, many, name, nb, en) for spot, many in spotted(entry.source, kind))


def in_others(repository: Repository, kind: Kind, nb: str, en: str) -> Iterator[Located]:
    """The same for every file that is no document."""
    for other in other_files(repository):
        severity = severity_in(other.schema)
        for problem in in_file_name(other.source.name, kind, nb, en):
            yield other.source, problem
        yield from (
            (other.source, describe_spot(spot, many, other.schema, nb, en, severity))
            for spot, many in spotted(other.source, kind)
        )
