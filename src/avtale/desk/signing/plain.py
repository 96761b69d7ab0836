"""A verdict's reasons as who does not run the desk understands them: what is wrong, and whom to ask."""

from __future__ import annotations

from avtale.desk.signing.received import Received
from avtale.desk.words import Words
from avtale.sign.verdict import SignatureVerdict

_OF_THE_COMMAND_LINE = ("--trust", "signing:")
_CAUSES = {
    "NO_CERTIFICATE_CHAIN_FOUND": "issuer",
    "TRY_LATER": "revocation",
    "REVOCATION_OUT_OF_BOUNDS_NO_POE": "revocation",
    "SIG_CONSTRAINTS_FAILURE": "stranger",
}


def because(received: Received, words: Words) -> str:
    """Why a file was not recorded, in a sentence; what only who runs the desk can mend stands at each signature."""
    said = words(received.why) if received.why else ""
    return words("why_below") if _technical(said) else said


def why(one: SignatureVerdict, words: Words) -> str:
    """Why a signature did not pass, or that it did; and whom to ask where only who runs the desk can mend it."""
    said = words(one.reason)
    if not _technical(said):
        return said
    return words(f"why_{_CAUSES.get(one.sub_indication or '', 'issuer')}", who=one.signer or "?")


def settles(one: SignatureVerdict, words: Words) -> str:
    """What to write in the settings, for who runs the desk; "" where `why` says it all."""
    said = words(one.reason)
    return f"{one.sub_indication}: {said}" if _technical(said) else ""


def _technical(said: str) -> bool:
    return any(each in said for each in _OF_THE_COMMAND_LINE)
