"""What no rendering of ours holds, whatever its version: actions, layers, further attachments, notes and fields."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from avtale.format.signing import TIMESTAMP_FIELD, party_of
from avtale.message import Message

__all__ = ["foreign"]

_ACTIONS = frozenset({"/URI", "/GoTo"})  # links in the text and the table of contents
_CATALOG = {
    "/OpenAction": Message(
        "en handling som kjøres når filen åpnes", "an action that runs when the file is opened"
    ),
    "/AA": Message("handlinger som kjøres av seg selv", "actions that run by themselves"),
    "/OCProperties": Message("lag som kan slås av og på", "layers that can be turned on and off"),
    "/Collection": Message("en samling av flere filer", "a collection of several files"),
}
_PAGE = frozenset(
    (
        "/Type",
        "/Parent",
        "/Contents",
        "/Resources",
        "/MediaBox",
        "/TrimBox",
        "/BleedBox",
        "/Annots",
        "/StructParents",
    )
) | {"/Tabs", "/Group"}
_CUT = Message(
    "en side som er beskåret, snudd, skalert eller har mer ved seg",
    "a page that is cropped, turned, scaled or has more to it",
)
_ACTION = Message("en handling som kjøres av seg selv", "an action that runs by itself")
_SCRIPT = Message("et program (JavaScript)", "a program (JavaScript)")
_FORM = Message("et skjema av en annen sort (XFA)", "a form of another kind (XFA)")
_NOTE = Message("merknader eller annet som er lagt oppå siden", "notes or something else laid upon the page")
_FIELD = Message("skjemafelter som ikke er for underskrifter", "form fields that are not for signatures")
_ATTACHMENT = Message("flere vedlegg enn kilden", "more attachments than the source")
_TWO_SOURCES = Message("to utgaver av det samme vedlegget", "two versions of the same attachment")
_HIDDEN = Message("navnelister som ikke hører hjemme der", "name lists that do not belong there")


def foreign(pdf: bytes) -> tuple[Message, ...]:
    """What `pdf`, as its last revision shows it, holds that rendering never puts in; each with its name.

    Raises what pikepdf raises for a file it cannot read.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        return tuple(dict.fromkeys(_found(opened)))


def _found(pdf: pikepdf.Pdf) -> Iterator[Message]:
    for key, told in _CATALOG.items():
        if key in pdf.Root:
            yield told
    names: Any = pdf.Root.get("/Names", {})
    if "/JavaScript" in names:
        yield _SCRIPT
    if set(names.keys()) - {"/EmbeddedFiles", "/Dests", "/JavaScript"}:
        yield _HIDDEN
    form: Any = pdf.Root.get("/AcroForm", {})
    if "/XFA" in form:
        yield _FORM
    for page in pdf.pages:
        if "/AA" in page.obj:
            yield _ACTION
        if set(page.obj.keys()) - _PAGE - {"/AA"}:
            yield _CUT
        for note in page.obj.get("/Annots", ()):
            yield from _annotation(note)
    yield from _fields(form.get("/Fields", ()), 0)
    yield from _attachments(pdf)


def _annotation(note: Any) -> Iterator[Message]:
    if note.get("/Subtype") not in (pikepdf.Name.Link, pikepdf.Name.Widget):
        yield _NOTE
    if note.get("/Subtype") == pikepdf.Name.Link and not _unseen_link(note):
        yield _NOTE
    action = note.get("/A", {})
    link = note.get("/Subtype") == pikepdf.Name.Link
    if "/AA" in note or "/Next" in action or (action and (not link or str(action.get("/S")) not in _ACTIONS)):
        yield _ACTION


def _unseen_link(note: Any) -> bool:
    """A link of ours draws nothing, neither itself nor a border (ISO 32000-1, 12.5.4)."""
    width = note.get("/BS", {}).get("/W", 1) if "/BS" in note else note.get("/Border", (0, 0, 1))[2]
    return "/AP" not in note and not width


def _fields(fields: Any, depth: int) -> Iterator[Message]:
    for field in fields:
        if "/AA" in field or "/A" in field:
            yield _ACTION
        value = field.get("/V")
        timestamp = isinstance(value, pikepdf.Dictionary) and value.get("/Type") == pikepdf.Name.DocTimeStamp
        name = str(field.get("/T", ""))
        ours = field.get("/FT") == pikepdf.Name.Sig and (
            name == TIMESTAMP_FIELD or party_of(name) is not None
        )
        if "/Kids" in field or depth > 0 or not (ours or timestamp):
            yield _FIELD


def _attachments(pdf: pikepdf.Pdf) -> Iterator[Message]:
    specifications = [*pdf.Root.get("/AF", ())]
    names: Any = pdf.Root.get("/Names", {})
    tree = names.get("/EmbeddedFiles")
    if tree is not None:
        specifications += [specification for _, specification in _leaves(tree, 0)]
    distinct = {
        one.objgen if one.is_indirect else (number, -1): one for number, one in enumerate(specifications)
    }
    if len(distinct) > 1:
        yield _ATTACHMENT
    for one in distinct.values():
        streams = [one.EF[key] for key in one.get("/EF", {}).keys()]  # noqa: SIM118 (an object of pikepdf)
        if len({stream.objgen for stream in streams}) > 1:
            yield _TWO_SOURCES


def _leaves(node: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    if depth > 20:
        raise ValueError("name tree too deep")
    pairs = node.get("/Names", ())
    for number in range(1, len(pairs), 2):
        yield pairs[number - 1], pairs[number]
    for kid in node.get("/Kids", ()):
        yield from _leaves(kid, depth + 1)
