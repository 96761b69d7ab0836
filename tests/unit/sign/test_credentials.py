"""Every way of getting a key file wrong has its own sentence, in two languages."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pkcs12 as structure
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from avtale.errors import UsageError
from avtale.sign.identity.credentials import open_key, open_key_file
from tests.unit.sign.world import PASSWORD, WHEN, World


def _refusal(data: bytes, password: str = PASSWORD, at: Any = WHEN) -> UsageError:
    with pytest.raises(UsageError) as caught:
        open_key(data, password, at=at, name="nøkkel.p12")
    assert "nøkkel.p12" in caught.value.nb
    assert "nøkkel.p12" in caught.value.en
    return caught.value


def _file(key: Any, certificate: Any, others: Any = None) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, others, BestAvailableEncryption(PASSWORD.encode())
    )


def test_a_good_file_opens_and_shows_no_key(world: World) -> None:
    credential = open_key_file(world.keys.keys["county"], PASSWORD, at=WHEN)
    assert credential.organisation == "Eksempel fylkeskommune"
    assert "PrivateKey" not in repr(credential)


def test_wrong_password(world: World) -> None:
    data = world.keys.keys["county"].read_bytes()
    for password in ("feil", "", "æøå"):
        assert "Wrong password" in _refusal(data, password).en


@pytest.mark.parametrize(
    "data", [b"", b"hei", b"%PDF-1.7\n", b"\x30\x03\x02\x01\x03", b"-----BEGIN CERTIFICATE-----"]
)
def test_not_a_key_file(data: bytes) -> None:
    assert "is no key file" in _refusal(data).en


def test_a_cut_key_file_is_no_key_file_at_every_length(world: World) -> None:
    data = world.keys.keys["county"].read_bytes()
    for length in range(0, len(data), 23):
        _refusal(data[:length])


def test_a_damaged_key_file_never_opens_or_breaks(world: World) -> None:
    """Except where the change is in what the password check does not see, and the key is the same."""
    data = world.keys.keys["county"].read_bytes()
    for place in range(0, len(data), 17):
        changed = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            credential = open_key(changed, PASSWORD, at=WHEN, name="nøkkel.p12")
        except UsageError:
            continue
        assert credential.key.private_numbers() == world.county.key.private_numbers()


def test_no_key_inside(world: World) -> None:
    assert "holds no key" in _refusal(_file(None, world.county.certificate)).en


def test_no_certificate_inside(world: World) -> None:
    assert "not the certificate" in _refusal(_file(world.county.key, None)).en


def test_a_key_that_cannot_sign_pdf(world: World) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    assert "kind not used" in _refusal(_file(key, _self_signed(key, None))).en
    rsa_key = rsa.generate_private_key(65537, 2048)
    data = _file(rsa_key, _self_signed(rsa_key, world))
    assert open_key(data, PASSWORD, at=WHEN, name="x").signer == "Rektor"


def test_a_certificate_that_is_not_for_signing() -> None:
    from tests.unit.sign.authority import Authority

    other = Authority(content_commitment=False).credentials["nav"]
    assert "not meant for signatures" in _refusal(_file(other.key, other.certificate)).en


def test_several_keys(world: World) -> None:
    assert "several keys" in _refusal(_two_keys(world)).en


def test_out_of_time(world: World) -> None:
    data = world.keys.keys["county"].read_bytes()
    late = _refusal(data, at=WHEN + timedelta(days=3650))
    assert "ran out" in late.en
    assert "20.11.2028" in late.nb
    assert "holds only from" in _refusal(data, at=WHEN - timedelta(days=2)).en


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such key file"):
        open_key_file(tmp_path / "x.p12", PASSWORD, at=WHEN)
    with pytest.raises(UsageError, match="is a folder"):
        open_key_file(tmp_path, PASSWORD, at=WHEN)
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UsageError, match="No such key file"):
        open_key_file(tmp_path / "file" / "x.p12", PASSWORD, at=WHEN)


def _self_signed(key: Any, world: World | None) -> Any:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Rektor")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(WHEN).not_valid_after(WHEN + timedelta(days=1))
    return builder.sign(key, None if world is None else hashes.SHA256())


def _two_keys(world: World) -> bytes:
    """The county's file with the other party's key put in: no library writes such a file, but others do."""
    first, second = (structure.Pfx.load(world.keys.keys[party].read_bytes()) for party in ("county", "nav"))
    contents = first.authenticated_safe
    for ours, theirs in zip(contents, second.authenticated_safe, strict=True):
        if ours["content_type"].native == "data":
            bags = structure.SafeContents.load(ours["content"].native)
            bags.append(structure.SafeContents.load(theirs["content"].native)[0])
            ours["content"] = bags.dump()
    authenticated = structure.AuthenticatedSafe(list(contents)).dump()
    first["auth_safe"]["content"] = authenticated
    mac = first["mac_data"]
    key = _mac_key(PASSWORD, mac["mac_salt"].native, mac["iterations"].native)
    mac["mac"]["digest"] = hmac.digest(key, authenticated, "sha256")
    return first.dump(force=True)


def _mac_key(password: str, salt: bytes, rounds: int) -> bytes:
    """RFC 7292, appendix B.2, for one block of SHA-256."""
    block = 64
    filled = [
        (part * block)[: block * -(-len(part) // block)]
        for part in (salt, password.encode("utf-16-be") + b"\0\0")
    ]
    digest = b"\3" * block + b"".join(filled)
    for _ in range(rounds):
        digest = hashlib.sha256(digest).digest()
    return digest
