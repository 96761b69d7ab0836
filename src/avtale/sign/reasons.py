"""What each sub-indication of EN 319 102-1 means to the one who reads the verdict."""

from __future__ import annotations

from avtale.message import Message

PASSED = Message(
    "Underskriften er gyldig, og filen er uendret siden.",
    "The signature is valid, and the file is unchanged since.",
)

NOT_PADES = Message(
    "Underskriften er laget på en måte som ikke er godtatt for PDF (PAdES).",
    "The signature is made in a way that is not accepted for PDF (PAdES).",
)
NOT_WHOLE = Message(
    "Underskriften dekker ikke hele filen slik den var da den ble laget.",
    "The signature does not cover the whole file as it was when it was made.",
)
CHANGED = Message(
    "Filen er endret etter underskriften på en måte den ikke tillater.",
    "The file was changed after the signature in a way it does not allow.",
)
UNREADABLE = Message(
    "Underskriften er skadet og kan ikke leses.",
    "The signature is damaged and cannot be read.",
)
NO_CERTIFICATE_BOUND = Message(
    "Underskriften er ikke bundet til ett bestemt sertifikat, som PAdES krever.",
    "The signature is not bound to one certificate, as PAdES requires.",
)
NO_REVOCATION = Message(
    "Det finnes ingen gyldig tilbakekallingsliste, så ingen vet om sertifikatet er trukket tilbake. "
    "Legg listen (CRL) i --trust.",
    "There is no valid revocation list, so nobody knows whether the certificate was revoked. "
    "Put the list (CRL) into --trust.",
)

_TEXTS = {
    "FORMAT_FAILURE": UNREADABLE,
    "HASH_FAILURE": Message(
        "Filen er endret etter at den ble underskrevet.", "The file was changed after it was signed."
    ),
    "SIG_CRYPTO_FAILURE": Message(
        "Underskriften stemmer ikke med sertifikatet.", "The signature does not fit the certificate."
    ),
    "REVOKED": Message("Sertifikatet er trukket tilbake.", "The certificate was revoked."),
    "REVOKED_NO_POE": Message(
        "Sertifikatet er trukket tilbake, og det er ikke bevist at underskriften er eldre enn det.",
        "The certificate was revoked, and nothing proves that the signature is older than that.",
    ),
    "REVOKED_CA_NO_POE": Message(
        "Sertifikatet til utstederen er trukket tilbake.", "The certificate of the issuer was revoked."
    ),
    "NO_CERTIFICATE_CHAIN_FOUND": Message(
        "Sertifikatet er ikke utstedt av noen som det er sagt å stole på. "
        "Oppgi utstederens sertifikat med --trust.",
        "The certificate was not issued by anyone said to be trusted. "
        "Give the issuer's certificate with --trust.",
    ),
    "NO_SIGNING_CERTIFICATE_FOUND": Message(
        "Sertifikatet til underskriveren ligger ikke i underskriften.",
        "The signer's certificate is not inside the signature.",
    ),
    "TRY_LATER": NO_REVOCATION,
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": Message(
        "Sertifikatet kan ikke etterprøves helt fram til en utsteder som det er sagt å stole på.",
        "The certificate cannot be checked all the way to an issuer said to be trusted.",
    ),
    "CHAIN_CONSTRAINTS_FAILURE": Message(
        "Sertifikatet er ikke ment for underskrifter.", "The certificate is not meant for signatures."
    ),
    "SIG_CONSTRAINTS_FAILURE": Message(
        "Underskriften mangler noe som kreves av den.",
        "The signature lacks something that is required of it.",
    ),
    "CRYPTO_CONSTRAINTS_FAILURE": Message(
        "Underskriften er laget med en metode som ikke lenger er trygg.",
        "The signature was made by a method that is no longer safe.",
    ),
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": Message(
        "Metoden er ikke lenger trygg, og det er ikke bevist at underskriften er gammel nok.",
        "The method is no longer safe, and nothing proves that the signature is old enough.",
    ),
    "EXPIRED": Message(
        "Sertifikatet var gått ut da det ble underskrevet.", "The certificate had run out when it was signed."
    ),
    "NOT_YET_VALID": Message(
        "Sertifikatet gjaldt ikke ennå da det ble underskrevet.",
        "The certificate did not hold yet when it was signed.",
    ),
    "OUT_OF_BOUNDS_NO_POE": Message(
        "Sertifikatet gjelder ikke på denne dagen, og det er ikke bevist når det ble underskrevet.",
        "The certificate does not hold on this day, and nothing proves when it was signed.",
    ),
    "OUT_OF_BOUNDS_NOT_REVOKED": Message(
        "Sertifikatet gjelder ikke på denne dagen, og det er ikke bevist når det ble underskrevet.",
        "The certificate does not hold on this day, and nothing proves when it was signed.",
    ),
    "REVOCATION_OUT_OF_BOUNDS_NO_POE": NO_REVOCATION,
    "NO_POE": Message("Det er ikke bevist når det ble underskrevet.", "Nothing proves when it was signed."),
    "TIMESTAMP_ORDER_FAILURE": Message(
        "Tidsstemplene står i en rekkefølge som ikke kan stemme.",
        "The timestamps stand in an order that cannot be right.",
    ),
    "SIGNED_DATA_NOT_FOUND": UNREADABLE,
}

_GENERIC = Message(
    "Underskriften kan verken bekreftes eller avkreftes.",
    "The signature can be neither confirmed nor refuted.",
)


def reason_for(sub_indication: str) -> Message:
    """The sentence for a sub-indication by its standard name (EN 319 102-1, tables 5 and 6)."""
    return _TEXTS.get(sub_indication, _GENERIC)
