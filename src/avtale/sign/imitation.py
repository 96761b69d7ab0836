"""Is what a signature field shows the stamp that `sign` draws there? Our font is in every file, for anybody to draw with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from avtale.errors import SystemFailure
from avtale.message import Message
from avtale.sign.embedded import EmbeddedSource
from avtale.sign.identity.certificates import certificate_of, common_name, is_demonstration, organisation
from avtale.sign.pdf.reading import quiet
from avtale.sign.stamp import draw_stamp, stamp_style
from avtale.sign.verdict import FileVerdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms"})
_IMITATED = Message(
    "Det som vises i et underskriftsfelt, er ikke det avtale tegner for sertifikatet. Et annet program, eller en annen "
    "versjon av avtale, har tegnet det. Hvem som har underskrevet, står her og ikke der.",
    "What is shown in a signature field is not what avtale draws for the certificate. Another program, or another "
    "version of avtale, drew it. Who signed stands here and not there.",
)


def with_imitations(
    verdict: FileVerdict, reader: PdfFileReader, source: EmbeddedSource, drawn_by_others: int
) -> FileVerdict:
    """The verdict with a note where more fields show another stamp than ours than those that other programs have been found to have drawn.

    Each is drawn anew for its certificate. Nothing where there is no Pango here to draw with, and of a file that failed anyway.
    """
    if not verdict.signatures or verdict.verdict == "total_failed":
        return verdict
    try:
        with quiet():
            unlike = sum(not _is_ours(one, source) for one in reader.embedded_regular_signatures)
    except SystemFailure:
        return verdict
    except Exception:  # what is damaged in whatever way is no stamp of ours
        unlike = drawn_by_others + 1
    return replace(verdict, reasons=(*verdict.reasons, _IMITATED)) if unlike > drawn_by_others else verdict


def _is_ours(signature: Any, source: EmbeddedSource) -> bool:
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.pdf_utils.writer import PdfFileWriter

    field, certificate = signature.sig_field, certificate_of(signature)
    left, low, right, high = (float(edge) for edge in field["/Rect"])
    width, height = abs(right - left), abs(high - low)
    if "/AP" not in field or width < 1 or height < 1:
        return True  # shows nothing
    drawn = draw_stamp(
        width,
        height,
        signer=common_name(certificate),
        organisation=organisation(certificate),
        when=signature.self_reported_timestamp,
        lang=str(source.document.get("language", "nb")),
        demonstration=is_demonstration(certificate),
    )
    stamp = stamp_style(drawn).create_stamp(PdfFileWriter(), BoxConstraints(width, height), {})
    return _same(stamp.as_appearances().normal, field["/AP"]["/N"])


def _same(ours: Any, theirs: Any) -> bool:
    """Whether two objects (pyHanko's) are the same but for how their streams are packed; `ours` is known to have an end."""
    from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject

    ours, theirs = ours.get_object(), theirs.get_object()
    if isinstance(ours, StreamObject) and not (isinstance(theirs, StreamObject) and ours.data == theirs.data):
        return False
    if isinstance(ours, DictionaryObject):
        keys = ours.keys() - _PACKING
        return (
            isinstance(theirs, DictionaryObject)
            and keys == theirs.keys() - _PACKING
            and all(_same(ours.raw_get(key), theirs.raw_get(key)) for key in keys)
        )
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(map(_same, ours, theirs))
    return bool(ours == theirs)
