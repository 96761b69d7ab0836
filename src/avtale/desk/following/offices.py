"""A list of offices that was sent: what it would change, and the change itself, all of it or nothing."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from starlette.datastructures import FormData, UploadFile

from avtale.catalogue.report import Report
from avtale.desk.acts import act
from avtale.desk.errors import TooLarge
from avtale.desk.settings import MEGABYTE
from avtale.desk.uploads import Upload, uploaded
from avtale.desk.visit import Visit
from avtale.errors import StateError, UsageError
from avtale.facts.repository import Repository
from avtale.generate.describe import report
from avtale.generate.plan import Plan, plan, write
from avtale.generate.table import Table, read_table
from avtale.message import Message
from avtale.source.write import Replacement
from avtale.wording import told_in

_MOST = MEGABYTE
"""Bytes of a list, which travels with the page of what it would change; 1 MB is some thousand offices."""


class OfficeList(Struct, frozen=True):
    """The list and what was said with it: the agreement it is for, and whether the author's own corrections stand."""

    upload: Upload
    parent: str
    version: str
    mine: bool = False
    role: str = ""
    """The id of the role that the contact person has, where the settings name none that the agreement has."""

    @property
    def data(self) -> str:
        """The list as a field of the form holds it."""
        return base64.b64encode(self.upload.data).decode()


class Tried(Struct, frozen=True):
    """What the list would do, and what is wrong with it."""

    offices: OfficeList
    plan: Plan
    found: Report
    digest: str
    """What would be written, so that nothing else is written than what was shown."""

    @property
    def sound(self) -> bool:
        """Whether it may be done: no error, and nothing that both the list and an author changed."""
        return not self.found.count("error") and not self.plan.of("conflict")

    @property
    def changes(self) -> bool:
        """Also where only what routines are compared with is missing, as after a kill."""
        items = self.plan.items
        return self.plan.contacts is not None or any(
            item.text is not None or item.base is not None for item in items
        )


def sent(visit: Visit) -> OfficeList:
    """The list from the form: a file, or the one that the page before held. Raises `UsageError` and `TooLarge`."""
    key, _, version = visit.field("parent").partition("@")
    held = visit.field("list")
    if held:
        upload = _held(held, visit.field("name"))
    else:
        upload = uploaded(visit.form, "offices", ("xlsx", "csv"), most=_MOST)
    return OfficeList(upload, key, version, bool(visit.field("mine")), visit.field("role"))


def tried(visit: Visit, offices: OfficeList, repository: Repository | None = None) -> Tried:
    """What would come of it now; nothing is written. Raises as `plan`, and `NotHere` for an agreement there is none of."""
    repository = repository or visit.repository
    parent = visit.document(offices.parent, offices.version, repository)
    planned = plan(
        repository,
        parent,
        _table(offices.upload),
        on=visit.today,
        by=visit.person.name,
        mine=offices.mine,
        role=offices.role,
    )
    return Tried(offices, planned, report(planned, told_in(visit.lang)), _digest(planned))


def generate(visit: Visit, offices: OfficeList, shown: str) -> Tried:
    """Write what was `shown`, in one act. Raises `StateError` where it is not sound, or not the same any more."""

    def do(repository: Repository) -> Tried:
        now = tried(visit, offices, repository)
        if not now.sound:
            raise StateError(
                nb="Noe i listen må rettes først. Ingenting er skrevet.",
                en="Something in the list must be mended first. Nothing was written.",
            )
        if now.digest != shown:
            raise StateError(
                nb="Rutinene er endret siden du prøvde listen, og ingenting er skrevet. Se over på nytt.",
                en="The routines changed since you tried the list, and nothing was written. Look it over anew.",
            )
        write(now.plan, repository)
        return now

    told = f"{offices.parent} {offices.version}"
    return act(
        visit,
        Message(
            f"Lager rutiner på {told} av en kontorliste", f"Makes routines on {told} from a list of offices"
        ),
        do,
    )


def _table(upload: Upload) -> Table:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{upload.kind}"
        path.write_bytes(upload.data)
        return read_table(path, upload.name)


def _held(text: str, name: str) -> Upload:
    """A list that a page held, which is not trusted more than a file."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UsageError(
            nb="Listen er ødelagt. Send den på nytt.", en="The list is broken. Send it anew."
        ) from error
    if len(data) > _MOST:
        raise TooLarge(nb="Listen er for stor.", en="The list is too large.")
    return uploaded(
        FormData({"offices": UploadFile(io.BytesIO(data), filename=name)}),
        "offices",
        ("xlsx", "csv"),
        most=_MOST,
    )


def _digest(planned: Plan) -> str:
    """What would be written where, in place of what."""
    made = hashlib.sha256()
    parts: list[bytes] = []
    for item in planned.items:
        if item.text is not None:
            parts += [str(item.file).encode(), item.before or b"", item.text.encode()]
    contacts = planned.contacts
    parts += [contacts.before, contacts.after] if isinstance(contacts, Replacement) else [contacts or b""]
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()
