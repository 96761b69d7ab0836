"""What a deadline hangs on, by its id: another duty or a meeting of the document."""

from __future__ import annotations

from avtale.format.bind import parts
from avtale.format.model import Document, Duty, Meeting
from avtale.format.values import Text


def hung_on(document: Document, identifier: str) -> Text | None:
    """The title of the meeting, or what the duty does; None where no such id is there, or it says nothing."""
    named = ((one.id, one.title) for one in parts(document, Meeting))
    done = ((one.id, one.does) for one in parts(document, Duty))
    return next((text for name, text in (*named, *done) if name == identifier and text is not None), None)
