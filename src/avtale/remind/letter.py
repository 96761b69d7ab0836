"""A digest as a letter: text, HTML and the calendar entries, in the reader's language.

What is exempt from public access is called by what all may read, and a plan by its kind alone: a letter goes over lines
that are not ours.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import groupby
from typing import Any

from msgspec import Struct

from avtale.facts.repository import Repository
from avtale.facts.validity import after
from avtale.format.called import owner_name
from avtale.format.values import Period
from avtale.locales import Labels, labels, languages
from avtale.publish.calendar import entry
from avtale.publish.words import actors_of, clean, shortened
from avtale.remind.address import Channel, Mailbox
from avtale.remind.digest import Notice
from avtale.remind.ledger import Reminder
from avtale.remind.said import (
    DocumentItems,
    Group,
    Item,
    day_of,
    filled,
    how_to,
    open_to_all,
    title_of,
    what_is_done,
    words_of,
)
from avtale.render.colour import accent_of
from avtale.render.templates import overriding_folders, rendered

SOON = Period(2, "week")


class Letter(Struct, frozen=True):
    """A letter ready to be sent, and what of it is shown where nothing is."""

    to: Mailbox
    subject: str
    message_id: str
    text: str
    html: str
    data: bytes


class Writer(Struct, frozen=True, dict=True):
    """What all letters of one run share: whose they are, where they come from, the day and the time."""

    repository: Repository
    sender: Mailbox
    reply_to: Mailbox | None
    on: dt.date
    now: dt.datetime

    def letter(
        self, notices: Sequence[Notice], new: Iterable[Notice], *, name: str = "", again: bool = False
    ) -> Letter:
        """One letter to the reader of all these notices. `name` is its Message-ID where it was tried before, which `again` tells."""
        to, reader = notices[0].to, notices[0].reader
        assert isinstance(to, Mailbox)
        fresh = {notice.reminder for notice in new}
        shown = self.shown(notices, fresh, reader.language, again=again, name=reader.name)
        words = shown["words"]
        dated = [
            each.due
            for each in notices
            if each.reminder in fresh and each.step == "ahead" and open_to_all(each.due)
        ]
        own = self.repository.settings
        calendar = entry(*dated, on=self.on, lang=words.lang, settings=own) if dated else None
        return self.posted(to, reader.name, shown, name or self.message_id(to, fresh), "letter", calendar)

    def posted(
        self, to: Mailbox, name: str | None, shown: dict[str, Any], message_id: str, template: str, calendar: bytes | None = None,
    ) -> Letter:  # fmt: skip
        """The letter that a template of templates/mail/ makes of what is shown, whose subject stands there too."""
        text, html = self.page(f"{template}.txt.jinja", shown), self.page(f"{template}.html.jinja", shown)
        subject: str = shown["subject"]
        data = self._message(to, name, subject, message_id, text, html, calendar)
        return Letter(to, subject, message_id, text, html, data)

    def shown(
        self,
        notices: Sequence[Notice],
        fresh: set[Reminder],
        language: str | None,
        *,
        again: bool,
        name: str | None = None,
    ) -> dict[str, Any]:
        """What a template is given of the notices, those in `fresh` being new to the reader."""
        asked = language or self.repository.settings.language or "nb"
        words = labels(asked if asked in languages() else "nb")
        groups = tuple(self._groups(notices, fresh, words))
        return {
            "words": words,
            "lang": words.lang,
            "subject": words("mail.subject", parts=", ".join(_counted(groups, words))),
            "hello": words("mail.hello", name=clean(name)) if name else None,
            "intro": words("mail.intro", date=day_of(self.on, words)),
            "mixed": len(fresh) < len(notices),
            "again": words("mail.again") if again else None,
            "groups": groups,
            "footer": words("mail.footer", owner=self.owner),
            "accent": self.accent,
        }

    def page(self, template: str, shown: dict[str, Any]) -> str:
        """A template of templates/mail/, the county's own where it has one. Raises as `rendered`."""
        return rendered(f"mail/{template}", overriding_folders(self.repository), shown)

    def message_id(self, to: Mailbox | Channel, reminders: Iterable[Reminder]) -> str:
        """The same for the same reminders to the same person, whichever machine sends them (RFC 5322, 3.6.4)."""
        said = "\0".join((to.who, *("\n".join(one) for one in sorted(reminders))))
        return f"<{hashlib.sha256(said.encode()).hexdigest()[:40]}@{self.sender.domain}>"

    def _groups(self, notices: Sequence[Notice], fresh: set[Reminder], words: Labels) -> Iterable[Group]:
        told = self.repository.settings.reminders
        soon = after(self.on, (told and told.soon) or SOON)

        def group(notice: Notice) -> str:
            return "overdue" if notice.due.overdue else "soon" if notice.due.due <= soon else "coming"

        for name in ("overdue", "soon", "coming"):
            chosen = [notice for notice in notices if group(notice) == name]
            if chosen:
                chosen.sort(key=lambda notice: (notice.due.key, notice.due.due, notice.due.name))
                documents = tuple(
                    self._document(list(its), fresh, words)
                    for _, its in groupby(chosen, key=lambda notice: notice.due.key)
                )
                heading = words(f"mail.{name}")
                yield Group(name, heading[:1].upper() + heading[1:], documents)

    def _document(self, notices: list[Notice], fresh: set[Reminder], words: Labels) -> DocumentItems:
        due = notices[-1].due
        told = self.repository.settings.reminders
        link = filled(told.document_at if told else None, due)
        items = tuple(self._item(notice, notice.reminder in fresh, words) for notice in notices)
        return DocumentItems(title_of(due, words), link, items)

    def _item(self, notice: Notice, new: bool, words: Labels) -> Item:
        due, told = notice.due, self.repository.settings.reminders
        document = due.entry.document
        facts = [words("mail.due", date=day_of(due.due, words))]
        if due.opens is not None and due.opens > self.on:
            facts.append(words("mail.opens", date=day_of(due.opens, words)))
        if document is not None and open_to_all(due):
            role = actors_of(due).get(notice.owner.role, notice.owner.role)
            facts.append(words("mail.responsible", role=clean(role)))
            if due.source:
                facts.append(words("mail.source", text=clean(due.source)))
            if due.evidence_wanted is not None:
                facts.append(words("mail.evidence", text=words_of(due.evidence_wanted, due, words).text))
        if notice.capacity != "owner":
            facts.append(
                words(f"mail.as.{notice.capacity}", name=clean(notice.owner.name or notice.owner.role))
            )
        page = filled(told.record_at if told else None, due)
        how = how_to(due, words, self.repository)
        if how is not None and not (page and due.by_done):  # of all else a page elsewhere may know nothing
            facts.append(how)
        said = words("mail.record.page" if due.by_done else "mail.do.page")
        return Item(words(f"due.kind.{due.kind}"), what_is_done(due, words), new, tuple(facts), page, said)

    def _message(
        self,
        to: Mailbox,
        name: str | None,
        subject: str,
        message_id: str,
        text: str,
        html: str,
        calendar: bytes | None,
    ) -> bytes:
        utf8 = to.international or self.sender.international
        message = EmailMessage(policy=SMTP.clone(cte_type="8bit" if utf8 else "7bit", utf8=utf8))
        message["From"] = _address(self.sender, self.owner)
        message["To"] = _address(to, clean(name or ""))
        if self.reply_to is not None:
            message["Reply-To"] = _address(self.reply_to, "")
        message["Subject"] = shortened(clean(subject), 200)
        message["Date"] = format_datetime(self.now)
        message["Message-ID"] = message_id
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5: no answer from who is away
        message.set_content(text)
        message.add_alternative(html, subtype="html")
        if calendar is not None:
            message.add_attachment(
                calendar, maintype="text", subtype="calendar", filename="frister.ics",
                params={"method": "PUBLISH", "charset": "utf-8"},
            )  # fmt: skip
        return message.as_bytes()

    @property
    def owner(self) -> str:
        """Who the agreements are of, as a letter has it."""
        return clean(owner_name(self.repository.settings) or "avtale")

    @property
    def accent(self) -> str:
        """The colour of headings and links."""
        return accent_of(self.repository.settings)


def _address(to: Mailbox, name: str) -> Address:
    return Address(name, to.local, to.domain)


def _counted(groups: Iterable[Group], words: Labels) -> Iterable[str]:
    for group in groups:
        number = sum(item.new for document in group.documents for item in document.items)
        if number:
            yield words("mail.count", group=words(f"mail.{group.name}"), n=number)
