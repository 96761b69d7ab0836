"""The text is not finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, problem

_MARKS = re.compile(
    r"\b[xX]{2,}(?:\.[xX]{2,})*(?:\.[0-9]{2,4})?\b"  # xx.xx.2026
    r"|(?<!\])\[[^\W\d_][^\]\[\n]{1,40}\](?![(\[:])"  # [navn], but no link and no [1]
    r"|_{4,}|«(?:…|\.\.\.)»"
)


def check(context: RuleContext) -> Iterator[Problem]:
    """The first gap of each text, quoted alone; a transcribed signature line may be empty."""
    if not context.texts:
        return
    words = patterns(context.own_language).gap
    for pointer, text, _ in context.texts:
        if pointer.startswith("/signatories/") and pointer.endswith("/line"):
            continue
        gap = _MARKS.search(text) or words.search(text)
        if gap is not None:
            yield problem(
                pointer,
                f"«{gap[0]}» ser ut som et hull som skulle vært fylt. Skriv det som skal stå her.",
                f"“{gap[0]}” looks like a gap that was to be filled. Write what shall stand here.",
            )
