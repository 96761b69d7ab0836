"""Do two files of other versions, whose words are the same, show them alike? (docs/decisions/0058-words-that-one-sees.md)"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from avtale.conformance.objects import unpacked
from avtale.message import Message
from avtale.sign.pages.letter_shapes import drawn_as_another
from avtale.sign.pages.page_words import first_difference, look, read_aloud

__all__ = ["unlike"]

_MOST = 10_000  # bookmarks
_LARGEST = 100_000  # bytes that an empty field shows; ours show none


def unlike(right: bytes, shown: bytes) -> Message | None:
    """What `shown` hides, says to the ear or leads to otherwise than `right`, which has the same words; None where it is alike.

    Lines and pages may break otherwise, and so nothing is asked of places. Raises `ValueError` for a file that draws
    more than a document does, and what pikepdf and fontTools raise for one that they cannot read.
    """
    with pikepdf.open(BytesIO(right)) as ours, pikepdf.open(BytesIO(shown)) as theirs:
        return _unlike(ours, theirs)


def _unlike(ours: pikepdf.Pdf, theirs: pikepdf.Pdf) -> Message | None:
    right, shown = look(ours), look(theirs)
    other = first_difference(right.seen, shown.seen)
    if other is not None:
        return Message(
            f"Noe på sidene er skjult: det er dekket av noe, uten farge eller utenfor det som vises. Der kilden gir «{other[0]}», ser en «{other[1]}».",
            f"Something on the pages is hidden: it is covered, without colour or outside what is shown. Where the source gives “{other[0]}”, one sees “{other[1]}”.",
        )
    if not shown.aside <= right.aside:
        return Message(
            "Sidene sier mer enn kilden gir, merket som pynt.",
            "The pages say more than the source gives, marked as decoration.",
        )
    letter = drawn_as_another(right.fonts, shown.fonts)
    if letter is not None:
        return Message(f"«{letter}» er tegnet som et annet tegn.", f"“{letter}” is drawn as another letter.")
    other = first_difference(read_aloud(ours, right), read_aloud(theirs, shown))
    if other is not None:
        return Message(
            f"En skjermleser leser opp noe annet: der kilden gir «{other[0]}», sier filen «{other[1]}».",
            f"A screen reader reads something else: where the source gives “{other[0]}”, the file says “{other[1]}”.",
        )
    if _beside(ours) != _beside(theirs):
        return Message(
            "Bokmerkene, lenkene eller underskriftsfeltene er andre.",
            "The bookmarks, the links or the signature fields are others.",
        )
    return None


def _beside(opened: pikepdf.Pdf) -> tuple[list[str], set[str], set[tuple[str, str, bytes]]]:
    """The titles of the bookmarks in order, the addresses that links lead to, the fields: what each is for, and what it shows."""
    root: Any = opened.Root
    notes: list[Any] = [note for page in opened.pages for note in page.obj.get("/Annots", ())]
    links = (note.get("/A", {}).get("/URI") for note in notes)
    fields = root.get("/AcroForm", {}).get("/Fields", ())
    return (
        list(_titles(root.get("/Outlines", {}))),
        {str(one) for one in links if one is not None},
        {(str(one.get("/T", "")), str(one.get("/TU", "")), unpacked(one.AP.N, _LARGEST)) for one in fields},
    )


def _titles(outlines: Any) -> Iterator[str]:
    waiting = [outlines.get("/First")]
    for _ in range(_MOST):
        if not waiting:
            return
        item = waiting.pop()
        if item is not None:
            yield str(item.get("/Title", ""))
            waiting += [item.get("/Next"), item.get("/First")]
    raise ValueError("bookmarks without end")
