"""What joining a child to its parent gives: the tree, how each value came there, and how each bound stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from msgspec import Struct, field

from avtale.format.shape import Direction, Shape
from avtale.inheritance.bounds import Relation

OWN = frozenset(
    {
        "format", "kind", "key", "language", "languages", "transcribed_from", "supersedes", "control_header", "title", "subject",
        "based_on", "numbering", "invented", "signatories", "adoptions", "annexes", "sections", "silences",
        "amends", "changes", "left_out", "office", "year", "references", "disagreements", "contacts", "funding",
        "selection", "youth", "right", "mapping", "education_goal", "interest_activities", "means_tried", "measures",
        "nav_requires", "legal_bases", "consents", "responsible_now", "events", "run_by", "terms",
    }
)  # fmt: skip
"""What a document says of itself. No child has it from its parent."""

How = Literal["own", "inherited", "narrowed", "widened", "changed", "loosened", "added", "amended"]


class Tree(Protocol):
    """A whole document as seen from below."""

    @property
    def data(self) -> dict[str, Any]: ...

    @property
    def duties(self) -> Mapping[str, str]: ...

    @property
    def parties(self) -> Mapping[str, str]: ...


class Mark(Struct, frozen=True):
    """How a value came to stand in a tree. `home` is the parent's tree it is from, or None for the document's own file.

    `pointer` is its place there. `over` is the place in the parent's tree, and the value, that it stands over.
    """

    how: How
    home: Any
    pointer: str
    over: tuple[Any, str, Any] | None = None


class Move(Struct, frozen=True):
    """One bound a child states against one its parent has. The pointers are the child's file's,

    the parent's tree's and the joined tree's."""

    field: str
    shape: Shape
    direction: Direction
    relation: Relation
    pointer: str
    above_pointer: str
    out: str
    above: Any
    below: Any
    parent: Any


class Joined(Struct):
    """A child joined to a parent: the data, how each value came there, the bounds, and where the child's parts went."""

    data: dict[str, Any]
    marks: dict[str, Mark]
    moves: list[Move] = field(default_factory=list)
    placed: dict[str, str] = field(default_factory=dict)
