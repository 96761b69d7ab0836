"""A verdict's reasons as who does not run the desk understands them: what is wrong, and whom to ask."""

from __future__ import annotations

from avtale.desk.words import Words
from avtale.sign.verdict import SignatureVerdict

_FOR_WHO_RUNS_IT = ("--trust", "signing:")
_CAUSES = {
    "NO_CERTIFICATE_CHAIN_FOUND": "issuer",
    "TRY_LATER": "revocation",
    "REVOCATION_OUT_OF_BOUNDS_NO_POE": "revocation",
    "SIG_CONSTRAINTS_FAILURE": "stranger",
}


def why(one: SignatureVerdict, words: Words) -> str:
    """Why a signature did not pass, or that it did. What only who runs the desk can mend says so."""
    said = words(one.reason)
    if not any(each in said for each in _FOR_WHO_RUNS_IT):
        return said
    return words(f"why_{_CAUSES.get(one.sub_indication or '', 'issuer')}", who=one.signer or "?")


def settles(one: SignatureVerdict, words: Words) -> str:
    """The same for who runs the desk, where that says more: what to write in the settings; else "" ."""
    said = words(one.reason)
    told = any(each in said for each in _FOR_WHO_RUNS_IT)
    return f"{one.sub_indication}: {said}" if told else ""
