"""How a text speaks of a telephone, of what is somebody's own, of a home, and of a plan for one person.

The patterns of every language are tried together: a name or an address says nothing of the language around it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from avtale.locales import languages
from avtale.locales.patterns import patterns


@cache
def words(name: str) -> str:
    """The pattern `name` ("telephone", "own", "home", "plan") of every language, in one."""
    return "|".join(str(each[name]) for each in _all())


@cache
def _all() -> tuple[dict[str, Any], ...]:
    return tuple(patterns(lang).data["private"] for lang in languages())
