"""Tables: their parts, their rows of one length, and a header for each cell (ISO 14289-1, 7.2 and 7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.conformance.complaint import Complaint, Unjudged
from avtale.conformance.nodes import Node

_PARTS = frozenset(("TR", "THead", "TBody", "TFoot"))
_CELLS = 200_000
Grid = list[list[Node | None]]


def table_complaints(table: Node) -> Iterator[Complaint]:
    """What is wrong with one table. A table without any header cell is in order."""
    yield from _parts([kid.kind for kid in table.significant_kids])
    rows = _rows(table)
    if not rows:
        return
    grid, complaint = _grid(rows)
    if complaint is not None:
        yield complaint
        return
    yield from _headers(grid)


def _parts(kinds: list[str]) -> Iterator[Complaint]:
    inner = kinds[1:] if kinds[:1] == ["Caption"] else kinds[:-1] if kinds[-1:] == ["Caption"] else kinds
    if not set(inner) <= _PARTS:
        yield Complaint(
            "UA 7.2-3", "En tabell har annet enn rader i seg.", "A table holds something else than rows."
        )
    for kind, clause in (("THead", "UA 7.2-11"), ("TFoot", "UA 7.2-12")):
        if kinds.count(kind) > 1:
            yield Complaint(
                clause, "En tabell har to hoder eller to føtter.", "A table has two heads or two feet."
            )
    for kind, clause in (("THead", "UA 7.2-14"), ("TFoot", "UA 7.2-13")):
        if kind in kinds and "TBody" not in kinds:
            yield Complaint(
                clause,
                "En tabell har bare et hode og ingen rader under. Skriv rader, eller skriv den som tekst.",
                "A table has a head alone and no rows below. Write rows, or write it as text.",
            )


def _rows(table: Node) -> list[list[Node]]:
    rows = []
    for part in table.significant_kids:
        if part.kind == "TR":
            rows.append(part)
        elif part.kind in _PARTS:
            rows += [kid for kid in part.significant_kids if kid.kind == "TR"]
    return [[cell for cell in row.significant_kids if cell.kind in ("TH", "TD")] for row in rows]


def _span(cell: Node, key: str) -> int:
    return max(1, int(cell.attribute(key) or 1))


def _grid(rows: list[list[Node]]) -> tuple[Grid, Complaint | None]:
    """Which cell covers each place; the first row says how many columns there are."""
    width = sum(_span(cell, "/ColSpan") for cell in rows[0])
    if width * len(rows) > _CELLS:
        raise Unjudged
    grid: Grid = [[None] * width for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < width and grid[number][column] is not None:
                column += 1
            across, down = _span(cell, "/ColSpan"), _span(cell, "/RowSpan")
            if column + across > width:
                return grid, _unequal("UA 7.2-42")
            if number + down > len(rows):
                return grid, Complaint(
                    "UA 7.2-41", "En celle går forbi siste rad.", "A cell reaches beyond the last row."
                )
            for line in grid[number : number + down]:
                if any(line[column : column + across]):
                    return grid, Complaint("UA 7.2-15", "To celler dekker hverandre.", "Two cells overlap.")
                line[column : column + across] = [cell] * across
            column += across
    if any(cell is None for line in grid for cell in line):
        return grid, _unequal("UA 7.2-43")
    return grid, None


def _unequal(clause: str) -> Complaint:
    return Complaint(
        clause,
        "Radene i en tabell har ulikt antall celler. Fyll ut dem som er for korte.",
        "The rows of a table have unequal numbers of cells. Fill up those that are too short.",
    )


def _headers(grid: Grid) -> Iterator[Complaint]:
    """Every data cell leads to a header by its /Headers, or by the scope of a header in its row or column.

    Where each header cell has a scope, or there is none, the table is in order as it stands.
    """
    cells = list(dict.fromkeys(cell for line in grid for cell in line if cell is not None))
    headers = [cell for cell in cells if cell.kind == "TH"]
    if all(cell.attribute("/Scope") is not None for cell in headers):
        return
    known = {cell.text("/ID") for cell in headers} - {""}
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            if cell is None or cell.kind != "TD":
                continue
            named = [str(name) for name in cell.attribute("/Headers") or ()]
            if named and set(named) <= known:
                continue
            if _scoped(grid, row, column):
                continue
            yield Complaint(
                "UA 7.5-2" if named else "UA 7.5-1",
                "En celle har ingen overskrift: en overskrift dekker flere kolonner, eller et hjørne er tomt.",
                "A cell has no header: a header spans columns, or a corner is empty.",
            )
            return


def _scoped(grid: Grid, row: int, column: int) -> bool:
    above = [grid[number][column] for number in range(row)]
    before = grid[row][:column]
    return any(
        cell is not None and cell.kind == "TH" and str(cell.attribute("/Scope")) in (scope, "/Both")
        for cells, scope in ((above, "/Column"), (before, "/Row"))
        for cell in cells
    )
