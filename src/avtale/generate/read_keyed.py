"""A list as YAML or JSON: a key, as `offices:`, with a mapping for each row."""

from __future__ import annotations

import json
from typing import Any

from avtale.findings import Problem
from avtale.generate.table import MAX_BYTES, OFFICES, Cell, Listed, Row, Table, whole_problem
from avtale.message import Message
from avtale.source.read import Source, parse


def read_yaml(raw: bytes, name: str, of: Listed = OFFICES) -> Table:
    """The rows of a YAML file, values as the author wrote them (an unquoted 0301 keeps its zero)."""
    source = parse(raw, name, max_bytes=MAX_BYTES)
    if source.problems:
        first = source.problems[0]
        return Table(
            source, problems=(Problem("office-list", first.pointer, first.nb, first.en, place=first.place),)
        )
    return _table(source, source.data, of, shift=0)


def read_json(raw: bytes, name: str, of: Listed = OFFICES) -> Table:
    """The rows of a JSON file: a list, or an object with the list under its key."""
    source = Source(name)
    try:
        source.text = raw.decode("utf-8-sig")
        data = json.loads(source.text)
    except UnicodeDecodeError:
        nb, en = f"{name} er ikke UTF-8, og da heller ikke JSON.", f"{name} is not UTF-8, and so no JSON."
        return Table(source, problems=(whole_problem(nb, en),))
    except json.JSONDecodeError as error:
        nb = f"{name} er ikke JSON: noe er galt i linje {error.lineno}, kolonne {error.colno}."
        en = f"{name} is no JSON: something is wrong in line {error.lineno}, column {error.colno}."
        return Table(source, problems=(whole_problem(nb, en, (error.lineno, error.colno)),))
    except RecursionError:
        nb, en = f"{name} er for dypt nøstet.", f"{name} is nested too deep."
        return Table(source, problems=(whole_problem(nb, en),))
    # JSON is YAML, but for a tab before a key; positions come from there.
    wrapped = source.text if isinstance(data, dict) else f'{{"{of.keys[0]}":\n{source.text}\n}}'
    placed = parse(wrapped.replace("\t", " "), name)
    if placed.problems:
        first = placed.problems[0]
        return Table(source, problems=(Problem("office-list", "", first.nb, first.en, place=first.place),))
    placed.text = source.text
    return _table(placed, placed.data, of, shift=0 if isinstance(data, dict) else 1)


def _table(source: Source, data: Any, of: Listed, *, shift: int) -> Table:
    key = next((key for key in of.keys if isinstance(data, dict) and isinstance(data.get(key), list)), None)
    if key is None:
        nb = f"{source.name} har ingen liste «{of.keys[0]}:»."
        en = f"{source.name} has no list “{of.keys[0]}:”."
        return Table(source, problems=(whole_problem(nb, en),))
    rows = []
    for index, item in enumerate(data[key]):
        line, column = source.position(f"/{key}/{index}")
        if not isinstance(item, dict):
            place = Cell(item, line - shift, column)
            rows.append(Row(line - shift, {}, (place, _no_fields(of))))
            continue
        cells: dict[int | str, Cell] = {}
        for field, value in item.items():
            at, along = source.position(f"/{key}/{index}/" + field.replace("~", "~0").replace("/", "~1"))
            cells[field] = Cell(_plain(value), at - shift, along)
        rows.append(Row(line - shift, cells))
    return Table(source, tuple(rows), keyed=True)


def _no_fields(of: Listed) -> Message:
    return Message(
        f"Hver rad må ha felt med navn, som «{of.one.nb}: …».",
        f"Each row needs fields with names, like “{of.one.en}: …”.",
    )


def _plain(value: Any) -> Any:
    """Numbers as the text they were; lists and mappings as they are."""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    return str(value) if isinstance(value, int) else value
