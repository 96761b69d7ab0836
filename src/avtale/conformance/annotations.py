"""Links, fields and other annotations: seen, printed, drawn, tagged, and named for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtale.conformance.catalog import acts_forbidden
from avtale.conformance.complaint import Complaint
from avtale.conformance.objects import is_dictionary, kids_of, parent_tree

_PRINT, _UNSEEN = (
    4,
    1 | 2 | 32 | 256,
)  # Print; Invisible, Hidden, NoView, ToggleNoView (ISO 32000-1, table 165)
_RADIO = 1 << 15
_FORBIDDEN = frozenset(("/3D", "/Sound", "/Screen", "/Movie", "/RichMedia", "/TrapNet"))
_FIELDS = 5_000


def annotation_complaints(pdf: Any) -> Iterator[Complaint]:
    """What is wrong with the annotations of each page."""
    owners = parent_tree(pdf)
    for page in pdf.pages:
        annotations = list(page.get("/Annots", []))
        if annotations and page.get("/Tabs") != "/S":
            yield Complaint(
                "UA 7.18.3-1",
                "Tab-rekkefølgen følger ikke innholdet.",
                "The tab order does not follow the structure.",
            )
        for annotation in annotations:
            yield from _annotation(annotation, owners)


def _annotation(annotation: Any, owners: dict[int, Any]) -> Iterator[Complaint]:
    kind = str(annotation.get("/Subtype"))
    if kind == "/Popup":
        return
    name = " ".join(filter(None, (kind[1:], str(annotation.get("/T", annotation.get("/Contents", ""))))))
    flags = int(annotation.get("/F", 0))
    if kind in _FORBIDDEN:
        yield Complaint("A 6.3.1", f"{name} er ikke tillatt i arkivfiler.", f"{name} is not allowed.")
    if not flags & _PRINT or flags & _UNSEEN:
        yield Complaint(
            "A 6.3.2", f"{name} vises eller skrives ikke ut.", f"{name} is not both seen and printed."
        )
    expected, clause = {"/Link": ("/Link", "UA 7.18.5-1"), "/Widget": ("/Form", "UA 7.18.4-1")}.get(
        kind, ("/Annot", "UA 7.18.1-1")
    )
    owner = owners.get(int(annotation.get("/StructParent", -1)))
    if owner is None or owner.get("/S") != expected or annotation.objgen not in _referred(owner):
        yield Complaint(
            clause,
            f"{name} har ikke sin egen tagg {expected[1:]}: en lenkes tekst må stå rett i lenken."
            if kind == "/Link"
            else f"{name} har ikke sin egen tagg {expected[1:]}.",
            f"{name} has no tag {expected[1:]} of its own: a link's text must stand directly in the link."
            if kind == "/Link"
            else f"{name} has no tag {expected[1:]} of its own.",
        )
    if kind == "/Link" and not str(annotation.get("/Contents", "")):
        yield Complaint(
            "UA 7.18.5-2",
            "En lenke har ingen tekst for skjermlesere.",
            "A link says nothing to a screen reader.",
        )
    left, low, right, high = (float(edge) for edge in annotation.Rect)
    if kind != "/Link" and left != right and low != high and "/N" not in annotation.get("/AP", {}):
        yield Complaint("A 6.3.3-1", f"{name} har ikke noe utseende.", f"{name} has no appearance.")
    if (
        acts_forbidden(annotation.get("/A"))
        or "/AA" in annotation
        or (kind == "/Widget" and "/A" in annotation)
    ):
        yield Complaint(
            "A 6.5", f"{name} gjør noe som ikke er tillatt.", f"{name} does something that is not allowed."
        )


def _referred(owner: Any) -> set[tuple[int, int]]:
    return {kid.Obj.objgen for kid in kids_of(owner) if is_dictionary(kid) and kid.get("/Type") == "/OBJR"}


def form_complaints(pdf: Any) -> Iterator[Complaint]:
    """What is wrong with the form and its fields."""
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    if form.get("/NeedAppearances") not in (None, False):
        yield Complaint(
            "A 6.4.1-3",
            "Leseren blir bedt om å tegne feltene selv.",
            "The form asks viewers to draw its fields.",
        )
    if "/XFA" in form:
        yield Complaint("A 6.4.2-1", "Skjemaet er XFA.", "The form is XFA.")
    fields = list(_fields(form.get("/Fields", [])))
    for field in fields:
        name = str(field.get("/T", ""))
        radio = field.get("/FT") == "/Btn" and int(field.get("/Ff", 0)) & _RADIO
        if radio or not str(field.get("/TU", "")).strip():
            yield Complaint(
                "UA 7.18.1-3",
                f"Feltet «{name}» har ingen tekst for skjermlesere.",
                f'The field "{name}" says nothing to a screen reader.',
            )
    if any(field.get("/FT") == "/Sig" for field in fields) and not int(form.get("/SigFlags", 0)) & 1:
        yield Complaint(
            "ISO 32000-1 12.7.2",
            "Filen har underskriftsfelt uten å si det.",
            "There are signature fields, and /SigFlags does not say so.",
        )


def _fields(kids: Any) -> Iterator[Any]:
    """Every field, breadth first; a graph that leads back to itself is walked once."""
    waiting, seen = list(kids), set[tuple[int, int]]()
    while waiting and len(seen) < _FIELDS:
        field = waiting.pop(0)
        if field.objgen in seen and field.objgen != (0, 0):
            continue
        seen.add(field.objgen if field.is_indirect else (0, len(seen) + 1))
        yield field
        waiting += [kid for kid in field.get("/Kids", []) if "/T" in kid]
