"""The form of a file as it was made: this product's signature fields and nothing else, and nothing that acts.

What the pages say is for others to prove. Here it is seen to that a field is what it looks like: one
widget, on one page, inside it, beside the others, under the name of the party that signs there.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from avtale.format.signing import TIMESTAMP_FIELD, party_of
from avtale.message import Message
from avtale.sign.pdf.values import Objects, Ref, Stream, Value, text_of
from avtale.sign.updates.appearance import ACTIONS
from avtale.sign.updates.revisions import Revision

_KEYS = frozenset({"/Fields", "/SigFlags"})
_FIELD = frozenset(["/Type", "/Subtype", "/Rect", "/P", "/F", "/T", "/TU", "/FT", "/AP", "/StructParent"])
_PRINTED_AND_LOCKED = 132  # ISO 32000-1, table 165: bits 3 and 8, and neither hidden nor without a view
_ACTING = frozenset(
    [
        "/OpenAction",
        "/AA",
        "/OCProperties",
        "/Collection",
        "/Requirements",
        "/XFA",
        "/NeedsRendering",
        "/Perms",
    ]
)
_MOVES = frozenset({"/GoTo", "/URI"})  # links inside the document, and to a page of the web
_SLACK = Decimal("0.5")  # points

_Box = tuple[Decimal, Decimal, Decimal, Decimal]


def form_faults(first: Revision, fields: frozenset[str]) -> Iterator[Message]:
    """What is wrong with the first revision; `fields` are those the source asks for, none where it is unknown."""
    objects = first.values
    root = objects.get(first.trailer.get("/Root"))
    if not isinstance(root, dict):
        yield _form("katalogen", "the catalog")
        return
    for key in sorted(root.keys() & _ACTING):
        yield _form(f"{key} i katalogen", f"{key} in the catalog")
    if any(_acts(value) for value in objects.values()):
        yield _form("en handling", "an action")
    form = _at(root.get("/AcroForm"), objects)
    if form is None:
        return
    listed = _at(form.get("/Fields"), objects) if isinstance(form, dict) else None
    if not isinstance(listed, tuple) or not form.keys() <= _KEYS or len(set(listed)) != len(listed):
        keys = ", ".join(sorted(form.keys() - _KEYS)) if isinstance(form, dict) else ""
        yield _form(f"skjemaet {keys}".strip(), f"the form {keys}".strip())
        return
    yield from _fields(listed, objects, root, fields)


def _fields(
    listed: tuple[Value, ...], objects: Objects, root: dict[str, Value], wanted: frozenset[str]
) -> Iterator[Message]:
    pages = _pages(root.get("/Pages"), objects)
    widgets = [
        annotation
        for page, _ in pages.values()
        for annotation in _list(page.get("/Annots"), objects)
        if isinstance(entries := _at(annotation, objects), dict) and entries.get("/Subtype") == "/Widget"
    ]
    if len(widgets) != len(listed) or set(widgets) != set(listed):
        yield _form(
            "felt på sidene og i skjemaet stemmer ikke", "the fields on the pages are not those of the form"
        )
    placed: list[tuple[Value, _Box]] = []
    names: set[str] = set()
    for ref in listed:
        field = objects.get(ref) if isinstance(ref, Ref) else None
        name = text_of(field.get("/T")) if isinstance(field, dict) else ""
        box = _box(field.get("/Rect")) if isinstance(field, dict) else None
        if (
            not isinstance(field, dict)
            or box is None
            or name in names
            or not _is_ours(field, name, wanted, objects)
            or not _lies_in(box, pages.get(field["/P"]))
            or ref not in _list(pages[field["/P"]][0].get("/Annots"), objects)
            or any(page == field["/P"] and _overlap(box, other) for page, other in placed)
        ):
            yield _form(f"feltet «{name[:60]}»", f"the field “{name[:60]}”")
            continue
        names.add(name)
        placed.append((field["/P"], box))


def _is_ours(field: dict[str, Value], name: str, wanted: frozenset[str], objects: Objects) -> bool:
    known = name == TIMESTAMP_FIELD or (name in wanted if wanted else party_of(name) is not None)
    appearance = field.get("/AP")
    drawn = (
        objects.get(appearance.get("/N")) if isinstance(appearance, dict) and len(appearance) == 1 else None
    )
    return (
        known
        and field.keys() <= _FIELD
        and (field.get("/FT"), field.get("/Subtype")) == ("/Sig", "/Widget")
        and field.get("/F") == _PRINTED_AND_LOCKED
        and isinstance(field.get("/P"), Ref)
        and isinstance(drawn, Stream)
        and drawn.entries.get("/Subtype") == "/Form"
    )


def _pages(tree: Value, objects: Objects) -> dict[Ref, tuple[dict[str, Value], _Box | None]]:
    """Each page with its media box, its own or inherited; `bounds` has found the tree to be one."""
    found: dict[Ref, tuple[dict[str, Value], _Box | None]] = {}
    waiting: list[tuple[Value, _Box | None]] = [(tree, None)]
    while waiting:
        ref, inherited = waiting.pop()
        node = objects.get(ref) if isinstance(ref, Ref) else None
        if not isinstance(node, dict) or ref in found:
            continue
        box = _box(_at(node.get("/MediaBox"), objects)) or inherited
        if "/Kids" in node:
            waiting += [(kid, box) for kid in _list(node["/Kids"], objects)]
        else:
            found[ref] = (node, box)
    return found


def _box(value: Value) -> _Box | None:
    """Four direct numbers, from low to high."""
    if (
        not isinstance(value, tuple)
        or len(value) != 4
        or not all(isinstance(one, int | Decimal) for one in value)
    ):
        return None
    left, low, right, high = (Decimal(one) for one in value)
    return (left, low, right, high) if left < right and low < high else None


def _lies_in(box: _Box, page: tuple[dict[str, Value], _Box | None] | None) -> bool:
    if page is None or page[1] is None:
        return False
    left, low, right, high = page[1]
    return (
        box[0] >= left - _SLACK
        and box[1] >= low - _SLACK
        and box[2] <= right + _SLACK
        and box[3] <= high + _SLACK
    )


def _overlap(one: _Box, other: _Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across > _SLACK and up > _SLACK


def _acts(value: Value) -> bool:
    """Whether a dictionary in `value` names an action other than a link, or when to do one."""
    match value:
        case Stream():
            return _acts(value.entries)
        case tuple():
            return any(_acts(one) for one in value)
        case dict():
            action = value.get("/S")
            if "/AA" in value or "/JS" in value or (action in ACTIONS and action not in _MOVES):
                return True
            return any(_acts(one) for one in value.values())
    return False


def _at(value: Value, objects: Objects) -> Value:
    return objects.get(value) if isinstance(value, Ref) else value


def _list(value: Value, objects: Objects) -> tuple[Value, ...]:
    found = _at(value, objects)
    return found if isinstance(found, tuple) else ()


def _form(nb: str, en: str) -> Message:
    return Message(
        f"Filen er ikke slik avtale lager den: {nb}. Den kan være laget om av et annet program eller en tjeneste; "
        "da er det den som går god for den.",
        f"The file is not as avtale makes it: {en}. Another program or a service may have made it anew; "
        "then it is they who vouch for it.",
    )
