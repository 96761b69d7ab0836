"""What an HTML page states of itself, so that it can be made anew and held against the register: and who signed the PDF.

The PDF carries the same (its metadata and its attachment). Here it goes into the finished page rather than through the
templates, which a county may replace: key, version, day, language, the source itself and its fingerprint, as `meta`
elements, and after the last chapter the signatures that the register has recorded of the PDF.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Collection, Sequence

from markupsafe import escape
from msgspec import Struct

from avtale.facts.repository import DocumentFile, Repository
from avtale.format.called import party_names
from avtale.format.fingerprint import fingerprint
from avtale.locales import labels
from avtale.render.words import Words
from avtale.source.read import parse

PREFIX = "avtale-"
"""Each `meta` is called this and the field's name."""


class SignedBy(Struct, frozen=True):
    """One signature that the register has recorded of a PDF: the party's name, the signer, the day, the file's digest.

    `service` is the signing service on whose word it is recorded, where nobody verified it.
    """

    party: str
    signer: str
    service: str | None
    on: dt.date | None
    pdf_sha256: str
    demonstration: bool


def signed_by(
    entry: DocumentFile, repository: Repository, only: Collection[str] | None = None
) -> tuple[SignedBy, ...]:
    """The recorded signatures of the content as it stands, in the order they were made.

    `only` limits them to files with these digests: those that a page made earlier shows.
    """
    names = party_names(entry.document) if entry.document else {}
    events = [
        event
        for event in repository.register.of(entry.key, entry.version, "signature")
        if event.pdf_sha256
        and event.fingerprint == entry.fingerprint
        and (only is None or event.pdf_sha256 in only)
    ]
    events.sort(key=lambda event: (event.signed_at or "", event.party or ""))
    return tuple(
        SignedBy(
            names.get(event.party or "") or event.party or "",
            event.signer or "",
            event.vouched_by,
            event.on,
            event.pdf_sha256 or "",
            bool(event.demonstration),
        )
        for event in events
    )


def stated(
    html: str,
    *,
    key: str,
    version: str,
    on: dt.date,
    lang: str,
    told_in: str,
    source: bytes,
    signed: Sequence[SignedBy],
) -> str:
    """`html` with what it states of itself, in the head and after the last chapter. `source` is the YAML of the PDF.

    `lang` is what the page is in, perhaps two languages; who has signed is told in `told_in`.
    """
    fields = {
        "key": key,
        "version": version,
        "on": on.isoformat(),
        "language": lang,
        "fingerprint": fingerprint(parse(source, "").data),
        "signed": " ".join(one.pdf_sha256 for one in signed),
        "source": base64.b64encode(source).decode(),
    }
    metas = "".join(
        f'<meta name="{PREFIX}{name}" content="{escape(value)}">\n' for name, value in fields.items() if value
    )
    html = _before(html, "</head>", metas, first=True)
    return _before(html, "</main>", _section(signed, told_in), first=False) if signed else html


def _section(signed: Sequence[SignedBy], lang: str) -> str:
    words = labels(lang)
    demonstration = f" ({words('signed.demonstration')})"
    rows = "".join(
        f"<div><dt>{escape(one.party)}</dt>"
        f"<dd>{escape(words('signed.vouched', service=one.service) if one.service else one.signer)}"
        f"{escape(demonstration) if one.demonstration else ''}"
        f"{', ' + escape(Words(words).date(one.on)) if one.on else ''}</dd></div>\n"
        for one in signed
    )
    digest = (
        f"<div><dt>{escape(words('signed.pdf'))}</dt><dd><code>{signed[-1].pdf_sha256}</code></dd></div>\n"
    )
    return (
        '<section class="chapter" id="underskrevet" aria-labelledby="underskrevet-tittel">\n'
        f'<h2 id="underskrevet-tittel">{escape(words("signed.heading"))}</h2>\n'
        f'<dl class="facts">\n{rows}{digest}</dl>\n</section>\n'
    )


def _before(html: str, tag: str, inserted: str, *, first: bool) -> str:
    """`inserted` before the first, or the last, `tag`; a template without it gets it at the end."""
    at = html.find(tag) if first else html.rfind(tag)
    return html + inserted if at < 0 else html[:at] + inserted + html[at:]
