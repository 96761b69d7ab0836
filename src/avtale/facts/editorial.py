"""Which changes are editorial and which need a new approval (docs/decisions/0007-what-is-editorial.md).

The line is the fingerprint's: what it leaves out may change under an approval, everything else may not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from avtale.facts.diff import Change
from avtale.format.fingerprint import LEFT_OUT, LEFT_OUT_OF_HEADER
from avtale.message import Message
from avtale.source.comments import comments
from avtale.source.pointer import join, split
from avtale.source.read import Source


class Reason(Message):
    """Why a change is editorial: a sentence for people, and a `code` for programs."""

    def __init__(self, code: str, nb: str, en: str) -> None:
        super().__init__(nb, en)
        self.code = code


COMMENTS = Reason("comments", "kommentarer er ikke innhold", "comments are no content")
LAYOUT = Reason(
    "layout",
    "rekkefølge på nøkler, anførselstegn og linjeskift er ikke innhold",
    "the order of keys, quotes and line breaks are no content",
)
_SILENCE = Reason(
    "silences", "et funn som er stilnet, er husets eget notat", "a silenced finding is the house's own note"
)
_APPROVAL = Reason("approval", "feltet skrives ved godkjenningen", "the field is written by the approval")
PLACES: dict[str, Reason] = {
    **{join(key): _SILENCE for key in LEFT_OUT},
    **{join("control_header", key): _APPROVAL for key in LEFT_OUT_OF_HEADER},
}
"""Places whose content no approval is bound to, and why. Made from what the fingerprint leaves out."""

_DASHES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"})
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟\"‹›‘’‚'", "'"))


def editorial(change: Change) -> Reason | None:
    """Why a change is editorial; None where it needs a new version and a new approval."""
    parts = split(change.at)
    return next((PLACES[place] for n in (1, 2) if (place := join(*parts[:n])) in PLACES), None)


def only_typography(old: Any, new: Any) -> bool:
    """Whether two texts differ in nothing but spaces, dashes, quotation marks and how a letter is composed.

    It still needs an approval, as every word does; whoever approves need not look for more.
    """
    if isinstance(old, str) and isinstance(new, str):
        return _plain(old) == _plain(new)
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        return all(old[key] == new[key] or only_typography(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return all(a == b or only_typography(a, b) for a, b in zip(old, new, strict=True))
    return False


def outside_content(
    old: Source, new: Source, *, changed: bool
) -> Iterator[tuple[Reason, list[str], list[str]]]:
    """What differs between two files besides their content: comments gone and come, else the layout.

    `changed` tells whether the content differs too; the layout then is not looked at.
    """
    before, after = comments(old), comments(new)
    if before != after:
        yield (
            COMMENTS,
            [one for one in before if one not in after],
            [one for one in after if one not in before],
        )
    elif not changed and old.text != new.text:
        yield LAYOUT, [], []


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFC", text).translate(_DASHES).translate(_QUOTES).replace("…", "...")
    return re.sub(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+", " ", normal).strip()
