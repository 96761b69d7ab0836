"""What a demonstration certificate is called. Light on purpose: the command line may import it at no cost."""

from __future__ import annotations

DEMONSTRATION = "DEMO – ikke gyldig"
"""Stands in every demonstration certificate, in its stamp and in the verdict."""

_LONGEST = 64  # RFC 5280, appendix A, bounds CN and O in characters; the library counts bytes


def fitted(text: str) -> str:
    """`text`, or as much of it as a name in a certificate has room for, with an ellipsis."""
    data = text.strip().encode() or "–".encode()
    if len(data) <= _LONGEST:
        return data.decode()
    return data[: _LONGEST - len("…".encode())].decode(errors="ignore") + "…"
