"""Tables in Markdown: numbers in line, a header to each column and row, and a caption where the author wrote one.

A caption is a paragraph right before or after the table that begins with a colon, as Pandoc has it, or with the word
for a table: ": Tilskudd per år", "Tabell 2: Tilskudd per år".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

_NUMBER = re.compile(
    r"(?:(?:kr|NOK|EUR|€)\.?\s?)?[+\-−–]?\s?[0-9][0-9 \u00a0\u202f.,]*(?:,-)?\s?(?:%|kr|NOK|EUR|€|prosent|proseanta|per cent)?"
)
_NONE = frozenset({"", "-", "–", "—"})
_CAPTION = re.compile(
    r"(?:(?P<word>Tabell|Table|Tabealla)(?:\s+(?P<number>[0-9]+(?:\.[0-9]+)*))?)?\s*:\s+(?=\S)"
)
_ALIGNED = {"text-align:right": "right", "text-align:center": "center", "text-align:left": ""}


def with_headers(tokens: list[Token]) -> list[Token]:
    """The tokens with what each cell is for on it; a caption stands in its table as `caption_open` and `caption_close`."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type != "table_open":
            found.append(tokens[at])
            at += 1
            continue
        end = next(place for place in range(at, len(tokens)) if tokens[place].type == "table_close")
        table = tokens[at : end + 1]
        _set_cells(table)
        caption = _captioned(found[-3:])
        if caption:
            del found[-3:]
        elif caption := _captioned(tokens[end + 1 : end + 4]):
            end += 3
        found += [table[0], *_as_caption(caption), *table[1:]]
        at = end + 1
    return found


def _captioned(tokens: list[Token]) -> list[Token]:
    """The tokens themselves, where they are one paragraph that is a caption."""
    whole = [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return tokens if whole and _CAPTION.match(tokens[1].content) else []


def _as_caption(paragraph: list[Token]) -> Iterator[Token]:
    if not paragraph:
        return
    inline = paragraph[1]
    found = _CAPTION.match(inline.content)
    first = inline.children[0] if inline.children else None
    if found and not found["number"] and first is not None and first.content.startswith(found[0]):
        first.content = first.content[len(found[0]) :]  # «Tabell 2: …» is what other texts call it, and stays
    yield Token("caption_open", "caption", 1, block=True)
    yield inline
    yield Token("caption_close", "caption", -1, block=True)


def _set_cells(table: list[Token]) -> None:
    rows = list(_rows(table))
    body = [row for row in rows if row[0][0].type == "td_open"]
    heads = [_plain(inline) for _, inline in rows[0]] if rows[0][0][0].type == "th_open" else []
    columns = [[_plain(row[column][1]) for row in body] for column in range(len(rows[0]))]
    figures = [_is_figures(cells) for cells in columns]
    named = len(columns) > 1 and any(figures) and not figures[0] and all(columns[0])
    for row in rows:
        for column, (opening, _) in enumerate(row):
            said = _ALIGNED.get(str(opening.attrs.get("style", "")))
            align = "figure" if figures[column] and said in (None, "right") else said
            opening.attrs = {"class": align} if align else {}
            if opening.type == "th_open":
                opening.attrs["scope"] = "col"
            elif named and column == 0:
                _make_header(table, opening)
            elif heads:
                opening.attrs["data-label"] = heads[column]


def _rows(table: list[Token]) -> Iterator[list[tuple[Token, Token]]]:
    """Each row as its cells: what opens each, and what it holds."""
    row: list[tuple[Token, Token]] = []
    for token, after in zip(table, [*table[1:], table[-1]], strict=True):
        if token.type == "tr_open":
            row = []
        elif token.type in ("th_open", "td_open"):
            row.append((token, after))
        elif token.type == "tr_close":
            yield row


def _plain(inline: Token) -> str:
    return "".join(child.content or " " for child in inline.children or () if child.nesting == 0).strip()


def _is_figures(cells: list[str]) -> bool:
    """Whether a column holds numbers and nothing else, empty cells and dashes apart."""
    filled = [cell for cell in cells if cell not in _NONE]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)


def _make_header(table: list[Token], opening: Token) -> None:
    closing = next(token for token in table[table.index(opening) :] if token.type == "td_close")
    opening.tag = closing.tag = "th"
    opening.attrs["scope"] = "row"
