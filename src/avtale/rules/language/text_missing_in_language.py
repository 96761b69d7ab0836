"""The text is missing in a language the document must be there in."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Reference
from avtale.format.values import Text
from avtale.rules.language._said import label
from avtale.rules.rule import RuleContext, problem
from avtale.source import pointer as pointers


def check(context: RuleContext) -> Iterator[Problem]:
    """Which languages: the document's own list, else that of the settings."""
    wanted = context.document.languages or context.repository.settings.languages
    if not wanted or context.transcribed:
        return
    own = context.own_language
    sources = {f"{reference.pointer}/title" for reference in context.all(Reference)}
    texts = [text for text in context.said if text.pointer not in sources and not _aside(text)]
    for lang in dict.fromkeys(wanted):
        missing = [text for text in texts if lang not in {key or own for key, _ in text.values}]
        if missing and len(missing) == len(texts):
            yield _nothing(lang, len(texts), context)
        elif missing:
            yield from _by_section(lang, missing, context)


def _aside(text: Text) -> bool:
    return text.pointer.startswith(("/silences/", "/transcribed_from/"))


def _nothing(lang: str, count: int, context: RuleContext) -> Problem:
    said, said_en = ("tekst", "text") if count == 1 else ("tekster", "texts")
    from_settings = not context.document.languages
    where, where_en = (
        ("innstillingene", "the settings ask") if from_settings else ("dokumentet", "the document asks")
    )
    return problem(
        "/language" if from_settings else "/languages",
        f"«Må finnes på» (languages): {where} krever «{lang}», og ingen av {count} {said} finnes på det. "
        "Oversett dokumentet, eller ta språket ut av listen.",
        f"“Required languages” (languages): {where_en} for “{lang}”, and none of {count} {said_en} is in it. "
        "Translate the document, or take the language out of the list.",
        on_key=True,
    )


def _by_section(lang: str, missing: list[Text], context: RuleContext) -> Iterator[Problem]:
    sections: dict[str, list[Text]] = {}
    for text in missing:
        sections.setdefault(pointers.split(text.pointer)[0], []).append(text)
    for texts in sections.values():
        first, more = texts[0], len(texts) - 1
        also = f", og {more} til i samme del" if more else ""
        also_en = f", and so {'do' if more > 1 else 'does'} {more} more of the same section" if more else ""
        yield problem(
            first.pointer,
            f"{label(first, context, 'nb')}: teksten mangler på «{lang}»{also}. Legg til en linje «{lang}:».",
            f"{label(first, context, 'en')}: the text lacks “{lang}”{also_en}. Add a line “{lang}:”.",
        )
