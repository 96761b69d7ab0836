"""How a field is asked for: the schema says what may stand in it, and from that follows what a person fills in."""

from __future__ import annotations

import re
from typing import Literal

from avtale.format.shape import Shape

Kind = Literal[
    "text", "localized", "prose", "choice", "choices", "yes_no", "actor", "actors", "date", "date_or_part", "period",
    "part_of_year", "month", "number", "amount", "object", "texts", "parts",
]  # fmt: skip

_BY_DEFINITION: dict[str, Kind] = {
    "localized": "localized", "prose": "prose", "date": "date", "date_or_part": "date_or_part", "period": "period",
    "part_of_year": "part_of_year", "amount": "amount", "percent": "amount",
}  # fmt: skip
_REFERS = {"paid_by": "party", "supports": "education_goal", "measure": "measure"}
"""What refers to a part, where the schema's own word for it would make a wrong id a finding of another kind."""
_SMALL = 4
"""Fields that the items of a list have at most to be filled in beside each other, in the form of the part around them."""
HIDDEN = frozenset({"format", "kind", "silences"})
"""What no form asks for: it is set once, or is a note to the tool itself."""


def kind_of(shape: Shape, key: str = "") -> Kind:
    """How to ask for a field of this shape."""
    if refers_to(shape, key):
        return "actors" if shape.item is not None or shape.name == "actors" else "actor"
    if shape.name in _BY_DEFINITION:
        return _BY_DEFINITION[shape.name]
    if shape.item is not None:
        if shape.item.choices("nb"):
            return "choices"
        return "parts" if shape.item.fields else "texts"
    if shape.fields:
        return "object"
    if shape.choices("nb"):
        return "choice"
    types = shape.keyword("type")
    if types == "boolean":
        return "yes_no"
    if types == "integer":
        return "month" if key == "month" else "number"
    return "text"


def refers_to(shape: Shape, key: str) -> str:
    """What the field names by its id: "actor", "party", "body", "target_group", "follow_up"; "" for none."""
    return shape.refers or _REFERS.get(key, "")


def is_small(item: Shape) -> bool:
    """Whether the items of a list are filled in where the list stands, and need no form of their own."""
    fields = item.fields
    leaves = all(
        kind_of(one, key) not in ("object", "parts", "texts", "prose") for key, one in fields.items()
    )
    return bool(fields) and leaves and len(fields) <= _SMALL and "id" not in fields


# The schema speaks to one who writes YAML; what says how a value is spelled there means nothing beside a field.
_SPELLED = re.compile(
    r"\btrue\b|\bfalse\b|tall og en enhet|number and a unit|[Åå]r-måned-dag|[Yy]ear-month-day|Markdown|linje per språk"
    r"|line per language|\ball_parties\b|\beach_party\b|^1 (til|to) (12|31)\b|^nb bokmål|anførselstegn: |<key>|[«“](?:within|informs|none)[»”]|\b[a-z]+_[a-z]+\b|quotes: "
)
_ID = re.compile(r"^(Id til|Id-ene til|The id of|The ids of) ")


def help_of(shape: Shape, lang: str) -> str:
    """The schema's help without the sentences about spelling."""
    told = []
    for sentence in re.split(r"(?<=[.»”]) (?=[A-ZÆØÅ«“])", shape.help(lang)):
        if not _SPELLED.search(sentence) and not _spells_choices(sentence, shape):
            bare = _ID.sub("", sentence)
            told.append("" if re.search(r"\bids?\b", bare) else bare[:1].upper() + bare[1:])
    return " ".join(filter(None, told))


def _spells_choices(sentence: str, shape: Shape) -> bool:
    """Whether a sentence explains the words that a file has for what one chooses."""
    return any(f"{word}:" in sentence or f"{word} (" in sentence for word in shape.choices("nb"))
