"""One signature of the register as a line."""

from __future__ import annotations

import datetime as dt

from avtale.facts.seen import seen_as
from avtale.format.model import RegisterEvent
from avtale.publish.signature_line import signature_line


def test_a_reservation_is_told_and_whether_the_file_was_seen() -> None:
    event = RegisterEvent(
        event="signature",
        on=dt.date(2026, 11, 26),
        party="nav",
        signer="Oda Oppspunnet",
        pdf_sha256="0" * 64,
        reason="Gjelder bare til 2027",
    )
    told = "2026-11-26, Oda Oppspunnet"
    assert signature_line(event, "nb", None) == f"{told}: «Gjelder bare til 2027»"
    assert signature_line(event, "en", {seen_as(event)}) == f"{told}: “Gjelder bare til 2027”"
    assert "(registrert, filen er ikke prøvd herfra)" in signature_line(event, "nb", ())
