"""The annex is missing or another one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.labels import nearest
from avtale.format.model import Annex
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """An annex is a title with file and SHA-256, or with the key and version of a document (docs/architecture.md, "What is kept, and where")."""
    for annex in context.all(Annex):
        yield from _annex(annex, context)


def _annex(annex: Annex, context: RuleContext) -> Iterator[Problem]:
    title = str(annex.title or "")
    if annex.key is not None:
        yield from _document(annex, annex.key, context)
    if annex.file is None and annex.key is not None:
        return
    if annex.file is None:
        yield problem(
            annex.pointer,
            f"Vedlegget «{title}» har ingen fil. Legg filen i samlingen og skriv «file:».",
            f"The annex “{title}” has no file. Put the file into the repository and write “file:”.",
            severity="warning",
        )
        return
    at = f"{annex.pointer}/file"
    path = _inside(context, annex.file)
    listed = (
        annex.sha256 is not None
    )  # then its content is part of what was approved, and no silence covers that
    if path is None:
        outside = problem(
            at,
            f"«Fil» (file): «{annex.file}» ligger utenfor samlingen. Legg filen i samlingen.",
            f"“File” (file): “{annex.file}” lies outside the repository. Put the file inside it.",
        )
        yield replace(outside, binding=listed)
        return
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        missing = problem(
            at,
            f"«Fil» (file): fant ikke «{annex.file}». Stien regnes fra mappen dokumentet ligger i.",
            f"“File” (file): there is no “{annex.file}”. The path counts from the document's folder.",
        )
        yield replace(missing, binding=listed)
        return
    if annex.sha256 is None:
        frozen = context.repository.frozen_by(context.entry) is not None
        add_nb, add_en = (
            ("Legg i neste versjon til", "In the next version, add") if frozen else ("Legg til", "Add")
        )
        yield problem(
            annex.pointer,
            f"Vedlegget «{title}» mangler fingeravtrykket av filen. {add_nb} «sha256: {digest}».",
            f"The annex “{title}” lacks the digest of its file. {add_en} “sha256: {digest}”.",
            severity="warning",
        )
    elif annex.sha256.lower() != digest:
        other = problem(
            f"{annex.pointer}/sha256",
            f"«SHA-256» (sha256): filen «{annex.file}» er en annen enn den som ble ført opp. "
            f"Sett den tilbake, eller lag en ny versjon med «sha256: {digest}».",
            f"“SHA-256” (sha256): the file “{annex.file}” is not the one that was listed. "
            f"Put it back, or make a new version with “sha256: {digest}”.",
        )
        yield replace(other, binding=True)


def _document(annex: Annex, key: str, context: RuleContext) -> Iterator[Problem]:
    """An annex that is a document of the repository, by its key and perhaps its version."""
    known = context.repository.versions.get(key, [])
    if context.entry.named_by(key, annex.version):
        yield problem(
            f"{annex.pointer}/key",
            "«Nøkkel» (key): et dokument kan ikke være vedlegg til seg selv. Rett nøkkelen.",
            "“Key” (key): a document cannot be an annex to itself. Correct the key.",
        )
    elif not known:
        near = nearest(key, context.repository.versions)
        yield problem(
            f"{annex.pointer}/key",
            f"«Nøkkel» (key): samlingen har ikke noe dokument «{key}».{f' Mener du «{near}»?' if near else ''} "
            "Legg det inn, eller rett nøkkelen.",
            f"“Key” (key): the repository has no document “{key}”.{f' Do you mean “{near}”?' if near else ''} "
            "Add it, or correct the key.",
        )
    elif annex.version is not None and all(order(each.version) != order(annex.version) for each in known):
        there = ", ".join(str(each.version) for each in known)
        yield problem(
            f"{annex.pointer}/version",
            f"«Versjon» (version): «{key}» finnes ikke i versjon {annex.version}. Det som finnes, er {there}.",
            f"“Version” (version): “{key}” has no version {annex.version}. There is {there}.",
        )


def _inside(context: RuleContext, file: str) -> Path | None:
    """The file within the repository, or beside a loose document; links are followed first."""
    folder = context.entry.path.resolve().parent
    try:
        path = (folder / file).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return path if path.is_relative_to(context.repository.root or folder) else None
