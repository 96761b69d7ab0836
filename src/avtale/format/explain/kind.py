"""`kind` is missing or none that we know."""

from __future__ import annotations

from typing import Any

from avtale.findings import Problem
from avtale.format import labels, schema
from avtale.format.disguise import disguise
from avtale.format.explain.fault import meant, shown
from avtale.message import Message
from avtale.source import pointer as pointers

_OTHER_KEYS = ("slag", "dokumentslag", "dokumenttype", "type", "Kind", "KIND")


def wrong_kind(data: Any, kinds: tuple[str, ...]) -> Problem:
    """Why the kind cannot be used, and which there are."""
    titles = {kind: labels.title_of(schema.raw(kind), "nb") for kind in kinds}
    listed = Message(
        ", ".join(f"{kind} ({title.lower()})" for kind, title in titles.items()), ", ".join(kinds)
    )
    value = data.get("kind") if isinstance(data, dict) else None
    stands = isinstance(data, dict) and "kind" in data

    def told(nb: str, en: str, place: str = "/kind", *, character: str = "", **values: object) -> Problem:
        said = Message(nb, en, kinds=listed, **values)
        other = place not in ("", "/kind")
        return Problem("schema-kind", place, said.nb, said.en, on_key=other, character=character)

    if value is None or value == "":
        other = next((key for key in _OTHER_KEYS if isinstance(data, dict) and key in data), None)
        if other is not None and not stands:
            return told(
                "Feltet «{other}» heter «kind». Skriv «kind:» og ett av disse: {kinds}.",
                "The field “{other}” is called “kind”. Write “kind:” and one of: {kinds}.",
                pointers.join(other),
                other=other,
            )
        return told(
            "Dokumentslaget mangler. Skriv «kind:» og ett av disse: {kinds}.",
            "The kind is missing. Write “kind:” and one of: {kinds}.",
            "/kind" if stands else "",
        )
    if isinstance(value, (dict, list)):
        return told(
            "Dokumentslaget skal være ett ord. Velg ett av disse: {kinds}.",
            "The kind must be a single word. Choose one of: {kinds}.",
        )
    if isinstance(value, str) and (odd := disguise(value)) is not None and odd.right in kinds:
        return told(
            "Dokumentslaget har {odd} i tegn {at}. Skriv {right}.",
            "The kind has {odd} at character {at}. Write {right}.",
            character=odd.char,
            odd=odd.called,
            at=odd.at + 1,
            right=odd.right,
        )
    return told(
        "Dokumentslaget «{value}» finnes ikke.{meant} Velg ett av disse: {kinds}.",
        "There is no kind “{value}”.{meant} Choose one of: {kinds}.",
        value=shown(value),
        meant=meant(labels.nearest(shown(value), kinds, titles)),
    )
