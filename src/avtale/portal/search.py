"""What the search of the portal reads: a row for each document, in parts that are small whatever the site is.

Each part is a script, since a page that is opened from a file may read nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from avtale.format.called import own_language, short_title
from avtale.portal.bodies import Body
from avtale.portal.card import Card
from avtale.publish.words import clean

PART = 100_000
"""Bytes after which a part is full."""
_ALL = 4_000_000
"""Bytes of words that a phone can hold: shared by all documents, so that of few documents every word is found."""
_LEAST, _MOST = 500, 40_000
_WORD = re.compile(r"[^\W\d_]{3,}")
_NOT_SAID = frozenset(
    {"format", "kind", "key", "language", "languages", "version", "id", "sha256", "pointer"}
)


def parts(found: Sequence[Card], bodies_of: Sequence[Sequence[Body]]) -> Iterator[bytes]:
    """The parts, each a call of `avtalePart` with its rows: title by language, page, kind, state, version, number, bodies, words."""
    words = min(_MOST, max(_LEAST, _ALL // max(1, len(found))))
    rows: list[str] = []
    size = 0
    for card, bodies in zip(found, bodies_of, strict=True):
        row = _script(_row(card, bodies, words))
        if rows and size + len(row) > PART:
            yield _part(rows)
            rows, size = [], 0
        rows.append(row)
        size += len(row.encode())
    if rows:
        yield _part(rows)


def _row(card: Card, bodies: Sequence[Body], most: int) -> list[Any]:
    document = card.document
    title, own = short_title(document), own_language(document)
    titles = {lang or own: clean(said) for lang, said in title.values} if title else {own: document.key or ""}
    full = [said for _, said in document.title.values] if document.title else []
    names = [each.name for body in bodies for each in body.names if each.name]
    told = clean(" ".join(dict.fromkeys([*full, *names])))
    if card.withheld:  # its public title and the legal basis are all there is
        return [titles, "", document.kind, "", "", "", told, ""]
    number = clean(" ".join(part for part in (card.entry.id, card.entry.key) if part))
    words = _words(card.entry.source.data, most)
    return [titles, card.stem, document.kind, card.state.name, card.entry.version, number, told, words]


def _words(data: Any, most: int) -> str:
    """The words of a document, each once and in its order, so many letters at the most."""
    found: dict[str, None] = {}
    left = most
    for said in _texts(data):
        for word in _WORD.findall(said.lower()):
            if word not in found:
                left -= len(word.encode()) + 1
                if left < 0:
                    return " ".join(found)
                found[word] = None
    return " ".join(found)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in _NOT_SAID:
                yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _part(rows: Sequence[str]) -> bytes:
    return f"avtalePart([\n{','.join(rows)}\n]);\n".encode()


def _script(row: list[Any]) -> str:
    """JSON that is also a script, whatever it is put into."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
