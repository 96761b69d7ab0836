"""What a PDF says of how it was rendered, so that it can be rendered anew and compared.

It stands in the XMP packet under a schema of our own: day, language and form, which the reader may ask for; the
versions that drew it; the fingerprint of the templates that took the place of ours; and a digest of what else of
the repository it depends on (`avtale.render.surroundings`).
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import Literal
from xml.etree import ElementTree

from msgspec import Struct, structs

from avtale.render.xmp import RENDERING_NAMESPACE

__all__ = ["Form", "Statement", "Versions", "read_statement", "versions_here"]

Form = Literal["full", "short"]
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


class Versions(Struct, frozen=True):
    """The programs that lay a page out: with the same ones, the same input gives the same bytes."""

    avtale: str
    weasyprint: str
    pango: str
    harfbuzz: str

    def __str__(self) -> str:
        return f"avtale {self.avtale}, WeasyPrint {self.weasyprint}, Pango {self.pango}, HarfBuzz {self.harfbuzz}"


class Statement(Struct, frozen=True):
    """A rendering's own word. `templates` is `avtale.facts.overrides.templates_fingerprint`."""

    day: dt.date
    language: str
    form: Form
    versions: Versions
    templates: str
    surroundings: str

    def properties(self) -> tuple[tuple[str, str], ...]:
        """Names and values as they stand in the metadata."""
        return (
            ("day", self.day.isoformat()),
            ("language", self.language),
            ("form", self.form),
            *structs.asdict(self.versions).items(),
            ("templates", self.templates),
            ("surroundings", self.surroundings),
        )


@functools.cache
def versions_here() -> Versions:
    """The versions of this installation. Raises `SystemFailure` where Pango is missing."""
    from importlib.metadata import version

    from avtale.render.engine import harfbuzz_version, pango_version, weasyprint

    return Versions(version("avtale"), str(weasyprint().__version__), pango_version(), harfbuzz_version())


def read_statement(xmp: bytes) -> Statement | None:
    """What an XMP packet states, or None where it states nothing or nothing that can be used."""
    if b"<!DOCTYPE" in xmp or b"<!ENTITY" in xmp:
        return None
    try:
        root = ElementTree.fromstring(xmp)
    except ElementTree.ParseError:
        return None
    said: dict[str, str] = {}
    for description in root.iterfind(f"{_RDF}RDF/{_RDF}Description"):
        for child in description:
            if child.tag.startswith(f"{{{RENDERING_NAMESPACE}}}"):
                said.setdefault(child.tag.partition("}")[2], (child.text or "").strip())
    try:
        form: Form = "short" if said["form"] == "short" else "full"
        versions = Versions(said["avtale"], said["weasyprint"], said["pango"], said["harfbuzz"])
        day = dt.date.fromisoformat(said["day"])
        return Statement(day, said["language"], form, versions, said["templates"], said["surroundings"])
    except (KeyError, ValueError):
        return None
