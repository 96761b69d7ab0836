"""The examples under examples/findings/, found by folder: see examples/README.md for how they are laid."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from avtale.facts.git import history
from avtale.facts.repository import Repository
from avtale.rules.check import check
from avtale.rules.report import Report
from tests.support import ON

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "examples/findings"


@dataclass(frozen=True)
class Example:
    """One document or repository that shows a finding, or that is free of it."""

    code: str
    name: str
    make: Callable[[Path], Path]

    @property
    def is_bad(self) -> bool:
        return self.name.startswith("bad-")

    def __str__(self) -> str:
        return f"{self.code}/{self.name}"

    def report(self, folder: Path) -> Report:
        """What a check of it finds; `folder` is empty, for those that are made when they are needed."""
        return checked(self.make(folder))


def checked(path: Path, lang: str = "nb") -> Report:
    """A loose file, or the repository in a folder with `agreements/`."""
    if path.is_file():
        return check(Repository.loose([path]), on=ON, lang=lang)
    repository = Repository.open(path / "agreements")
    # Only those made in a folder of their own have a history; the others lie in this repository's.
    own = history(repository.root or path) if (path / ".git").exists() else None
    return check(repository, on=ON, lang=lang, history=own)


def stored() -> list[Example]:
    """Those that lie as files."""
    return [
        Example(path.parent.name, path.name, lambda _, path=path: path)  # type: ignore[misc]
        for path in sorted(FOLDER.glob("*/*"))
        if path.name.startswith(("bad-", "good-"))
    ]


def made() -> list[Example]:
    """Those that cannot well be stored: of another encoding, very large, or with a history in git."""
    return [
        Example("file-encoding", "bad-utf-16", lambda folder: _file(folder, PLAIN.encode("utf-16"))),
        Example(
            "file-encoding",
            "bad-latin-1",
            lambda folder: _file(folder, b"# \xf8\n" + PLAIN.encode("utf-8")),
        ),
        Example(
            "file-too-large", "bad-ten-megabytes", lambda folder: _file(folder, b"# " + b"x" * 10_000_000)
        ),
        Example("file-link", "bad-out", lambda folder: _link(folder, "../ute.yaml")),
        Example("file-link", "bad-nowhere", lambda folder: _link(folder, "borte.yaml")),
        Example("file-link", "good-within", lambda folder: _link(folder, "overrides/eksempel-nav-1.00.yaml")),
        Example("plan-tracked", "bad-tracked", lambda folder: _plan(folder, tracked=True, invented=False)),
        Example("plan-tracked", "good-ignored", lambda folder: _plan(folder, tracked=False, invented=False)),
        Example("plan-tracked", "good-invented", lambda folder: _plan(folder, tracked=True, invented=True)),
        Example("register-changed", "bad-altered", lambda folder: _history(folder, "altered")),
        Example("register-changed", "bad-gone", lambda folder: _history(folder, "gone")),
        Example("register-changed", "good-added", lambda folder: _history(folder, "added")),
    ]


PLAIN = (FOLDER / "file-empty/good-plain.yaml").read_text(encoding="utf-8")


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "example.yaml"
    path.write_bytes(data)
    return path


def _plan(folder: Path, *, tracked: bool, invented: bool) -> Path:
    """A repository in git with a follow-up plan in plans/, which git ignores unless it is forced."""
    plan = (FOLDER / "plan-without-goal/good-goal.yaml").read_text(encoding="utf-8")
    assert "invented: true\n" in plan
    (folder / "agreements/plans").mkdir(parents=True)
    (folder / ".gitignore").write_text("agreements/plans/\n", encoding="utf-8")
    settings = FOLDER / "plan-misplaced/good-plans/agreements/avtale.yaml"
    (folder / "agreements/avtale.yaml").write_bytes(settings.read_bytes())
    written = plan if invented else plan.replace("invented: true\n", "")
    (folder / "agreements/plans/eksempel-plan-1.00.yaml").write_text(written, encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".", *(["-f"] if tracked else []))
    git(folder, "commit", "-q", "-m", "Begun")
    return folder


def _link(folder: Path, target: str) -> Path:
    """A repository whose one document is a link."""
    agreements = folder / "agreements"
    agreements.mkdir(parents=True)
    (agreements / "avtale.yaml").write_text(
        "format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\n", encoding="utf-8"
    )
    (folder / "ute.yaml").write_text(PLAIN, encoding="utf-8")
    (agreements / "overrides").mkdir()
    (agreements / "overrides/eksempel-nav-1.00.yaml").write_text(PLAIN, encoding="utf-8")
    (agreements / "eksempel-nav-1.00.yaml").symlink_to(target)
    return folder


def _history(folder: Path, change: str) -> Path:
    """A repository in git whose register was committed on main, and then changed on a branch."""
    agreements = folder / "agreements"
    approved = FOLDER / "approval-differs/good-same/agreements"
    for path in approved.rglob("*.yaml"):
        target = agreements / path.relative_to(approved)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Approved")
    git(folder, "switch", "-q", "-c", "work")
    event = agreements / "register/eksempel-nav/1.00/approval.yaml"
    if change == "altered":
        event.write_text(event.read_text(encoding="utf-8") + "# rettet\n", encoding="utf-8")
    elif change == "gone":
        event.unlink()
        (agreements / "eksempel-nav-1.00.yaml").unlink()
    else:
        withdrawal = event.with_name("withdrawal.yaml")
        withdrawal.write_text(
            "format: 1\nevent: withdrawal\nkey: eksempel-nav\nversion: '1.00'\non: 2026-11-20\n"
            "withdrawn_by: Kari Eksempel\nreason: Oppdiktet.\n",
            encoding="utf-8",
        )
    git(folder, "add", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Changed")
    return folder


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder of a test, whatever the machine's settings are."""
    name = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *name, *arguments], check=True, capture_output=True)
