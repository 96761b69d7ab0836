"""Sign with a key of one's own, at one's own machine: it is in memory while it signs, and nowhere afterwards."""

from __future__ import annotations

import io
import zipfile

from avtale import environment
from avtale.desk.acts import act
from avtale.desk.signing.received import keep, server_s_trust
from avtale.desk.signing.rendered import drawn
from avtale.desk.uploads import Upload
from avtale.desk.visit import Visit
from avtale.errors import StateError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.seen import keep_seen
from avtale.facts.signing_round import SigningRound, signing_round
from avtale.message import Message
from avtale.sign.demo import demo_files, parties_of
from avtale.sign.identity.credentials import open_key
from avtale.sign.recording import record_signature
from avtale.sign.signing import Signed, sign

_EARNEST = Message("underskriften", "the signature")
_TRIAL = Message("en underskrift til prøving", "a signature on trial")


def sign_here(
    visit: Visit, entry: DocumentFile, lang: str, party: str, key: Upload, password: str, *, confirmed: bool
) -> Signed:
    """Sign for `party` the file that those before have signed, else today's rendering; it is kept, and recorded.

    `confirmed`: the person says that the key is the party's. Raises as `open_key` and `sign` do, and `StateError` where
    the file to sign is not here, or somebody has signed meanwhile.
    """
    credential = open_key(key.data, password, at=visit.now, name=key.name)
    trial = credential.demonstration
    before = signing_round(entry, visit.repository, demonstrations=trial)
    if trial and any(turn.event and not turn.event.demonstration for turn in before.turns):
        raise StateError(
            nb="Noen har underskrevet på ordentlig. En demonstrasjonsnøkkel kan ikke brukes på den filen.",
            en="Somebody has signed in earnest. A demonstration key cannot be used on that file.",
        )
    name, pdf = _to_sign(visit, entry, lang, before)
    asked = server_s_trust(visit, signing=True)
    signed = visit.desk.drawing.do(
        lambda: sign(
            pdf,
            party=party,
            credential=credential,
            when=visit.now,
            name=name,
            trust=asked.trust,
            vouched=asked.vouched,
            confirmed=confirmed,
            repository=visit.repository,
        )
    )

    def record(repository: Repository) -> None:
        now = signing_round(entry, repository, demonstrations=trial)
        if now.file != before.file:
            raise StateError(
                nb="Noen andre underskrev imens, og ingenting er registrert. Se hvem som er neste, og underskriv deretter.",
                en="Somebody else signed meanwhile, and nothing was recorded. See who is next, and sign then.",
            )
        parties = (*(turn.party for turn in now.turns if turn.event), party)
        file = keep(visit, entry, signed.data, tuple(dict.fromkeys(parties)), repository, demonstration=trial)
        record_signature(signed, file, repository)

    what = Message(
        "Registrerer {which} på {version} for {party}",
        "Records {which} on {version} for {party}",
        which=_TRIAL if trial else _EARNEST,
        version=f"{entry.key} {entry.version}",
        party=signed.source.parties.get(party, party),
    )
    act(visit, what, record)
    keep_seen(environment.answers_folder(), visit.repository.root, [signed.seen_as])
    return signed


def _to_sign(visit: Visit, entry: DocumentFile, lang: str, before: SigningRound) -> tuple[str, bytes]:
    if before.file is None:
        made = drawn(visit, entry, lang)
        return made.name, made.pdf
    kept = visit.desk.signed.find(before.file)
    if kept is None:
        raise StateError(
            nb="Noen har alt underskrevet, men den filen er ikke her. Last den opp først; en kopi til hver gir aldri «alle».",
            en="Somebody has signed already, but that file is not here. Upload it first; a copy each never gives “all”.",
        )
    return kept.name, kept.read_bytes()


def demonstration_keys(entry: DocumentFile, visit: Visit, password: str) -> bytes:
    """What `avtale keys` makes, as an archive that is given away and kept nowhere. Raises as `demo_files` does."""
    files = demo_files(parties_of(entry, visit.repository), password=password, when=visit.now)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, visit.now.timetuple()[:6]), data)
    return made.getvalue()
