"""One password, as terminals and tools have written it."""

from __future__ import annotations

import unicodedata

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from avtale.errors import UsageError
from avtale.sign.identity.credentials import open_key
from avtale.sign.identity.passwords import forms
from tests.unit.sign.issuing import Issuer, name
from tests.unit.sign.world import WHEN

WORD = "blå båt"
CREDENTIAL = Issuer().issue(name(CN="Kari Oppdiktet"))
GIVEN = {
    "UTF-8": WORD.encode(),
    "Latin-1": WORD.encode("latin-1"),
    "code page 865": WORD.encode("cp865"),
    "decomposed": unicodedata.normalize("NFD", WORD).encode(),
}
MADE = {
    "as it is": WORD,
    "decomposed": unicodedata.normalize("NFD", WORD),
    "UTF-8 taken for Latin-1": WORD.encode().decode("latin-1"),
}


def _file(password: str) -> bytes:
    encryption = BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(
        b"x", CREDENTIAL.key, CREDENTIAL.certificate, None, encryption
    )


def _given(raw: bytes) -> str:
    """As Python reads it from the environment."""
    return raw.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("made", MADE)
def test_is_known_in_every_form(given: str, made: str) -> None:
    opened = open_key(_file(MADE[made]), _given(GIVEN[given]), at=WHEN, name="county.p12")
    assert opened.signer == "Kari Oppdiktet"


@pytest.mark.parametrize("wrong", [b"bl\xe5", b"\xff\xfe", "blø båt".encode(), b"feil", b""])
def test_a_wrong_one_is_called_that(wrong: bytes) -> None:
    with pytest.raises(UsageError) as caught:
        open_key(_file(WORD), _given(wrong), at=WHEN, name="county.p12")
    assert "passord" in caught.value.nb.lower()
    assert "skadet" not in caught.value.nb


def test_plain_letters_are_tried_once() -> None:
    assert forms("hemmelig") == [b"hemmelig"]
    assert 1 < len(forms(WORD)) <= 12


def test_another_password_opens_nothing() -> None:
    assert not set(forms("blå båt")) & set(forms("bla bat"))
