"""The rest of the text has become a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from avtale.findings import Problem
from avtale.format.values import Text
from avtale.national_number import masked
from avtale.rules.language._said import label
from avtale.rules.rule import RuleContext, problem

_SENTENCES = ("/does", "/text", "/when")
_MANY = 40  # characters of what was cut that a message quotes


def check(context: RuleContext) -> Iterator[Problem]:
    """One space before the #, a small letter or a number after it, no full stop before it: a note looks otherwise."""
    source = context.entry.source
    if not any(_cut().match(source.text, at.start() - 1) for at in _note().finditer(source.text)):
        return
    lines = source.text.split("\n")
    for text in context.said:
        for lang, said in text.values if _running(text) else ():
            pointer = f"{text.pointer}/{lang}" if lang else text.pointer
            place = source.place(pointer)
            if place is None or not said or place.end_line >= len(lines):
                continue
            line = lines[place.end_line]
            rest = _cut().match(line, place.end_column - 1)
            if rest is None or not line[: place.end_column].endswith(said.rsplit(maxsplit=1)[-1]):
                continue
            cut = masked(rest[1].strip())  # before it is cut: half a number would go unseen
            shown = cut if len(cut) <= _MANY else f"{cut[:_MANY].rstrip()} …"
            yield problem(
                pointer,
                f"{label(text, context, 'nb')} slutter ved «{said.split()[-1]}»: «{shown}» er blitt en merknad. Sett anførselstegn rundt hele "
                "teksten. Er det en merknad til deg selv, så sett to mellomrom foran #.",
                f"{label(text, context, 'en')} ends at “{said.split()[-1]}”: “{shown}” has become a comment. Put quotes around the whole text. "
                "Where it is a note to yourself, put two spaces before the #.",
            )


def _running(text: Text) -> bool:
    return text.markdown or text.pointer.endswith(_SENTENCES)


@cache
def _note() -> re.Pattern[str]:
    """Its space; the sign is looked for first, as there are few."""
    return re.compile(r" #(?<=\S #)")


@cache
def _cut() -> re.Pattern[str]:
    """From the last letter of the text."""
    return re.compile(r"[^\s.!?:;)»”'\"#] (# ?[a-zæøå0-9][^\n]*)")
