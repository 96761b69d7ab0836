"""Which section of the rendered page a field of a document stands in, and what that section is called."""

from __future__ import annotations

from avtale.format.model import Document
from avtale.locales import Labels
from avtale.render.words import Words

HEADER = "header"
"""What stands above the sections: control header, title, subject, what the document replaces or transcribes."""
ARRANGEMENT = "arrangement"
"""How the page is set up: order, numbers and headings of its sections."""

_HEADER_FIELDS = "control_header title subject supersedes transcribed_from format kind key language"
SECTION_OF: dict[str, str] = {
    **dict.fromkeys(_HEADER_FIELDS.split(), HEADER),
    **dict.fromkeys(("sections", "numbering", "silences", "invented"), ARRANGEMENT),
    "roles": "parties",
    "based_on": "parties",
    "purposes": "background",
    "principle": "responsibilities",
    "scope": "routine_steps",
    "evaluation": "validity",
    "run_by": "aims",
    "year": "goals",
    "interest_activities": "education_goal",
    "right": "youth",
    "responsible_now": "youth",
    "delete_by": "youth",
}
"""The section of each field that does not stand in one of its own name."""
SECTION_IN_KIND: dict[tuple[str, str], str] = {
    ("agreement", "target_groups"): "responsibilities",
    ("programme", "purposes"): "aims",
}
"""Where a kind has it otherwise."""


PARTS = frozenset({"scope", "purposes", "principle", "evaluation", "target_groups", "based_on", "roles"})
"""What else stands within another section, and becomes one of its own where `sections` names it."""


def section_of(kind: str | None, field: str) -> str:
    """The id of the section in which a document of `kind` shows its top-level `field`."""
    return SECTION_IN_KIND.get((kind or "", field)) or SECTION_OF.get(field, field)


def section_in(document: Document, field: str) -> str:
    """The same for one document, which may give a part a section of its own."""
    apart = field in PARTS and any(section.id == field for section in document.sections)
    return field if apart else section_of(document.kind, field)


def heading_of(section: str, document: Document, words: Words, own: str) -> str:
    """A section's heading: the document's own, else the language's; a section without one by its id."""
    for given in document.sections:
        if given.id == section and given.title is not None:
            return given.title.in_language(words.labels.lang, own)[0]
    return standard_heading(section, document.kind, words.labels)


def standard_heading(section: str, kind: str | None, labels: Labels) -> str:
    """A section's heading where the document gives none."""
    for key in (f"{kind}.section.{section}", f"section.{section}", *((section,) if section in PARTS else ())):
        if key in labels:
            return labels(key)
    return section.replace("-", " ").replace("_", " ").capitalize()
