"""One signature, judged: what it claims, whether it holds, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from avtale.sign.identity.binding import PartyIdentity, Vouched, public_key_sha256, sha256
from avtale.sign.identity.certificates import (
    certificate_of,
    common_name,
    is_demonstration,
    last_day,
    organisation,
)
from avtale.sign.identity.issuers import issued_on
from avtale.sign.identity.trust import Trust
from avtale.sign.identity.whose import held_against_party
from avtale.sign.pdf.reading import quiet
from avtale.sign.reasons import UNREADABLE
from avtale.sign.stated import stated
from avtale.sign.validation import Found
from avtale.sign.verdict import Form, Level, SignatureVerdict, TimeFrom, Verdict

__all__ = ["judged"]


def judged(
    place: tuple[str, str | None],
    signature: Any,
    level: Callable[[], Level | None],
    judgement: Callable[[Level | None], Found],
    trust: Trust,
    parties: Sequence[PartyIdentity],
    vouched: Sequence[Vouched],
    form: Form = "PAdES",
) -> SignatureVerdict:
    """The verdict on one signature (None: one that cannot be read) at `place`, its field and party.

    `level` and `judgement` are asked inside: whatever they raise over damaged data, the signature did not pass.
    """
    verdict: Verdict = "total_failed"
    sub: str | None = "FORMAT_FAILURE"
    reason = UNREADABLE
    certificate, built = None, None
    said: dict[str, str] = {}
    time: datetime | None = None
    time_from: TimeFrom | None = None
    try:
        with quiet():
            if signature is not None:
                certificate = certificate_of(signature)
                said = stated(signature)
                built = level()
                time, time_from = _time(signature)
                found, path, proven = judgement(built)
                if proven is not None:
                    time, time_from = proven, "timestamp"
                if place[1] is not None and parties:
                    found = held_against_party(
                        found, certificate, place[1], parties, vouched, issued_on(path, trust)
                    )
                verdict, sub, reason = found
    except Exception:  # whatever the library stumbles over in a damaged signature, it did not pass
        verdict, sub, reason = "total_failed", "FORMAT_FAILURE", UNREADABLE
    return SignatureVerdict(
        field=place[0],
        party=place[1],
        signer=None if certificate is None else common_name(certificate),
        organisation=None if certificate is None else organisation(certificate),
        time=time,
        time_from=time_from,
        level=built,
        verdict=verdict,
        sub_indication=sub,
        reason=reason,
        demonstration=certificate is not None and is_demonstration(certificate),
        certificate_sha256=None if certificate is None else sha256(certificate),
        public_key_sha256=None if certificate is None else public_key_sha256(certificate),
        form=form,
        certificate_until=None if certificate is None else last_day(certificate),
        stated=said,
    )


def _time(signature: Any) -> tuple[datetime | None, TimeFrom | None]:
    """The time of the signature timestamp where there is one, else the one the signer claims."""
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        return token["encap_content_info"]["content"].parsed["gen_time"].native, "timestamp"
    claimed = signature.self_reported_timestamp
    return (None, None) if claimed is None else (claimed, "signer")
