"""A rendered agreement with fields for two parties, and demonstration keys that are really made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from avtale.render.pdf import Attachment, PdfMeta, write_pdf
from avtale.sign.demo import DemoKeys, DemoParty
from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.trust import Trust

WHEN = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PASSWORD = "prøve-passord"
PARTIES = (
    DemoParty("county", "Eksempel fylkeskommune", "Fylkesutdanningssjef"),
    DemoParty("nav", "NAV Eksempel", "Avdelingsdirektør"),
)
YAML = """\
format: 1
kind: agreement
key: eksempel-nav-ot
language: nb
{extra}control_header:
  id: 9.9.9
  title: Samarbeidsavtale
  version: '2.00'
{approval}parties:
  - id: county
    names: [{{name: Eksempel fylkeskommune, language: nb}}]
  - id: nav
    names: [{{name: NAV Eksempel, language: nb}}]
validity: {{from: 2026-01-01, to: 2028-12-31}}
"""
APPROVAL = "  approved_by: Ola Oppdiktet\n  approved_on: 2026-11-20\n"


def source_text(*, extra: str = "", approval: str = APPROVAL) -> bytes:
    """The agreement's YAML."""
    return YAML.format(extra=extra, approval=approval).encode()


def make_pdf(
    source: bytes | None,
    fields: tuple[str, ...] = ("county", "nav"),
    text: str = "Partene er enige.",
    title: str = "Samarbeidsavtale",
) -> bytes:
    """A conformant PDF with a field for each of `fields` and the source attached."""
    inputs = "".join(
        f'<p><input class="signature-field" name="signature-{party}" title="Underskrift, {party}"></p>'
        for party in fields
    )
    html = (
        '<!DOCTYPE html><html lang="nb"><head><title>Samarbeidsavtale</title><style>'
        "body { font-family: 'Source Sans 3' } .signature-field { display: block; width: 70mm; height: 18mm }"
        "[name=archive-timestamp] { width: 1mm; height: 1mm }"
        f"</style></head><body><h1>Samarbeidsavtale</h1><p>{text}</p>{inputs}"
        '<p><input class="signature-field" name="archive-timestamp" title="Arkivtidsstempel"></p></body></html>'
    )
    pdf = write_pdf(
        html,
        meta=PdfMeta(title=title, lang="nb", created=WHEN),
        source=None if source is None else Attachment("eksempel-nav-ot-2.00.yaml", source),
    )
    assert pdf.problems == ()
    return pdf.data


@dataclass(frozen=True)
class World:
    """Keys, trust, and the file unsigned, signed once and signed twice."""

    keys: DemoKeys
    county: Credential
    nav: Credential
    trust: Trust
    unsigned: bytes
    once: bytes
    twice: bytes
