"""Lines, items or Markdown that the page does not show so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from avtale.findings import Problem
from avtale.rules.first_look import among, holds
from avtale.rules.letters._said import label
from avtale.rules.rule import RuleContext

_AS_IT_IS = ("/silences/", "/changes/")  # an amendment quotes running text
_BULLETS = ("-", "*", "•", "·", "▪", "◦", "●")
_DASHES = ("–", "—", "−")
# What a text has in it that may look otherwise on the page, beside a line break and a hyphen between spaces.
_SIGNS = (
    " - ",
    "*",
    "__",
    "<",
    "~~",
    "`",
    "](",
    "# ",
    " * ",
    *(f"{sign} " for sign in (*_BULLETS[2:], *_DASHES)),
    " 2. ",
    " 2) ",
    " b) ",
    " b. ",
)


def check(context: RuleContext) -> Iterator[Problem]:
    """Each text once, at the line where it begins to look otherwise than it will."""
    text = context.entry.source.text
    signs = ["\n", *(sign for sign in _SIGNS if holds(text, sign))]
    if _underscore().search(text) or "\\" in text:  # not one inside an id, which nearly every file has
        signs.append("_")
    markdown: set[str] | None = None
    for number in among([said for _, said in context.strings], signs):
        pointer, said = context.strings[number]
        if pointer.startswith(_AS_IT_IS):
            continue
        if markdown is None:
            markdown = {
                f"{text.pointer}/{lang}" if lang else text.pointer
                for text in context.said
                if text.markdown
                for lang, _ in text.values
            }
        found = _joined(context, pointer, said) if pointer in markdown else _plain(context, pointer, said)
        if found is not None:
            line, nb, en = found
            kind = str(context.document.kind)
            yield Problem(
                "",
                pointer,
                f"{label(kind, pointer, 'nb')}: {nb}",
                f"{label(kind, pointer, 'en')}: {en}",
                place=line,
            )


Found = tuple[tuple[int, int], str, str]


def _plain(context: RuleContext, pointer: str, said: str) -> Found | None:
    """What a field that is one line on the page cannot show."""
    bullet = _bullet_line(context, pointer, said)
    if bullet is not None:
        return (
            bullet,
            "feltet er én linje på siden, så punktene løper sammen. Del dem i egne punkter eller felt.",
            "the field is one line on the page, so the items run together. Split them into items or fields of their own.",
        )
    if "\n" in said.strip():
        place = context.entry.source.place(pointer)
        row = place.line + (1 if place.end_line > place.line else 0) if place is not None else 0
        return (
            (row + 1, 1),
            "feltet er én linje på siden, så linjeskiftene forsvinner. Skriv det som én setning, eller del det i flere punkter eller felt.",
            "the field is one line on the page, so the line breaks are lost. Write one sentence, or split it into several items or fields.",
        )
    mark = _mark().search(said)
    if mark is None:
        return None
    place = context.entry.source.place(pointer)
    at = (place.line + 1, place.column + 1) if place is not None else (1, 1)
    sign = mark[0] if len(mark[0]) <= 30 else f"{mark[0][:30]}…"
    return (
        at,
        f"feltet er ikke Markdown, så «{sign}» kommer på siden med tegnene. Skriv teksten uten dem.",
        f"the field is no Markdown, so “{sign}” is printed with its signs. Write the text without them.",
    )


def _joined(context: RuleContext, pointer: str, said: str) -> Found | None:
    """A list in running text whose lines YAML has joined, since the text stands without "|"."""
    bullet = _bullet_line(context, pointer, said, unless=frozenset(line.strip() for line in said.split("\n")))
    if bullet is None:
        return None
    return (
        bullet,
        "linjene er slått sammen til én, så det blir ingen liste. Skriv «|» etter kolonet, og teksten på linjene under.",
        "the lines are joined to one, so there is no list. Write “|” after the colon, and the text on the lines below.",
    )


def _may_be_list(said: str) -> bool:
    """Whether the text alone can tell of a list: to know where a text stands, the whole file is read once more."""
    return (
        any(f"{sign} " in said for sign in _BULLETS)
        or sum(said.count(f"{sign} ") for sign in _DASHES) > 1
        or len(_numbers().findall(said)) > 1
    )


def _bullet_line(
    context: RuleContext, pointer: str, said: str, unless: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """The first line of a text in the file that begins like an item of a list; one dash alone may be a pause."""
    if (
        not _may_be_list(said) and "\\" not in context.entry.source.text
    ):  # an escaped line end joins without a space
        return None
    place = context.entry.source.place(pointer)
    if place is None or place.end_line == place.line:
        return None
    every = context.entry.source.lines
    last = place.end_line + bool(
        every[place.end_line][: place.end_column].strip()
    )  # a block ends before the next line
    lines = every[place.line + 1 : last]
    dashes, numbers = [], []
    for number, line in enumerate(lines, place.line + 2):
        bare = line.strip()
        sign, space, _ = bare.partition(" ")
        at = (number, len(line) - len(line.lstrip()) + 1)
        if not space or bare in unless:
            continue
        if sign in _BULLETS:
            return at
        if sign in _DASHES:
            dashes.append(at)
        elif _number().fullmatch(sign):
            numbers.append((sign, at))
    if len(dashes) > 1:
        return dashes[0]
    return numbers[0][1] if len(numbers) > 1 and numbers[0][0][:1] in "1aA" else None


@cache
def _underscore() -> re.Pattern[str]:
    """One that may begin emphasis."""
    return re.compile(r"_(?<![\w_]_)(?=[^\W_])")  # the sign first: it is soon looked for


@cache
def _mark() -> re.Pattern[str]:
    """A pair of signs of Markdown around a word, a link, or the signs of a heading."""
    return re.compile(
        r"\*\*[^*\n]+\*\*|__[^_\n]+__|~~[^~\n]+~~|`[^`\n]+`|\[[^\[\]\n]+\]\([^()\s]+\)|\A#{1,6} "
        r"|(?<![\w*])\*(?=\w)[^*\n]+(?<=\w)\*(?![\w*])|(?<![\w_])_(?=[^\W_])[^_\n]+(?<=\w)_(?![\w_])"
        r"|<https?:[^<>\s]+>|</?(?:br|b|i|p|u|em|strong|ul|ol|li)[ /]*>"
    )


_NUMBER = r"(?:[0-9]{1,2}|[a-zA-Z])[.)]"


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER)


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){_NUMBER} ")
