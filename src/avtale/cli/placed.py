"""What stands for a value in the help, in the reader's language."""

from __future__ import annotations

import re

#: What stands for a value in the help, such as FIL in `--baseline FIL`; any other is the same in English.
_PLACES = {
    "ADRESSE": "ADDRESS", "DATO": "DATE", "DOK": "DOC", "FELT": "FIELD", "FIL": "FILE", "FINGERAVTRYKK": "DIGEST", "GAMMELT": "OLD", "GREN": "BRANCH", "KODE": "CODE", "KOMMENTAR": "COMMENT", "MAPPE": "FOLDER", "NAVN": "NAME",
    "NUMMER": "NUMBER", "NYTT": "NEW", "NØKKEL": "KEY", "PART": "PARTY", "PLIKT": "DUTY", "ROLLE": "ROLE", "SAK": "CASE", "SLAG": "KIND", "SPRÅK": "LANGUAGE", "TID": "TIME",
    "STED": "PLACE", "STI": "PATH", "TALL": "NUMBER", "TEKST": "TEXT", "VERSJON": "VERSION", "ÅR": "YEAR",
}  # fmt: skip


def placed(text: str, lang: str) -> str:
    """A line of the help with its placeholders in the reader's language."""
    return re.sub(r"[A-ZÆØÅ]{2,}", lambda word: _PLACES.get(word[0], word[0]), text) if lang == "en" else text
