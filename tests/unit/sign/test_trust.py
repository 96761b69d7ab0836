"""Certificates and revocation lists, in every form people have them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from avtale.errors import UsageError
from avtale.sign.identity.trust import load_trust
from tests.unit.sign.world import World


def test_the_folder_of_keys_is_what_to_trust(world: World) -> None:
    trust = load_trust([world.keys.folder])
    assert [len(part) for part in (trust.anchors, trust.others, trust.crls)] == [1, 0, 1]


def test_pem_der_and_several_in_one_file(world: World, tmp_path: Path) -> None:
    ca, crl = world.keys.ca.read_bytes(), world.keys.crl.read_bytes()
    pem_crl = x509.load_der_x509_crl(crl).public_bytes(Encoding.PEM)
    (tmp_path / "all.pem").write_bytes(b"Merknad over\n" + ca + pem_crl + ca)
    both = load_trust([tmp_path / "all.pem"])
    assert (len(both.anchors), len(both.crls)) == (2, 1)
    (tmp_path / "ca.der").write_bytes(x509.load_pem_x509_certificate(ca).public_bytes(Encoding.DER))
    (tmp_path / "noe.uten-endelse").write_bytes(crl)
    parts = load_trust([tmp_path / "ca.der", tmp_path / "noe.uten-endelse"])
    assert (len(parts.anchors), len(parts.crls)) == (1, 1)


def test_a_signers_certificate_is_no_anchor(world: World, tmp_path: Path) -> None:
    (tmp_path / "leaf.crt").write_bytes(world.nav.certificate.public_bytes(Encoding.PEM))
    trust = load_trust([tmp_path])
    assert (len(trust.anchors), len(trust.others)) == (0, 1)


def test_nothing_given_is_nobody_trusted() -> None:
    assert load_trust([]).anchors == ()


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file or folder"):
        load_trust([tmp_path / "borte"])


def test_a_folder_without_certificates(tmp_path: Path) -> None:
    (tmp_path / "LESMEG.txt").write_text("hei")
    with pytest.raises(UsageError, match="holds no certificates"):
        load_trust([tmp_path])


@pytest.mark.parametrize(
    "data", [b"", b"hei", b"\x30\x00", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_that_is_neither(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.pem").write_bytes(data)
    with pytest.raises(UsageError, match="neither a certificate nor a revocation list"):
        load_trust([tmp_path])


def test_a_damaged_file_is_refused_at_every_cut(world: World, tmp_path: Path) -> None:
    data, path = world.keys.crl.read_bytes(), tmp_path / "x.crl"
    for length in range(0, len(data), 11):
        path.write_bytes(data[:length])
        with pytest.raises(UsageError):
            load_trust([path])


def test_a_private_key_is_no_trust(world: World, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import NoEncryption, PrivateFormat

    key = world.nav.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "x.pem").write_bytes(key)
    with pytest.raises(UsageError, match="neither"):
        load_trust([tmp_path])
