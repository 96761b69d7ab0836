"""Say in a draft that it replaces another document; that one ends when the draft is approved and has begun."""

from __future__ import annotations

from avtale.errors import StateError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.version import order
from avtale.lifecycle.bump import with_superseded
from avtale.lifecycle.file_change import FileChange
from avtale.lifecycle.transcription import own_version
from avtale.source.write import Replacement, write_whole


def supersede(
    old: DocumentFile, new: DocumentFile, repository: Repository, *, dry_run: bool = False
) -> FileChange:
    """Write `old` into `supersedes` of the draft `new`. Saying it again changes nothing.

    Raises `UsageError` for one document twice or a file outside the repository, `StateError` where `new` is approved or
    taken over, an older version, or itself replaced by `old`.
    """
    for entry in (old, new):
        if repository.root is None or repository.at(entry.path) is None:
            raise UsageError(
                nb=f"{entry.name} ligger ikke i samlingen, så ingen ville se at den er erstattet.",
                en=f"{entry.name} does not lie in the repository, so nobody would see that it is replaced.",
            )
        if entry.document is None or not entry.key or not entry.version:
            raise StateError(
                nb=f"{entry.name} har feil. Kjør «avtale check» og rett dem først.",
                en=f"{entry.name} has errors. Run “avtale check” and mend them first.",
            )
    if old.path == new.path:
        raise UsageError(nb=f"{old} kan ikke erstatte seg selv.", en=f"{old} cannot replace itself.")
    before = new.as_read()
    document = new.document
    assert document is not None  # for the type checker; refused above
    if any((r.key, r.version) in ((old.key, old.version), (old.key, None)) for r in document.supersedes):
        return FileChange(new.path, before, (new.name, new.name), before, new=False)
    _refuse(old, new, repository)
    after = with_superseded(before, document, str(old.key), str(old.version), name=new.name)
    if not dry_run:
        write_whole(new.path, Replacement(before, after))
    return FileChange(new.path, after, (new.name, new.name), before, new=False)


def _refuse(old: DocumentFile, new: DocumentFile, repository: Repository) -> None:
    if repository.frozen_by(new) is not None:
        own = own_version(new, repository)
        did, did_en = ("tatt over", "taken over") if new.transcribed else ("godkjent", "approved")
        raise StateError(
            nb=f"{new} er {did} og endres ikke. {own.nb} Skriv det i den.",
            en=f"{new} is {did_en} and is not changed. {own.en} Write it there.",
        )
    if old.key == new.key and order(old.version) >= order(new.version):
        raise StateError(
            nb=f"{new} er ikke nyere enn {old}. En versjon kan bare erstatte eldre versjoner.",
            en=f"{new} is not newer than {old}. A version can only replace older ones.",
        )
    way = _way_back(old, new, repository)
    if way:
        told = " → ".join(str(entry) for entry in way)
        raise StateError(
            nb=f"Det ville gå i ring: {told} sier alt at den eldre er erstattet.",
            en=f"That would go round in a circle: {told} replace one another already.",
        )


def _way_back(old: DocumentFile, new: DocumentFile, repository: Repository) -> list[DocumentFile]:
    """From `old` to `new` over what each says it replaces; empty where there is no such way."""
    by_key = repository.versions
    waiting, seen = [[old]], {old.path}
    while waiting:
        way = waiting.pop()
        document = way[-1].document
        for reference in document.supersedes if document else ():
            for entry in by_key.get(reference.key or "", ()):
                if reference.version not in (None, entry.version) or entry.path in seen:
                    continue
                if entry.path == new.path:
                    return [*way, entry]
                seen.add(entry.path)
                waiting.append([*way, entry])
    return []
