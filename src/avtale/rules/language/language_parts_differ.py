"""The text does not have as many paragraphs or items in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.language._said import label, pairs
from avtale.rules.rule import RuleContext, problem

# The blanks are taken whole, and never given back one by one: a text may be nothing but blanks.
_ITEM = re.compile(r"^[^\S\n]*+(?:[-*+]|\d{1,3}[.)])\s++\S", re.MULTILINE)
_BREAK = re.compile(r"\n(?:[^\S\n]*+\n)+")


def check(context: RuleContext) -> Iterator[Problem]:
    """Items before paragraphs: a list may stand with or without blank lines between its items."""
    for text, one, other in pairs(context):
        if not text.markdown or not ("\n" in one.text or "\n" in other.text):
            continue
        for nb, en, count in (("punkter", "items", _items), ("avsnitt", "paragraphs", _paragraphs)):
            here, there = count(one.text), count(other.text)
            if here != there:
                yield problem(
                    other.pointer,
                    f"{label(text, context, 'nb')}: {here} {nb} på «{one.lang}», men {there} på «{other.lang}». "
                    "Oversett det som mangler, eller del tekstene likt.",
                    f"{label(text, context, 'en')}: {here} {en} in “{one.lang}”, but {there} in “{other.lang}”. "
                    "Translate what is missing, or divide the texts alike.",
                )
                break


def _items(text: str) -> int:
    found = len(_ITEM.findall(text))
    return found if found > 1 else 0  # one alone may be a date: "1. juni er fristen"


def _paragraphs(text: str) -> int:
    """Blocks of prose; a list counts by its items alone."""
    return sum(1 for block in _BREAK.split(text.strip()) if block.strip() and not _ITEM.match(block))
