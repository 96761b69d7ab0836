"""The forms that one password may have had when a key file was made.

A PKCS#12 file wants Unicode (RFC 7292, appendix B.1), a terminal gives bytes, and an å has been written in as many ways
as there were code pages. Only a password with such letters has more than one form, and all of them are the same to
whoever types it; so trying them opens no file that the person could not open.
"""

from __future__ import annotations

import unicodedata

_CODE_PAGES = ("utf-8", "cp1252", "latin-1", "cp865", "cp850")
"""What terminals here write in: today, Windows, old Unix, and the two that a console in Norway had."""


def forms(password: str) -> list[bytes]:
    """`password` as bytes in UTF-8, as given first; each different form once.

    The text may hold bytes that are not UTF-8 as lone surrogates, as Python reads the environment (PEP 383).
    """
    if password.isascii():
        return [password.encode()]
    raw = password.encode("utf-8", "surrogateescape")
    texts = []
    for page in _CODE_PAGES:
        try:
            texts.append(raw.decode(page))
        except UnicodeDecodeError:
            continue
    composed = [unicodedata.normalize(form, text) for text in texts for form in ("NFC", "NFD")]
    found = [text.encode("utf-8") for text in (*texts, *composed)]
    return list(dict.fromkeys((*found, *_misread(texts))))


def _misread(texts: list[str]) -> list[bytes]:
    """A file that was made by a tool that took UTF-8, or an old code page, for Latin-1."""
    found = []
    for text in texts:
        for page in ("latin-1", "utf-8"):
            try:
                found.append(unicodedata.normalize("NFC", text).encode(page).decode("latin-1").encode())
            except UnicodeEncodeError:
                continue
    return found
