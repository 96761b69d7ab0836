"""What a rule is, and how all of them are found.

A rule is one module in a folder under rules/. Its file name gives its code (underscores become
hyphens), its docstring is its help page in bokmål and, after a line of ---, in English, `SEVERITY`
is its default severity. It has one function, or none where an earlier stage finds the fault:

    check(facts: Facts) -> Iterator[Problem]                    about one document
    check_repository(repository, history) -> Iterator[Located]  about the other files
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from avtale.facts.repository import Entry, Repository
from avtale.facts.state import State, state
from avtale.findings import Problem, Severity
from avtale.format.model import Document

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule about one document may know: the document, everything around it, and the day."""

    entry: Entry
    document: Document
    repository: Repository
    on: dt.date

    @property
    def state(self) -> State:
        """The document's state on the day."""
        return state(self.entry, self.repository, self.on)

    @property
    def names(self) -> dict[str, str]:
        """What to call each party and role, by id."""
        found: dict[str, str] = {}
        for party in self.document.parties:
            if party.id and party.names and party.names[0].name:
                found[party.id] = party.names[0].name
        for role in self.document.roles:
            if role.id and role.title:
                found[role.id] = str(role.title)
        return found


def fault(
    pointer: str, nb: str, en: str, *, on_key: bool = False, severity: Severity | None = None
) -> Problem:
    """A problem whose code is filled in from the rule's file name."""
    return Problem("", pointer, nb, en, on_key=on_key, severity=severity)


@dataclass(frozen=True, slots=True)
class Page:
    """The help page of one code in one language: its title, and its text in Markdown."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: its page, its severity, and what finds it."""

    code: str
    theme: str
    severity: Severity
    nb: Page
    en: Page
    check: Callable[[Facts], Iterator[Problem]] | None
    check_repository: Callable[..., Iterator[Any]] | None

    def page(self, lang: str) -> Page:
        return self.en if lang == "en" else self.nb


@cache
def rules() -> dict[str, Rule]:
    """Every rule by code, in the order of themes and names."""
    found = {}
    for path in sorted(_HERE.glob("*/[!_]*.py")):
        theme, name = path.parent.name, path.stem
        rule = _rule(importlib.import_module(f"avtale.rules.{theme}.{name}"), theme, name.replace("_", "-"))
        found[rule.code] = rule
    return found


def _rule(module: ModuleType, theme: str, code: str) -> Rule:
    nb, _, en = (module.__doc__ or "").partition("\n---\n")
    return Rule(
        code,
        theme,
        module.SEVERITY,
        _page(nb),
        _page(en),
        getattr(module, "check", None),
        getattr(module, "check_repository", None),
    )


def _page(text: str) -> Page:
    title, _, body = text.strip().partition("\n")
    return Page(title.strip().rstrip("."), body.strip())
