"""What an agreement says of data on persons: in its fields, or in words where it has clauses of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from avtale.format.labels import label, property_at
from avtale.format.model import Agreement
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext
from avtale.wording import joined

_IN_WORDS = ("/data_processing/", "/sections/", "/responsibilities/", "/confidentiality/")


def is_of_processor(context: RuleContext) -> bool:
    """Whether the agreement lets one party process data on behalf of another (article 28)."""
    document = context.document
    if not isinstance(document, Agreement):
        return False
    if document.data_processing is not None and document.data_processing.processors:
        return True
    titles = [text for text in (document.title, document.subject) if text is not None]
    return any(
        patterns(lang or context.own_language).of_data("processor_agreement").search(said)
        for text in titles
        for lang, said in text.values
    )


def lacking(context: RuleContext, fields: Iterable[str]) -> list[str]:
    """Those fields of `data_processing` that are empty, and that no clause speaks of."""
    document = context.document
    data = document.data_processing if isinstance(document, Agreement) else None
    empty = [field for field in fields if data is None or context.absent(data, field)]
    if isinstance(document, Agreement) and document.confidentiality is not None:
        empty = [field for field in empty if field != "confidentiality"]
    if not empty:
        return []
    spoken = list(_in_words(context))
    return [
        field
        for field in empty
        if not any(patterns(lang).of_data(field).search(said) for lang, said in spoken)
    ]


def named(fields: Iterable[str], lang: str, letters: Mapping[str, str] | None = None) -> str:
    """Fields as a message lists them, each with its letter of article 28 (3): «Revisjon» (audit, bokstav h)."""
    said = []
    for field in fields:
        letter = letters.get(field) if letters else None
        also = f", {'letter' if lang == 'en' else 'bokstav'} {letter}" if letter else ""
        said.append(label(property_at("agreement", ["data_processing", field]), field + also, lang))
    return joined(said, lang)


def _in_words(context: RuleContext) -> Iterator[tuple[str, str]]:
    for text in context.said:
        if text.pointer.startswith(_IN_WORDS) and not text.pointer.startswith("/data_processing/purposes/"):
            yield from ((lang or context.own_language, said) for lang, said in text.values)
