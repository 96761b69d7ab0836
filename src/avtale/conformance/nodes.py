"""The structure tree read once into light nodes, without following a loop."""

from __future__ import annotations

from typing import Any

from avtale.conformance.complaint import Unjudged
from avtale.conformance.objects import is_dictionary, kids_of

_NAMES = """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Ruby RB RT RP Warichu WT WP
Link Annot Figure Formula Form"""
STANDARD = frozenset(_NAMES.split())
"""The standard structure types of ISO 32000-1, 14.8.4."""

PASSED_THROUGH = frozenset(("NonStruct", "Div", "Part"))
"""Groups without a meaning of their own: their children count as their parent's (as veraPDF reads them)."""

_MOST = 400_000
_DEEPEST = 2_000


class Node:
    """One element: its standard type, its place, its elements in order."""

    __slots__ = ("element", "kids", "kind", "parent")

    def __init__(self, kind: str, element: Any, parent: Node | None) -> None:
        self.kind, self.element, self.parent = kind, element, parent
        self.kids: list[Node] = []

    @property
    def significant_parent(self) -> str:
        """The type of the nearest element around it that means something; empty at the root."""
        around = self.parent
        while around is not None and around.kind in PASSED_THROUGH:
            around = around.parent
        return around.kind if around is not None else ""

    @property
    def significant_kids(self) -> list[Node]:
        """The elements in it, those of groups without a meaning in their place."""
        if not any(kid.kind in PASSED_THROUGH for kid in self.kids):
            return self.kids
        found: list[Node] = []
        waiting = self.kids[::-1]
        while waiting:
            kid = waiting.pop()
            if kid.kind in PASSED_THROUGH:
                waiting += kid.kids[::-1]
            else:
                found.append(kid)
        return found

    @property
    def has_content(self) -> bool:
        """Whether something that is drawn belongs to the element or to one in it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            for kid in kids_of(node.element):
                if isinstance(kid, int) or (is_dictionary(kid) and kid.get("/Type") == "/MCR"):
                    return True
            waiting += node.kids
        return False

    def text(self, key: str) -> str:
        """A text of the element, without the space around it."""
        return str(self.element.get(key, "")).strip()

    def attribute(self, key: str) -> Any:
        """An attribute of the element (ISO 32000-1, 14.7.5), or None."""
        given = self.element.get("/A", {})
        for one in [given] if is_dictionary(given) else given:
            if is_dictionary(one) and key in one:
                return one[key]
        return None


def tree(root: Any) -> list[Node]:
    """Every element under the root in reading order. Raises `Unjudged` for a tree without end."""
    mapped = root.get("/RoleMap", {})
    found: list[Node] = []
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, Node | None, int]] = [(kid, None, 0) for kid in reversed(kids_of(root))]
    while waiting:
        item, parent, depth = waiting.pop()
        if not (is_dictionary(item) and "/S" in item):
            continue
        if item.is_indirect:
            if item.objgen in seen:
                raise Unjudged
            seen.add(item.objgen)
        node = Node(_standard(str(item.S), mapped), item, parent)
        found.append(node)
        if len(found) > _MOST or depth > _DEEPEST:
            raise Unjudged
        if parent is not None:
            parent.kids.append(node)
        waiting += [(kid, node, depth + 1) for kid in reversed(kids_of(item))]
    return found


def _standard(name: str, mapped: Any) -> str:
    for _ in range(20):
        if name[1:] in STANDARD or name not in mapped:
            break
        name = str(mapped[name])
    return name[1:]
