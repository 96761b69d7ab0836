"""Draw what a filled signature field shows.

pyHanko's own text stamp breaks PDF/A and PDF/UA by its font, so WeasyPrint draws
a small page of exactly the field's size with our embedded font, and that page
becomes the field's appearance (docs/pdf.md, "Signatures").
"""

from __future__ import annotations

import functools
import html
from datetime import datetime
from io import BytesIO
from typing import Any

from avtale.errors import StateError
from avtale.locales import labels, languages
from avtale.oslo import in_oslo
from avtale.sign.names import DEMONSTRATION, visible

_LARGEST_TYPE = 10.0  # points
_LINE, _LETTER = 1.25, 0.52  # line height and mean width of a letter, as parts of the type size


def draw_stamp(
    width: float,
    height: float,
    *,
    signer: str,
    organisation: str | None,
    when: datetime,
    lang: str,
    demonstration: bool,
) -> bytes:
    """A one-page PDF of `width` × `height` points: signer, organisation, and the time in Norway.

    A demonstration says so in the first line. The type shrinks until all of it has room.
    Raises `SystemFailure` where Pango is missing, `StateError` where a name has letters that no font of ours draws.
    """
    from avtale.render.fonts import FAMILIES

    words = labels(lang if lang in languages() else "nb")
    local = in_oslo(when)
    shown = signer.removeprefix(DEMONSTRATION).lstrip(": ") or signer  # said once, in a line of its own
    signer = visible(shown if demonstration else signer)
    organisation = visible(organisation or "")
    refuse_undrawn(signer + organisation)
    lines = [("heading", words("stamp.heading")), ("signer", signer)]
    if organisation and organisation != signer:
        lines.append(("organisation", organisation))
    lines.append(("time", local.strftime(words("stamp.time"))))
    if demonstration:
        lines.insert(0, ("demo", DEMONSTRATION))
    longest = max(len(text) for _, text in lines)
    size = min(_LARGEST_TYPE, (height - 2) / (_LINE * len(lines)), (width - 6) / (_LETTER * longest))
    body = "".join(f'<p class="{name}">{html.escape(text)}</p>' for name, text in lines)
    style = _STYLE % {
        "width": width,
        "height": height,
        "size": max(size, 1.0),
        "line": _LINE,
        "families": FAMILIES,
    }
    return _write(body, style)


def refuse_undrawn(text: str) -> None:
    """Raise `StateError` that names the letters of `text` no font of ours has: a stamp with question marks names nobody."""
    from avtale.render.fonts import missing_glyphs

    missing = missing_glyphs(text)
    if missing:
        letters = ", ".join(f"«{letter}» (U+{ord(letter):04X})" for letter in dict.fromkeys(missing))
        raise StateError(
            nb=f"Navnet i sertifikatet har tegn som ikke kan trykkes på siden: {letters}. Ingenting er underskrevet.",
            en=f"The name in the certificate has letters that cannot be printed on the page: {letters}. Nothing was signed.",
        )


_STYLE = """
@page { size: %(width).3fpt %(height).3fpt; margin: 0 }
html, body { margin: 0; font: %(size).3fpt/%(line)s %(families)s; color: #111 }
body { padding: 1pt 3pt; white-space: nowrap }
p { margin: 0 } .signer { font-weight: 600 } .demo { font-weight: 600; color: #a40000 }
"""


@functools.lru_cache(maxsize=16)
def _write(text: str, style: str) -> bytes:
    """Untagged on purpose: what stands in an appearance is no part of the page's structure.

    Kept, since one who signs many files signs them within the same minute.
    """
    from avtale.render.engine import LOCK, font_configuration, style_sheet, weasyprint
    from avtale.render.problems import RefusingFetcher, logged

    with LOCK, logged():
        sheet, fonts = style_sheet(style), font_configuration()
        page = weasyprint().HTML(string=text, base_url=None, url_fetcher=RefusingFetcher())
        return bytes(page.write_pdf(stylesheets=[sheet.css], font_config=fonts))


def stamp_style(drawn: bytes) -> Any:
    """pyHanko's style that puts the drawn page into the field, edge to edge, opaque and without a border."""
    from pyhanko.pdf_utils.content import ImportedPdfPage
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    class DrawnPage(ImportedPdfPage):
        """The page from memory; the library's own class opens a file."""

        def render(self) -> bytes:
            form = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn)))
            self.resources.xobject["/Stamp"] = form
            left, low, right, high = form.get_object()["/BBox"]
            self.box = BoxConstraints(width=abs(right - left), height=abs(high - low))
            return b"/Stamp Do"

    whole = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MIN,
        margins=Margins.uniform(0),
    )
    page: Any = DrawnPage
    return StaticStampStyle(
        background=page(""), background_opacity=1.0, background_layout=whole, border_width=0
    )
