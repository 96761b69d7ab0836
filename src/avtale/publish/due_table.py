"""What is overdue and what falls due soon as text: a table, or a block for each where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from avtale.message import Message
from avtale.publish.drawn import NARROW, drawn
from avtale.publish.due import DueRow
from avtale.publish.words import clean, kind_name, status_name, to_do
from avtale.wording import written

_TEXTS = {
    "when": Message("Frist", "Due"),
    "left": Message("Dager", "Days"),
    "what": Message("Hva", "What"),
    "owner": Message("Ansvarlig", "Owner"),
    "document": Message("Dokument", "Document"),
    "none": Message(
        "Ingenting er over fristen, og ingenting forfaller.", "Nothing is overdue, and nothing falls due."
    ),
    "record": Message(
        "Det som er gjort, registreres med «avtale done DOK PLIKT --by NAVN».",
        "Record what was done with “avtale done DOC DUTY --by NAME”.",
    ),
    "doc": Message("DOK", "DOC"),
    "party": Message("PART", "PARTY"),
}


def write(rows: Sequence[DueRow], *, lang: str = "nb", colour: bool = False, width: int = 100) -> str:
    """The rows as text `width` columns wide: what is overdue, then what is to come."""
    if not rows:
        return _TEXTS["none"].text(lang) + "\n"
    blocks: list[RenderableType] = []
    for status, style in (("missed", "bold red"), ("due", "bold")):
        chosen = [row for row in rows if row.due.status == status]
        if chosen:
            blocks.append(Text(f"{status_name(status, lang).capitalize()}: {len(chosen)}", style=style))
            blocks += [*_blocks(chosen, lang), Text("")] if width < NARROW else [_table(chosen, lang)]
    if any(row.due.by_done and row.due.overdue for row in rows):
        blocks.append(Text(_TEXTS["record"].text(lang)))
    doc, party = (_TEXTS[name].text(lang) for name in ("doc", "party"))
    for kind in sorted({row.due.kind for row in rows if not row.due.by_done}):
        blocks.append(Text(f"{kind_name(kind, lang)}: {to_do(kind, lang, doc, party)}"))
    return drawn(blocks, colour=colour, width=width)


def _table(rows: Sequence[DueRow], lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column(_TEXTS["when"].text(lang), no_wrap=True)
    table.add_column(_TEXTS["left"].text(lang), justify="right", no_wrap=True)
    table.add_column(_TEXTS["what"].text(lang), ratio=3, overflow="fold")
    table.add_column(_TEXTS["owner"].text(lang), ratio=2, overflow="fold")
    table.add_column(_TEXTS["document"].text(lang), ratio=2, overflow="fold")
    for row in rows:
        table.add_row(
            written(row.due.due, lang),
            str(row.days),
            Text(row.what(lang)),
            Text(_who(row)),
            Text(_where(row)),
        )
    return table


def _blocks(rows: Sequence[DueRow], lang: str) -> list[RenderableType]:
    shown: list[RenderableType] = []
    for row in rows:
        shown.append(Text(f"{written(row.due.due, lang)} ({row.days})  {row.what(lang)}"))
        shown.append(Padding(Text(f"{_who(row)} · {_where(row)}"), (0, 0, 0, 2)))
    return shown


def _who(row: DueRow) -> str:
    """The roles that owe it, each with those who hold it."""
    told = []
    for role, title in zip(row.due.owners, row.titles, strict=True):
        names = ", ".join(clean(each.name) for each in row.holders if each.role == role and each.name)
        told.append(f"{title} ({names})" if names else title)
    return ", ".join(told) or "–"


def _where(row: DueRow) -> str:
    """The document and the duty as “avtale done” takes them."""
    return clean(f"{row.due.key} {row.due.id}")
