"""One signature of the register as a line for a reader."""

from __future__ import annotations

from avtale.facts.seen import Seen, seen_as
from avtale.format.model import RegisterEvent
from avtale.message import Message
from avtale.publish.words import clean

_VOUCHED = Message("{service} går god for den, ikke prøvd", "vouched for by {service}, not verified")
_DEMONSTRATION = Message(" (demonstrasjon)", " (demonstration)")
_RECORDED = Message(
    " (registrert, filen er ikke prøvd herfra)", " (recorded, the file was not verified from here)"
)
_REASON = Message(": «{reason}»", ": “{reason}”")


def signature_line(event: RegisterEvent, lang: str, seen: Seen | None) -> str:
    """When, by whom, and what the signer gave as the reason, which may be a reservation; `seen` is what the reader has verified (None: not asked)."""
    who = clean(event.signer or "") or _VOUCHED.text(lang, service=clean(event.vouched_by or ""))
    only_recorded = not event.vouched_by and seen is not None and seen_as(event) not in seen
    told = [
        f"{event.signed_at or event.on}, {who}",
        _DEMONSTRATION.text(lang) if event.demonstration else "",
        _RECORDED.text(lang) if only_recorded else "",
        _REASON.text(lang, reason=clean(event.reason)) if event.reason else "",
    ]
    return "".join(told)
