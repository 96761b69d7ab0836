"""How a text speaks of a telephone, of what is somebody's own, of a home, and of a plan for one person.

The patterns of every language are tried together: a name or an address says nothing of the language around it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from avtale.locales import PATTERNS, file_of, languages
from avtale.source.read import parse


@cache
def words(name: str) -> str:
    """The pattern `name` ("telephone", "own", "home", "plan") of every language, in one."""
    return "|".join(str(each[name]) for each in _all())


@cache
def _all() -> tuple[dict[str, Any], ...]:
    found = []
    for lang in languages():
        raw = file_of(lang).read_bytes()
        data = parse(raw[raw.index(PATTERNS) :], f"{lang}.yaml").data
        found.append(data["patterns"]["private"])
    return tuple(found)
