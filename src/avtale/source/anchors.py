"""Words that YAML takes for a sign of its own and leaves out of the text: an anchor that nothing refers to, a lone tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from msgspec import Struct
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, ScalarEvent

from avtale.source.events import next_event
from avtale.source.lines import hidden, lines

_BEFORE = ("", " ", "\n", "\r", "\t", "[", "{", ",")


class Swallowed(Struct, frozen=True):
    """What is gone, the sign it begins with, and its 1-based line and column."""

    sign: str
    word: str
    line: int
    column: int


def swallowed(text: str) -> Iterator[Swallowed]:
    """Every anchor on a text that no alias uses, tag "!" and "#" that took a whole value, in the order of the file."""
    if not any(_may_begin(sign, text) for sign in "&!#|>"):
        return
    anchors: dict[str, Swallowed] = {}
    found: list[Swallowed] = []
    split = lines(text)
    get_event = next_event(hidden(text)[0])
    with suppress(YAMLError):
        while (event := get_event()) is not None:
            if type(event) is AliasEvent:
                anchors.pop(event.anchor, None)
                continue
            at = event.start_mark
            if type(event) is ScalarEvent and event.anchor:
                begun = _sign_at(split[at.line], at.column, "&")
                if event.anchor in anchors:  # named anew: nothing used the first
                    found.append(anchors[event.anchor])
                anchors[event.anchor] = Swallowed("&", f"&{event.anchor}", at.line + 1, begun + 1)
            if type(event) is ScalarEvent:
                if event.tag == "!" and not event.style:
                    begun = _sign_at(split[at.line], at.column, "!")
                    found.append(Swallowed("!", "!", at.line + 1, begun + 1))
                elif not event.value and not event.style:
                    rest = _comment().match(split[at.line], at.column)
                    if rest is not None:
                        found.append(Swallowed("#", rest[1], at.line + 1, rest.start(1) + 1))
                elif event.style in ("|", ">") and not event.value:
                    found.append(
                        Swallowed(
                            str(event.style), split[at.line][at.column :].strip(), at.line + 1, at.column + 1
                        )
                    )
    yield from sorted((*found, *anchors.values()), key=lambda each: (each.line, each.column))


def _may_begin(sign: str, text: str) -> bool:
    """The first look: whether the sign stands where a value may begin, followed by what makes it one of YAML's."""
    at = text.find(sign)
    while at >= 0:
        if text[max(0, at - 1) : at] in _BEFORE and _suspect().match(text, at):
            return True
        at = text.find(sign, at + 1)
    return False


def _sign_at(line: str, column: int, sign: str) -> int:
    """Where the sign stands: at the event, or after its other property."""
    at = line.find(sign, column)
    return at if at >= 0 else column


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(r"&\S|!\s|#[^\s#]|[|>][+-]?[1-9]")


@cache
def _comment() -> re.Pattern[str]:
    """A "#" and a letter or number right after it, as in #5: a note has a space, or more of them."""
    return re.compile(r" *+(#[^\W_][^\n]*)")
