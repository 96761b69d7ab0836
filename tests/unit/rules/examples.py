"""The examples of each code: those of the catalogue, laid out, and those that are made here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from avtale.catalogue.report import Report
from avtale.facts.git import before, history
from avtale.facts.repository import Repository
from avtale.report.baseline import acceptable, compare, read_baseline, write_baseline
from avtale.report.grown import describe_grown, grown
from avtale.rules.check import check
from tests.git import git
from tests.laid_out import examples_folder
from tests.support import ON, write

FOLDER = examples_folder()


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
        return self.about(checked(self.make(folder)))

    def about(self, report: Report) -> Report:
        """A report without what is told of every repository that follows something up and has no addresses, unless it shows that."""
        if self.code == "owner-unreachable":
            return report
        other = {("owner-unreachable", "notice")}
        return replace(
            report,
            findings=tuple(each for each in report.findings if (each.code, each.severity) not in other),
        )


def checked(path: Path, lang: str = "nb") -> Report:
    """A loose file, or the repository in a folder with `agreements/`."""
    if path.is_file():
        return check(Repository.loose([path]), on=ON, lang=lang)
    repository = Repository.open(path / "agreements")
    # Only those made in a folder of their own have a history; the others lie in this repository's.
    own = history(repository.root or path) if (path / ".git").exists() else None
    report = check(repository, on=ON, lang=lang, history=own)
    baseline = path / "agreements/baseline.json"
    if own is None or repository.root is None or not baseline.exists():
        return report
    documents = {entry.name for entry in repository.entries}
    compared = compare(report, read_baseline(baseline), documents=documents)
    more = grown(compared, before(baseline, repository.root, own.bases), repository.root, documents)
    return describe_grown(compared, more, baseline, repository.root, lang)


def stored() -> list[Example]:
    """Those of the catalogue."""
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
        Example("baseline-grown", "bad-row", lambda folder: _baseline(folder, "row")),
        Example("baseline-grown", "bad-taken-in", lambda folder: _baseline(folder, "document")),
        Example("baseline-grown", "good-shrunk", lambda folder: _baseline(folder, "shrunk")),
        Example("file-unreadable", "bad-device-error", _refusing),
        Example("file-link", "bad-out", lambda folder: _link(folder, "../ute.yaml")),
        Example("file-link", "bad-nowhere", lambda folder: _link(folder, "borte.yaml")),
        Example("file-link", "good-within", lambda folder: _link(folder, "overrides/eksempel-nav-1.00.yaml")),
        Example("file-not-read", "bad-notepad", lambda folder: _beside(folder, "eksempel-to-1.00.yaml.txt")),
        Example("file-not-read", "bad-conflict", lambda folder: _beside(folder, "eksempel-to-1.00.yaml (1)")),
        Example(
            "file-not-read", "bad-word", lambda folder: _beside(folder, "Avtale utkast.DOCX", b"PK\x03\x04")
        ),
        Example("file-not-read", "bad-no-ending", lambda folder: _beside(folder, "eksempel-to-1.00")),
        Example(
            "file-not-read", "good-other", lambda folder: _beside(folder, "kontorer.csv", b"navn;kommune\n")
        ),
        Example(
            "file-not-read", "good-rendered", lambda folder: _beside(folder, "eksempel-nav.nb.pdf", RENDERED)
        ),
        Example(
            "file-not-read",
            "bad-signed-elsewhere",
            lambda folder: _beside(folder, "eksempel-nav.nb.pdf", RENDERED + b"/ByteRange [0 1 2 3]"),
        ),
        Example(
            "file-not-read", "bad-scanned", lambda folder: _beside(folder, "eksempel-nav.pdf", b"%PDF-1.7\n")
        ),
        Example(
            "file-not-read",
            "good-open-in-word",
            lambda folder: _beside(folder, "~$avtale.docx", b"\4Liv\0" * 32),
        ),
        Example("no-documents", "bad-empty", lambda folder: _alone(folder)),
        Example("no-documents", "good-one", lambda folder: _beside(folder, "README.md", b"# Avtaler\n")),
        Example("register-linked", "bad-folder", lambda folder: _elsewhere(folder, "register")),
        Example(
            "register-linked",
            "bad-file",
            lambda folder: _elsewhere(folder, "register/eksempel-nav/1.00/approval.yaml"),
        ),
        Example("register-linked", "good-real", lambda folder: _elsewhere(folder, None)),
        Example("plan-tracked", "bad-tracked", lambda folder: _plan(folder, tracked=True, invented=False)),
        Example("plan-tracked", "good-ignored", lambda folder: _plan(folder, tracked=False, invented=False)),
        Example("plan-tracked", "good-invented", lambda folder: _plan(folder, tracked=True, invented=True)),
        Example("register-changed", "bad-altered", lambda folder: _history(folder, "altered")),
        Example("register-changed", "bad-gone", lambda folder: _history(folder, "gone")),
        Example("register-changed", "good-added", lambda folder: _history(folder, "added")),
    ]


RENDERED = b"%PDF-1.7\n<xmp:CreatorTool>avtale</xmp:CreatorTool>\n"
PLAIN = (FOLDER / "file-empty/good-plain.yaml").read_text(encoding="utf-8")


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "example.yaml"
    path.write_bytes(data)
    return path


def _refusing(folder: Path) -> Path:
    """A file that opens and then gives an error instead of content, also to root: Linux's view of our own memory."""
    path = folder / "example.yaml"
    path.symlink_to("/proc/self/mem")
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


def _alone(folder: Path) -> Path:
    """A repository with its settings and no document."""
    settings = FOLDER / "plan-misplaced/good-plans/agreements/avtale.yaml"
    write(folder / "agreements/avtale.yaml", settings.read_text(encoding="utf-8"))
    return folder


def _beside(folder: Path, name: str, content: bytes = b"") -> Path:
    """A repository with one document, and a file beside it that is another document unless it is given."""
    write(_alone(folder) / "agreements/eksempel-nav-1.00.yaml", PLAIN)
    other = PLAIN.replace("key: eksempel-nav", "key: eksempel-to")
    (folder / "agreements" / name).write_bytes(content or other.encode())
    return folder


def _elsewhere(folder: Path, moved: str | None) -> Path:
    """A repository with an approved document, and a part of its register moved out with a link to it."""
    approved = FOLDER / "approval-differs/good-same/agreements"
    for path in approved.rglob("*.yaml"):
        write(folder / "agreements" / path.relative_to(approved), path.read_text(encoding="utf-8"))
    if moved is not None:
        place = folder / "agreements" / moved
        place.rename(folder / "elsewhere")
        place.symlink_to(folder / "elsewhere")
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
        write(agreements / "eksempel-to-1.00.yaml", PLAIN.replace("key: eksempel-nav", "key: eksempel-to"))
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


def _baseline(folder: Path, change: str) -> Path:
    """A repository in git whose one document has two accepted faults on main; a third on a branch, or one the less."""
    agreements = folder / "agreements"
    agreements.mkdir(parents=True)
    settings = FOLDER / "plan-misplaced/good-plans/agreements/avtale.yaml"
    (agreements / "avtale.yaml").write_bytes(settings.read_bytes())
    faults = ("    does: melde fra om avbrudd\n", "  written_by: Ola Oppdiktet\n")
    document = agreements / "eksempel-nav-1.00.yaml"
    document.write_text(PLAIN.replace(faults[0], "").replace(faults[1], ""), encoding="utf-8")
    _accept(folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Taken in")
    git(folder, "switch", "-q", "-c", "work")
    if change == "row":
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace("  to: 2029-07-31\n", "  to: 2019-07-31\n"), encoding="utf-8")
    elif change == "document":
        text = PLAIN.replace("key: eksempel-nav", "key: eksempel-to").replace(faults[0], "")
        (agreements / "eksempel-to-1.00.yaml").write_text(text, encoding="utf-8")
    else:
        document.write_text(PLAIN.replace(faults[0], ""), encoding="utf-8")
    _accept(folder)
    return folder


def _accept(folder: Path) -> None:
    report = check(Repository.open(folder / "agreements"), on=ON)
    write_baseline(folder / "agreements/baseline.json", acceptable(report))
