"""Two independent parsers, pyHanko and qpdf, have to see the same file in every revision.

What one of them takes for the catalog, a page or the end of the file and the other does not,
a viewer may show and the validator not see. qpdf reads each revision as a file of its own,
and repairs nothing; a warning counts as disagreement.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from avtale.message import Message
from avtale.sign.pdf.values import Ref, from_qpdf
from avtale.sign.updates.revisions import Place, Revision, Unsound


class Second:
    """qpdf's reading of one revision after the other; an object that lies where it lay is not read again."""

    def __init__(self) -> None:
        self._read: dict[tuple[Place, Ref], bool] = {}

    def agrees(self, revision: Revision) -> None:
        """Raise `Unsound` where qpdf sees another trailer, another object or another end than pyHanko."""
        import pikepdf

        try:
            with (
                pikepdf.open(BytesIO(revision.data), attempt_recovery=False, suppress_warnings=True) as pdf,
                pikepdf.explicit_conversion(),
            ):
                same = self._same(pdf, revision)
                said = pdf.get_warnings()
        except (pikepdf.PdfError, ValueError, ArithmeticError, RecursionError) as error:
            raise Unsound(_DISAGREE, revision.number) from error
        if said or not same:
            raise Unsound(_DISAGREE, revision.number)

    def _same(self, pdf: Any, revision: Revision) -> bool:
        table = {
            Ref(*number): entry.offset
            if entry.type == 1
            else (entry.obj_stream_number, entry.obj_stream_index)
            for number, entry in pdf.get_xref_table().items()
            if entry.type in (1, 2)
        }
        places = {ref: _place(place, table) for ref, place in table.items()}
        if places != revision.table or from_qpdf(pdf.trailer, top=True) != revision.trailer:
            return False
        root = revision.trailer.get("/Root")
        if not isinstance(root, Ref) or Ref(*pdf.Root.objgen) != root:
            return False
        for ref, place in places.items():
            if (place, ref) not in self._read:
                item = from_qpdf(pdf.get_object((ref.number, ref.generation)), top=True)
                self._read[place, ref] = item == revision.values[ref]
            if not self._read[place, ref]:
                return False
        return True


def _place(place: Any, table: dict[Ref, Any]) -> Place:
    """qpdf names the number of the object stream, we the byte where it lies."""
    if isinstance(place, tuple):
        carrier, index = place
        return (table.get(Ref(carrier, 0), -1), index)
    return int(place)


_DISAGREE = Message(
    "To uavhengige lesere ser ikke den samme filen. Det som vises, kan være noe annet enn det som er underskrevet.",
    "Two independent readers do not see the same file. What is shown may be something else than what was signed.",
)
