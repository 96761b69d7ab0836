"""What changed between two documents as a page to read and sign off: HTML for the screen, PDF/A and PDF/UA for the file.

What went and what came are told apart by their marks and by `<del>` and `<ins>`, never by colour alone. Comments
and silences are the house's own: the page says that they differ, and not what they say (docs/architecture.md, "What leaves the
house").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from avtale.errors import StateError, UsageError
from avtale.format.called import own_language
from avtale.publish.changes import Comparison, Told
from avtale.publish.diff import MARKS, headline, said_how, summary
from avtale.render.colour import accent_of
from avtale.render.job import archive_profile, font_css, source_stem
from avtale.render.page import Medium
from avtale.render.templates import environment, explained
from avtale.wording import told_in

FORMATS = ("html", "pdf")
_OWN = ("comments", "silences")


def redline(comparison: Comparison, formats: Sequence[str] = FORMATS) -> dict[str, bytes]:
    """The page in each of `formats`. The same input and day give the same bytes.

    Raises `UsageError` for an unknown format, `StateError` where the page cannot be laid out, `SystemFailure` where a
    library that draws is missing.
    """
    if unknown := [name for name in formats if name not in FORMATS]:
        raise UsageError(
            nb=f"Formatet «{', '.join(unknown)}» finnes ikke. Velg blant: {', '.join(FORMATS)}.",
            en=f"There is no format “{', '.join(unknown)}”. Choose among: {', '.join(FORMATS)}.",
        )
    from avtale.render.fonts import with_fallback_fonts

    return {
        name: with_fallback_fonts(_html(comparison)).encode() if name == "html" else _pdf(comparison)
        for name in formats
    }


def redline_name(comparison: Comparison) -> str:
    """The files' name without ending: troms-nav-ot-1.01--2.00.nb."""
    old, new = comparison.old.entry, comparison.new.entry
    if old.key and old.key == new.key and old.version != new.version:
        stem = f"{source_stem(old)}--{new.version}"
    else:
        stem = f"{source_stem(old)}--{source_stem(new)}"
    return re.sub(r"[^A-Za-z0-9._-]+", "-", f"{stem}.{told_in(comparison.lang)}")


def _html(comparison: Comparison, medium: Medium = "screen") -> str:
    context: dict[str, Any] = {
        "lang": told_in(comparison.lang),
        "medium": medium,
        "title": _title(comparison),
        "heading": headline(comparison),
        "files": (comparison.old.entry.name, comparison.new.entry.name),
        "summary": summary(comparison),
        "sections": _sections(comparison),
        "marks": MARKS,
        "text_lang": own_language(comparison.new.document),
        "accent": accent_of(comparison.new.repository.settings),
        "font_css": Markup(font_css(medium)),
        "en": comparison.lang == "en",
    }
    with explained():
        return environment(()).get_template("diff.html.jinja").render(context)


def _title(comparison: Comparison) -> str:
    said = "Changes" if comparison.lang == "en" else "Endringer"
    return f"{said}: {headline(comparison)}"


def _sections(comparison: Comparison) -> list[tuple[str, list[tuple[str, list[dict[str, Any]]]]]]:
    found = []
    for section, changes in groupby(comparison.told, key=lambda each: each.section):
        parts = []
        for (number, part), within in groupby(changes, key=lambda each: (each.number, each.part)):
            called = " ".join(word for word in (number, part) if word)
            parts.append((called, [_shown(each, comparison.lang == "en") for each in within]))
        found.append((section, parts))
    return found


def _shown(told: Told, en: bool) -> dict[str, Any]:
    kind = {"added": "new", "removed": "old"}.get(told.how, "same")
    own = told.reason is not None and told.reason.code in _OWN
    reason = (told.reason.en if en else told.reason.nb) if told.reason else ""
    return {
        "how": told.how,
        "label": said_how(told, en=en),
        "where": told.where,
        "kind": kind,
        "pieces": () if own else told.pieces,
        "rows": () if own else told.rows,
        "arrow": [piece.kind for piece in told.pieces] == ["old", "new"],
        "note": told.note,
        "reason": reason,
    }


def _pdf(comparison: Comparison) -> bytes:
    from avtale.render.pdf import PdfMeta, write_pdf

    created = dt.datetime.combine(comparison.new.on, dt.time(), dt.UTC)
    meta = PdfMeta(_title(comparison), told_in(comparison.lang), created)
    profile = archive_profile(comparison.new.repository)
    pdf = write_pdf(_html(comparison, "paper"), meta=meta, profile=profile)
    if pdf.problems:
        first = pdf.problems[0]
        raise StateError(nb=first.nb, en=first.en)
    return pdf.data
