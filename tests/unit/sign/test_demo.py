"""Demonstration keys say what they are, and other tools can read them."""

from __future__ import annotations

import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec.structs import replace

from avtale.errors import UsageError
from avtale.sign import demo
from avtale.sign.demo import VALID_DAYS, DemoParty, make_demo_keys
from avtale.sign.identity.certificates import is_demonstration
from tests.unit.sign.world import PARTIES, PASSWORD, WHEN, World


def test_the_folder_holds_everything_and_nothing_else(world: World) -> None:
    names = sorted(path.name for path in world.keys.folder.iterdir())
    assert names == ["LESMEG.txt", "ca.crl", "ca.pem", "county.p12", "nav.p12"]
    assert "DEMO – ikke gyldig" in world.keys.readme.read_text("utf-8")


def test_every_certificate_says_what_it_is(world: World) -> None:
    for credential, party in ((world.county, PARTIES[0]), (world.nav, PARTIES[1])):
        assert credential.signer == f"DEMO – ikke gyldig: {party.office}"
        assert credential.organisation == party.name
        assert credential.demonstration
        assert credential.certificate.not_valid_after_utc == WHEN + timedelta(days=VALID_DAYS)
    assert is_demonstration(x509.load_pem_x509_certificate(world.keys.ca.read_bytes()))


def test_the_revocation_list_lasts_as_long_as_the_certificates(world: World) -> None:
    crl = x509.load_der_x509_crl(world.keys.crl.read_bytes())
    assert crl.next_update_utc == world.county.certificate.not_valid_after_utc
    assert list(crl) == []


def test_openssl_accepts_chain_and_revocation_list(world: World, tmp_path: Path) -> None:
    leaf = tmp_path / "leaf.pem"
    command = [
        "openssl",
        "pkcs12",
        "-in",
        str(world.keys.keys["nav"]),
        "-nokeys",
        "-passin",
        f"pass:{PASSWORD}",
    ]
    leaf.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    crl = tmp_path / "crl.pem"
    subprocess.run(
        ["openssl", "crl", "-inform", "DER", "-in", str(world.keys.crl), "-out", str(crl)],
        check=True,
        capture_output=True,
    )
    moment = str(int((WHEN + timedelta(days=1)).timestamp()))
    check = ["openssl", "verify", "-crl_check", "-x509_strict", "-attime", moment]
    answer = subprocess.run(
        [*check, "-CAfile", str(world.keys.ca), "-CRLfile", str(crl), str(leaf)],
        capture_output=True,
        text=True,
    )
    assert answer.stdout.strip() == f"{leaf}: OK", answer.stderr


def _certificate(subject: str, issuer: str) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name, by = (
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, words)]) for words in (subject, issuer)
    )
    builder = x509.CertificateBuilder(by, name, key.public_key(), x509.random_serial_number())
    return builder.not_valid_before(WHEN).not_valid_after(WHEN + timedelta(days=1)).sign(key, hashes.SHA256())


@pytest.mark.parametrize(
    ("subject", "issuer", "expected"),
    [
        ("DEMO – ikke gyldig: Rektor", "Utsteder", True),
        ("demo - IKKE  gyldig", "Utsteder", True),
        ("Rektor", "DEMO – ikke gyldig: rot", True),
        ("Rektor", "Utsteder", False),
        ("Demokratisk rektor, ikke gyldig", "Utsteder", False),
    ],
)
def test_the_words_mark_a_demonstration(subject: str, issuer: str, expected: bool) -> None:
    assert is_demonstration(_certificate(subject, issuer)) is expected


def test_a_name_as_long_as_one_likes_is_read_in_no_time() -> None:
    from avtale.sign.identity.certificates import _says_so

    begin = time.process_time()
    assert not _says_so("demo " * 200_000)
    assert _says_so("demo " * 200_000 + "ikke  gyldig")
    assert time.process_time() - begin < 2


def test_the_policy_alone_marks_a_demonstration(world: World) -> None:
    policies = world.county.certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Rektor")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(WHEN).not_valid_after(WHEN + timedelta(days=1))
    assert is_demonstration(builder.add_extension(policies, critical=False).sign(key, hashes.SHA256()))


def test_existing_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "nav.p12").write_bytes(b"somebody's key")
    with pytest.raises(UsageError, match="exists"):
        make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN)
    assert [path.name for path in tmp_path.iterdir()] == ["nav.p12"]


def test_force_makes_ours_anew_and_no_other(tmp_path: Path) -> None:
    first = make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN).keys["nav"].read_bytes()
    made = make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN, replace=True)
    ours = made.keys["nav"].read_bytes()
    assert ours != first
    made.keys["county"].write_bytes(b"somebody's key")
    with pytest.raises(UsageError, match="no key for trying things out"):
        make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN, replace=True)
    made.readme.unlink()
    made.keys["county"].unlink()
    with pytest.raises(UsageError, match="no key for trying things out"):
        make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN, replace=True)
    assert made.keys["nav"].read_bytes() == ours


@pytest.mark.parametrize("written", range(5))
def test_keys_that_were_cut_off_are_made_by_the_same_words(
    written: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, done = demo.write_whole, []

    def killed(path: Path, data: bytes, **more: bool) -> None:
        if len(done) > written:
            raise KeyboardInterrupt
        done.append(path)
        real(path, data, **more)

    monkeypatch.setattr(demo, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN)
    monkeypatch.setattr(demo, "write_whole", real)
    made = make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN)
    assert "ikke ferdige" not in made.readme.read_text("utf-8")
    assert made.keys["nav"].stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError):  # once they are whole they are left alone
        make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN)


def test_a_key_that_came_after_the_cut_is_no_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = demo.write_whole

    def killed(path: Path, data: bytes, **more: bool) -> None:
        if path.suffix == ".p12":
            raise KeyboardInterrupt
        real(path, data, **more)

    monkeypatch.setattr(demo, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN)
    monkeypatch.setattr(demo, "write_whole", real)
    (tmp_path / "nav.p12").write_bytes(b"somebody's own")
    with pytest.raises(UsageError):
        make_demo_keys(tmp_path, PARTIES, password=PASSWORD, when=WHEN)
    assert (tmp_path / "nav.p12").read_bytes() == b"somebody's own"


def test_long_names_still_make_a_certificate(tmp_path: Path) -> None:
    party = replace(PARTIES[0], name="Å" * 200, office="Ø" * 200)
    assert make_demo_keys(tmp_path, [party], password=PASSWORD, when=WHEN).keys["county"].exists()


@pytest.mark.parametrize(
    ("parties", "password", "when"),
    [
        ((), PASSWORD, WHEN),
        ((DemoParty("../x", "X"),), PASSWORD, WHEN),
        ((DemoParty("ca", "X"),), PASSWORD, WHEN),
        ((DemoParty("a", "X"), DemoParty("a", "Y")), PASSWORD, WHEN),
        (PARTIES, "", WHEN),
        (PARTIES, PASSWORD, WHEN.replace(tzinfo=None)),
    ],
)
def test_bad_arguments_are_refused(
    tmp_path: Path, parties: tuple[DemoParty, ...], password: str, when: datetime
) -> None:
    with pytest.raises(UsageError):
        make_demo_keys(tmp_path, parties, password=password, when=when)
    assert list(tmp_path.iterdir()) == []
