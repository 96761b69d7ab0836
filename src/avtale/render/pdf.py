"""HTML text in, the bytes of one PDF out that is PDF/A-3a and PDF/UA-1 and can be signed.

docs/pdf.md says what that takes and what breaks it.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct

from avtale.errors import AvtaleError, StateError
from avtale.render.claims import without_claims
from avtale.render.engine import LOCK, font_configuration, srgb_profile, style_sheet, weasyprint
from avtale.render.pdf_checks import (
    conformance_problems,
    font_problems,
    page_problems,
    placing_problems,
    signature_inputs,
    untold,
)
from avtale.render.pdf_finish import Finisher
from avtale.render.problems import RefusingFetcher, RenderProblem, logged

__all__ = ["Attachment", "Pdf", "PdfMeta", "Profile", "RenderProblem", "write_pdf"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Profile = Literal["pdf/a-3a", "pdf/a-2a"]


class PdfMeta(Struct, frozen=True):
    """What the file says of itself.

    `lang` is a BCP 47 tag; `created` stands in the file as given (without a zone: UTC), so that the same
    input gives the same bytes. `stated` is how the file was rendered (`avtale.render.statement`).
    """

    title: str
    lang: str
    created: datetime
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    generator: str = "avtale"
    stated: tuple[tuple[str, str], ...] = ()


class Attachment(Struct, frozen=True):
    """The source that goes into the file, e.g. `troms-nav-ot-2.00.yaml` (media type: RFC 9512)."""

    name: str
    data: bytes
    description: str = ""
    mime: str = "application/yaml"


class Pdf(Struct, frozen=True):
    """The bytes, and what went wrong on the way; without problems the file holds both standards.

    One that breaks a standard does not claim it.
    """

    data: bytes
    problems: tuple[RenderProblem, ...]


def write_pdf(
    html: str,
    *,
    meta: PdfMeta,
    source: Attachment | None = None,
    profile: Profile = "pdf/a-3a",
    pictures: Mapping[str, tuple[str, bytes]] | None = None,
) -> Pdf:
    """Lay out a finished HTML page. The same input gives the same bytes, in every process.

    `source` is attached with the relationship Source; in PDF/A-2a, which allows no such attachment, its name
    and SHA-256 stand in the metadata instead. Nothing is fetched, and no font but ours is used.
    `pictures` holds media type and bytes by the address that `<img>` names. An
    `<input class="signature-field" name=… title=…>` becomes an empty signature field of that name.
    Raises `SystemFailure` where Pango is missing, `StateError` where the page cannot be laid out at all.
    """
    with LOCK:
        module, fonts = weasyprint(), font_configuration()
        fetcher, found = RefusingFetcher(pictures), list[RenderProblem]()
        with logged() as messages:
            try:
                page = module.HTML(string=html, url_fetcher=fetcher, base_url=None)
                found += page_problems(page.etree_element, title=meta.title, lang=meta.lang)
                fields, field_problems = signature_inputs(page.etree_element)
                found += field_problems
                sheets = _take_styles(page.etree_element)
                counters: Any = type(sheets[0].counter_styles)() if sheets else None
                for sheet in sheets:
                    counters.update(sheet.counter_styles)
                    found += sheet.problems
                options = {"pdf_variant": profile, "pdf_forms": bool(fields)}
                document = page.render(
                    font_config=fonts,
                    counter_style=counters,
                    stylesheets=[sheet.css for sheet in sheets],
                    **options,
                )
                document.color_profiles[document.output_intent] = srgb_profile()
                document.metadata = _metadata(meta, document.metadata.attachments)
                attached = source if profile == "pdf/a-3a" else None
                finisher = Finisher(
                    part=int(profile[6]),
                    fields=fields,
                    mime=attached.mime if attached else None,
                    source=_digest(source) if source and not attached else None,
                    placed=set(),
                    stated=meta.stated,
                )
                attachments = [_attachment(module, attached, meta)] if attached else None
                data = document.write_pdf(
                    finisher=finisher, attachments=attachments, output_intent="", **options
                )
            except AvtaleError:
                raise
            except Exception as error:  # whatever a template can make WeasyPrint stumble over
                raise StateError(
                    nb="Dokumentet kunne ikke settes opp som PDF. Se over malen og de siste endringene.",
                    en=f"The document could not be laid out as PDF: {error or type(error).__name__}. "
                    "Look through the template and the latest changes.",
                ) from error
    found += placing_problems(fields - finisher.placed)
    found += font_problems(document.fonts.values(), found)
    broken = conformance_problems(data, finisher.part)
    if broken:
        data = without_claims(data)
    found += untold(broken, found)
    # WeasyPrint's own words for a missing glyph say nothing that the problems do not say already.
    found += [*fetcher.problems, *(message for message in messages if ".notdef glyph" not in message.en)]
    return Pdf(data, tuple(dict.fromkeys(found)))


def _take_styles(root: Any) -> list[Any]:
    """The style sheets of the page, parsed once for all documents, and emptied in this one."""
    sheets = []
    for element in root.iter("style"):
        if set(element.attrib) <= {"id", "class"} and len(element) == 0:
            sheets.append(style_sheet(element.text or ""))
            element.text = ""
    return sheets


def _metadata(meta: PdfMeta, attachments: Any) -> Any:
    from weasyprint.pdf.metadata import DocumentMetadata

    created = _utc(meta.created).strftime("%Y-%m-%dT%H:%M:%SZ")
    return DocumentMetadata(
        title=_sayable(meta.title),
        authors=[_sayable(meta.author)] if meta.author else [],
        description=_sayable(meta.subject) or None,
        keywords=list(meta.keywords),
        generator=meta.generator or None,
        created=created,
        modified=created,
        attachments=attachments,
        lang=meta.lang,
    )


def _sayable(text: str) -> str:
    """The text without what XML cannot hold (XML 1.0, 2.2): the metadata are XML. A finding tells of it elsewhere."""
    return _NOT_XML.sub(" ", text)


def _attachment(module: Any, source: Attachment, meta: PdfMeta) -> Any:
    moment = _utc(meta.created)
    return module.Attachment(
        file_obj=io.BytesIO(source.data),
        name=source.name,
        description=source.description or None,
        created=moment,
        modified=moment,
        relationship="Source",
    )


def _digest(source: Attachment) -> tuple[str, str]:
    return source.name, "sha256:" + hashlib.sha256(source.data).hexdigest()


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
