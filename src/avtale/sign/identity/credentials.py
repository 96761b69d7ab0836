"""Open a signer's key file (PKCS#12, RFC 7292).

A key file is the thing people most often get wrong, so every way of getting it
wrong has its own sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avtale.errors import UsageError
from avtale.message import Message
from avtale.sign.identity.certificates import (
    commits_to_content,
    common_name,
    is_demonstration,
    is_for_documents,
    organisation,
)
from avtale.source.named import named_file

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_LARGEST = 1_000_000  # bytes; a key file with a long chain is some ten thousand


@dataclass(frozen=True, slots=True)
class Credential:
    """A signer's key with its certificate. The key is left out of `repr`, so that no log shows it.

    `signer` is the certificate's common name, `organisation` its O or None;
    `chain` the other certificates of the file.
    """

    signer: str
    organisation: str | None
    demonstration: bool
    certificate: Certificate
    key: Any = field(repr=False)
    chain: tuple[Certificate, ...] = ()


def open_key_file(path: Path, password: str, *, at: datetime) -> Credential:
    """The credential in the file `path`; see `open_key`. Raises `UsageError` where there is no such file."""
    missing = Message(f"Fant ikke nøkkelfilen {path}.", f"No such key file: {path}.")
    folder = Message(
        f"{path} er en mappe. Oppgi selve nøkkelfilen (.p12 eller .pfx).",
        f"{path} is a folder. Give the key file itself (.p12 or .pfx).",
    )
    with named_file(path, missing=missing, folder=folder) as file:
        data = file.read(_LARGEST + 1)
    return open_key(data, password, at=at, name=path.name)


def open_key(data: bytes, password: str, *, at: datetime, name: str) -> Credential:
    """The one key in `data`, a PKCS#12 file, opened with `password`.

    `at` is the moment of signing (with time zone); `name` is used in messages.
    Raises `UsageError` for what is no PKCS#12 file, a wrong password, no key, no
    certificate for the key, several keys, a kind of key that cannot sign
    PDF files, and a certificate that is not for signing, has run out or does not hold yet.
    """
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if not _is_pkcs12(data):
        raise UsageError(
            nb=f"{name} er ingen nøkkelfil. Det skal være en PKCS#12-fil (.p12 eller .pfx).",
            en=f"{name} is no key file. It has to be a PKCS#12 file (.p12 or .pfx).",
        )
    opened = _opened(data, password, name)
    if _keys_in(data) > 1:
        raise UsageError(
            nb=f"{name} inneholder flere nøkler, og det går ikke fram hvilken som skal brukes. "
            "Legg den ene i en egen fil.",
            en=f"{name} holds several keys, and which one to use is not clear. "
            "Put the one in a file of its own.",
        )
    if opened.key is None:
        raise UsageError(
            nb=f"{name} inneholder ingen nøkkel, bare sertifikater. Eksporter den på nytt med privat nøkkel.",
            en=f"{name} holds no key, only certificates. Export it again with the private key.",
        )
    if opened.cert is None:
        raise UsageError(
            nb=f"{name} inneholder en nøkkel, men ikke sertifikatet som hører til. Eksporter begge.",
            en=f"{name} holds a key but not the certificate that belongs to it. Export both.",
        )
    if not isinstance(opened.key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise UsageError(
            nb=f"Nøkkelen i {name} er av et slag som ikke brukes i PDF. Bruk en EC- eller RSA-nøkkel.",
            en=f"The key in {name} is of a kind not used in PDF. Use an EC or RSA key.",
        )
    certificate = opened.cert.certificate
    _refuse_out_of_time(certificate, at, name)
    if not commits_to_content(certificate):
        raise UsageError(
            nb=f"Sertifikatet i {name} er ikke ment for underskrifter, bare for innlogging eller kryptering. "
            "Bruk nøkkelen som er ment for det.",
            en=f"The certificate in {name} is not meant for signatures, only for logging in or encrypting. "
            "Use the key that is.",
        )
    if not is_for_documents(certificate):
        raise UsageError(
            nb=f"Sertifikatet i {name} er utstedt til et annet bruk enn å underskrive dokumenter, for eksempel til en nettside. "
            "Bruk nøkkelen som er ment for det.",
            en=f"The certificate in {name} was issued for another use than signing documents, such as a website. "
            "Use the key that is.",
        )
    return Credential(
        signer=common_name(certificate),
        organisation=organisation(certificate),
        demonstration=is_demonstration(certificate),
        certificate=certificate,
        key=opened.key,
        chain=tuple(other.certificate for other in opened.additional_certs),
    )


def _opened(data: bytes, password: str, name: str) -> Any:
    """The file opened with the first form of the password that fits."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    from avtale.sign.identity.passwords import forms

    wrong: Exception | None = None
    broken: Exception | None = None
    for form in forms(password):
        try:
            return pkcs12.load_pkcs12(data, form)
        except (
            Exception
        ) as error:  # a form that fits the one half of the file and not the other raises all sorts
            if isinstance(error, ValueError) and "password" in str(error).lower():
                wrong = error
            else:
                broken = error
    if wrong is None:
        raise _damaged(name) from broken
    if not password.isascii():
        raise UsageError(
            nb=f"Feil passord til {name}. Det har andre tegn enn a–z og tall, som kan ha blitt til andre på veien: "
            "skriv det inn i terminalen, eller spør den som laget nøkkelfilen.",
            en=f"Wrong password for {name}. It has other characters than a–z and digits, which may have become others on "
            "the way: type it in the terminal, or ask whoever made the key file.",
        ) from wrong
    raise UsageError(
        nb=f"Feil passord til {name}. Prøv igjen, eller spør den som laget nøkkelfilen.",
        en=f"Wrong password for {name}. Try again, or ask whoever made the key file.",
    ) from wrong


def _damaged(name: str) -> UsageError:
    return UsageError(
        nb=f"{name} er skadet eller ufullstendig og kan ikke leses som nøkkelfil. Hent den på nytt.",
        en=f"{name} is damaged or incomplete and cannot be read as a key file. Fetch it again.",
    )


def _is_pkcs12(data: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx

    if len(data) > _LARGEST:
        return False
    try:
        return Pfx.load(data)["version"].native in ("v3", 3) and bool(Pfx.load(data)["auth_safe"].native)
    except Exception:  # asn1crypto raises whatever it stumbles over
        return False


def _keys_in(data: bytes) -> int:
    """How many private keys the file holds; the library that opens it would quietly take one of them."""
    from asn1crypto import pkcs12

    count = 0
    for content in pkcs12.Pfx.load(data).authenticated_safe:
        if content["content_type"].native != "data":
            continue  # encrypted as a whole: by custom the certificates
        bags = pkcs12.SafeContents.load(content["content"].native)
        count += sum(bag["bag_id"].native in ("key_bag", "pkcs8_shrouded_key_bag") for bag in bags)
    return count


def _refuse_out_of_time(certificate: Certificate, at: datetime, name: str) -> None:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    moment = at.astimezone(UTC)
    if moment > last:
        raise UsageError(
            nb=f"Sertifikatet i {name} gikk ut {last:%d.%m.%Y}. Skaff et nytt før du signerer.",
            en=f"The certificate in {name} ran out on {last:%Y-%m-%d}. Get a new one before you sign.",
        )
    if moment < first:
        raise UsageError(
            nb=f"Sertifikatet i {name} gjelder først fra {first:%d.%m.%Y}. Se om klokka går riktig.",
            en=f"The certificate in {name} holds only from {first:%Y-%m-%d}. See that the clock is right.",
        )
