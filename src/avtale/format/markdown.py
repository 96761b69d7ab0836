"""The Markdown of running text: CommonMark with tables, without raw HTML and without images.

Nothing outside the repository is drawn into a document, so a link may lead to a place in the document,
a mail address or the open web, and nowhere else. What is not allowed is shown as the letters it was
written with; `forbidden` tells a rule what that concerns.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from avtale.message import Message
from avtale.national_number import masked

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_EXPRESSION = re.compile(r"\{\{|\{%|\{#")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<!\[CDATA\[|<\?")
_LOCAL_FILE = re.compile(r"\bfile:/", re.IGNORECASE)
_SVG = re.compile(r"<svg\b|<image\b|<use\b", re.IGNORECASE)
_LOCAL_NAMES = ("localhost", "local", "internal", "localdomain")

FaultKind = Literal["template", "html", "image", "link"]

# Only a text with one of these can hold anything that is not allowed.
_SUSPECT = re.compile(r"[<\[]|\bfile:/", re.IGNORECASE)


class Forbidden(Message):
    """Something a text may not hold: a sentence, what kind of thing, and the address it leads to."""

    def __init__(self, kind: FaultKind, nb: str, en: str, address: str = "") -> None:
        super().__init__(nb, en)
        self.kind, self.address = kind, address


@cache
def parser() -> MarkdownIt:
    """The parser. It reads links of every kind, since `forbidden` must see those that are not allowed."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
    return markdown


def link_fault(url: str) -> Message | None:
    """Why a link may not stand in a document; None where it may."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return _fault(
            "peker til en adresse som ikke kan leses", "leads to an address that cannot be read", url
        )
    if parts.scheme in ("http", "https"):
        if not host or _inside(host):
            return _fault("peker til en adresse inne i et nett", "leads to an address inside a network", url)
        return None
    if parts.scheme == "mailto":
        return None
    if not parts.scheme and not parts.netloc and not parts.path and parts.fragment:
        return None
    return _fault(
        "peker ut av dokumentet uten å være en nettadresse",
        "leads out of the document without being a web address",
        url,
    )


def forbidden(text: str, *, markdown: bool = True) -> list[Forbidden]:
    """What in `text` a document may not hold, each thing once.

    A text that is not Markdown is never interpreted, so only expressions of the template language and
    addresses of local files are reported there.
    """
    found: list[Forbidden] = []
    if _EXPRESSION.search(text):
        found.append(
            Forbidden(
                "template",
                "Teksten inneholder «{{», «{%» eller «{#», som hører hjemme i maler. Tekst blir aldri kjørt som mal; "
                "skriv det du mener med ord.",
                "The text holds “{{”, “{%” or “{#”, which belong in templates. A text is never run as a template; "
                "write what you mean in words.",
            )
        )
    if not _SUSPECT.search(text):
        return found
    if markdown:
        found += _in_markdown(text)
    if _LOCAL_FILE.search(text) and not any(_LOCAL_FILE.search(each.address) for each in found):
        found.append(
            Forbidden(
                "link",
                "Teksten viser til en fil på en maskin («file:/…»). Legg det leseren trenger i dokumentet eller i et "
                "vedlegg.",
                "The text points at a file on a machine (“file:/…”). Put what the reader needs into the document or "
                "an annex.",
            )
        )
    return list(dict.fromkeys(found))


def _in_markdown(text: str) -> Iterator[Forbidden]:
    tokens = list(_flat(parser().parse(text)))
    # Everything but code, so that an example in backticks is left in peace.
    if _TAG.search("\n".join(token.content for token in tokens if token.type in ("text", "html_inline"))):
        picture = bool(_SVG.search(text))
        yield Forbidden(
            "html",
            f"Teksten inneholder {'en tegning (SVG)' if picture else 'HTML'}, og det er ikke tillatt. Bruk Markdown.",
            f"The text holds {'a drawing (SVG)' if picture else 'HTML'}, which is not allowed. Use Markdown.",
        )
    for token in tokens:
        if token.type == "image":
            address = str(token.attrs.get("src", ""))
            short = _shown(address)
            yield Forbidden(
                "image",
                f"«{short}» er et bilde, og bilder er ikke tillatt i tekst. Skriv det bildet viser med ord, eller legg bildet i et vedlegg (annexes).",
                f"“{short}” is a picture, and pictures are not allowed in a text. Put what it shows in words, or put the picture into an annex (annexes).",
                address,
            )
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            if fault := link_fault(address):
                yield Forbidden("link", fault.nb, fault.en, address)


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children and token.type != "image":
            yield from _flat(token.children)


def _inside(host: str) -> bool:
    """Whether a host lies inside a network: a local name, or an address that is not global."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        # Digits alone, or hexadecimal, are an address to a browser as well.
        return (
            "." not in host
            or host.rsplit(".", 1)[1] in _LOCAL_NAMES
            or re.fullmatch(r"[0-9x.]+", host) is not None
        )


def _shown(url: str) -> str:
    url = masked(url)
    return url if len(url) <= 60 else url[:59] + "…"


def _fault(nb: str, en: str, url: str) -> Message:
    short = _shown(url)
    return Message(
        f"«{short}» {nb}. Fjern den, eller skriv en adresse som begynner med https:// eller mailto:.",
        f"“{short}” {en}. Remove it, or write an address that begins with https:// or mailto:.",
    )
