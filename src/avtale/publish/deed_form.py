"""The empty form of what is to be recorded as done: a row for each deadline that was missed, and the next of each duty."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable

from avtale.facts.agenda import Due, agenda
from avtale.facts.repository import DocumentFile, Repository
from avtale.generate.deeds import FIELDS, FORM, title
from avtale.locales import require_language
from avtale.publish.words import due_headline
from avtale.source.dump import dump


def deed_form(
    repository: Repository,
    on: dt.date,
    *,
    entries: Iterable[DocumentFile] | None = None,
    lang: str = "nb",
    as_yaml: bool = False,
) -> bytes:
    """The form for all documents, or for every version of those given: as CSV that Norwegian Excel opens, or as YAML."""
    require_language(lang)
    versions = None if entries is None else [one for entry in entries for one in repository.versions.get(entry.key or "", ())]  # fmt: skip
    rows = [_row(one, lang) for one in _to_do(agenda(repository, on, entries=versions))]
    if as_yaml:
        kept = [{field: value or None for field, value in zip(FIELDS, row, strict=True)} for row in rows]
        return dump({FORM.keys[0]: kept})
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([title(field, lang) for field in FIELDS])
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def _to_do(dues: Iterable[Due]) -> list[Due]:
    seen: set[tuple[str, str]] = set()
    found = []
    for one in dues:
        if not one.by_done or one.status not in ("missed", "due"):
            continue
        if one.status == "due":
            if (one.key, one.id) in seen:
                continue
            seen.add((one.key, one.id))
        found.append(one)
    return sorted(found, key=lambda one: (one.key, one.due, one.id))


def _row(one: Due, lang: str) -> list[str]:
    told = {
        "key": one.key,
        "duty": one.id,
        "occurrence": one.date.isoformat(),
        "what": due_headline(one, lang),
    }
    return [told.get(field, "") for field in FIELDS]
