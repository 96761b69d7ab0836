"""What the public API is asked for and there is none of, is an error and no silence: a language, a severity, a format."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import avtale
from avtale import AmendmentRequest, Answers, Occurrence, Report, Repository, UsageError, find
from avtale.facts.duties import FollowUp
from tests.support import ON, ROOT

SAMPLE = ROOT / "examples/samarbeid/agreements"
REPOSITORY = Repository.open(SAMPLE)
ENTRY = find(REPOSITORY, "nordlia-ot", ON)
ANSWERS = Answers("Prøve", ("Eksempel fylkeskommune", "NAV Eksempel"), ON)
NOTHING = Report(0, ())
DUE = Occurrence(ENTRY, FollowUp("evaluation", "evaluation", ON), ON, "due")

#: How each function that speaks to a reader is called.
CALLS: dict[str, Callable[[Any, str], Any]] = {
    "amend": lambda f, lang: f(ENTRY, REPOSITORY, [AmendmentRequest("/validity/to", "replace", "2030-01-01")], valid_from=ON, on=ON, lang=lang, dry_run=True),
    "calendar": lambda f, lang: f(REPOSITORY, ON, lang=lang),
    "check": lambda f, lang: f(REPOSITORY, on=ON, lang=lang, history=None),
    "compare": lambda f, lang: f(ENTRY, ENTRY, REPOSITORY, REPOSITORY, on=ON, lang=lang),
    "deed_form": lambda f, lang: f(REPOSITORY, ON, lang=lang),
    "draft": lambda f, lang: f("agreement", ANSWERS, lang=lang),
    "field_text": lambda f, lang: f(avtale.find_fields("economy", "nb")[0], [], lang),
    "find_fields": lambda f, lang: f("economy", lang),
    "history_text": lambda f, lang: f(ENTRY, REPOSITORY, lang),
    "kept_data": lambda f, lang: f([], lang),
    "kept_page": lambda f, lang: f([], REPOSITORY, on=ON, lang=lang),
    "kept_text": lambda f, lang: f([], on=ON, year=ON.year, lang=lang),
    "mark": lambda f, lang: f(DUE, lang),
    "near_fields": lambda f, lang: f("economi", lang),
    "new": lambda f, lang: f(REPOSITORY, "agreement", ANSWERS, lang=lang),
    "page_text": lambda f, lang: f(avtale.find_rule("expired"), lang),
    "render_document": lambda f, lang: f(ENTRY, REPOSITORY, on=ON, lang=lang, formats=("html",)),
    "render_short": lambda f, lang: f(ENTRY, REPOSITORY, on=ON, lang=lang, formats=("html",)),
    "schema": lambda f, lang: f("agreement", lang),
    "show_text": lambda f, lang: f(ENTRY, REPOSITORY, ON, lang),
    "suspects_text": lambda f, lang: f(REPOSITORY, ON, lang),
    "whole_text": lambda f, lang: f(ENTRY, REPOSITORY, ON, lang),
    "write_feeds": lambda f, lang: f(REPOSITORY, ON, Path("ingen"), lang=lang, dry_run=True),
    "write_report": lambda f, lang: f(NOTHING, "text", lang=lang),
    "year_rows": lambda f, lang: f([], ON.year, lang),
    "year_svg": lambda f, lang: f([], ON.year, on=ON, lang=lang),
    "year_text": lambda f, lang: f([], ON.year, on=ON, lang=lang),
}  # fmt: skip


def test_every_function_that_speaks_is_asked() -> None:
    speaking = {
        name
        for name in avtale.__all__
        if inspect.isfunction(thing := getattr(avtale, name))
        and "lang" in inspect.signature(thing).parameters
    }
    assert speaking == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_an_unknown_language_is_an_error(name: str) -> None:
    with pytest.raises(UsageError, match="da"):
        CALLS[name](getattr(avtale, name), "da")


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"amend", "new"}))
def test_a_known_one_is_none(name: str) -> None:
    assert CALLS[name](getattr(avtale, name), "se") is not None


def test_an_unknown_severity_is_an_error() -> None:
    assert NOTHING.count("error") == 0
    with pytest.raises(UsageError, match="eror"):
        NOTHING.count("eror")  # type: ignore[arg-type]


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(UsageError, match="xml"):
        avtale.write_report(NOTHING, "xml")
