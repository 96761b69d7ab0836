"""A field of a document as its file has it, told with the titles of the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from avtale.format.shape import document_shape
from avtale.format.values import localized
from avtale.locales import languages
from avtale.publish.words import clean
from avtale.wording import told_in

_CALLED = ("title", "party")
"""What a part of a list is called by, where it has it."""


def as_written(
    value: Any, key: str, lang: str, own: str, names: Mapping[str, str]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each part of the field `key`, with what it is called and its rows of title and words; "" for what is no list.

    A text is in `lang`, else in `own`; `names` is what to call an id. Duties are left out: they are told with the others.
    """
    from avtale.publish.changes import field_rows

    shape = document_shape().fields.get(key)
    for one in (value if isinstance(value, list) else [value]) if value and shape is not None else ():
        assert shape is not None
        told = _here(one, lang, own)
        if isinstance(told, dict):
            told = {name: told[name] for name in _CALLED if name in told} | told
        text = " › Text" if told_in(lang) == "en" else " › Tekst"
        rows = [
            (title.removesuffix(text), clean(words))
            for title, words in field_rows(shape.item or shape, told, lang, names)
        ]
        yield rows.pop(0)[1] if isinstance(value, list) and rows else "", rows


def _here(value: Any, lang: str, own: str) -> Any:
    """Plain data without its duties and what is empty, each text in one language."""
    if isinstance(value, list):
        return [_here(one, lang, own) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() <= set(languages()) and (text := localized(value)):
        return text.in_language(lang, own)[0]
    told = {key: _here(one, lang, own) for key, one in value.items() if key != "duties"}
    return {key: one for key, one in told.items() if one not in ({}, [], None)}
