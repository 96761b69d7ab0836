"""Kalendere: the addresses to subscribe to, one for all, one for each owner, party and document; and what they answer."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from starlette.responses import Response

from avtale.desk.following.calendars import listed
from avtale.desk.page import Page
from avtale.desk.query import word
from avtale.desk.visit import Visit
from avtale.desk.writing.drafts import owner_of
from avtale.publish.feeds import EVERYTHING, FeedFile
from avtale.publish.feeds_page import GOOGLE_READS
from avtale.publish.words import clean
from avtale.wording import told_in

PAGE = Page("calendars")
_SHOWN = 40


@PAGE.get("/calendars")
def show(visit: Visit) -> Response:
    """The addresses of who asks, once they have one."""
    secret = visit.desk.calendars.secret(owner_of(visit.person))
    lang, q = told_in(visit.lang), word(visit.query, "q")
    files = visit.desk.calendars.of(visit.repository, visit.today, lang) if secret else {}
    scheme = "https" if visit.desk.settings.secure else visit.request.url.scheme
    base = f"{scheme}://{visit.request.url.netloc}/calendar/{secret}/{lang}/"
    found = {
        kind: [each for each in feeds if q.casefold() in each.called.casefold()]
        for kind, feeds in listed(files).items()
    }
    return visit.show(
        "calendars",
        secret=secret,
        q=q,
        whole=files.get(EVERYTHING),
        kinds={kind: feeds[:_SHOWN] for kind, feeds in found.items()},
        more={kind: max(0, len(feeds) - _SHOWN) for kind, feeds in found.items()},
        count=sum(map(len, found.values())),
        address=lambda feed: base + quote(feed.name),
        large=_large,
        called=lambda feed: clean(feed.called),
        local=not visit.desk.settings.login,
    )


@PAGE.post("/calendars", needs="reader")
def renew(visit: Visit) -> Response:
    """Another address; the one before leads nowhere."""
    visit.desk.calendars.renew(owner_of(visit.person))
    return visit.go("/calendars", say="made")


@PAGE.get("/calendar/{secret}/{lang}/{name:path}", needs="nothing")
def calendar(visit: Visit) -> Response:
    """One calendar, for a program that has the address and no session."""
    visit.desk.calendars.require(visit.named("secret"))
    lang = visit.named("lang")
    data = visit.desk.calendars.read(visit.named("name"), visit.repository, visit.today, lang)
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if visit.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type="text/calendar; charset=utf-8", headers=headers)


def _large(feed: FeedFile) -> bool:
    return feed.size > GOOGLE_READS
