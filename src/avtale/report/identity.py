"""What makes a finding the same finding tomorrow, though lines have moved and the wording has changed.

A finding is known by its code, its file, its place and what stands there. The place is its pointer, in
which a list item is called by its own name where it has one, so that an item put in before it changes nothing:
/responsibilities/[id=tell-interrupted]/informs. What stands there is

- the value, for a single value or a list;
- the single values right inside it, for fields that belong together, such as an age from and to;
- nothing, for an item that has a name, for the whole document, and for a field that is missing: there the
  place says all, and mending one fault must not make another look new.

Findings that agree in all of this are told apart by their number.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from avtale.catalogue.report import Report
from avtale.findings import Finding
from avtale.national_number import masked, masked_data
from avtale.report.fragment import line_of
from avtale.source import pointer as pointers

if TYPE_CHECKING:
    from avtale.source.read import Source

# What tells an item of a list from its siblings, the first that it has. Never a person's name: a baseline lies in git.
_NAMES = ("id", "letter", "key", "code", "party", "language", "title")


class Identity(Struct, frozen=True, order=True):
    """One finding as it is recognised: everything but line, column and wording."""

    file: str
    pointer: str
    code: str
    content: str

    def digest(self, number: int = 0) -> str:
        """A stable fingerprint, hex; `number` tells equal findings apart."""
        return _digest([self.code, self.file, self.pointer, self.content, number])


def identities(report: Report) -> list[Identity]:
    """The identity of each of the report's findings, in their order."""
    return [identity(finding, report.sources.get(finding.file)) for finding in report.findings]


def fingerprints(report: Report) -> list[str]:
    """A fingerprint for each of the report's findings, in their order; no two are the same."""
    seen: Counter[Identity] = Counter()
    found = []
    for each in identities(report):
        found.append(each.digest(seen[each]))
        seen[each] += 1
    return found


def identity(finding: Finding, source: Source | None) -> Identity:
    """How a finding in `source` is recognised."""
    if source is None or source.data is None:
        # A file that cannot be read has no places; its line is all there is.
        line = (line_of(source, finding) or "").strip()
        return Identity(finding.file, finding.pointer, finding.code, _digest(line) if line else "")
    value, place, named = source.data, "", True
    for part in pointers.split(finding.pointer):
        if isinstance(value, list) and 0 <= pointers.index(part) < len(value):
            value = value[pointers.index(part)]
            name = _name(value)
            named = name is not None
            place += pointers.join(name or "*")
        elif isinstance(value, dict) and part in value:
            value, named = value[part], False
            place += pointers.join(part)
        else:
            place += pointers.join(part)
            value, named = None, True
    if finding.about:
        place += f"#{finding.about}"
        return Identity(finding.file, place, finding.code, "")
    return Identity(finding.file, place, finding.code, _content(value, named))


def _name(item: Any) -> str | None:
    if isinstance(item, dict):
        for key in _NAMES:
            if isinstance(item.get(key), (str, int)) and item[key] != "":
                return masked(f"[{key}={item[key]}]")
    return None


def _content(value: Any, named: bool) -> str:
    if isinstance(value, dict):
        return "" if named else _digest(_single(value))
    return "" if value is None else _digest(value)


def _single(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if not isinstance(value, (dict, list))}


def _digest(data: Any) -> str:
    # A checksum of eleven digits would soon give them away, and baselines lie in git.
    text = json.dumps(masked_data(data), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
