"""One version before whoever decides on it: what changed, what is found, what follows, what was said of it, and where one may say more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from avtale.catalogue.codes import newest
from avtale.desk.approving.versus import comparison, usual
from avtale.desk.form.build import Builder
from avtale.desk.form.known import Group
from avtale.desk.form.outline import outline
from avtale.desk.overview.row import Row, folded
from avtale.desk.visit import Visit
from avtale.desk.writing.found import Found, findings
from avtale.desk.writing.work import known_in
from avtale.errors import AvtaleError, StateError, UsageError
from avtale.facts.comments import CommentSaid
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Finding
from avtale.format.model import Comment
from avtale.inheritance.consequences import consequences
from avtale.lifecycle.approve import Approval, approve
from avtale.lifecycle.approver import require_approver
from avtale.lifecycle.comment import require_shown
from avtale.message import Message
from avtale.publish.changes import Comparison
from avtale.publish.diff import summary
from avtale.rules.check import check
from avtale.wording import told_in


class Matter:
    """`entry` is a version in the repository that `visit` sees."""

    def __init__(self, visit: Visit, entry: DocumentFile) -> None:
        self.visit, self.entry = visit, entry
        self.repository: Repository = visit.repository
        self.builder = Builder(
            known_in(entry, self.repository, visit.today, visit.lang),
            entry.document.kind or "" if entry.document else "",
        )

    @cached_property
    def rows(self) -> dict[tuple[str, str], Row]:
        """Every version as the overview shows it."""
        return {(row.key, row.version): row for row in self.visit.rows}

    @property
    def row(self) -> Row:
        return self.rows[self.entry.key or "", self.entry.version or ""]

    @property
    def approvers(self) -> list[str]:
        """Those who have approved something here, but for who asks: a name misspelled is nobody's turn."""
        me = folded(self.visit.person.name)
        events = (event.record for event in self.repository.register.events if event.record)
        by = {event.approved_by for event in events if event.approved_by}
        return sorted(name for name in by if folded(name) != me)

    # --- where it stands ---

    @property
    def turn(self) -> Comment | None:
        """What was done last of sending it and sending it back."""
        return self.repository.comments.turn(self.entry.key, self.entry.version)

    @property
    def approved(self) -> tuple[str, dt.date | None] | None:
        """By whom and when it was approved or taken over."""
        event = self.repository.frozen_by(self.entry)
        return (event.approved_by or event.taken_over_by or "", event.on) if event is not None else None

    @property
    def changed_since(self) -> bool:
        """Whether it says something else than when it was sent."""
        turn = self.turn
        return turn is not None and turn.event == "sent" and turn.fingerprint != self.entry.fingerprint

    @cached_property
    def hindrance(self) -> Message | None:
        """Why the one who asks cannot approve it, None where they can."""
        try:
            decide(
                self.visit,
                self.entry,
                self.repository,
                shown=self.entry.fingerprint or "",
                dry_run=True,
            )
        except AvtaleError as error:
            return error.message
        return None

    # --- what there is to see ---

    @cached_property
    def versus(self) -> str:
        """What it is compared with; "" for a first version."""
        return usual(self.entry, self.repository)

    @cached_property
    def comparison(self) -> Comparison | None:
        """The changes from the version before, the approved one where there is one."""
        try:
            return comparison(self.visit, self.entry, self.versus) if self.versus else None
        except StateError:
            return None

    @property
    def summary(self) -> str:
        return summary(self.comparison) if self.comparison is not None else ""

    @cached_property
    def found(self) -> list[Found]:
        return findings(self.entry, self.repository, self.visit.today, self.visit.lang)

    @cached_property
    def follows(self) -> list[Row]:
        """The documents that somebody would have to look at again, were it approved, each once."""
        made = consequences(self.entry, self.repository, self.visit.today)
        names = dict.fromkeys((one.entry.key or "", one.entry.version or "") for one in made)
        return [self.rows[name] for name in names if name in self.rows]

    @property
    def spoken(self) -> list[CommentSaid]:
        """All that was said of it, in the order it came; what it was sent with last stands at the top."""
        said = self.repository.comments.said(self.entry.key, self.entry.version)
        sent = self.turn if self.turn is not None and self.turn.event == "sent" else None
        return [one for one in said if one.record.text and one.record is not sent]

    @property
    def unanswered(self) -> list[CommentSaid]:
        return self.repository.comments.unanswered(self.entry.key, self.entry.version)

    def place(self, pointer: str | None) -> str:
        """What a field is called with what leads to it; "" for the whole document, or a field that is no more."""
        try:
            return " › ".join(said for _, said in self.builder.crumbs(pointer)) if pointer else ""
        except UsageError:
            return ""

    @cached_property
    def places(self) -> list[Group]:
        """Where a comment can stand: what changed first, then every part."""
        t = self.visit.words_of("approve")
        told = self.comparison.told if self.comparison is not None else ()
        pointers = [
            one.change.new_pointer
            for one in told
            if one.change is not None and one.change.new_pointer and one.change.how != "removed"
        ]
        changed = [(one, said) for one in dict.fromkeys(pointers) if (said := self.place(one))]
        parts = []
        for part in outline(self.builder.known, self.builder.kind).parts:
            parts.append((part.pointer, part.title))
            parts += [(pointer, f"{part.title} › {said}") for pointer, said in part.items]
        groups = [(t("places_changed"), changed), (t("places_all"), parts)]
        return [Group(heading, tuple(options)) for heading, options in groups if options]


def decide(
    visit: Visit, entry: DocumentFile, repository: Repository, *, shown: str, dry_run: bool = False
) -> Approval:
    """Approve a version in the name of who asks, as they were shown it. Raises as `require_approver` and `approve`."""
    by = visit.person.name
    if repository.frozen_by(entry) is None:
        require_shown(entry, shown)
        require_approver(entry, repository, visit.actor(entry))
    found = checked(visit, entry, repository)
    return approve(
        entry,
        repository,
        by=by,
        on=visit.today,
        findings=found,
        checked_with=newest(),
        dry_run=dry_run,
    )


def checked(visit: Visit, entry: DocumentFile, repository: Repository) -> Sequence[Finding]:
    """What a check of a version finds, as `avtale approve` asks it."""
    lang = told_in(visit.lang)
    return check(repository, on=visit.today, lang=lang, only=[entry]).findings
