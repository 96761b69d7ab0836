"""«Lagre»: the draft becomes the file, whole or not at all, and never over what somebody else wrote meanwhile.

Where the file has changed since the draft was begun, the two are merged part by part; what both changed is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping

from avtale.desk.acts import act
from avtale.desk.writing.drafts import Draft
from avtale.desk.writing.together import together
from avtale.desk.writing.work import Work
from avtale.errors import StateError
from avtale.facts.merge import Clash, Side
from avtale.facts.repository import Repository
from avtale.facts.version import names_file
from avtale.message import Message
from avtale.source.write import Replacement, is_there, write_whole


def save(work: Work, chosen: Mapping[str, Side] | None = None) -> tuple[str, tuple[Clash, ...]]:
    """Write the draft of `work`. The file's path, and what must be chosen first: then nothing was written.

    `chosen` says for each such field whose text counts, by its pointer. Raises `StateError` for a version that was approved
    meanwhile, or whose file became another's or cannot be read; `SystemFailure` where nothing can be written.
    """
    draft = work.draft
    if draft is None or not draft.changed:
        return work.path, ()
    header = work.data.get("control_header")
    named = f"{work.data.get('key')} {header.get('version') if isinstance(header, dict) else ''}".strip()
    what = (
        Message("Begynner på {named}", "Begins {named}", named=named)
        if work.saved is None
        else Message("Endrer {named}", "Changes {named}", named=named)
    )
    return act(work.visit, what, lambda repository: _write(work, draft, repository, chosen or {}))


def _write(
    work: Work, draft: Draft, repository: Repository, chosen: Mapping[str, Side]
) -> tuple[str, tuple[Clash, ...]]:
    file = work.root / work.path
    now = next((one for one in repository.entries if one.path == file), None)
    if now is not None and repository.frozen_by(now) is not None:
        raise StateError(
            nb="Versjonen er godkjent mens du skrev, og kan ikke endres. Utkastet ditt er urørt. Lag en ny versjon.",
            en="The version was approved while you wrote, and cannot be changed. Your draft is untouched. Make a new version.",
        )
    path = _named_anew(work) if draft.base is None and now is None else work.path
    if now is None:
        other = work.drafts.find(work.person, path) if path != work.path else None
        if path != work.path and (is_there(work.root / path) or (other is not None and other.changed)):
            raise _taken(path)
        write_whole(work.root / path, draft.text, replace=False)
        written = draft.text
    else:
        there = now.as_read()
        written, clashes = _merged(work, draft.base, draft.text, there, chosen)
        if clashes:
            return work.path, clashes
        write_whole(file, Replacement(there, written))
    work.drafts.saved(work.person, work.path, written, work.now, to=path)
    return path, ()


def _merged(
    work: Work, base: bytes | None, mine: bytes, there: bytes, chosen: Mapping[str, Side]
) -> tuple[bytes, tuple[Clash, ...]]:
    if there in (base, mine):
        return mine, ()
    both = together(base, mine, there, name=work.source.name, chosen=chosen)
    if both is None:
        raise StateError(
            nb="Filen er endret av noen andre, og en av de to tekstene kan ikke leses. Rett den i YAML-visningen først.",
            en="Somebody else changed the file, and one of the two texts cannot be read. Mend it in the YAML view first.",
        )
    return both.text, both.clashes


def _named_anew(work: Work) -> str:
    """A new document lies under the key and version it has got while it was written."""
    header = work.data.get("control_header")
    key, version = work.data.get("key"), header.get("version") if isinstance(header, dict) else None
    if not names_file(key, version):
        return work.path
    return f"{work.path.rpartition('/')[0]}/{key}-{version}.yaml".lstrip("/")


def _taken(path: str) -> StateError:
    return StateError(
        nb="Du har et utkast, eller det finnes et dokument, i {path} allerede. Gi det nye en annen versjon, og lagre igjen.",
        en="You have a draft, or there is a document, in {path} already. Give the new one another version, and save again.",
        path=path,
    )
