"""Make keys for trying things out: a CA, its revocation list and a key file per party.

Nothing made here is worth anything as a signature: every certificate says so
(`certificates`), and the CA's own key is thrown away when the files are made,
so that no more can be issued by it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from avtale.errors import StateError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.bind import parts
from avtale.format.model import Signatory
from avtale.lifecycle.transcription import never_approved
from avtale.sign.identity.certificates import POLICY_OID
from avtale.sign.names import DEMONSTRATION, fitted
from avtale.source.write import write_whole

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

VALID_DAYS = 730
"""Days that the certificates and the revocation list hold."""

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_DIGEST = re.compile(r"^[0-9a-f]{64}$", re.MULTILINE)
_ABOUT = "LESMEG.txt"
_README = (
    "Nøkler for prøving, laget av avtale. DEMO – ikke gyldig: de binder ingen.\n"
    "ca.pem og ca.crl gis til «avtale verify --trust», <part>.p12 til «avtale sign --key».\n"
    "Keys for trying things out, made by avtale. They bind nobody.\n"
)
_UNFINISHED = "Nøklene er ikke ferdige. Kjør «avtale keys» en gang til. / The keys are not complete. Run “avtale keys” again.\n"


class DemoParty(Struct, frozen=True):
    """A party to make a key for: its id, its name, and the office that signs (never a person)."""

    id: str
    name: str
    office: str = "Underskriver"


class DemoKeys(Struct, frozen=True):
    """The files that were written; `keys` goes from party id to its PKCS#12 file."""

    folder: Path
    ca: Path
    crl: Path
    readme: Path
    keys: dict[str, Path]


def parties_of(entry: DocumentFile, repository: Repository) -> list[DemoParty]:
    """The parties that sign a document, with the office that signs for each; no person's name is taken along.

    Raises `StateError` where the file cannot be read, is a transcription, or has no parties.
    """
    document = entry.document
    if document is None:
        raise StateError(
            nb=f"{entry.name} kan ikke leses. Se «avtale check».",
            en=f"{entry.name} cannot be read. See “avtale check”.",
        )
    if document.transcribed_from is not None:
        raise never_approved(entry, repository)
    offices = {one.party: str(one.title) for one in parts(document, Signatory) if one.party and one.title}
    names = {party.id: party.names[0].name for party in document.parties if party.id and party.names}
    found = [party.id for party in document.parties if party.id]
    if not found:
        raise StateError(
            nb=f"{entry} har ingen parter (parties) som kan underskrive.",
            en=f"{entry} has no parties that could sign.",
        )
    return [DemoParty(one, names.get(one) or one, offices.get(one, "Underskriver")) for one in found]


def make_demo_keys(
    folder: Path,
    parties: Sequence[DemoParty],
    *,
    password: str,
    when: datetime,
    valid_days: int = VALID_DAYS,
    replace: bool = False,
) -> DemoKeys:
    """Write `ca.pem`, `ca.crl`, one `<party>.p12` per party and a README into `folder`.

    `when` (with time zone) is the moment from which everything holds, for
    `valid_days` days. Each key is EC P-256 in a PKCS#12 file under `password`.
    Raises `UsageError` for no parties, two with one id, an id that is no file name,
    an empty password, and where any of the files exists: then none is written. With `replace`
    those that the README beside them tells of are written anew, and no other: a key may be a real one.
    """
    _refuse_bad_arguments(parties, password, when)
    made = DemoKeys(
        folder,
        folder / "ca.pem",
        folder / "ca.crl",
        folder / _ABOUT,
        {party.id: folder / f"{party.id}.p12" for party in parties},
    )
    targets = (made.ca, made.crl, made.readme, *made.keys.values())
    if there := _others(targets, made.readme, replace=replace):
        do, do_en = (" eller bruk --force", " or use --force") if not replace else ("", "")
        which, which_en = (
            (" og er ingen nøkkel for prøving", " and is no key for trying things out")
            if replace
            else ("", "")
        )
        raise UsageError(
            nb=f"{there[0]} finnes fra før{which}. Ingen nøkler er laget. Velg en annen mappe{do}.",
            en=f"{there[0]} exists{which_en}. No keys were made. Choose another folder{do_en}.",
        )
    contents = {
        folder / name: data
        for name, data in demo_files(parties, password=password, when=when, valid_days=valid_days).items()
        if name != _ABOUT
    }
    # The README says which files are ours, and before they are there which are to come: only those are ever written over.
    ours = "".join(f"{hashlib.sha256(data).hexdigest()}\n" for data in contents.values())
    left = "".join(
        f"{one}\n" for one in sorted(_told(made.readme))
    )  # a kill meanwhile may leave some of the last set
    write_whole(made.readme, (_UNFINISHED + ours + left).encode())
    for path, data in contents.items():
        write_whole(path, data, private=path in made.keys.values())
    write_whole(made.readme, (_README + ours).encode())
    return made


def demo_files(
    parties: Sequence[DemoParty], *, password: str, when: datetime, valid_days: int = VALID_DAYS
) -> dict[str, bytes]:
    """The files of `make_demo_keys` by their names, made in memory and written nowhere. Raises `UsageError` for bad arguments as it does."""
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

    _refuse_bad_arguments(parties, password, when)
    authority = _Authority(when.astimezone(UTC), valid_days)
    made = {"ca.pem": authority.certificate.public_bytes(Encoding.PEM), "ca.crl": authority.crl()}
    for party in parties:
        key, certificate = authority.issue(party)
        made[f"{party.id}.p12"] = pkcs12.serialize_key_and_certificates(
            f"{party.id} ({DEMONSTRATION})".encode(),
            key,
            certificate,
            None,
            BestAvailableEncryption(password.encode()),
        )
    return made | {_ABOUT: _README.encode()}


def _others(targets: Sequence[Path], readme: Path, *, replace: bool) -> list[Path]:
    """The files in the way: all that are there, but for those that our README tells of, to `replace` or from a run that was killed."""
    there = [path for path in targets if path.exists()]
    said = readme.read_text("utf-8", "replace") if readme.is_file() else ""
    if not (replace and said.startswith(_README)) and not said.startswith(_UNFINISHED):
        return there
    told = _told(readme)
    return [path for path in there if path != readme and _sha256(path) not in told]


def _told(readme: Path) -> set[str]:
    """The digests that the README of a folder tells of."""
    return set(_DIGEST.findall(readme.read_text("utf-8", "replace"))) if readme.is_file() else set()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _refuse_bad_arguments(parties: Sequence[DemoParty], password: str, when: datetime) -> None:
    if not parties:
        raise UsageError(nb="Ingen parter å lage nøkler for.", en="No parties to make keys for.")
    ids = [party.id for party in parties]
    for party in ids:
        if not _FILE_NAME.match(party) or party in {"ca"} or ids.count(party) > 1:
            raise UsageError(
                nb=f"«{party}» kan ikke være navn på en nøkkelfil, eller står to ganger.",
                en=f"“{party}” cannot name a key file, or is given twice.",
            )
    if not password:
        raise UsageError(nb="Nøkkelfilene må ha et passord.", en="The key files need a password.")
    if when.tzinfo is None:
        raise UsageError(nb="Tidspunktet mangler tidssone.", en="The time has no time zone.")


class _Authority:
    """The CA in memory; its key never leaves this object."""

    def __init__(self, when: datetime, valid_days: int) -> None:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        self._key = ec.generate_private_key(ec.SECP256R1())
        self._from = when - timedelta(minutes=5)  # a signer's clock may be a little behind
        self._to = when + timedelta(days=valid_days)
        self.name = _name("rotsertifikat for prøving", "avtale")
        builder = (
            self._builder(self.name, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_key_usage(authority=True), critical=True)
        )
        self.certificate = builder.sign(self._key, hashes.SHA256())

    def issue(self, party: DemoParty) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        """A key and a certificate for signing documents (RFC 9336) as `party`."""
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        key = ec.generate_private_key(ec.SECP256R1())
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = (
            self._builder(_name(party.office, party.name), key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(authority=False), critical=True)
            .add_extension(identifier, critical=False)
        )
        return key, builder.sign(self._key, hashes.SHA256())

    def crl(self) -> bytes:
        """An empty revocation list, DER: nothing is revoked until the certificates end."""
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.serialization import Encoding

        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(self._from)
            .next_update(self._to)
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(identifier, critical=False)
        )
        return builder.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER)

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        from cryptography import x509

        policy = x509.PolicyInformation(x509.ObjectIdentifier(POLICY_OID), None)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._from)
            .not_valid_after(self._to)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.CertificatePolicies([policy]), critical=False)
        )


def _name(role: str, organisation: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NO"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, fitted(organisation)),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEMONSTRATION),
            x509.NameAttribute(NameOID.COMMON_NAME, fitted(f"{DEMONSTRATION}: {role}")),
        ]
    )


def _key_usage(*, authority: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
