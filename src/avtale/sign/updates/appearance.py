"""Does an appearance only draw, and which program drew it?

Whatever another tool puts inside the rectangle of a reserved field is confined to it: a viewer fits the
appearance's box into the field's rectangle (ISO 32000-1, 12.5.5). So it may look as it likes, if it does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from avtale.sign.pdf.values import Objects, Ref, Stream, Value, text_of

_FORM = frozenset(
    [
        "/Type",
        "/Subtype",
        "/FormType",
        "/BBox",
        "/Matrix",
        "/Resources",
        "/Group",
        "/Name",
        "/LastModified",
        "/Length",
        "/Filter",
        "/DecodeParms",
    ]
)
_FORBIDDEN = frozenset(
    [
        "/AA",
        "/JS",
        "/JavaScript",
        "/OC",
        "/OCGs",
        "/EF",
        "/AF",
        "/OPI",
        "/Annots",
        "/Properties",
        "/Ref",
        "/FFilter",
        "/FDecodeParms",
    ]
)
_OTHER_KINDS = frozenset(
    [
        "/Action",
        "/Annot",
        "/Page",
        "/Pages",
        "/Catalog",
        "/Filespec",
        "/EmbeddedFile",
        "/OCG",
        "/OCMD",
        "/Sig",
        "/SigFieldLock",
        "/StructElem",
    ]
)
ACTIONS = frozenset(
    [
        "/GoTo",
        "/GoToR",
        "/GoToE",
        "/Launch",
        "/Thread",
        "/URI",
        "/Sound",
        "/Movie",
        "/Hide",
        "/Named",
        "/SubmitForm",
        "/ResetForm",
        "/ImportData",
        "/JavaScript",
        "/SetOCGState",
        "/Rendition",
        "/Trans",
        "/GoTo3DView",
        "/RichMediaExecute",
    ]
)
_OURS = re.compile(r"/[A-Z]{6}\+Avtale-Sans[\w-]*\Z")


def only_draws(appearance: Value, objects: Objects, drawn: set[Ref]) -> bool:
    """Whether /AP is one form XObject, and all that came with it (`drawn`) is there to draw.

    `objects` are those of the revision.
    """
    appearance = objects.get(appearance) if isinstance(appearance, Ref) else appearance
    if not isinstance(appearance, dict) or appearance.keys() != {"/N"}:
        return False
    shown = appearance["/N"]
    form = objects.get(shown) if shown in drawn else None
    return _is_form(form) and all(_harmless(part) for one in drawn for part in _parts(objects[one]))


def _is_form(form: Value) -> bool:
    if (
        not isinstance(form, Stream)
        or form.entries.get("/Subtype") != "/Form"
        or not form.entries.keys() <= _FORM
    ):
        return False
    box, matrix = form.entries.get("/BBox"), form.entries.get("/Matrix", (1, 0, 0, 1, 0, 0))
    return _numbers(box, 4) and _numbers(matrix, 6)


def _numbers(value: Value, count: int) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) == count
        and all(isinstance(one, int | Decimal) for one in value)
    )


def _parts(value: Value) -> Iterator[Value]:
    """`value` and every dictionary inside it."""
    match value:
        case Stream():
            yield value
            yield from (part for one in value.entries.values() for part in _parts(one))
        case dict():
            yield value
            yield from (part for one in value.values() for part in _parts(one))
        case tuple():
            yield from (part for one in value for part in _parts(one))


def _harmless(part: Value) -> bool:
    entries = part.entries if isinstance(part, Stream) else part
    if entries.keys() & _FORBIDDEN or entries.get("/Type") in _OTHER_KINDS:
        return False
    if isinstance(part, Stream):
        if "/F" in entries or entries.get("/Subtype") == "/PS":  # bytes from elsewhere; PostScript
            return False
        return entries.get("/Subtype") != "/Form" or _is_form(part)
    return entries.get("/S") not in ACTIONS


def tool_of(
    signature: dict[str, Value], drawn: set[Ref], objects: Objects, trailer: dict[str, Value]
) -> str | None:
    """The program that drew, by the best name the file has for it, or None where it is this product's stamp."""
    fonts = [
        one.get("/BaseFont")
        for one in (objects[ref] for ref in drawn)
        if isinstance(one, dict) and one.get("/Type") == "/Font"
    ]
    if (
        fonts
        and all(isinstance(name, str) and _OURS.match(name) for name in fonts)
        and "/Prop_Build" not in signature
    ):
        return None
    build = _at(signature.get("/Prop_Build"), objects)
    for part in ("/App", "/Filter"):
        entries = _at(build.get(part), objects) if isinstance(build, dict) else None
        name = entries.get("/Name") if isinstance(entries, dict) else None
        if isinstance(name, str | bytes) and name:
            return _plain(name)
    info = objects.get(trailer.get("/Info"))
    producer = info.get("/Producer") if isinstance(info, dict) else None
    if isinstance(producer, bytes):
        return _plain(producer).rpartition(";")[2].strip() or ""
    return ""


def _at(value: Value, objects: Objects) -> Value:
    return objects.get(value) if isinstance(value, Ref) else value


def _plain(name: str | bytes) -> str:
    text = text_of(name) if isinstance(name, bytes) else name.lstrip("/")
    return "".join(letter for letter in text[:60] if letter.isprintable())
