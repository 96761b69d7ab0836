"""«Gjort» and «Ta tilbake»: what a form says of one or several items, and the log's entries that come of it, all or none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from starlette.datastructures import UploadFile

from avtale.desk.acts import act
from avtale.desk.following.items import Item, item_named
from avtale.desk.uploads import Kind, Upload, uploaded
from avtale.desk.visit import Visit
from avtale.errors import StateError, UsageError
from avtale.facts.repository import Repository
from avtale.format.values import date as read_date
from avtale.lifecycle.done import Deed, add_deed, add_undo, stands
from avtale.lifecycle.done_deadline import before_it_began
from avtale.lifecycle.log_writing import LogWriting
from avtale.message import Message
from avtale.publish.words import due_headline

_KINDS: tuple[Kind, ...] = ("pdf", "docx", "xlsx")
_MOST = 50
"""Items in one form."""


class PostedDeed(Struct):
    """One item of the form: the day it was done, and the file that shows it. `number` names its fields."""

    item: Item
    number: int
    on: str = ""
    upload: Upload | None = None

    def early(self, repository: Repository) -> bool:
        """Whether the day lies before the duty began, which somebody has to say is right."""
        day, one = read_date(self.on), self.item.due
        return day is not None and before_it_began(one.entry, repository, one.id, day) is not None


def asked_items(visit: Visit, names: list[str]) -> list[Item]:
    """The items that an address or a form tells of, each once. Raises `NotHere`, and `UsageError` for none and for too many."""
    found = [item_named(visit.rows, name) for name in dict.fromkeys(names)]
    if not found:
        raise UsageError(nb="Kryss av for det som er gjort, først.", en="Tick what was done, first.")
    if len(found) > _MOST:
        raise UsageError(nb=f"Registrer høyst {_MOST} om gangen.", en=f"Record at most {_MOST} at a time.")
    return found


def posted(visit: Visit) -> list[PostedDeed]:
    """What the form says. Raises as `asked_items` and `uploaded`."""
    items = asked_items(visit, [value for value in visit.form.getlist("item") if isinstance(value, str)])
    return [
        PostedDeed(item, number, visit.field(f"on-{number}").strip()) for number, item in enumerate(items, 1)
    ]


def record(visit: Visit, told: list[PostedDeed]) -> None:
    """Record all that is told, in one act; nothing where anything is wrong, and then why is raised."""
    days = [_day(one.on, visit.today) for one in told]
    for one in told:
        one.upload = _sent(visit, f"file-{one.number}")
    by, note, where = (visit.field(name) for name in ("by", "note", "where"))
    if not by.strip():
        raise UsageError(nb="Skriv hvem som gjorde det.", en="Write who did it.")

    if where.strip() and not any(one.upload for one in told):
        raise UsageError(
            nb="Du har skrevet hvor det ligger, men ikke valgt noen fil. Velg filen, eller skriv det som en merknad.",
            en="You wrote where it lies, but chose no file. Choose the file, or write it as a note.",
        )

    def do(repository: Repository) -> None:
        writing = LogWriting(repository, several=len(told) > 1)
        with TemporaryDirectory() as folder:
            for one, on in zip(told, days, strict=True):
                due = one.item.due
                evidence = _put(Path(folder), one)
                deed = Deed(
                    entry=visit.document(due.key, due.entry.version or "", repository),
                    duty=due.id, by=by, on=on, due=due.date, evidence=evidence,
                    where=(where or None) if evidence else None, note=note or None, even_so=bool(visit.field("even_so")),
                )  # fmt: skip
                if not stands(writing, deed):
                    _require_open(one, repository, deed.even_so)
                add_deed(writing, deed)
        writing.write()

    act(visit, _what([one.item for one in told], "Registrerer som gjort", "Records as done"), do)


def _require_open(one: PostedDeed, repository: Repository, even_so: bool) -> None:
    """Raise `StateError` for what is recorded already, and for a day before the duty began."""
    due = one.item.due
    nb, en = (due_headline(due, lang) for lang in ("nb", "en"))
    if repository.log.done(due.key, due.id, due.date) is not None:
        raise StateError(
            nb=f"«{nb}» er allerede registrert som gjort. Er det feil, ta det tilbake først.",
            en=f"“{en}” is recorded as done already. Where that is wrong, take it back first.",
        )
    if one.early(repository) and not even_so:
        raise StateError(
            nb=f"«{nb}» gjaldt ikke ennå den dagen. Rett dagen. Er den riktig likevel, si det nederst.",
            en=f"“{en}” did not hold yet on that day. Correct the day. Where it is right even so, say so at the bottom.",
        )


def take_back(visit: Visit, items: list[Item]) -> None:
    """Take back what the log says of all of them, in one act. Raises as `add_undo`."""
    by, note = visit.field("by"), visit.field("note")
    if not by.strip() or not note.strip():
        raise UsageError(
            nb="Skriv hvem som tar det tilbake, og hvorfor.", en="Write who takes it back, and why."
        )

    def do(repository: Repository) -> None:
        writing = LogWriting(repository)
        for one in items:
            entry = visit.document(one.due.key, one.due.entry.version or "", repository)
            add_undo(writing, entry, one.due.id, by=by, on=visit.today, note=note, due=one.due.date)
        writing.write()

    act(visit, _what(items, "Tar tilbake", "Takes back"), do)


def _what(items: list[Item], nb: str, en: str) -> Message:
    """What git's log tells: the first, and how many more."""
    due, more = items[0].due, len(items) - 1
    return Message(
        f"{nb} «{{what}}» {{day}} i {{key}}" + (f" og {more} til" if more else ""),
        f"{en} “{{what}}” {{day}} in {{key}}" + (f" and {more} more" if more else ""),
        what=Message(due_headline(due, "nb"), due_headline(due, "en")),
        day=due.due,
        key=due.key,
    )


def _day(text: str, today: dt.date) -> dt.date:
    found = read_date(text)
    if found is None:
        raise UsageError(
            nb="Skriv dagen det ble gjort, som år-måned-dag.",
            en="Write the day it was done, as year-month-day.",
        )
    if found > today:
        raise UsageError(
            nb="Dagen har ikke kommet ennå. Registrer det når det er gjort.",
            en="The day has not come yet. Record it when it is done.",
        )
    return found


def _sent(visit: Visit, field: str) -> Upload | None:
    sent = visit.form.get(field)
    return uploaded(visit.form, field, _KINDS) if isinstance(sent, UploadFile) and sent.filename else None


def _put(folder: Path, one: PostedDeed) -> tuple[Path, ...]:
    """The file under its own name, in a folder for this item alone. `safe_name` leads nowhere."""
    if one.upload is None:
        return ()
    path = folder / str(one.number) / one.upload.name
    path.parent.mkdir()
    path.write_bytes(one.upload.data)
    return (path,)
