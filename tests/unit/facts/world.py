"""An invented repository in a temporary folder, one line per document."""

from __future__ import annotations

from pathlib import Path

from avtale.facts.repository import DocumentFile, Repository
from avtale.format.fingerprint import fingerprint
from avtale.source.read import read_source

SETTINGS = "format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\n"


def document(key: str = "a", version: str = "1.00", *, more: str = "", **validity: str) -> str:
    """A small valid agreement; `validity` takes from_, to, duration, until_replaced."""
    span = ", ".join(f"{name.rstrip('_')}: {value}" for name, value in validity.items())
    return (
        f"format: 1\nkind: agreement\nkey: {key}\nlanguage: nb\ntitle: Avtale {key}\n"
        f"control_header: {{title: A, version: '{version}', id: 1.{len(key)}, written_by: Per}}\n"
        f"parties: [{{id: p, names: [{{name: Eksempel fylkeskommune}}]}}]\nvalidity: {{{span}}}\n{more}"
    )


def repository(folder: Path, *texts: str) -> Repository:
    """The documents written into a new repository, each under its own file name, and the repository opened."""
    root = folder / "agreements"
    root.mkdir(exist_ok=True)
    (root / "avtale.yaml").write_text(SETTINGS, encoding="utf-8")
    for number, text in enumerate(texts):
        (root / f"d{number}.yaml").write_text(text, encoding="utf-8")
    return Repository.open(root)


def event(repo: Repository, entry: DocumentFile, kind: str = "approval", **more: str) -> Repository:
    """The repository opened anew with an event about `entry` in its register."""
    assert repo.root is not None
    content = {
        "approval": {"approved_by": "Kari", "fingerprint": fingerprint(read_source(entry.path).data)},
        "withdrawal": {"withdrawn_by": "Kari", "reason": "Prøve"},
        "takeover": {
            "taken_over_by": "Kari",
            "where": "arkivsak 12/345",
            "fingerprint": fingerprint(read_source(entry.path).data),
        },
        "closing": {"closed_by": "Kari", "because": "history"},
    }[kind]
    fields = {"format": "1", "event": kind, "key": entry.key, "version": f"'{entry.version}'", "on": "2026-01-01", **content, **more}  # fmt: skip
    path = repo.root / "register" / str(entry.key) / str(entry.version) / f"{kind}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), encoding="utf-8")
    return Repository.open(repo.root)
