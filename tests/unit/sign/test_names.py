"""A name in a certificate is whatever its issuer wrote; one place makes it fit for a file, a terminal, a page and a mail."""

from __future__ import annotations

import pytest

from avtale.sign.identity.certificates import common_name, organisation
from avtale.sign.stated import stated
from tests.unit.sign.issuing import Issuer, name, trusting

HOSTILE = {
    "a line more": ("Ola\nparty: nav", "Ola party: nav"),
    "a colour": ("Ola\x1b[31m", "Ola[U+001B][31m"),
    "turned around": ("Ola \u202eVAN", "Ola [U+202E]VAN"),
    "a number": ("Ola 01010750160", "Ola •••••••••••"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_a_certificate_names_is_shown_harmlessly(case: str) -> None:
    given, right = HOSTILE[case]
    certificate = Issuer().issue(name(O=given, CN=given)).certificate
    assert (common_name(certificate), organisation(certificate)) == (right, right)
    nameless = Issuer().issue(name(O=given)).certificate
    assert right.split("[")[0].split(":")[0] in common_name(nameless)
    assert common_name(nameless).isprintable()


@pytest.mark.parametrize("case", HOSTILE)
def test_what_a_signer_says_is_too(case: str) -> None:
    given, right = HOSTILE[case]

    class Said:
        sig_object = {"/Reason": given}  # noqa: RUF012
        signer_info = {"signed_attrs": ()}  # noqa: RUF012

    assert stated(Said()) == {"reason": right}


def test_so_are_the_issuers_one_trusts() -> None:
    assert trusting(Issuer(subject=name(CN="A\x1b[2J"))).issuers[0].isprintable()
