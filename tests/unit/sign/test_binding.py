"""Who signs for whom: a table of certificates, each with the party it is bound to."""

from __future__ import annotations

import unicodedata

import pytest
from cryptography import x509

from avtale.sign.identity.binding import ANYONE, NOBODY, Issued, PartyIdentity, Vouched, bind, sha256
from avtale.sign.identity.issuers import issued_for
from avtale.sign.identity.subject import folded, subject_of
from tests.unit.sign.issuing import Issuer, name, trusting

NUMBER, OTHER_NUMBER, THIRD_NUMBER = "800000009", "800000017", "800000025"
COUNTY = PartyIdentity(
    "county", ("Eksempel fylkeskommune", "Eksempel fylkkagielda"), NUMBER, ("Kari Oppdiktet",)
)
NAV = PartyIdentity("nav", ("NAV Eksempel",), OTHER_NUMBER, ("Per Påfunn",))
NUMBERLESS = (
    PartyIdentity("county", COUNTY.names, None, COUNTY.persons),
    PartyIdentity("nav", NAV.names, None, NAV.persons),
)
ISSUER = Issuer()

Subject = dict[str, str]
BY_NUMBER: list[tuple[Subject, str]] = [
    ({"C": "NO", "O": "Noe annet", "orgid": f"NTRNO-{NUMBER}"}, "party"),
    ({"O": "Noe annet", "orgid": f"NTRNO-{NUMBER}"}, "party"),
    ({"O": "Noe annet", "orgid": f"VATNO-{NUMBER}MVA"}, "party"),
    ({"O": "Noe annet", "serial": f"NTRNO-{NUMBER}"}, "party"),
    ({"C": "NO", "O": "Noe annet", "serial": NUMBER}, "party"),
    ({"C": "NO", "O": "Noe annet", "OU": NUMBER}, "party"),
    ({"C": "NO", "O": f"Noe annet - {NUMBER}"}, "party"),
    ({"O": f"NOE ANNET-{NUMBER}"}, "party"),
    ({"C": "NO", "O": "NAV Eksempel", "orgid": f"NTRNO-{NUMBER}"}, "party"),  # the number decides
    ({"orgid": f"NTRNO-{OTHER_NUMBER}"}, "another"),
    ({"O": "Eksempel fylkeskommune", "orgid": f"NTRNO-{OTHER_NUMBER}"}, "another"),
    ({"C": "NO", "O": "Eksempel fylkeskommune", "serial": OTHER_NUMBER}, "another"),
    (
        {"O": "Eksempel fylkeskommune", "orgid": f"NTRNO-{THIRD_NUMBER}"},
        "nobody",
    ),  # another with the same name
    ({"C": "SE", "O": "Noe annet", "serial": NUMBER}, "nobody"),  # nine digits mean something else there
    ({"O": "Noe annet", "orgid": f"NTRSE-{NUMBER}"}, "nobody"),
    ({"O": "Noe annet", "orgid": f"ntrno-{NUMBER}"}, "nobody"),
    ({"O": "Noe annet", "CN": NUMBER}, "nobody"),
    ({"O": "Noe annet", "serial": f"PNONO-{NUMBER}"}, "nobody"),
    ({"O": "Noe annet", "serial": "800000008"}, "nobody"),  # the check digit does not fit
]
BY_NAME: list[tuple[Subject, str]] = [
    ({"O": "Eksempel fylkeskommune", "CN": "Segl"}, "party"),
    ({"O": "Eksempel fylkkagielda", "CN": "Segl"}, "party"),
    ({"O": "EKSEMPEL  FYLKESKOMMUNE", "CN": "Segl"}, "party"),
    ({"O": f"Eksempel fylkeskommune - {THIRD_NUMBER}"}, "party"),  # no number to hold it against
    ({"CN": "Eksempel fylkeskommune"}, "party"),
    ({"CN": "Kari Oppdiktet"}, "party"),
    ({"GN": "Kari", "SN": "Oppdiktet", "CN": "K. Oppdiktet"}, "party"),
    ({"O": "Et vikarbyrå", "CN": "Kari Oppdiktet"}, "party"),
    ({"O": "NAV Eksempel", "CN": "Segl"}, "another"),
    ({"O": "NAV Eksempel", "CN": "Kari Oppdiktet"}, "another"),  # the organisation goes before the person
    ({"CN": "Per Påfunn"}, "another"),
    ({"O": "Ukjent AS", "CN": "En fremmed"}, "nobody"),
    (
        {"O": "Ukjent AS", "CN": "Eksempel fylkeskommune"},
        "nobody",
    ),  # a person, or a product, may be called anything
    ({"O": "Ukjent AS", "OU": "Eksempel fylkeskommune"}, "nobody"),
    ({"O": "Eksempel fylkeskommun\u0435"}, "nobody"),  # a Cyrillic е
    ({"O": "Eksempel\u200b fylkeskommune"}, "nobody"),
    ({"O": "Eksempel fylkes\u00adkommune"}, "nobody"),
    ({"O": "Eksempel fylkeskommune AS"}, "nobody"),
    ({"O": "Eksempel"}, "nobody"),
    ({"O": "\u202eenummoksekyf lepmeskE"}, "nobody"),
]


def certificate(subject: Subject) -> x509.Certificate:
    return ISSUER.issue(name(**subject)).certificate


@pytest.mark.parametrize(("subject", "to"), BY_NUMBER)
def test_by_number_under_any_trusted_issuer(subject: Subject, to: str) -> None:
    several = Issued(by=frozenset({"a"}), only=False)
    assert bind(certificate(subject), "county", (COUNTY, NAV), issued=several).to == to


@pytest.mark.parametrize(("subject", "to"), BY_NAME)
def test_by_name_under_the_only_issuer(subject: Subject, to: str) -> None:
    assert bind(certificate(subject), "county", NUMBERLESS, issued=Issued(only=True)).to == to


@pytest.mark.parametrize("subject", [subject for subject, to in BY_NAME if to == "party"])
def test_a_name_alone_binds_nobody_where_several_issuers_are_trusted(subject: Subject) -> None:
    found = bind(certificate(subject), "county", NUMBERLESS, issued=Issued(by=frozenset({"a"})))
    assert (found.to, found.named) == ("nobody", True)


@pytest.mark.parametrize(
    ("issuers", "by", "only", "to"),
    [
        ({"a"}, {"a"}, False, "party"),
        ({"a"}, {"root", "a"}, False, "party"),
        ({"a"}, {"b"}, False, "nobody"),
        ({"a"}, {"b"}, True, "nobody"),  # he has named another one
        (set(), {"b"}, True, "party"),
        (set(), {"b"}, False, "nobody"),
    ],
)
def test_an_issuer_named_for_the_party(issuers: set[str], by: set[str], only: bool, to: str) -> None:
    said = [
        Vouched("Eksempel fylkeskommune", issuers=frozenset(issuers)),
        Vouched("NAV Eksempel", issuers=frozenset({"b"})),
    ]
    held = certificate({"O": "Eksempel fylkeskommune"})
    assert bind(held, "county", NUMBERLESS, said, Issued(by=frozenset(by), only=only)).to == to


@pytest.mark.parametrize("party", ["Eksempel fylkeskommune", "EKSEMPEL FYLKKAGIELDA", NUMBER, "800 000 009"])
def test_a_digest_binds_whatever_the_certificate_says(party: str) -> None:
    held = certificate({"O": "NAV Eksempel", "orgid": f"NTRNO-{OTHER_NUMBER}"})
    said = [Vouched(party, certificates=frozenset({sha256(held)}))]
    assert bind(held, "county", (COUNTY, NAV), said, NOBODY).to == "party"
    assert bind(held, "nav", (COUNTY, NAV), said, ANYONE).to == "another"
    other = certificate({"O": "Ukjent AS"})
    assert bind(other, "county", (COUNTY, NAV), said, ANYONE).to == "nobody"


def test_a_decomposed_name_is_the_same_name() -> None:
    party = PartyIdentity("county", ("Blåfjell fylkeskommune",))
    held = certificate({"O": unicodedata.normalize("NFD", "Blåfjell fylkeskommune")})
    assert bind(held, "county", (party,), issued=Issued(only=True)).to == "party"
    assert folded("BLÅFJELL \n fylkeskommune") == folded("blåfjell fylkeskommune")


def test_a_number_that_is_none_is_not_read() -> None:
    assert subject_of(certificate({"C": "NO", "serial": "123456789"})).numbers == frozenset()


def test_which_issuers_are_one() -> None:
    root = Issuer()
    middle = Issuer(name(CN="Mellom"), above=root)
    stranger = Issuer(name(CN="Annen utsteder"))
    held = middle.issue(name(CN="x")).certificate
    chain = (middle.certificate,)
    assert issued_for(held, chain, trusting(root)).only
    assert issued_for(held, chain, trusting(root, middle)).only  # one hierarchy
    assert issued_for(held, (), trusting(root, middle)).only
    assert not issued_for(held, chain, trusting(root, stranger)).only
    assert sha256(root.certificate) in issued_for(held, chain, trusting(root, stranger)).by
    assert issued_for(held, (), trusting(root)) == NOBODY  # the one between is missing
    assert issued_for(held, chain, trusting(stranger)) == NOBODY
    assert issued_for(held, chain, trusting()) == ANYONE
