"""A file of evidence is another than the one that was recorded, or gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.rules.rule import Located, problem

_OF_THE_NAME = 12
"""Digits of the digest in the name of a file that `avtale done` keeps: where such a one is missing, it was here."""


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Of what lies in the repository; of an archive elsewhere only its reference is known."""
    root = repository.root
    if root is None:
        return
    for file in repository.log.files:
        for number, one in enumerate(file.record.evidence if file.record and not file.problems else ()):
            if not one.where or not one.sha256:
                continue
            pointer = f"/evidence/{number}/sha256"
            digest = _digest(root, one.where)
            if digest is None and one.sha256[:_OF_THE_NAME] in one.where:
                yield (
                    file.source,
                    problem(
                        pointer,
                        "«Belegg» (evidence): fant ikke «{where}». Hent filen tilbake fra git.",
                        "“Evidence” (evidence): there is no “{where}”. Restore the file from git.",
                        where=one.where,
                    ),
                )
            elif digest not in (None, one.sha256):
                yield (
                    file.source,
                    problem(
                        pointer,
                        "«Belegg» (evidence): «{where}» er en annen fil enn den som ble registrert. Hent den tilbake fra git.",
                        "“Evidence” (evidence): “{where}” is another file than the one that was recorded. Restore it from git.",
                        where=one.where,
                    ),
                )


def _digest(root: Path, where: str) -> str | None:
    """The digest of the file in the repository that a place names; None where it names none."""
    try:
        path = (root / where).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            return None
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
