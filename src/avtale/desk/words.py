"""What the desk says, in bokmål, nynorsk and English: a file for each page, the languages side by side.

`words/<page>.yaml` holds `key: {nb: …, nn: …, en: …}`; what several pages say stands in `words/desk.yaml`, and
what documents and the portal say too (a state, a kind of deadline) in `avtale.locales`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from avtale.locales import labels
from avtale.message import Message
from avtale.source.read import parse

LANGUAGES = ("nb", "nn", "en")
SHARED = "desk"
_FOLDER = Path(__file__).with_name("words")


class Words:
    """The words of one page in one language, those that all pages share, and those of the documents."""

    def __init__(self, page: str, lang: str) -> None:
        self.page, self.lang = page, lang

    def __call__(self, key: str | Message, /, **values: object) -> str:
        """The words for `key`, with `values` in their places; a message in the language it has. Raises `KeyError` for a key nobody has."""
        if isinstance(key, Message):
            return key.text(self.lang, **values)
        own, shared = words(self.page), words(SHARED)
        if key not in own and key not in shared:
            return labels(self.lang)(key, **values)
        said = (own if key in own else shared)[key][self.lang]
        return said.format(**values) if values else said


@cache
def words(page: str) -> dict[str, dict[str, str]]:
    """The words of a page by key and language; none where the page has no file."""
    path = _FOLDER / f"{page}.yaml"
    source = parse(path.read_bytes() if path.is_file() else b"{}", path.name)
    data = source.data
    if not isinstance(data, dict):
        raise ValueError(f"{path.name}: {source.problems}")
    return {key: {lang: str(text) for lang, text in said.items()} for key, said in data.items()}


def pages_with_words() -> list[str]:
    """The names of the files of words."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))
