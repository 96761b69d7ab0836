"""Documents to render: the real ones, and one of each kind with every field of the model filled in."""

from __future__ import annotations

import datetime as dt
import itertools
import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import structs

from avtale import partial_date
from avtale.format import model
from avtale.format.bind import load
from avtale.format.model import Document, Part
from avtale.format.values import PartOfYear, Period, Text
from avtale.partial_date import PartialDate
from avtale.render.page import Edition, Page, page_html
from avtale.source.read import read_source
from tests.support import ON, ROOT, discovered

REAL = discovered(sorted((ROOT / "agreements").glob("*/*-[0-9]*.yaml")), at_least=3)
KINDS = discovered(sorted(model.KINDS), at_least=2)

# What a field must hold for the page to know what it means; all else is filled with a word of its own.
_MEANT: dict[tuple[str, str], Any] = {
    ("Duty", "strength"): "should",
    ("Duty", "consent"): "required",
    ("Scheme", "strength"): "may",
    ("Presence", "strength"): "shall",
    ("Age", "to_bound"): "inclusive",
    ("Reference", "relation"): "legal_basis",
    ("Cost", "paid_by"): "each_party",
    ("Body", "decides_by"): "majority",
    ("OfficeHours", "from_"): "08:07",
    ("OfficeHours", "to"): "15:31",
    ("Name", "language"): "se",
    ("Terms", "authoritative_languages"): ("nn",),
    **{(name, "currency"): "EUR" for name in ("Cost", "Economy", "Funding", "Payment")},
    ("Section", "id"): "egen-del",
    ("Document", "language"): "nb",
    ("Document", "numbering"): "paragraph",
    ("EndCondition", "terminated_by"): "one",
    ("Change", "action"): "adds",
    ("Measure", "type"): "work_training",
    ("Event", "type"): "interrupted",
}
_REFERS = {(cls.__name__, attribute): target for cls, _, attribute, target in model.REFERS}
_IDS = {
    "party": "part-1",
    "actor": "rolle-1",
    "body": "organ-1",
    "target_group": "gruppe-1",
    "follow_up": "møte-1",
}

_LEVELS = 1

Path_ = tuple[str | int, ...]


@cache
def real(name: str) -> Document:
    """The document of the repository whose file is called `name`."""
    path = next(path for path in REAL if path.stem == name)
    document = load(read_source(path))
    assert document is not None
    return document


def rendered(document: Document, **options: Any) -> Page:
    """The page in bokmål on the fixed day, for paper, unless told otherwise."""
    return page_html(Edition(document=document, **{"lang": "nb", "on": ON, "medium": "paper", **options}))


@cache
def full(kind: str) -> Document:
    """A document of `kind` in which nothing is left out."""
    counter = itertools.count(1)
    made = _part(model.KINDS[kind], counter, "")
    assert isinstance(made, Document)
    return structs.replace(made, kind=kind, transcribed_from=None)


@cache
def transcribed(kind: str) -> Document:
    """The same, as a record of another document."""
    return structs.replace(full(kind), transcribed_from=_part(model.Transcription, itertools.count(9000), ""))


def leaves(part: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Each value that is no part and no list, with the way to it."""
    if isinstance(part, Part):
        for field in structs.fields(part):
            if field.name != "pointer":
                yield from leaves(getattr(part, field.name), (*path, field.name))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from leaves(item, (*path, index))
    elif part is not None:
        yield path, part


def without(part: Any, path: Path_) -> Any:
    """The same with the value at `path` taken out."""
    head, rest = path[0], path[1:]
    if isinstance(part, tuple):
        assert isinstance(head, int)
        if not rest:
            return part[:head] + part[head + 1 :]
        return (*part[:head], without(part[head], rest), *part[head + 1 :])
    assert isinstance(head, str)
    return structs.replace(part, **{head: without(getattr(part, head), rest) if rest else None})


def replaced_texts(part: Any, value: str) -> Any:
    """The same with `value` for every text."""
    if isinstance(part, Part):
        changes = {
            field.name: replaced_texts(getattr(part, field.name), value)
            for field in structs.fields(part)
            if field.name not in ("pointer", "kind", "language", "id") and not field.name.startswith("to_b")
        }
        return structs.replace(part, **changes)
    if isinstance(part, tuple):
        return tuple(replaced_texts(item, value) for item in part)
    if isinstance(part, Text):
        return Text((("", value),), part.pointer, part.markdown)
    return value if isinstance(part, str) else part


def _part(cls: type[Part], counter: Iterator[int], pointer: str) -> Part:
    hints = typing.get_type_hints(cls)
    values: dict[str, Any] = {"pointer": pointer}
    for field in structs.fields(cls):
        if field.name != "pointer":
            values[field.name] = _value(
                cls, field.name, hints[field.name], counter, f"{pointer}/{field.name}"
            )
    return cls(**values)


def _value(cls: type[Part], name: str, hint: Any, counter: Iterator[int], pointer: str) -> Any:
    for owner in cls.__mro__:
        if (owner.__name__, name) in _MEANT:
            return _MEANT[owner.__name__, name]
    many = typing.get_origin(hint) is tuple
    options = typing.get_args(hint)
    kind = next(option for option in options if option not in (types.NoneType, Ellipsis))
    if kind is cls and pointer.count(f"/{name}") > _LEVELS:  # clauses below clauses
        return ()
    if target := _REFERS.get((cls.__name__, name)):
        return (_IDS[target],) if many else _IDS[target]
    if name == "id":
        own = {
            "Party": "party",
            "Role": "actor",
            "Body": "body",
            "TargetGroup": "target_group",
            "Meeting": "follow_up",
        }.get(cls.__name__)
        return _IDS[own] if own else f"id-{next(counter)}"
    value = _single(cls, name, kind, counter, f"{pointer}/0" if many else pointer)
    return (value,) if many else value


def _single(cls: type[Part], name: str, kind: Any, counter: Iterator[int], pointer: str) -> Any:
    number = next(counter)
    if kind is Text:
        return Text(
            (("", f"ord{number}x"),), pointer, markdown=name in ("text", "principle", "scope", "aims")
        )
    if kind is str:
        return f"ord{number}x"
    if kind is int:
        return {"month": 5, "day": 17}.get(name, 1000 + number)
    if kind is bool:
        return True
    if kind in (dt.date, PartialDate):
        # a name's span has to hold on the day it is shown
        day = dt.date(2001 if name == "from_" else 2090, 1, 1) + dt.timedelta(days=number)
        return day if kind is dt.date else partial_date.on(day)
    if kind is PartOfYear:
        return PartOfYear("quarter", 4, 6)
    if kind is Decimal:
        return Decimal(number % 90 if name == "percent" else 1000 + number) + Decimal("0.5")
    if kind is Period:
        return Period(100 + number, "week")
    assert isinstance(kind, type), f"{cls.__name__}.{name}: {kind}"
    assert issubclass(kind, Part), f"{cls.__name__}.{name}: {kind}"
    return _part(kind, counter, pointer)
