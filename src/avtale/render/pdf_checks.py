"""What can be wrong with a page on its way to PDF, before it is laid out and after.

WeasyPrint draws a missing character as a box and leaves out what is not given: each is a problem here.
"""

from __future__ import annotations

from typing import Any

from avtale.conformance.judge import Unjudged, complaints
from avtale.render.fonts import FAMILY, missing_glyphs
from avtale.render.problems import RenderProblem, refused

__all__ = [
    "conformance_problems",
    "font_problems",
    "page_problems",
    "placing_problems",
    "signature_inputs",
    "untold",
]

_UNDRAWN = ("style", "script", "title", "template")
_SVG = "{http://www.w3.org/2000/svg}"
# The clause that a problem breaks which is told of in plainer words.
_CLAUSES = {"missing-glyph": "A 6.2.11", "title-missing": "UA 7.1-9", "language-missing": "UA 7.2-29"}
_CONTROLS = ("input", "select", "textarea", "button")


def signature_inputs(root: Any) -> tuple[frozenset[str], list[RenderProblem]]:
    """Make the signature inputs checkboxes, which WeasyPrint places without embedding a font for them."""
    names: set[str] = set()
    problems = []
    for element in root.iter():
        if element.tag not in _CONTROLS:
            continue
        if "signature-field" not in element.get("class", "").split():
            problems.append(
                RenderProblem(
                    "form-control",
                    f"Malen har et skjemafelt ({element.tag}) som ikke er et underskriftsfelt. Ta det bort.",
                    f"The template has a form control ({element.tag}) that is no signature field. Remove it.",
                )
            )
            continue
        name = element.get("name", "")
        if not name or "." in name or name in names:
            problems.append(
                RenderProblem(
                    "field-name",
                    f"Underskriftsfeltet «{name}» må ha et eget navn uten punktum.",
                    f'The signature field "{name}" needs a name of its own, without a full stop.',
                )
            )
        if not element.get("title", "").strip():
            problems.append(
                RenderProblem(
                    "field-title",
                    f"Underskriftsfeltet «{name}» mangler en tittel som skjermlesere kan lese opp.",
                    f'The signature field "{name}" has no title for screen readers to read out.',
                )
            )
        element.set("type", "checkbox")
        names.add(name)
    return frozenset(names - {""}), problems


def page_problems(root: Any, *, title: str, lang: str) -> list[RenderProblem]:
    """What can be said of the page (its root element) and its metadata before it is laid out."""
    problems = []
    if not title.strip():
        problems.append(
            RenderProblem(
                "title-missing",
                "Dokumentet mangler tittel. PDF/UA krever en.",
                "The document has no title. PDF/UA demands one.",
            )
        )
    if not lang.strip() or root.get("lang") != lang:
        problems.append(_language_problem(root.get("lang", ""), lang))
    problems += [refused(url) for url in _svg_references(root)]
    missing = missing_glyphs("".join(_drawn_text(root)))
    return problems + [_glyph_problem(character) for character in missing]


def _language_problem(page: str, meta: str) -> RenderProblem:
    return RenderProblem(
        "language-missing",
        f"Språket må være oppgitt, og likt, i siden («{page}») og i metadataene («{meta}»).",
        f'The language must be given, and be the same, in the page ("{page}") and the metadata ("{meta}").',
    )


def _glyph_problem(character: str) -> RenderProblem:
    code = f"U+{ord(character):04X}"
    return RenderProblem(
        "missing-glyph",
        f"Skriften har ikke tegnet «{character}» ({code}). Skriv det på en annen måte.",
        f'The font does not have the character "{character}" ({code}). Write it in another way.',
    )


def _svg_references(root: Any) -> list[str]:
    """What a drawing refers to outside the page. WeasyPrint leaves some of it out without trying to fetch it."""
    return [
        value
        for element in root.iter()
        if str(element.tag).startswith(_SVG) and element.tag != f"{_SVG}a"
        for name, value in element.attrib.items()
        if name.endswith("href") and not value.startswith("#")
    ]


def _drawn_text(element: Any) -> list[str]:
    if element.tag in _UNDRAWN or not isinstance(element.tag, str):
        return []
    parts = [element.text or ""]
    for child in element:
        parts += _drawn_text(child)
        parts.append(child.tail or "")
    return parts


def placing_problems(lost: frozenset[str]) -> list[RenderProblem]:
    """The signature fields that did not get onto any page."""
    return [
        RenderProblem(
            "field-not-placed",
            f"Underskriftsfeltet «{name}» fikk ingen plass på sidene. Se over malen og stilarket.",
            f'The signature field "{name}" got no place on the pages. Look through template and style sheet.',
        )
        for name in sorted(lost)
    ]


def font_problems(fonts: Any, known: list[RenderProblem]) -> list[RenderProblem]:
    """What the check of the text could not see: characters that a style sheet brings, and a foreign font."""
    problems = []
    for font in fonts:
        problems += [
            _glyph_problem(chr(code)) for code in font.missing if _glyph_problem(chr(code)) not in known
        ]
        if not font.family.startswith(FAMILY):
            problems.append(
                RenderProblem(
                    "foreign-font",
                    f"En fremmed skrift kom med i PDF-en: {font.family}.",
                    f"A foreign font got into the PDF: {font.family}.",
                )
            )
    return problems


def conformance_problems(data: bytes, part: int) -> list[RenderProblem]:
    """What keeps the finished file from the standards it claims."""
    try:
        found = complaints(data, part=part)
    except Unjudged:
        return [
            RenderProblem(
                "conformance",
                "PDF-en er for stor til at det kan prøves om den holder PDF/A og PDF/UA. Del dokumentet.",
                "The PDF is too large to be judged for PDF/A and PDF/UA. Split the document.",
            )
        ]
    return [
        RenderProblem(
            "conformance",
            f"PDF-en holder ikke standarden ({one.clause}): {one.nb}",
            f"The PDF does not keep the standard ({one.clause}): {one.en}",
        )
        for one in found
    ]


def untold(broken: list[RenderProblem], known: list[RenderProblem]) -> list[RenderProblem]:
    """Those of the breaches that no problem tells of in plainer words."""
    told = tuple(f"({_CLAUSES[problem.code]}" for problem in known if problem.code in _CLAUSES)
    return [one for one in broken if not any(clause in one.en for clause in told)]
