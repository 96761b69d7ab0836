"""Take back what a file claims: one that keeps a standard says so, and one that does not says nothing."""

from __future__ import annotations

import re

__all__ = ["without_claims"]

_CLAIMS = re.compile(
    rb"""\s(?:\w+:)?part=(["'])[1-4]\1(?=[^<>]*conformance=)"""
    rb"""|\s(?:\w+:)?conformance=(["'])[ABU]\2"""
    rb"""|<pdfuaid:part>1</pdfuaid:part>""",
)
_BEGIN, _END = b"<?xpacket begin=", b"<?xpacket end="


def without_claims(pdf: bytes) -> bytes:
    """The file without its claims of PDF/A and PDF/UA.

    They are written over with spaces in the metadata, which are not packed: every other byte stays where it is.
    """

    def blank(found: re.Match[bytes]) -> bytes:
        return b" " * len(found[0])

    begin = pdf.find(_BEGIN)
    end = pdf.find(_END, begin)
    if min(begin, end) < 0:
        return pdf
    return pdf[:begin] + _CLAIMS.sub(blank, pdf[begin:end]) + pdf[end:]
