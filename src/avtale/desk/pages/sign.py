"""Underskrift: the file to sign, the round of those who sign it, and what comes back."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from avtale import environment
from avtale.desk.acts import act
from avtale.desk.errors import not_here
from avtale.desk.page import Page
from avtale.desk.signing.own_key import demonstration_keys, sign_here
from avtale.desk.signing.plain import because, settles, why
from avtale.desk.signing.received import Received, receive, receive_vouched, trust_of
from avtale.desk.signing.rendered import given_out, rendering
from avtale.desk.signing.service import Service, service
from avtale.desk.uploads import uploaded
from avtale.desk.visit import Visit
from avtale.errors import UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.seen import load_seen, seen_as
from avtale.facts.signatures import signed
from avtale.facts.signing_round import SigningRound, signing_round
from avtale.facts.state import OVER, state
from avtale.format.model import FollowUpPlan
from avtale.lifecycle.record import sent
from avtale.lifecycle.steps import is_approved, require_approved
from avtale.message import Message
from avtale.render.languages import page_languages
from avtale.sign.pages.evidence_words import ONLY_WORDS
from avtale.wording import told_in

PAGE = Page("sign", order=45, of_document="/sign/{key}/{version}", steps=("sign",))
_AT_ONCE = 1.5
"""Seconds that a part of the page waits for a rendering before it asks again."""


@PAGE.get("/sign", needs="reader")
def waiting(visit: Visit) -> Response:
    """Every version that somebody is still to sign."""
    return visit.show("sign/waiting", rows=visit.kept(("sign", visit.today), lambda: _waiting(visit)))


@PAGE.get("/sign/{key}/{version}", needs="reader")
def show(visit: Visit) -> Response:
    return _page(visit, _entry(visit))


@PAGE.get("/sign/{key}/{version}/{lang}/ready", needs="reader")
def ready(visit: Visit) -> Response:
    """The part of the page that has the file: itself again while it is being made."""
    entry = _approved(visit)
    found = visit.desk.drawing.soon(rendering(visit, entry, visit.named("lang")), _AT_ONCE)
    file = found[0] if found else None
    shown = visit.show(
        "sign/file",
        entry=entry,
        file_lang=visit.named("lang"),
        file=file,
        live=True,
    )
    return visit.said(shown, "file_ready") if file is not None else shown


@PAGE.get("/sign/{key}/{version}/{lang}/file", needs="reader")
def file(visit: Visit) -> Response:
    """The PDF of today."""
    return given_out(visit, _approved(visit))


@PAGE.get("/sign/{key}/{version}/signed/{digest}", needs="reader")
def signed_copy(visit: Visit) -> Response:
    """A signed file of this version, where the register tells of it and it is here."""
    entry, digest = _entry(visit), visit.named("digest")
    known = visit.repository.register.of(entry.key, entry.version, "signature")
    found = visit.desk.signed.find(digest)
    if found is None or all(event.pdf_sha256 != digest for event in known):
        raise not_here()
    return visit.file(found.read_bytes(), found.name)


@PAGE.post("/sign/{key}/{version}/received", needs="follow-up")
def received(visit: Visit) -> Response:
    """A signed PDF: recorded, or why not."""
    entry = _approved(visit)
    upload = uploaded(visit.form, "file", ["pdf"])
    found = receive(visit, entry, upload, trust_of(visit))
    if found.why is None:
        return _done(visit, entry, "recorded" if found.recorded else "recorded_before", n=found.recorded)
    if visit.live:
        shown = visit.show("sign/answer", received=found, names=_names(visit, entry), **_reasons(visit))
        return visit.said(shown, Message(because(found, visit.words), because(found, visit.words)))
    return _page(visit, entry, found)


@PAGE.post("/sign/{key}/{version}/vouched", needs="follow-up")
def vouched(visit: Visit) -> Response:
    """A file that a signing service wrapped: recorded on its word."""
    entry = _approved(visit)
    upload = uploaded(visit.form, "file", ["pdf"])
    count = receive_vouched(visit, entry, upload, visit.field("service"))
    return _done(visit, entry, "vouched_done" if count else "recorded_before")


@PAGE.post("/sign/{key}/{version}/sent", needs="follow-up")
def sent_on(visit: Visit) -> Response:
    """It was sent to the signing service."""
    entry, on = _approved(visit), visit.day("on") or visit.today
    reason = visit.line("reason")
    if not reason:
        raise UsageError(
            nb="Skriv hvem det er sendt til, eller hvilket nummer oppdraget har.",
            en="Write to whom it was sent, or what number the order has.",
        )
    what = Message(
        "Sender {entry} til underskrift", "Sends {entry} to be signed", entry=f"{entry.key} {entry.version}"
    )
    act(visit, what, lambda repository: sent(_entry(visit, repository), repository, on=on, reason=reason))
    return _done(visit, entry, "sent_done")


@PAGE.post("/sign/{key}/{version}/key", needs="follow-up", own_machine=True)
def with_key(visit: Visit) -> Response:
    """Sign with a key of one's own, which is then forgotten."""
    entry = _approved(visit)
    key = uploaded(visit.form, "key", ["p12"], most=1_000_000)
    lang = visit.field("lang") or page_languages(entry, visit.repository)[0]
    confirmed = bool(visit.field("confirmed"))
    made = sign_here(
        visit, entry, lang, visit.field("party"), key, visit.field("password"), confirmed=confirmed
    )
    untried = made.rendering is not None and made.rendering.reason == ONLY_WORDS
    say = "signed_demo" if made.demonstration else "signed_untried" if untried else "signed_done"
    return _done(visit, entry, say, who=made.source.parties.get(made.party, made.party))


@PAGE.post("/sign/{key}/{version}/keys", needs="follow-up", own_machine=True)
def keys(visit: Visit) -> Response:
    """Demonstration keys, as a file to keep."""
    entry = _entry(visit)
    made = demonstration_keys(entry, visit, visit.field("password"))
    return visit.file(made, f"{entry.key}.DEMO-ikke-gyldig.zip")


def _entry(visit: Visit, repository: Repository | None = None) -> DocumentFile:
    """The version of the address. Raises `NotHere`, also for a plan, whose signatures are never recorded."""
    entry = visit.entry(repository)
    if isinstance(entry.document, FollowUpPlan):
        raise not_here()
    return entry


def _approved(visit: Visit) -> DocumentFile:
    """The same; `StateError` for one that is not approved as it stands, which nobody may sign."""
    entry = _entry(visit)
    require_approved(entry, visit.repository)
    return entry


def _service(visit: Visit, entry: DocumentFile) -> Service:
    return service(entry, visit.repository, visit.today, told_in(visit.lang))


def _reasons(visit: Visit) -> dict[str, Any]:
    return {
        "because": lambda found: because(found, visit.words),
        "why": lambda one: why(one, visit.words),
        "settles": lambda one: settles(one, visit.words),
    }


def _names(visit: Visit, entry: DocumentFile) -> dict[str | None, str]:
    """What each party that signs is called."""
    return {turn.party: turn.name for turn in signing_round(entry, visit.repository).turns}


def _page(visit: Visit, entry: DocumentFile, found: Received | None = None) -> Response:
    repository = visit.repository
    round_ = signing_round(entry, repository)
    row = visit.row(str(entry.key), str(entry.version))
    seen = load_seen(environment.answers_folder(), repository.root)
    return visit.show(
        "sign",
        entry=entry,
        title=row.title if row else str(entry),
        row=row,
        round=round_,
        earnest=signing_round(entry, repository, demonstrations=False),
        count=signed(entry, repository),
        unseen=[turn for turn in round_.turns if turn.event and seen_as(turn.event) not in seen],
        approved=is_approved(entry, repository),
        over=state(entry, repository, visit.today).name in OVER,
        langs=page_languages(entry, repository),
        service=_service(visit, entry),
        copy=visit.desk.signed.find(round_.file),
        may="follow-up" in visit.person.roles,
        received=found,
        names=_names(visit, entry),
        file=None,
        live=False,
        **_reasons(visit),
    )


def _done(visit: Visit, entry: DocumentFile, say: str, **values: object) -> Response:
    """On to the page as it is now; also where htmx asked."""
    address = visit.address("/sign/{key}/{version}", str(entry.key), str(entry.version))
    gone = visit.go(address, say=say, **values)
    return Response(status_code=204, headers={"HX-Redirect": address}) if visit.live else gone


def _waiting(visit: Visit) -> list[tuple[DocumentFile, str, SigningRound]]:
    repository = visit.repository
    rows = []
    for versions in repository.versions.values():
        for entry in versions:
            if (
                entry.document is None
                or isinstance(entry.document, FollowUpPlan)
                or not is_approved(entry, repository)
            ):
                continue
            found = signing_round(entry, repository, demonstrations=False)
            if found.next is not None and state(entry, repository, visit.today).name not in OVER:
                row = visit.row(str(entry.key), str(entry.version))
                rows.append((entry, row.title if row else str(entry), found))
    return sorted(rows, key=lambda row: (str(row[2].since), str(row[0])))
