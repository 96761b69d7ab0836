"""What became of the promises as a page to keep and to send: HTML for the screen and for print, nothing fetched."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from avtale.facts.repository import Repository
from avtale.format.called import own_language
from avtale.locales import require_language
from avtale.message import Message
from avtale.publish.kept import (
    OUTCOMES,
    WORDS,
    KeptDocument,
    counted,
    promise_name,
    shown_by,
    taken_back,
    told,
)
from avtale.publish.words import clean
from avtale.publish.year import SIGNS, of_year, sign_svg, summary, year_rows, year_svg
from avtale.render.colour import accent_of
from avtale.render.job import font_css
from avtale.render.templates import environment, explained
from avtale.wording import told_in, written

_HEADING = Message("Hva som ble holdt", "What was kept")
_AS_OF = Message("Slik det står i loggen {day}", "As the log has it on {day}")


def kept_page(documents: Sequence[KeptDocument], repository: Repository, *, on: dt.date, lang: str) -> bytes:
    """The page, in bokmål or English. The same documents and day give the same bytes.

    A picture for each year up to that of `on` that has a deadline; where there are several documents, of each only the last
    such year. Raises `StateError` where a template breaks,
    `SystemFailure` where a library that draws is missing.
    """
    require_language(lang)
    from avtale.render.fonts import with_fallback_fonts

    lang = told_in(lang)
    named = f": {documents[0].title}" if len(documents) == 1 else ""
    context: dict[str, Any] = {
        "lang": lang,
        "medium": "screen",
        "en": lang == "en",
        "title": f"{_HEADING.text(lang)}{named}",
        "heading": _HEADING.text(lang),
        "as_of": _AS_OF.text(lang, day=on),
        "nothing": WORDS["none"].text(lang),
        "documents": [_document(one, on, lang, alone=len(documents) == 1) for one in documents],
        "outcomes": {each: SIGNS[each].text(lang) for each in OUTCOMES},
        "signs": {each: Markup(sign_svg(each)) for each in OUTCOMES},
        "accent": accent_of(repository.settings),
        "font_css": Markup(font_css("screen")),
    }
    with explained():
        page = environment(()).get_template("kept.html.jinja").render(context)
    return with_fallback_fonts(page).encode()


def kept_page_name(keys: Sequence[str], year: int | None, lang: str) -> str:
    """The file's name without ending: troms-nav-ot.kept.2026.nb; of several documents, or all, `samling`."""
    asked = list(dict.fromkeys(keys))
    stem = asked[0] if len(asked) == 1 else "samling"
    parts = [stem, "kept", *([str(year)] if year else []), told_in(lang)]
    return re.sub(r"[^A-Za-z0-9._-]+", "-", ".".join(parts))


def _document(one: KeptDocument, on: dt.date, lang: str, *, alone: bool) -> dict[str, Any]:
    marks = one.marks(lang)
    years = [year for year in one.years if year <= on.year]
    return {
        "key": clean(one.key),
        "title": one.title,
        "lang": own_language(one.document),
        "sum": counted(one.deadlines, lang),
        "years": [
            {
                "number": year,
                "sum": summary(of_year(marks, year, lang), lang),
                "svg": Markup(year_svg(marks, year, on=on, lang=lang, name=one.title)),
                "rows": year_rows(marks, year, lang),
            }
            for year in (years if alone else years[-1:])
        ],
        "promises": [
            {
                "name": promise_name(promise, lang),
                "id": clean(promise.id),
                "outcome": promise.outcome,
                "sum": counted(promise.deadlines, lang),
                "deadlines": [
                    {
                        "day": written(each.due.due, lang),
                        "rule": WORDS["rule"].text(lang, day=each.due.date) if each.due.due != each.due.date else "",
                        "outcome": each.outcome,
                        "told": told(each, lang) if each.outcome != "due" else "",
                        "shown_by": shown_by(each, lang),
                        "taken_back": [taken_back(entry, lang) for entry in each.taken_back],
                    }
                    for each in promise.deadlines
                ],
            }
            for promise in one.promises
        ],
    }  # fmt: skip
