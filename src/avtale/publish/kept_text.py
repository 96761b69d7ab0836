"""What became of the promises, for a terminal: the year as a picture, then promise by promise with what shows it."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence

from avtale.locales import require_language
from avtale.publish.kept import WORDS, KeptDocument, counted, promise_name, shown_by, taken_back, told
from avtale.publish.words import clean
from avtale.publish.year_text import sign_of, year_text
from avtale.wording import written


def kept_text(
    documents: Sequence[KeptDocument],
    *,
    on: dt.date,
    year: int,
    lang: str = "nb",
    colour: bool = False,
    width: int = 100,
) -> str:
    """Each document with its sum, the picture of `year` where something is due in it, and every deadline of each promise."""
    require_language(lang)
    if not documents:
        return WORDS["none"].text(lang) + "\n"
    return "\n".join("\n".join(_document(one, on, year, lang, colour, width)) + "\n" for one in documents)


def _document(
    one: KeptDocument, on: dt.date, year: int, lang: str, colour: bool, width: int
) -> Iterator[str]:
    head = f"{one.title} ({clean(one.key)}): {counted(one.deadlines, lang)}"
    yield from textwrap.wrap(head, width, subsequent_indent="  ")
    if year in one.years:
        yield ""
        picture = year_text(one.marks(lang), year, on=on, lang=lang, colour=colour, width=width - 2)
        yield textwrap.indent(picture.rstrip("\n"), "  ")
    for promise in one.promises:
        yield ""
        head = f"{promise_name(promise, lang)} ({clean(promise.id)}): {counted(promise.deadlines, lang)}"
        first, *rest = textwrap.wrap(head, max(width - 2, 20))
        yield f"{sign_of(promise.outcome, colour=colour)} {first}"
        yield from (f"  {line}" for line in rest)
        for each in promise.deadlines:
            day = written(each.due.due, lang)
            said = told(each, lang)
            if each.due.due != each.due.date:
                said += f" ({WORDS['rule'].text(lang, day=each.due.date)})"
            more = shown_by(each, lang)
            line = f"{day}  {said}{f' – {more}' if more else ''}"
            wrapped = textwrap.wrap(line, max(width - 4, 20), subsequent_indent=" " * 12, break_on_hyphens=False)  # fmt: skip
            yield f"  {sign_of(each.outcome, colour=colour)} {wrapped[0]}"
            yield from (f"    {line}" for line in wrapped[1:])
            for undone in each.taken_back:
                yield from textwrap.wrap(
                    taken_back(undone, lang), width, initial_indent=" " * 16, subsequent_indent=" " * 16
                )
