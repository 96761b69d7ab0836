"""What depends on a language, one YAML file per language: the words of documents, and the patterns of checks.

A language is added by adding one file: `<tag>.yaml` beside this module, with the same keys as nb.yaml. Its last
key is `patterns` (`avtale.locales.patterns`), which is read apart: a page needs no patterns, a check no words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from avtale.errors import UsageError

_FOLDER = Path(__file__).resolve().parent
_FIRST = ("nb", "nn", "en")
PATTERNS = b"\npatterns:\n"
"""What the patterns of a language file begin with."""


class Labels(Struct, frozen=True):
    """The words of one language by their key."""

    lang: str
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The words for `key`, with `values` in their places. Raises `KeyError` for a key that no language has."""
        words = self.texts[key]
        return words.format(**values) if values else words

    def __contains__(self, key: str) -> bool:
        return key in self.texts


@cache
def languages() -> tuple[str, ...]:
    """The languages there are words in, by their BCP 47 tags: those of `_FIRST`, then the others by tag.

    Only the files that lie right here: a country's would need a folder of its own, since `se` is both.
    """
    tags = (path.stem for path in _FOLDER.glob("*.yaml"))
    return tuple(sorted(tags, key=lambda tag: (_FIRST.index(tag) if tag in _FIRST else len(_FIRST), tag)))


@cache
def by_name() -> Mapping[str, str]:
    """The tag of each language by what it is called, in lower case: by itself, in bokmål, in English, and its tag."""
    names = ("language", "language.nb", "language.en")
    return {
        called.lower(): lang
        for lang in languages()
        for called in (lang, *(labels(lang)(name) for name in names))
    }


def require_language(lang: str) -> None:
    """Raise `UsageError` where `lang` is no language there are words in."""
    if lang not in languages():
        known = ", ".join(languages())
        raise UsageError(
            nb=f"Språket «{lang}» finnes ikke her. Velg blant: {known}.",
            en=f"There is no language “{lang}” here. Choose among: {known}.",
        )


@cache
def labels(lang: str) -> Labels:
    """The words of `lang`. Raises `UsageError` for a language without a file."""
    if lang not in languages():
        known = ", ".join(languages())
        raise UsageError(
            nb=f"Dokumenter kan ikke lages på «{lang}». Velg blant: {known}.",
            en=f"Documents cannot be made in “{lang}”. Choose among: {known}.",
        )
    from avtale.source.read import parse  # only here: to know which languages there are takes no reading

    words = parse(file_of(lang).read_bytes().partition(PATTERNS)[0], f"{lang}.yaml").data
    if not isinstance(words, dict):
        raise UsageError(
            nb=f"Språkfilen {lang}.yaml kan ikke leses.", en=f"The language file {lang}.yaml cannot be read."
        )
    return Labels(lang, {key: str(value) for key, value in words.items()})


def file_of(lang: str) -> Path:
    """The file of a language."""
    return _FOLDER / f"{lang}.yaml"
