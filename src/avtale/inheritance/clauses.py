"""The duties among the clauses of a document's own sections, as a document below sees them.

Order, numbers and headings are a document's own, and no child has them from its parent. A duty is another matter: it
binds below wherever it stands, so that for a child those of the clauses follow the parent's other responsibilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.joined import Mark
from avtale.source.pointer import join

_WHERE = "responsibilities"


def from_below(found: EffectiveDocument) -> EffectiveDocument:
    """The document as one below it sees it; itself where no clause is a duty."""
    placed = dict(_placed(found.data))
    if not placed:
        return found
    marks = {"": Mark("inherited", found, "")}
    marks |= {place: Mark("inherited", found, clause) for place, (clause, _) in placed.items()}
    return replace(found, data=data_from_below(found.data), marks=marks)


def data_from_below(data: dict[str, Any]) -> dict[str, Any]:
    """The same for its tree alone."""
    duties = [duty for _, duty in _placed(data).values()]
    return {**data, _WHERE: [*_listed(data), *duties], "sections": []} if duties else data


def _placed(data: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    """Where each duty of a clause stands for those below; with where it stands here."""
    first = len(_listed(data))
    found = _duties(data.get("sections"), "/sections")
    return {f"/{_WHERE}/{first + number}": each for number, each in enumerate(found)}


def _listed(data: dict[str, Any]) -> list[Any]:
    own = data.get(_WHERE)
    return own if isinstance(own, list) else []


def _duties(parts: Any, place: str) -> Iterator[tuple[str, Any]]:
    for index, part in enumerate(parts if isinstance(parts, list) else ()):
        if isinstance(part, dict):
            here = f"{place}/{index}"
            if isinstance(part.get("duty"), dict):
                yield here + join("duty"), part["duty"]
            yield from _duties(part.get("clauses"), here + join("clauses"))
