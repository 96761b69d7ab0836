"""A language holds that the document is not in."""

from __future__ import annotations

from collections.abc import Iterator

from avtale import wording
from avtale.findings import Problem
from avtale.format.model import Agreement
from avtale.locales import languages
from avtale.message import Message
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Of the languages the document must be there in, else of those it has texts in."""
    document = context.document
    terms = document.terms if isinstance(document, Agreement) else None
    if terms is None or not terms.authoritative_languages:
        return
    there = {*document.languages, context.own_language, *context.spoken}
    for index, lang in enumerate(terms.authoritative_languages):
        if lang in languages() and lang not in there:
            yield problem(
                f"{terms.pointer}/authoritative_languages/{index}",
                "Teksten på {language} skal gjelde, men dokumentet finnes ikke på det språket. Legg til teksten, eller rett språket.",
                "The text in {language} is to hold, but the document is not there in that language. Add the text, or correct the "
                "language.",
                language=Message(wording.language(lang, "nb"), wording.language(lang, "en")),
            )
