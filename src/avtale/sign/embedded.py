"""Read the YAML source that a rendered PDF carries inside (PDF/A-3, ISO 19005-3, 6.8).

The file is read with the same parser that judges the signatures: were it another,
a crafted PDF could show each of them a different source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from avtale.errors import UsageError
from avtale.sign.identity.binding import PartyIdentity
from avtale.sign.pdf.reading import open_pdf, readable

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from avtale.format.model import Document


class EmbeddedSource(Struct, frozen=True):
    """What the embedded source says of itself.

    `id` is the document number of the quality system, or None. `parties` goes
    from the id of each party that has to sign to its name, `fields` from each
    field that has to be filled to its party. `transcription` and `approved` tell whether it records another's
    text, and whether its header bears an approval.
    """

    name: str
    data: bytes
    document: dict[str, Any]
    fingerprint: str
    key: str | None
    version: str | None
    id: str | None
    parties: dict[str, str]
    fields: dict[str, str]
    transcription: bool
    approved: bool
    identities: tuple[PartyIdentity, ...] = ()
    """What the document says of each party that a certificate can be held against."""


def embedded_source(pdf: bytes, name: str) -> EmbeddedSource | None:
    """The source inside `pdf`, or None where there is none; `name` is what messages call the file.

    Raises `UsageError` where the file is no readable PDF, or holds several sources,
    or one that is not our YAML.
    """
    return source_of(open_pdf(pdf, name), name)


def source_of(reader: PdfFileReader, name: str) -> EmbeddedSource | None:
    """As `embedded_source`, from a file that is already open."""
    with readable(name):
        found = _attached_sources(reader)
    if not found:
        return None
    if len(found) > 1:
        raise UsageError(
            nb=f"{name} har {len(found)} vedlagte kilder, og det går ikke fram hvilken som gjelder.",
            en=f"{name} carries {len(found)} embedded sources, and which of them holds is not clear.",
        )
    file_name, data = found[0]
    return describe(file_name, data, name)


def _attached_sources(reader: PdfFileReader) -> list[tuple[str, bytes]]:
    """Every file associated as `Source`, each once, whether named in /AF or in the name tree."""
    specifications: dict[Any, Any] = {}
    root = reader.root
    for number, entry in enumerate(root.get("/AF", ())):
        _collect(entry, ("af", number), specifications)
    names = root.get("/Names", {})
    if "/EmbeddedFiles" in names:
        _walk(names["/EmbeddedFiles"], specifications)
    found = []
    for specification in specifications.values():
        if specification.get("/AFRelationship") == "/Source":
            stream = specification["/EF"]["/F"]
            file_name = str(specification.get("/UF", specification.get("/F", "")))
            found.append((file_name, bytes(stream.data)))
    return found


def _collect(entry: Any, otherwise: Any, specifications: dict[Any, Any]) -> None:
    """Put a file specification under its object number, so that one named twice counts once."""
    specification = entry.get_object()
    reference = getattr(specification, "container_ref", None)
    identity = otherwise if reference is None else (reference.idnum, reference.generation)
    specifications[identity] = specification


def _walk(node: Any, specifications: dict[Any, Any]) -> None:
    """Down a name tree, which `bounds` has found to be one."""
    pairs = node.get("/Names", ())
    for number in range(1, len(pairs), 2):
        _collect(pairs[number], (id(node), number), specifications)
    for kid in node.get("/Kids", ()):
        _walk(kid.get_object(), specifications)


def describe(file_name: str, data: bytes, name: str) -> EmbeddedSource:
    """What the source `data` says of itself; `name` is the file it was in. Raises `UsageError` where it is none of ours."""
    from avtale.format.bind import load
    from avtale.format.fingerprint import fingerprint
    from avtale.format.signing import required_fields
    from avtale.source.read import parse

    source = parse(data, file_name)
    document = source.data
    header = document.get("control_header") if isinstance(document, dict) else None
    model = None if source.problems else load(source)
    if model is None or not isinstance(header, dict):
        raise UsageError(
            nb=f"Kilden «{file_name}» inni {name} kan ikke leses. "
            "Filen er ikke laget av avtale, eller er endret.",
            en=f"The source “{file_name}” inside {name} cannot be read. "
            "avtale did not make the file, or it was changed.",
        )
    fields = required_fields(model)
    called = {party.id: party.names[0].name for party in model.parties if party.names}
    return EmbeddedSource(
        name=file_name,
        data=data,
        document=document,
        fingerprint=fingerprint(document),
        key=_text(document.get("key")),
        version=_text(header.get("version")),
        id=_text(header.get("id")),
        parties={party: called.get(party) or party for party in fields.values()},
        fields=fields,
        transcription=model.transcribed_from is not None,
        approved=bool(header.get("approved_by")) and bool(header.get("approved_on")),
        identities=_identities(model),
    )


def _identities(model: Document) -> tuple[PartyIdentity, ...]:
    from avtale.format.bind import parts
    from avtale.format.model import Signatory

    persons: dict[str, list[str]] = {}
    for signatory in parts(model, Signatory):
        if signatory.party and signatory.name:
            persons.setdefault(signatory.party, []).append(signatory.name)
    return tuple(
        PartyIdentity(
            id=party.id,
            names=tuple(one.name for one in party.names if one.name),
            organisation_number=party.organisation_number,
            persons=tuple(persons.get(party.id, ())),
        )
        for party in model.parties
        if party.id
    )


def _text(value: Any) -> str | None:
    """A scalar as its text; a document whose number looks like an integer is read as one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None
