"""The owner's logo as an element of the page."""

from __future__ import annotations

import base64

from markupsafe import Markup

from avtale.facts.logo import LogoFile, logo
from avtale.facts.repository import Repository

_ADDRESS = "avtale:logo"  # the fetcher hands out the picture under it, and fetches nothing


def pictures(repository: Repository) -> dict[str, tuple[str, bytes]]:
    """What `write_pdf` needs to draw the logo; nothing where there is none, or none that can be used."""
    found = logo(repository)
    return {_ADDRESS: (found.media, found.data)} if isinstance(found, LogoFile) else {}


def logo_element(repository: Repository, lang: str, own: str, *, paper: bool) -> Markup:
    """`<img>` with its words in `lang`; for the screen the picture stands in the page itself."""
    found = logo(repository)
    if not isinstance(found, LogoFile):
        return Markup("")
    words, spoken = found.text.in_language(lang, own)
    source = _ADDRESS
    if not paper:
        source = f"data:{found.media};base64,{base64.b64encode(found.data).decode()}"
    element = (
        '<img class="logo" src="{}" alt="{}" lang="{}">'
        if spoken != lang
        else '<img class="logo" src="{}" alt="{}">'
    )
    return Markup(element).format(source, words, spoken)
