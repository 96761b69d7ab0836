"""What was generated last, kept beside the documents: agreements/.generated/<key>.yaml (docs/decisions/0006).

Without it nobody could tell an author's change from one in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from avtale.source.dump import dump
from avtale.source.read import parse, read_source

FOLDER = ".generated"


class Base(Struct, frozen=True):
    """The last text generated for one key, as it was before any merge, and what the list said of its contact."""

    text: str
    contact: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, Any]:
        data = parse(self.text).data
        return data if isinstance(data, dict) else {}


def base_path(root: Path, key: str) -> Path:
    return root / FOLDER / f"{key}.yaml"


def read_base(root: Path, key: str) -> Base | None:
    """The base of a key; None where there is none, or where someone has damaged it."""
    path = base_path(root, key)
    if not path.is_file():
        return None
    data = read_source(path).data
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        return None
    contact = data.get("contact")
    said = {name: str(value) for name, value in contact.items()} if isinstance(contact, dict) else {}
    return Base(data["text"], said)


def base_bytes(base: Base) -> bytes:
    """The file of a base. The same base gives the same bytes."""
    head = b"# Skrevet av generate. Ikke rett her; rett i rutinen eller i kontorlisten.\n"
    contact = {"contact": dict(base.contact)} if base.contact else {}
    return head + dump({**contact, "text": base.text})
