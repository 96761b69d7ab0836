"""Does a file follow its schema? A compiled validator answers; only where it says no, a slower one explains.

Values go to the validators as `avtale.source.read` gives them, which is what any YAML 1.2 reader
would see, except that unquoted decimals and dates stay text.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from avtale.findings import Problem
from avtale.format import schema
from avtale.source.read import Source

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def is_iso_date(value: object) -> bool:
    """True for a real day written YYYY-MM-DD, and for anything that is no text (the type is another matter)."""
    if not isinstance(value, str):
        return True
    if not _DATE.match(value):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


@cache
def _compiled(name: str) -> Any:
    import jsonschema_rs

    def refuse(uri: str) -> Any:  # without this a remote $ref would really be fetched
        raise ValueError(uri)

    return jsonschema_rs.Draft202012Validator(
        schema.bundled(name), validate_formats=True, formats={"date": is_iso_date}, retriever=refuse
    )


def document_problems(source: Source) -> list[Problem]:
    """What is wrong with a document file: that it cannot be read, else by the schema of its kind, which may itself be wrong."""
    if source.problems:
        return list(source.problems)
    kind = source.data.get("kind") if isinstance(source.data, dict) else None
    if not isinstance(kind, str) or kind not in schema.kinds():
        from avtale.format.explain import wrong_kind

        return [wrong_kind(source.data, schema.kinds())]
    return schema_problems(source, kind)


def schema_problems(source: Source, name: str) -> list[Problem]:
    """What is wrong with a file: that it cannot be read, else by the schema `name`, in the order of the file."""
    if source.problems:
        return list(source.problems)
    problems = tree_problems(source.data, name)
    if problems:
        from avtale.format import split

        return split.told(source, problems, name)
    return problems


def tree_problems(data: Any, name: str) -> list[Problem]:
    """The same for a tree that lies in no file of its own."""
    if _compiled(name).is_valid(data):
        return []
    from avtale.format.explain import explain

    return explain(data, name)
