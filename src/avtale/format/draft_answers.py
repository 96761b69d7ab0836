"""What of a new document follows from the rest that is known of it, and so need not be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from avtale.format import schema
from avtale.wording import told_in


def usual_title(kind: str, lang: str, *, office: str, year: int | None, parent: str) -> str:
    """The title that a document of this kind has, in the language of messages; "" where it is the author's to find."""
    pattern = str(schema.of_kind(kind).get(told_in(lang), {}).get("titled", ""))
    known = {"office": office, "year": year, "parent": parent}
    try:
        return pattern.format_map({name: value for name, value in known.items() if value})
    except KeyError:
        return ""


def party_name(party: Mapping[str, Any]) -> str:
    """What a party of the document above is called first, as it stands in its file; its id where it has no name."""
    names = party.get("names")
    first = names[0] if isinstance(names, list) and names and isinstance(names[0], dict) else {}
    return str(first.get("name") or party.get("id"))
