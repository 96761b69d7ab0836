"""What is found in a document while it is written: the check's own findings, each at its field, with the way out of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from avtale.catalogue.codes import codes
from avtale.catalogue.finding import finding
from avtale.desk.form.build import Field, Form, home_of
from avtale.desk.form.change import value_at
from avtale.desk.writing.plain import plain
from avtale.errors import AvtaleError
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import SEVERITIES, Severity
from avtale.format.mend import right_value
from avtale.rules.check import entry_problems
from avtale.source.pointer import join, parent
from avtale.source.scalar import Scalar
from avtale.wording import told_in

_GRAVE = (*SEVERITIES, "comment")


class Found(Struct, frozen=True):
    """One finding, or what somebody said of a field: then `severity` is "comment" and there is no code. `pointer` is the field it is about, also where
    that is missing; `mend` the value it should surely have; `spelled` the message as who writes in the file reads it; `missing` whether all there is to do is to fill in that field."""

    code: str
    severity: Severity | Literal["comment"]
    message: str
    pointer: str
    line: int
    mend: Scalar = None
    spelled: str = ""
    missing: bool = False


def findings(entry: DocumentFile, around: Repository, on: dt.date, lang: str) -> list[Found]:
    """Everything that is found in one document, the worst first, then in the order of the file."""
    made = []
    kind = str(entry.source.data.get("kind")) if isinstance(entry.source.data, dict) else ""
    for problem in entry_problems(entry, around, on):
        told = finding(problem, entry.source, told_in(lang))
        missing = problem.about or codes()[problem.code].field
        holds = isinstance(value_at(entry.source.data, problem.pointer), dict)
        part = (
            problem.pointer if holds else parent(problem.pointer)
        )  # a field beside the one that is pointed at
        pointer = part + join(missing) if missing else problem.pointer
        mend: Scalar = None
        if problem.code.startswith("schema-") and entry.document is not None and kind:
            try:
                mend = right_value(entry.source, kind, problem)
            except (AvtaleError, KeyError):
                mend = None
        said = plain(told.message, entry.source.data, problem.pointer, missing or "", told_in(lang))
        made.append(
            Found(problem.code, told.severity, said, pointer, told.line, mend, told.message, bool(missing))
        )
    unique = dict.fromkeys(made)
    return sorted(unique, key=lambda one: (_GRAVE.index(one.severity), one.line))


def remarks(entry: DocumentFile, repository: Repository) -> list[Found]:
    """What was said of a version and waits for an answer, each at its field."""
    waiting = repository.comments.unanswered(entry.key, entry.version)
    return [
        Found("", "comment", f"{one.record.by}: {one.record.text}", one.record.at or "", 0) for one in waiting
    ]


def at_fields(form: Form, kind: str, found: Iterable[Found]) -> Mapping[str, list[Found]]:
    """The findings of one form by the pointer of the field that shows each; "" for those of the part as a whole, or within a list of it.

    The form of the document itself has only those that no other form has.
    """
    shown = set(_pointers(form.field))
    there: dict[str, list[Found]] = {}
    for one in found:
        if not _within(one.pointer, form.pointer) or (not form.pointer and home_of(kind, one.pointer)):
            continue
        at = one.pointer
        while at not in shown and _within(parent(at), form.pointer) and at != form.pointer:
            at = parent(at)
        there.setdefault(at if at in shown and at != form.pointer else "", []).append(one)
    return there


def counted(found: Iterable[Found]) -> Counter[str]:
    """How many findings each part has, those within it too, by its pointer."""
    counts: Counter[str] = Counter()
    for one in found:
        at = one.pointer
        counts[at] += 1
        while at:
            counts[at := parent(at)] += 1
    return counts


def _pointers(field: Field) -> Iterable[str]:
    yield field.pointer
    for each in field.fields:
        yield from _pointers(each)
    for row in field.rows:
        yield row.pointer
        for each in row.fields:
            yield from _pointers(each)


def _within(pointer: str, above: str) -> bool:
    return pointer == above or pointer.startswith(f"{above}/")
