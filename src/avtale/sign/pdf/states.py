"""The states a PDF went through: as it was rendered, and as each signature left it."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

_END = re.compile(rb"startxref[ \t\r\n]+([0-9]{1,12})[ \t\r\n]+%%EOF(?:\r\n|\r|\n)?")


def first_revision(data: bytes, reader: PdfFileReader) -> bytes | None:
    """The bytes up to the end of the oldest revision in `data`, which `reader` has open; None where it is not to be found.

    It ends with the one `startxref` that names its own cross-reference table (ISO 32000-1, 7.5.5), and its
    line end. Call it inside `readable`.
    """
    table = reader.xrefs.get_startxref_for_revision(0)
    for match in _END.finditer(data, max(table, 0)):
        if int(match[1]) == table:
            return data[: match.end()]
    return None


def signed_at_once(reader: PdfFileReader) -> bool:
    """Whether the first revision is followed by nothing, or at once by a signature.

    What another program adds in between would be signed without having been rendered.
    """
    if reader.xrefs.total_revisions == 1:
        return True
    return any(one.signed_revision == 1 for one in reader.embedded_signatures)


def end_of(signature: Any) -> int:
    """Where the file ended when `signature` (pyHanko's) was made: it covers all of it (ISO 32000-1, 12.8.1)."""
    *_, second, length = (int(number) for number in signature.byte_range)
    return second + length


def before_signing(data: bytes, reader: PdfFileReader, field: str | None = None) -> bytes:
    """The file as the signature before that in `field` left it (default: the last one); without one, as it was rendered.

    Data that prove signatures and document timestamps may have been added since, and do not make it another file.
    """
    signatures = sorted(reader.embedded_regular_signatures, key=end_of)
    names = [one.field_name for one in signatures]
    earlier = signatures[: names.index(field)] if field in names else signatures
    if earlier:
        return data[: end_of(earlier[-1])]
    return first_revision(data, reader) or data


def signatures_in(data: bytes, reader: PdfFileReader) -> dict[str, tuple[str, str]]:
    """By field the digest of the file as its signature left it, and of that which it was laid upon. Call it inside `readable`."""
    return {
        one.field_name: (
            hashlib.sha256(data[: end_of(one)]).hexdigest(),
            hashlib.sha256(before_signing(data, reader, one.field_name)).hexdigest(),
        )
        for one in reader.embedded_regular_signatures
    }
