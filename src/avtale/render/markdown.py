"""Markdown into HTML that keeps its PDF conformant (docs/pdf.md)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from avtale.format.markdown import link_fault, parser
from avtale.render.markdown_table import with_headers

_WIDE = 8  # columns; more do not fit beside each other on a narrow screen


def to_html(text: str, *, level: int) -> str:
    """`text` as HTML whose headings begin at `level` and skip none.

    Raw HTML stands as letters, an image as its description, and a link that is not allowed as its text.
    """
    tokens = parser().parse(text)
    tokens = with_headers(_without_bare_heads(_without_empty_headings(tokens)))
    _set_headings(tokens, level)
    html: str = _renderer().render(tokens, parser().options, {})
    return html


class _Renderer(RendererHTML):
    """markdown-it's own, but with links of bare text, no pictures, and headed tables."""

    def renderInline(self, tokens: Sequence[Token], options: Any, env: Any) -> str:
        out, index = [], 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "link_open":
                end = next(i for i in range(index, len(tokens)) if tokens[i].type == "link_close")
                out.append(_link(str(token.attrs["href"]), tokens[index + 1 : end]))
                index = end
            elif token.type == "image":
                out.append(escape(token.content))
            else:
                out.append(super().renderInline([token], options, env))
            index += 1
        return "".join(out)

    def table_open(self, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
        end = next(at for at in range(index, len(tokens)) if tokens[at].type == "tr_close")
        columns = sum(token.type in ("th_open", "td_open") for token in tokens[index:end])
        return '<table class="wide">\n' if columns > _WIDE else "<table>\n"


def _link(href: str, inner: Sequence[Token]) -> str:
    # PDF/UA-1 7.18.5: the link's text has to stand in <a> itself, so emphasis inside a link is dropped.
    text = escape("".join(token.content or (" " if token.type == "softbreak" else "") for token in inner))
    if link_fault(href) or not text.strip():
        return text
    return f'<a href="{escape(href)}">{text}</a>'


def _without_bare_heads(tokens: list[Token]) -> list[Token]:
    """A table of a header row alone becomes a plain row: a head without a body breaks PDF/UA-1 7.2-14."""
    for index, token in enumerate(tokens):
        if token.type != "table_open":
            continue
        end = next(at for at in range(index, len(tokens)) if tokens[at].type == "table_close")
        table = tokens[index:end]
        if any(part.type == "tbody_open" for part in table):
            continue
        for part in table:
            part.type = part.type.replace("thead", "tbody").replace("th_", "td_")
            part.tag = {"thead": "tbody", "th": "td"}.get(part.tag, part.tag)
    return tokens


def _without_empty_headings(tokens: list[Token]) -> list[Token]:
    """A heading without words is none: nothing could be read out, or led to."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].type == "heading_open" and not _said(tokens[index + 1]):
            index += 3
            continue
        kept.append(tokens[index])
        index += 1
    return kept


def _said(inline: Token) -> str:
    return "".join(part.content for part in inline.children or ()).strip()


def _set_headings(tokens: Sequence[Token], level: int) -> None:
    """Nest the headings as they were meant: a deeper one goes one step down, whatever its number."""
    open_ranks: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            rank = int(token.tag[1])
            while open_ranks and open_ranks[-1] >= rank:
                open_ranks.pop()
            open_ranks.append(rank)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(level + len(open_ranks) - 1, 6)}"


@cache
def _renderer() -> _Renderer:
    return _Renderer(parser())
