"""What a demonstration certificate is called, and how a name in a certificate is shown.

Light on purpose: the command line may import it at no cost.
"""

from __future__ import annotations

import unicodedata

from avtale.national_number import masked

DEMONSTRATION = "DEMO – ikke gyldig"
"""Stands in every demonstration certificate, in its stamp and in the verdict."""

DEMO_MARK = ".DEMO-ikke-gyldig"
"""Stands in the name of every file that a demonstration key has signed."""

_LONGEST = 64  # RFC 5280, appendix A, bounds CN and O in characters; the library counts bytes


def fitted(text: str) -> str:
    """`text`, or as much of it as a name in a certificate has room for, with an ellipsis."""
    data = text.strip().encode() or "–".encode()
    if len(data) <= _LONGEST:
        return data.decode()
    return data[: _LONGEST - len("…".encode())].decode(errors="ignore") + "…"


def shown(name: str) -> str:
    """A name or a remark of somebody else's as it goes into a file, a terminal, a page or a mail."""
    return masked(visible(name))


def visible(name: str) -> str:
    """`name` in Unicode's composed form, with each character that is not drawn, or turns the text around, as its code point.

    A name in a certificate is whatever its issuer wrote. Line ends and tabs become spaces.
    """
    spaced = " ".join(unicodedata.normalize("NFC", name).split())
    hidden = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return "".join(f"[U+{ord(c):04X}]" if unicodedata.category(c) in hidden else c for c in spaced)
