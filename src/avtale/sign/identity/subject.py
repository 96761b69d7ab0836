"""Whom a certificate is for: the organisations, persons and organisation numbers its subject names.

Norwegian issuers put the organisation number in five places: `organizationIdentifier` and `serialNumber`
with the prefix of ETSI EN 319 412-1, 5.1.4 (`NTRNO-`, `VATNO-`), the bare nine digits in `serialNumber` or
`organizationalUnitName` (the older SEID profile), and after the name in `organizationName` («Firma AS - 800000009»).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_REGISTERED = re.compile(r"(?:NTR|VAT)NO-([0-9]{9})(?:MVA)?")
_BARE = re.compile(r"[0-9]{9}")
_AFTER_NAME = re.compile(r"(?P<name>.*\S)\s*-\s*(?P<number>[0-9]{9})", re.DOTALL)


class Subject(Struct, frozen=True):
    """The names are folded (`folded`); `numbers` are Norwegian organisation numbers, nine digits."""

    organisations: frozenset[str]
    persons: frozenset[str]
    numbers: frozenset[str]


def folded(name: str) -> str:
    """A name as it is compared: Unicode's composed form, case and runs of space set aside, and nothing else.

    What only looks alike stays different (a Greek Α is no A, and an invisible character is a character):
    whoever compares an identity wants it to be equal, not similar.
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def subject_of(certificate: Certificate) -> Subject:
    """What the subject of `certificate` names. Numbers count only where the check digit fits.

    The common name stands for a person where it is not the organisation's name again, and for an organisation too
    where the subject has neither organisation nor a person's names.
    """
    from cryptography.x509.oid import NameOID

    def values(oid: object) -> list[str]:
        return [str(one.value).strip() for one in certificate.subject if one.oid == oid]

    numbers = [
        found[1] for text in values(NameOID.ORGANIZATION_IDENTIFIER) if (found := _REGISTERED.fullmatch(text))
    ]
    numbers += [found[1] for text in values(NameOID.SERIAL_NUMBER) if (found := _REGISTERED.fullmatch(text))]
    organisations = values(NameOID.ORGANIZATION_NAME)
    if {country.upper() for country in values(NameOID.COUNTRY_NAME)} <= {
        "NO"
    }:  # nine digits mean this in Norway only
        bare = (*values(NameOID.SERIAL_NUMBER), *values(NameOID.ORGANIZATIONAL_UNIT_NAME))
        numbers += [text for text in bare if _BARE.fullmatch(text)]
        for found in [_AFTER_NAME.fullmatch(text) for text in organisations]:
            if found is not None and _is_number(found["number"]):
                organisations.append(found["name"])
                numbers.append(found["number"])
    called = values(NameOID.COMMON_NAME)
    given, surname = values(NameOID.GIVEN_NAME), values(NameOID.SURNAME)
    persons = {folded(name) for name in called} - {folded(name) for name in organisations}
    if not organisations and not given and not surname:
        organisations += called
    firms = frozenset(map(folded, organisations))
    if given and surname:
        persons.add(folded(" ".join((*given, *surname))))
    return Subject(firms - {""}, frozenset(persons - {""}), frozenset(filter(_is_number, numbers)))


def _is_number(digits: str) -> bool:
    from stdnum.no import orgnr

    return bool(orgnr.is_valid(digits))
