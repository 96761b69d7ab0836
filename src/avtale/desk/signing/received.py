"""A signed PDF that somebody uploads: judged as `avtale verify` does, and recorded as `avtale record-signature` does, or why not."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from starlette.datastructures import UploadFile

from avtale import environment
from avtale.desk.acts import act
from avtale.desk.errors import NotAllowed
from avtale.desk.uploads import Upload, safe_name
from avtale.desk.visit import Visit
from avtale.errors import StateError
from avtale.facts.configuration import own_configuration
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.seen import keep_seen
from avtale.facts.signing_round import signing_round
from avtale.message import Message
from avtale.render.job import source_stem
from avtale.sign.asker import Asker, asker
from avtale.sign.embedded import EmbeddedSource, embedded_source
from avtale.sign.files import signed_path
from avtale.sign.identity.trust import read_trust
from avtale.sign.judging import judge
from avtale.sign.names import DEMO_MARK
from avtale.sign.recording import record_judged, refuse_unrecordable
from avtale.sign.seen import seen_in
from avtale.sign.service import record_vouched
from avtale.sign.verdict import FileVerdict

_MOST_TRUST = 2_000_000  # bytes of certificates and revocation lists
_NO_SOURCE = Message(
    "Filen er ikke laget av avtale, eller tjenesten har pakket den inn i en ny. Er den fra en signeringstjeneste, kan du føre "
    "at tjenesten går god for den; ellers be om filen slik den ble underskrevet.",
    "avtale did not make the file, or the service wrapped it in a new one. Where it comes from a signing service, you can record "
    "that the service vouches for it; otherwise ask for the file as it was signed.",
)


class Received(Struct, frozen=True):
    """What became of a file: how it was judged, None where it was not; how many signatures were recorded; why none could be."""

    name: str
    verdict: FileVerdict | None = None
    recorded: int = 0
    why: Message | None = None


def server_s_trust(visit: Visit, *, signing: bool = False) -> Asker:
    """Whom the one who runs the desk trusts, by his own configuration: never what the repository says, which many write in."""
    return replace(asker(own_configuration(), signing=signing), repository=visit.repository)


def trust_of(visit: Visit) -> Asker:
    """The same, or at one's own machine the certificates that are sent along, as with `--trust`. Raises `NotAllowed` elsewhere."""
    sent = [
        (safe_name(one.filename or ""), data)
        for one in visit.form.getlist("trust")
        if isinstance(one, UploadFile) and (data := one.file.read(_MOST_TRUST))
    ]
    if not sent:
        return server_s_trust(visit)
    if not visit.own_machine:
        raise NotAllowed(
            nb="Hvem skrivebordet stoler på, bestemmer den som styrer det, ikke den som laster opp en fil.",
            en="Whom the desk trusts is decided by who runs it, not by who uploads a file.",
        )
    return replace(server_s_trust(visit, signing=True), trust=read_trust(sent))


def receive(visit: Visit, entry: DocumentFile, upload: Upload, asked: Asker) -> Received:
    """Judge the file and record what the register lacks. Raises `UsageError` for what cannot be read as a PDF."""
    name, data = upload.name, upload.data
    source = visit.desk.drawing.do(lambda: embedded_source(data, name))
    if source is None:
        return Received(name, why=_NO_SOURCE)
    if (source.key, source.version) != (entry.key, entry.version):
        return Received(name, why=_another(source, entry))
    verdict = visit.desk.drawing.do(lambda: judge(data, asked, name=name, at=visit.now, on=visit.today))
    try:
        refuse_unrecordable(verdict, source, name)
    except StateError as error:
        return Received(name, verdict, why=error.message)

    def record(repository: Repository) -> int:
        file = keep(
            visit, entry, data, _parties(verdict, source), repository, demonstration=verdict.demonstration
        )
        return len(record_judged(verdict, data, file, repository, at=visit.now, trust=asked.trust))

    what = Message(
        "Registrerer underskrifter på {entry}",
        "Records signatures on {entry}",
        entry=f"{entry.key} {entry.version}",
    )
    recorded = act(visit, what, record)
    keep_seen(environment.answers_folder(), visit.repository.root, *seen_in(verdict, data, Path(name)))
    return Received(name, verdict, recorded)


def receive_vouched(visit: Visit, entry: DocumentFile, upload: Upload, service: str) -> int:
    """Record that a service vouches for the file; how many signatures. Raises as `record_vouched`."""
    source = visit.desk.drawing.do(lambda: embedded_source(upload.data, upload.name))
    on = visit.day("on") or visit.today

    def record(repository: Repository) -> int:
        fresh = visit.document(str(entry.key), str(entry.version), repository)
        events = record_vouched(
            upload.data, Path(upload.name), fresh, repository, source=source, service=service, on=on
        )
        keep(visit, fresh, upload.data, ("service",), repository)
        return len(events)

    what = Message(
        "Registrerer at {service} går god for underskriftene på {entry}",
        "Records that {service} vouches for the signatures on {entry}",
        service=service,
        entry=f"{entry.key} {entry.version}",
    )
    return act(visit, what, record)


def keep(
    visit: Visit,
    entry: DocumentFile,
    data: bytes,
    parties: tuple[str, ...],
    repository: Repository,
    *,
    demonstration: bool = False,
) -> Path:
    """Keep a signed file, under the name that `avtale sign` gives one.

    The one that it was signed on goes, since it lies in this; but never one signed in earnest for a demonstration.
    """
    named = Path(f"{source_stem(entry)}.pdf")
    name = signed_path(named, "-".join(parties), None, demonstration=demonstration).name
    path = visit.desk.signed.keep(data, name)
    before = visit.desk.signed.find(signing_round(entry, repository).file)
    if (
        before is not None
        and before.parent != path.parent
        and (not demonstration or DEMO_MARK in before.name)
        and data.startswith(before.read_bytes())
    ):
        visit.desk.signed.drop(before)
    return path


def _parties(verdict: FileVerdict, source: EmbeddedSource) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(source.fields[one.field] for one in verdict.signatures if one.field in source.fields)
    )


def _another(source: EmbeddedSource, entry: DocumentFile) -> Message:
    return Message(
        "Filen er et annet dokument: {found}. Her registreres underskrifter på {entry}.",
        "The file is another document: {found}. Signatures on {entry} are recorded here.",
        found=f"{source.key} {source.version}",
        entry=f"{entry.key} {entry.version}",
    )
