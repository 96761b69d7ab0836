"""Small HTML pages for the tests of the PDF engine."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from avtale.render.fonts import FAMILY
from avtale.render.pdf import Attachment, PdfMeta, write_pdf

META = PdfMeta(
    title="Samarbeidsavtale NAV og OT",
    lang="nb",
    created=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    author="Troms fylkeskommune",
    subject="Avtale om ungdom som står utenfor opplæring & arbeid",
    keywords=("OT", "NAV"),
    generator="avtale 0.1.0",
)
SOURCE = Attachment(
    "troms-nav-ot-2.00.yaml", "format: 1\nkind: agreement # å\n".encode(), "Kilden til avtalen"
)
STYLE = f"""
@page {{ size: A4; margin: 22mm 20mm;
  @top-left {{ content: "Løpende topptekst"; font: 9pt "{FAMILY}" }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 9pt "{FAMILY}" }} }}
body {{ font: 10.5pt/1.4 "{FAMILY}"; hyphens: auto }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: .5pt solid #888; padding: 3pt 6pt; text-align: left }}
.parties {{ display: flex; gap: 10mm }} .parties > div {{ flex: 1; border: .5pt solid #444; padding: 4mm }}
input.signature-field {{ display: block; width: 60mm; height: 22mm; border: 0; padding: 0 }}
input[name="archive-timestamp"] {{ width: 0; height: 0 }}
ol.steps {{ list-style: none; padding: 0; counter-reset: step }}
ol.steps > li {{ counter-increment: step }} ol.steps > li::before {{ content: counter(step, upper-alpha) ". " }}
"""
FIELDS = ("signature-county", "signature-nav", "archive-timestamp")
SIGNATURES = """
<h2>3. Underskrifter</h2><div class="parties">
<div><p>For Troms fylkeskommune</p><input class="signature-field" name="signature-county"
 title="Underskrift, Troms fylkeskommune"></div>
<div><p>For NAV Troms</p><input class="signature-field" name="signature-nav" title="Underskrift, NAV Troms"></div>
</div><p><input class="signature-field" name="archive-timestamp" title="Tidsstempel for arkivet"></p>
"""
_PARAGRAPH = """<p>Tjenesten skal ha oversikt over ungdom mellom 16 og 21 år, og gi <em>veiledning</em> og
<strong>tiltak</strong>. <span lang="se">Sámegiella: á č đ ŋ š ŧ ž</span> → ✓ ☐ «sitat» – slutt.</p>"""


def page(body: str, *, style: str = STYLE, lang: str = "nb", head: str = "") -> str:
    """A whole page around `body`."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Avtale</title>{head}'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def agreement(paragraphs: int = 2, rows: int = 4, *, signatures: bool = True, style: str = STYLE) -> str:
    """A page with what our templates use: headings, lists, steps, links, a table and signature fields."""
    table = "".join(
        f'<tr><th scope="row">Steg {row}</th><td>melder fra</td><td>{row}. mars</td></tr>'
        for row in range(1, rows + 1)
    )
    return page(
        f"""<main><h1 id="top">Samarbeidsavtale</h1><section><h2>1. Bakgrunn</h2>{_PARAGRAPH * paragraphs}
        <h3>1.1 Mål</h3><ul><li>første punkt</li><li>andre, se <a href="#top">toppen</a>
        <ul><li>under<ul><li>enda lenger under</li></ul></li></ul></li></ul>
        <ol class="steps"><li><p>Et steg</p><p>med to avsnitt</p></li><li><p>Neste</p></li></ol></section>
        <section><h2>2. Frister</h2><table><caption>Hvem gjør hva</caption><thead><tr><th scope="col">Steg</th>
        <th scope="col">Hva</th><th scope="col">Når</th></tr></thead><tbody>{table}</tbody></table></section>
        {SIGNATURES if signatures else ""}</main>""",
        style=style,
    )


@cache
def agreement_pdf() -> bytes:
    """The PDF of that page with its source, laid out once: the same input gives the same bytes."""
    return write_pdf(agreement(), meta=META, source=SOURCE).data
