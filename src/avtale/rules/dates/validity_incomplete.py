"""Nothing says from when the document holds."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.describe import describe_kind
from avtale.format.model import Adoption, Signatory
from avtale.rules.rule import RuleContext, problem

# They describe, or hold as long as what they stand on.
_NOT_BINDING = ("programme", "routine", "follow_up_plan")


def check(context: RuleContext) -> Iterator[Problem]:
    """A day, an event or an adoption, or the days it was signed, begins it; else nobody can tell whether a duty has begun."""
    document, validity, span = context.document, context.document.validity, context.span
    if document.kind in _NOT_BINDING or validity is None:
        return
    ends = span.end is not None or span.open_ended or not context.absent(validity, "duration")
    if _begins(context) and (ends or not _is_empty(context)):
        return
    kind, kind_en = (describe_kind(document.kind, lang) for lang in ("nb", "en"))
    if not ends:
        yield problem(
            validity.pointer,
            f"Det står ikke fra når {kind} gjelder, eller til når. Legg til «from:» og «to:», eller «until_replaced: true» når den ikke har noen siste dag.",
            f"Nothing says from when {kind_en} holds, or until when. Add “from:” and “to:”, or “until_replaced: true” where it has no last day.",
        )
        return
    yield problem(
        validity.pointer,
        f"Det står ikke fra når {kind} gjelder. Legg til «from:», eller «begins_when:» når den begynner med et vedtak eller en hendelse.",
        f"Nothing says from when {kind_en} holds. Add “from:”, or “begins_when:” where it begins with a decision or an event.",
    )


def _is_empty(context: RuleContext) -> bool:
    """Whether the validity says nothing at all."""
    said = context.entry.source.data.get("validity")
    return said == {} and context.effective is None


def _begins(context: RuleContext) -> bool:
    """Whether anything gives a start, or stands where it would and cannot be read."""
    validity, header, span = context.document.validity, context.document.control_header, context.span
    if validity is None or span.start is not None or span.waits:
        return True
    if not all(context.absent(validity, key) for key in ("from", "begins_when")):
        return True
    if header is not None and not context.absent(header, "effective_from"):
        return True
    return any(each.signed_on for each in context.all(Signatory)) or any(
        each.on for each in context.all(Adoption)
    )
