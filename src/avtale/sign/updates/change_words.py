"""What is said of a change that a signed file may not have."""

from __future__ import annotations

from avtale.message import Message
from avtale.sign.pdf.values import Ref, Stream, Value


def changed_reason(nb: str, en: str) -> Message:
    """The sentence about a change that is not on the list."""
    return Message(
        f"Filen er endret på en måte som ikke er tillatt etter at den ble laget: {nb}.",
        f"The file was changed in a way that is not allowed after it was made: {en}.",
    )


_KINDS = {
    "/Page": ("en side", "a page"),
    "/Pages": ("sidetreet", "the page tree"),
    "/Annot": ("en merknad eller et felt på en side", "an annotation or a field on a page"),
    "/Catalog": ("dokumentkatalogen", "the document catalog"),
    "/Filespec": ("et vedlegg", "an attachment"),
    "/EmbeddedFile": ("et vedlegg", "an attachment"),
    "/Metadata": ("metadata (XMP)", "metadata (XMP)"),
    "/StructElem": ("merkingen for hjelpemidler", "the tags for assistive technology"),
    "/StructTreeRoot": ("merkingen for hjelpemidler", "the tags for assistive technology"),
    "/Font": ("en skrift", "a font"),
    "/Action": ("en handling", "an action"),
    "/XObject": ("noe som tegnes på en side", "something that is drawn on a page"),
    "/DSS": ("etterprøvingsdata", "validation data"),
    "/XRef": ("innholdslisten", "the table of contents"),
    "/ObjStm": ("en samling objekter", "a collection of objects"),
}


def described(ref: Ref, value: Value, *, added: bool) -> tuple[str, str]:
    """What an object that may not be there is, in bokmål and English."""
    entries = value.entries if isinstance(value, Stream) else value if isinstance(value, dict) else {}
    nb, en = _KINDS.get(str(entries.get("/Type")), ("innhold", "content"))
    if "/Title" in entries and "/Producer" in entries:
        nb, en = "dokumentopplysningene (Info)", "the document information (Info)"
    return (
        f"{nb}, {'nytt objekt' if added else 'objekt'} {ref.number}",
        f"{en}, {'new object' if added else 'object'} {ref.number}",
    )


def printable(key: str) -> str:
    """A key for a reader: its first letters, nothing that a terminal would obey."""
    return "".join(letter if letter.isascii() and letter.isprintable() else "?" for letter in key[:40])
