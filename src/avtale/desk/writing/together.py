"""Two texts of one file that both come from a third, made one: its content part by part, and every comment of either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from msgspec import Struct

from avtale.errors import StateError
from avtale.facts.merge import Clash, Side
from avtale.facts.merge import merge as by_parts
from avtale.generate.merge import merge as by_lines
from avtale.source.comments import comments
from avtale.source.editing import BOM, rewrite
from avtale.source.editing.editor import same
from avtale.source.read import parse


class Together(Struct, frozen=True):
    """The text that came of it, and what both changed to different things; there the text says what `there` does."""

    text: bytes
    clashes: tuple[Clash, ...] = ()


def together(
    base: bytes | None, mine: bytes, there: bytes, *, name: str, chosen: Mapping[str, Side] | None = None
) -> Together | None:
    """`mine` laid into `there`, the file as it stands; None where one of them cannot be read. `chosen` settles clashes, by pointer.

    By lines where that gives the content that the parts give, so that the comments, anchors and layout of both stay; else in the file
    of the one whose comments would be lost. A comment that has no place any more stands at the end. Raises `StateError` where no way leads there.
    """
    texts = [raw or b"{}" for raw in (base, mine, there)]
    old, own, other = (parse(raw, name) for raw in texts)
    if not isinstance(own.data, dict) or not isinstance(other.data, dict):
        return None
    before, ours, theirs = (Counter(comments(each)) for each in (old, own, other))
    wanted = ((ours - before) | (theirs - before)) + (before & ours & theirs)
    found = by_parts(old.data, own.data, other.data, chosen)
    lacking: tuple[bytes, Counter[str]] | None = None
    for made in _made(texts, found.data, name):
        read = parse(made, name)
        if not same(read.data, found.data):
            continue
        if not (left := wanted - Counter(comments(read))):
            return Together(made, found.clashes)
        lacking = lacking or (made, left)
    if lacking is None:
        raise StateError(
            nb=f"To som skrev i {name} samtidig, kan ikke flettes. Rett den i YAML-visningen.",
            en=f"What two wrote in {name} at once cannot be merged. Mend it in the YAML view.",
        )
    return Together(_at_the_end(*lacking), found.clashes)


def _at_the_end(text: bytes, left: Counter[str]) -> bytes:
    end = b"\r\n" if b"\r\n" in text else b"\n"
    return text.removesuffix(end) + b"".join(end + each.encode() for each in left.elements()) + end


def _made(texts: list[bytes], data: Mapping[str, Any], name: str) -> Iterator[bytes]:
    """The ways to one text, the best first, as far as they lead somewhere."""
    base, mine, there = (raw.decode("utf-8-sig") for raw in texts)
    lines = by_lines(base, there, mine)
    if not lines.clashes:
        yield (BOM if texts[2].startswith(BOM) else b"") + lines.text.encode()
    for raw in (texts[2], texts[1]):
        with suppress(StateError):
            yield rewrite(raw, data, name=name)
