"""What comes of all that was found of a file: nothing open passes, and nothing that failed is merely open."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.message import Message
from avtale.sign.combine import combine
from avtale.sign.verdict import SignatureVerdict, SourceVerdict, Verdict

REQUIRED = {"signature.county": "Fylket", "signature.nav": "Nav"}
NOTE, FAULT = Message("merknad", "note"), Message("feil", "fault")


def signature(
    party: str, verdict: Verdict = "total_passed", *, key: str = "", demo: bool = False, signer: str = ""
) -> SignatureVerdict:
    """By a key and a person of the party's own, unless said otherwise."""
    return SignatureVerdict(
        field=f"signature.{party}", party=party, signer=signer or f"{party.title()} Eksempel", organisation=None,
        time=None, time_from=None, level=None, verdict=verdict, sub_indication=None, reason=NOTE, demonstration=demo,
        certificate_sha256=party, public_key_sha256=key or party,
    )  # fmt: skip


COUNTY, NAV = signature("county"), signature("nav")
BOTH = (COUNTY, NAV)


def source(matches: bool | None) -> SourceVerdict:
    return SourceVerdict("prove", None, "1.00", "sha256-jcs:0", matches)


@pytest.mark.parametrize(
    ("given", "verdict", "reasons"),
    [
        ({}, "total_passed", []),
        ({"notes": (NOTE,)}, "total_passed", ["note"]),
        ({"faults": (FAULT,)}, "total_failed", ["fault"]),
        ({"signatures": (COUNTY,)}, "indeterminate", ["Nav has not signed."]),
        ({"signatures": ()}, "indeterminate", ["Fylket has not signed.", "Nav has not signed."]),
        (
            {"signatures": (COUNTY, signature("nav", "indeterminate"))},
            "indeterminate",
            ["The signature by Nav cannot be decided."],
        ),
        (
            {"signatures": (COUNTY, signature("nav", "total_failed"))},
            "total_failed",
            ["The signature by Nav does not hold."],
        ),
        (
            {"signatures": (*BOTH, signature("stranger", "total_failed"))},
            "total_failed",
            ["The signature by signature.stranger does not hold."],
        ),
        ({"signatures": (*BOTH, signature("stranger", "indeterminate"))}, "total_passed", []),
        (
            {"signatures": (signature("county", "total_failed"),)},
            "total_failed",
            ["The signature by Fylket does not hold.", "Nav has not signed."],
        ),
        (
            {"signatures": (COUNTY, signature("nav", key="county"))},
            "total_failed",
            ["The same key was used for Fylket and Nav. Each party must sign with its own."],
        ),
        (
            {"signatures": (COUNTY, signature("nav", signer="COUNTY Eksempel"))},
            "total_passed",
            ["The same name, COUNTY Eksempel, stands as signer for county and nav."],
        ),
        (
            {"signatures": (COUNTY, signature("nav", demo=True))},
            "indeterminate",
            ["DEMO – ikke gyldig: a signature was made with a demonstration key and does not count."],
        ),
        (
            {"signatures": (COUNTY, signature("nav", demo=True)), "count_demonstration": True},
            "total_passed",
            ["DEMO – ikke gyldig: demonstration signatures were counted because the settings say so."],
        ),
        ({"source": source(False)}, "total_failed", ["The content is not what the register says was approved."]),
        ({"source": source(None)}, "indeterminate", ["The content was not compared with the register."]),
        (
            {"source": source(None), "without_register": True},
            "total_passed",
            ["Only the signatures were judged; the content was not compared with the register."],
        ),
        ({"required": {}}, "indeterminate", ["The document has no parties that have to sign."]),
        (
            {"source": None, "required": {}},
            "indeterminate",
            ["The file carries no source, so who has to sign is unknown."],
        ),
    ],
)  # fmt: skip
def test_what_comes_of_it(given: dict[str, Any], verdict: str, reasons: list[str]) -> None:
    whole = {
        "signatures": BOTH, "required": REQUIRED, "source": source(True), "without_register": False,
        "count_demonstration": False,
    }  # fmt: skip
    found = combine(file="a.pdf", **{**whole, **given})
    assert (found.verdict, [reason.en for reason in found.reasons]) == (verdict, reasons)


def test_two_fields_of_one_party_may_have_one_key() -> None:
    fields = {"signature.nav": "Nav", "signature.nav.2": "Nav"}
    again = SignatureVerdict(**{**{name: getattr(NAV, name) for name in NAV.__struct_fields__}, "field": "signature.nav.2"})  # fmt: skip
    found = combine(
        file="a.pdf",
        signatures=(NAV, again),
        required=fields,
        source=source(True),
        without_register=False,
        count_demonstration=False,
    )
    assert found.verdict == "total_passed"
    assert [reason.en for reason in found.reasons] == ["The same name, Nav Eksempel, stands 2 times as signer for nav."]  # fmt: skip
