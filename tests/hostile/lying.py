"""Repositories that lie: an approved agreement in git, and ways to change what is frozen without its being seen.

Each begins as a copy of one repository that passes `check --strict`, on the branch `work` where `main` is decided.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from avtale.facts.repository import Repository
from avtale.lifecycle.approve import approve
from tests.git import git
from tests.support import AGREEMENT, ON, write

AGREEMENTS = "agreements"
TEXT = "agreements/prove/prove-1.00.yaml"
EVENT = "agreements/register/prove/1.00/approval.yaml"
LOG = "agreements/log/prove/2027-04-30-evaluation.yaml"
SETTINGS = "agreements/avtale.yaml"


def honest(folder: Path) -> Path:
    """The repository that everything begins with; gives the top of its checkout."""
    top = folder / "kommune ø"
    write(top / TEXT, AGREEMENT + "silences: [{code: unsigned, reason: Oppdiktet.}]\n")
    write(
        top / SETTINGS,
        "format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\nlanguage: nb\nmain_branch: main\n",
    )
    people = (f"{{role: {each}, name: Post, email: post@{each}.example}}" for each in ("county", "nav"))
    write(top / AGREEMENTS / "contacts.yaml", f"format: 1\ncontacts: [{', '.join(people)}]\n")
    write(
        top / LOG,
        "format: 1\nkey: prove\nduty: evaluation\noccurrence: 2027-04-30\ndone_on: 2026-11-12\nby: Leder\n",
    )
    repository = Repository.open(top / AGREEMENTS)
    (entry,) = repository.entries
    approve(entry, repository, by="Kari Oppdiktet", on=ON, findings=())
    git(top, "init", "-q", "-b", "main")
    commit(top, "Approved")
    write(top / "notes.txt", "Oppdiktet.\n")
    commit(top, "More")
    git(top, "switch", "-q", "-c", "work")
    return top


def commit(top: Path, message: str = "Changed") -> str:
    git(top, "add", "-A", "-f")
    git(top, "commit", "-q", "--allow-empty", "-m", message)
    return git(top, "rev-parse", "HEAD")


def forge(top: Path, event: str = EVENT, text: str = TEXT) -> None:
    """Alter an approved text and its approval, so that the two agree."""
    from avtale.format.fingerprint import fingerprint
    from avtale.source.read import read_source

    file, approval = top / text, top / event
    old = fingerprint(read_source(file).data)
    file.write_text(
        file.read_text(encoding="utf-8").replace("to: 2029-07-31", "to: 2028-07-31"), encoding="utf-8"
    )
    new = fingerprint(read_source(file).data)
    assert new != old
    approval.write_text(approval.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@dataclass(frozen=True)
class Lie:
    """A way to lie: what is done to the repository, and what a check must answer.

    `answer`: a code that must be an error; "unsure" where it must be told that something was not compared; "" where
    nothing is wrong and nothing may be told. `agreements` is the folder that is checked, from where `make` says the top is.
    """

    name: str
    answer: str
    make: Callable[[Path], Path | None]
    agreements: str = AGREEMENTS
    base: str | None = None
    targets: Callable[[Path], tuple[str, ...]] = field(default=lambda _: ())

    def __str__(self) -> str:
        return self.name


LIES: list[Lie] = []


def lie(
    answer: str, **more: object
) -> Callable[[Callable[[Path], Path | None]], Callable[[Path], Path | None]]:
    def keep(make: Callable[[Path], Path | None]) -> Callable[[Path], Path | None]:
        LIES.append(Lie(make.__name__.strip("_"), answer, make, **more))  # type: ignore[arg-type]
        return make

    return keep


# --- text and approval altered together ---


@lie("register-changed")
def altered_and_committed(top: Path) -> None:
    forge(top)
    commit(top)


@lie("register-changed")
def altered_and_not_committed(top: Path) -> None:
    forge(top)


@lie("register-changed")
def altered_and_only_staged_back(top: Path) -> None:
    forge(top)
    git(top, "update-index", "--assume-unchanged", EVENT, TEXT)


@lie("register-changed")
def skip_worktree(top: Path) -> None:
    forge(top)
    git(top, "update-index", "--skip-worktree", EVENT, TEXT)


@lie("register-changed")
def deleted(top: Path) -> None:
    git(top, "rm", "-q", EVENT)
    commit(top)


@lie("register-changed")
def deleted_and_not_committed(top: Path) -> None:
    (top / EVENT).unlink()


@lie("register-changed")
def renamed(top: Path) -> None:
    (top / EVENT).rename(top / EVENT.replace("approval", "withdrawal"))
    commit(top)


@lie("register-changed")
def moved_with_its_document(top: Path) -> None:
    for path in (TEXT, EVENT):
        new = top / path.replace("prove", "annen")
        new.parent.mkdir(parents=True)
        (top / path).rename(new)
        new.write_text(new.read_text().replace("key: prove", "key: annen"))
    commit(top)


@lie("register-changed")
def log_altered(top: Path) -> None:
    path = top / LOG
    path.write_text(path.read_text().replace("2026-11-12", "2026-11-13"))
    commit(top)


@lie("register-changed")
def log_deleted(top: Path) -> None:
    shutil.rmtree(top / "agreements/log")
    commit(top)


@lie("changed-after-approval")
def only_the_text(top: Path) -> None:
    path = top / TEXT
    path.write_text(path.read_text().replace("to: 2029-07-31", "to: 2028-07-31"))
    commit(top)


@lie("transcription-approved")
def the_text_called_a_transcription(top: Path) -> None:
    path = top / TEXT
    path.write_text(
        path.read_text().replace("to: 2029-07-31", "to: 2028-07-31") + "transcribed_from: {title: Gammel}\n"
    )
    commit(top)


@lie("register-orphan")
def the_text_deleted(top: Path) -> None:
    git(top, "rm", "-q", TEXT)
    commit(top)


# --- a second approval ---


def second(name: str) -> Callable[[Path], None]:
    def make(top: Path) -> None:
        old = (top / EVENT).read_text()
        forge(top)
        path = top / EVENT
        path.with_name("forged").write_text(path.read_text())
        path.write_text(old)
        new = path.parent / name
        new.parent.mkdir(parents=True, exist_ok=True)
        path.with_name("forged").rename(new)
        commit(top)

    return make


for _name in (
    *(
        "approval-0.yaml",
        "approval-prove.yaml",
        "0.yaml",
        "approval.yml",
        "approval.YAML",
        "approval.yaml.bak",
    ),
    *(
        "0/approval.yaml",
        "../approval.yaml",
        "../../approval.yaml",
        "signature-county.yaml",
        ".approval.yaml",
        "approval",
    ),
):
    LIES.append(Lie(f"second_approval[{_name}]", "register-misplaced", second(_name)))


# --- links, submodules, what is no file ---


def _linked(path: str, *, merged: bool) -> Callable[[Path], None]:
    def make(top: Path) -> None:
        if merged:
            git(top, "switch", "-q", "main")
        (top / path).rename(top / "elsewhere")
        (top / path).symlink_to(os.path.relpath(top / "elsewhere", (top / path).parent))
        if merged:
            commit(top, "Linked")
            git(top, "switch", "-q", "-C", "work")
        forge(top)
        commit(top)

    return make


for _path in ("agreements/register", "agreements/register/prove", "agreements/register/prove/1.00", EVENT):
    for _merged in (False, True):
        LIES.append(Lie(f"link[{_path},{_merged}]", "register-linked", _linked(_path, merged=_merged)))
LIES.append(Lie("link[log]", "register-linked", _linked("agreements/log", merged=False)))
LIES.append(Lie("link[agreements]", "register-linked", _linked("agreements", merged=False)))


@lie("register-linked")
def a_pipe_in_the_register(top: Path) -> None:
    os.mkfifo(top / "agreements/register/prove/1.00/withdrawal.yaml")


@lie("register-linked")
def a_repository_in_the_register(top: Path) -> None:
    forge(top)
    git(top / "agreements/register", "init", "-q", "-b", "main")
    commit(top / "agreements/register")


@lie("register-changed")
def the_register_became_a_submodule(top: Path) -> None:
    other = top.parent / "other"
    shutil.copytree(top / "agreements/register", other)
    git(other, "init", "-q", "-b", "main")
    commit(other)
    git(top, "rm", "-q", "-r", "agreements/register")
    git(top, "submodule", "add", "-q", str(other), "agreements/register")
    forge(top)
    commit(top / "agreements/register")
    commit(top)


@lie("register-changed")
def the_agreements_became_a_submodule(top: Path) -> None:
    other = top.parent / "other"
    shutil.copytree(top / AGREEMENTS, other)
    forge(other, EVENT.removeprefix("agreements/"), TEXT.removeprefix("agreements/"))
    git(other, "init", "-q", "-b", "main")
    commit(other)
    git(top, "rm", "-q", "-r", AGREEMENTS)
    git(top, "submodule", "add", "-q", str(other), AGREEMENTS)
    commit(top)


# --- what git is told of its own history ---


@lie("register-changed")
def the_settings_name_the_own_branch(top: Path) -> None:
    forge(top)
    path = top / SETTINGS
    path.write_text(path.read_text().replace("main_branch: main", "main_branch: work"))
    commit(top)


@lie("register-changed")
def a_tag_called_main(top: Path) -> None:
    forge(top)
    commit(top)
    for name in ("main", "origin/main", "heads/main", "refs/heads/main"):
        git(top, "tag", name)


@lie("register-changed")
def a_branch_called_like_the_remote(top: Path) -> Path:
    clone = _clone(top)
    forge(clone)
    commit(clone)
    git(clone, "branch", "origin/main")
    git(clone, "branch", "-f", "main")
    git(clone, "switch", "-q", "main")
    return clone


@lie("register-changed")
def replaced_objects(top: Path) -> None:
    forge(top)
    new = commit(top)
    git(top, "replace", git(top, "rev-parse", f"main:{EVENT}"), git(top, "rev-parse", f"HEAD:{EVENT}"))
    git(top, "replace", git(top, "rev-parse", "main^{tree}"), git(top, "rev-parse", "HEAD^{tree}"))
    git(top, "replace", "-f", git(top, "rev-parse", "main"), new)


@lie("register-changed")
def grafts(top: Path) -> None:
    """The branch is said to have begun before the approval, so that what it parted from has none."""
    git(top, "switch", "-q", "--orphan", "before")
    first = commit(top, "Nothing yet")
    git(top, "switch", "-q", "work")
    forge(top)
    last = commit(top)
    (top / ".git/info").mkdir(exist_ok=True)
    main = git(top, "rev-parse", "main")
    (top / ".git/info/grafts").write_text(f"{last} {first}\n{main} {first}\n")


@lie("register-changed")
def objects_in_another_place(top: Path) -> None:
    forge(top)
    commit(top)
    (top / ".git/objects").rename(top.parent / "objects")
    (top / ".git/objects/info").mkdir(parents=True)
    (top / ".git/objects/info/alternates").write_text(f"{top.parent / 'objects'}\n")


@lie("register-changed")
def the_work_tree_is_said_to_lie_elsewhere(top: Path) -> None:
    forge(top)
    commit(top)
    (top.parent / "empty").mkdir()
    git(top, "config", "core.worktree", str(top.parent / "empty"))


@lie("register-changed")
def said_to_be_bare(top: Path) -> None:
    forge(top)
    commit(top)
    git(top, "config", "core.bare", "true")


@lie("register-changed")
def a_bare_repository_among_the_agreements(top: Path) -> None:
    forge(top)
    commit(top)
    bare = top.parent / "bare"
    subprocess.run(["git", "clone", "-q", "--bare", "--no-local", str(top), str(bare)], check=True)
    git(bare, "update-ref", "refs/heads/main", "refs/heads/work")
    for path in bare.iterdir():
        path.rename(top / AGREEMENTS / path.name)


@lie("register-changed")
def nothing_in_common(top: Path) -> None:
    git(top, "switch", "-q", "--orphan", "new")
    git(top, "checkout", "-q", "work", "--", ".")
    forge(top)
    commit(top)


@lie("register-changed")
def not_yet_committed_on_a_new_root(top: Path) -> None:
    forge(top)
    git(top, "symbolic-ref", "HEAD", "refs/heads/new")


@lie("register-changed")
def a_merge_that_drops_what_main_added(top: Path) -> None:
    git(top, "switch", "-q", "main")
    later = EVENT.replace("approval", "withdrawal")
    write(
        top / later,
        "format: 1\nevent: withdrawal\nkey: prove\nversion: '1.00'\non: 2026-11-20\nwithdrawn_by: Kari\nreason: Prøve\n",
    )
    commit(top, "Withdrawn")
    git(top, "switch", "-q", "work")
    git(top, "merge", "-q", "-s", "ours", "main")


@lie("register-changed")
def straight_on_main(top: Path) -> None:
    git(top, "switch", "-q", "main")
    forge(top)
    commit(top)


@lie("register-changed")
def straight_on_main_by_a_merge(top: Path) -> None:
    forge(top)
    commit(top)
    git(top, "switch", "-q", "main")
    git(top, "merge", "-q", "--no-ff", "-m", "Merged", "work")


@lie("register-changed", base="main")
def straight_on_main_that_is_asked_for(top: Path) -> None:
    straight_on_main(top)


@lie("", base="HEAD")
def what_is_committed_is_asked_for(top: Path) -> None:
    straight_on_main(top)


@lie("register-changed", targets=lambda top: (git(top, "rev-parse", "HEAD~2"),))
def straight_on_main_in_a_push_of_two(top: Path) -> None:
    straight_on_main(top)
    write(top / "notes.txt", "Mer.\n")
    commit(top)


@lie("register-changed", targets=lambda _: ("origin/release",))
def into_another_branch(top: Path) -> Path:
    """The branch that it is to go into has an approval that main has not."""
    git(top, "switch", "-q", "-c", "release")
    later = top / EVENT.replace("approval", "adoption-by")
    later.write_text("format: 1\nevent: adoption\nkey: prove\nversion: '1.00'\non: 2026-11-20\nbody: By\n")
    commit(top)
    git(top, "switch", "-q", "work")
    clone = _clone(top)
    git(clone, "switch", "-q", "-c", "mine", "origin/release")
    (clone / later.relative_to(top)).unlink()
    commit(clone)
    return clone


@lie("register-changed", base="main")
def a_base_that_is_asked_for(top: Path) -> None:
    forge(top)
    commit(top)
    git(top, "branch", "origin/HEAD")


@lie("register-changed", agreements="avtaler")
def the_folder_moved_and_altered(top: Path) -> None:
    (top / AGREEMENTS).rename(top / "avtaler")
    forge(top, EVENT.replace("agreements", "avtaler"), TEXT.replace("agreements", "avtaler"))
    commit(top)


@lie("", agreements="avtaler")
def the_folder_moved(top: Path) -> None:
    (top / AGREEMENTS).rename(top / "avtaler")
    commit(top)


# --- another folder takes the place of the one that is checked ---


def _to_the_top(top: Path) -> None:
    for path in sorted((top / AGREEMENTS).iterdir()):
        path.rename(top / path.name)


def _below(path: str) -> str:
    return path.removeprefix("agreements/")


def _in_its_place(stands_there: Callable[[Path], None]) -> Callable[[Path], None]:
    """What is found from the top is the folder above, while something that is no file keeps the old place."""

    def make(top: Path) -> None:
        _to_the_top(top)
        stands_there(top / SETTINGS)
        forge(top, _below(EVENT), _below(TEXT))
        commit(top)

    return make


for _name, _stands in (
    ("folder", lambda path: (path / "x").mkdir(parents=True)),
    ("link to nowhere", lambda path: path.symlink_to("nowhere")),
    ("nothing", lambda _: None),
):
    LIES.append(Lie(f"the_folder_above[{_name}]", "register-changed", _in_its_place(_stands), agreements="."))


@lie("register-changed", agreements=".")
def the_folder_above_that_main_has_too(top: Path) -> None:
    git(top, "switch", "-q", "main")
    shutil.copy(top / SETTINGS, top / "avtale.yaml")
    commit(top)
    commit(top)
    git(top, "switch", "-q", "-C", "work")
    (top / SETTINGS).unlink()
    _to_the_top(top)
    forge(top, _below(EVENT), _below(TEXT))
    commit(top)


def _at_the_top(top: Path) -> None:
    git(top, "switch", "-q", "main")
    _to_the_top(top)
    commit(top)
    commit(top)
    git(top, "switch", "-q", "-C", "work")


@lie("register-changed")
def the_folder_below_is_found_first(top: Path) -> None:
    _at_the_top(top)
    (top / AGREEMENTS).mkdir(exist_ok=True)
    shutil.copy(top / "avtale.yaml", top / SETTINGS)
    other = (top / _below(TEXT)).read_text().replace("key: prove", "key: annen")
    write(top / "agreements/annen/annen-1.00.yaml", other)
    commit(top)


@lie("")
def the_folder_moved_below(top: Path) -> None:
    _at_the_top(top)
    for name in ("avtale.yaml", "contacts.yaml", "register", "log", "prove"):
        (top / AGREEMENTS).mkdir(exist_ok=True)
        (top / name).rename(top / AGREEMENTS / name)
    commit(top)


@lie("register-changed", agreements="avtaler")
def moved_under_another_key_and_a_decoy_deleted(top: Path) -> None:
    git(top, "switch", "-q", "main")
    write(top / "a/avtale.yaml", (top / SETTINGS).read_text())
    commit(top)
    commit(top)
    git(top, "switch", "-q", "-C", "work")
    shutil.rmtree(top / "a")
    (top / AGREEMENTS).rename(top / "avtaler")
    for path in (TEXT, EVENT, LOG):
        old = top / path.replace("agreements", "avtaler")
        new = top / path.replace("agreements", "avtaler").replace("prove", "annen")
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(old.read_text().replace("key: prove", "key: annen"))
        old.unlink()
    commit(top)


# --- what cannot be compared is told ---


@lie("unsure", targets=lambda _: ("origin/release",))
def a_tag_called_like_the_target(top: Path) -> Path:
    forge(top)
    commit(top)
    git(top, "tag", "origin/release")
    git(top, "tag", "release")
    clone = _clone(top, "--single-branch", "--no-local", "-b", "work")
    git(clone, "remote", "set-head", "origin", "-d")
    return clone


@lie("unsure")
def a_tag_called_like_the_branch_of_the_settings(top: Path) -> Path:
    path = top / SETTINGS
    path.write_text(path.read_text().replace("main_branch: main", "main_branch: trunk"))
    forge(top)
    commit(top)
    git(top, "tag", "trunk")
    git(top, "tag", "origin/trunk")
    clone = _clone(top, "--single-branch", "--no-local", "-b", "work")
    git(clone, "remote", "set-head", "origin", "-d")
    return clone


@lie("unsure")
def a_submodule_in_a_clone_of_the_last_commit(top: Path) -> Path:
    """The submodule's own main has the altered text; what it was stands in the history that was not fetched."""
    the_agreements_became_a_submodule(top)
    clone = _clone(top, "--depth=1", "--no-local", "-b", "work")
    git(clone, "submodule", "update", "-q", "--init")
    inner = clone / AGREEMENTS
    git(inner, "commit", "-q", "--allow-empty", "-m", "More")
    git(inner, "push", "-q", "origin", "HEAD:refs/heads/next")
    git(inner, "fetch", "-q", "origin", "+refs/heads/next:refs/remotes/origin/main")
    return clone


@lie("unsure")
def a_clone_of_the_last_commit(top: Path) -> Path:
    commit(top)
    return _clone(top, "--depth=1", "--no-single-branch", "--no-local", "-b", "work")


@lie("unsure")
def a_clone_of_one_branch(top: Path) -> Path:
    clone = _clone(top, "--single-branch", "--no-local", "-b", "work")
    git(clone, "remote", "set-head", "origin", "-d")
    return clone


@lie("unsure")
def the_last_commit_of_main(top: Path) -> Path:
    return _clone(top, "--depth=1", "--no-local", "-b", "main")


@lie("register-changed")
def the_last_commit_of_an_altered_branch(top: Path) -> Path:
    forge(top)
    commit(top)
    return _clone(top, "--depth=1", "--no-single-branch", "--no-local", "-b", "work")


@lie("unsure", targets=lambda _: ("origin/nowhere",))
def a_target_that_was_not_fetched(top: Path) -> None:
    commit(top)


@lie("unsure", targets=lambda _: ("1" * 40,))
def a_push_from_what_was_not_fetched(top: Path) -> None:
    commit(top)


@lie("unsure")
def a_main_branch_that_is_not_there(top: Path) -> None:
    path = top / SETTINGS
    path.write_text(path.read_text().replace("main_branch: main", "main_branch: trunk"))
    commit(top)


@lie("unsure")
def a_git_file_that_leads_nowhere(top: Path) -> None:
    forge(top)
    (top / ".git").rename(top.parent / "git")
    (top / ".git").write_text("gitdir: /nowhere\n")


@lie("unsure")
def a_git_link_that_leads_nowhere(top: Path) -> None:
    forge(top)
    (top / ".git").rename(top.parent / "git")
    (top / ".git").symlink_to("/nowhere")


@lie("unsure")
def an_empty_git_folder_below_another(top: Path) -> None:
    forge(top)
    git(top.parent, "init", "-q", "-b", "main")
    (top / ".git").rename(top.parent / "git")
    (top / ".git").mkdir()


@lie("unsure")
def an_extension_that_git_does_not_know(top: Path) -> None:
    forge(top)
    git(top, "config", "core.repositoryFormatVersion", "1")
    git(top, "config", "extensions.evil", "true")


@lie("unsure")
def names_of_another_length(top: Path) -> None:
    """git then takes every branch for one that is none."""
    forge(top)
    commit(top)
    git(top, "config", "core.repositoryFormatVersion", "1")
    git(top, "config", "extensions.objectFormat", "sha256")


@lie("unsure")
def objects_that_are_gone(top: Path) -> None:
    forge(top)
    name = git(top, "rev-parse", f"main:{EVENT}")
    (top / ".git/objects" / name[:2] / name[2:]).unlink()


@lie("unsure")
def a_head_that_leads_nowhere(top: Path) -> None:
    forge(top)
    git(top, "update-ref", "refs/heads/kept", "work")
    git(top, "branch", "-q", "-D", "main")
    git(top, "symbolic-ref", "HEAD", "refs/heads/none")


@lie("unsure")
def a_pointer_of_git_lfs(top: Path) -> None:
    _as_pointer(top)


@lie("unsure")
def an_id_that_git_puts_in(top: Path) -> None:
    """git's own form has $Id$, and outside git something else stands there."""
    git(top, "switch", "-q", "main")
    path = top / EVENT
    path.write_text(path.read_text() + "# $Id$\n")
    write(top / ".gitattributes", "*.yaml ident\n")
    commit(top)
    commit(top)
    git(top, "switch", "-q", "-C", "work")
    path.write_text(path.read_text().replace("$Id$", "$Id: 1234 $"))


@lie("register-changed")
def a_filter_that_makes_the_old_of_the_new(top: Path) -> None:
    (top / ".git/info").mkdir(exist_ok=True)
    shutil.copy(top / EVENT, top.parent / "old")
    git(top, "config", "filter.e.clean", f"cat '{top.parent / 'old'}'")
    write(top / ".gitattributes", "*.md filter=e\n")
    forge(top)
    commit(top)


@lie("unsure")
def a_filter_on_the_register(top: Path) -> None:
    shutil.copy(top / EVENT, top.parent / "old")
    git(top, "config", "filter.e.clean", f"cat '{top.parent / 'old'}'")
    write(top / ".gitattributes", "approval.yaml filter=e\n")
    forge(top)
    git(top, "add", ".gitattributes", EVENT)
    git(top, "commit", "-q", "-m", "Filtered")


@lie("register-changed")
def a_filter_and_an_alteration_that_is_committed(top: Path) -> None:
    write(top / ".gitattributes", "*.yaml filter=e\n")
    forge(top)
    commit(top)


# --- what is right stays right ---


@lie("")
def line_ends_of_windows(top: Path) -> None:
    for path in (TEXT, EVENT, LOG):
        (top / path).write_bytes((top / path).read_bytes().replace(b"\n", b"\r\n"))
    commit(top)


@lie("")
def an_event_that_is_added(top: Path) -> None:
    path = top / EVENT.replace("approval", "adoption-by")
    path.write_text("format: 1\nevent: adoption\nkey: prove\nversion: '1.00'\non: 2026-11-20\nbody: By\n")
    commit(top)


@lie("")
def what_main_has_added_since(top: Path) -> None:
    git(top, "switch", "-q", "main")
    an_event_that_is_added(top)
    git(top, "switch", "-q", "work")


@lie("")
def an_alteration_put_back(top: Path) -> None:
    """Main was altered, and is mended on a branch: what main first had is what was decided."""
    old = {path: (top / path).read_bytes() for path in (TEXT, EVENT)}
    straight_on_main(top)
    git(top, "switch", "-q", "-C", "work")
    for path, content in old.items():
        (top / path).write_bytes(content)
    commit(top)


@lie("")
def a_document_moved_to_another_folder(top: Path) -> None:
    (top / TEXT).rename(top / "agreements/prove-1.00.yaml")
    commit(top)


@lie("")
def another_work_tree(top: Path) -> Path:
    git(top, "worktree", "add", "-q", str(top.parent / "tree"), "-b", "there")
    return top.parent / "tree"


@lie("")
def below_a_home_folder_in_git(top: Path) -> None:
    git(top.parent, "init", "-q", "-b", "main")
    write(top.parent / "x", "x")
    git(top.parent, "add", "x")
    git(top.parent, "commit", "-q", "-m", "x")


@lie("")
def a_full_clone(top: Path) -> Path:
    return _clone(top, "-b", "work")


@lie("")
def packed(top: Path) -> None:
    git(top, "gc", "-q")
    git(top, "commit-graph", "write", "--reachable")


# --- files that are passed over ---


def beside(name: str, content: bytes = b"") -> Callable[[Path], None]:
    def make(top: Path) -> None:
        path = top / AGREEMENTS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = AGREEMENT.replace("key: prove", "key: annen")
        path.write_bytes(content or text.encode())

    return make


for _name in (
    *("annen-1.00.yaml.txt", "annen-1.00.YAML", "annen-1.00.yaml (1)", "annen-1.00.yaml~", "annen-1.00.Yml"),
    *(
        "annen-1.00.yaml.orig",
        "annen-1.00.yml.bak",
        "annen-1.00.yaml.",
        "annen-1.00",
        "annen-1.00.txt",
        "annen.ymal",
    ),
    *(
        "annen-1.00 (Karis motstridende kopi).yaml_",
        ".annen-1.00.yaml",
        ".arkiv/annen-1.00.yaml",
        "annen.json",
    ),
    *("log/annen-1.00.yml", "prove/annen-1.00.yaml.icloud"),
):
    LIES.append(Lie(f"unread[{_name}]", "file-not-read", beside(_name)))
for _name in ("annen.docx", "annen.odt", "annen.pdf", "prove/Annen.DOC", "utkast.rtf"):
    LIES.append(Lie(f"unread[{_name}]", "file-not-read", beside(_name, b"PK\x03\x04")))
LIES.append(
    Lie(
        "unread[utf-16]",
        "file-not-read",
        beside("annen.txt", AGREEMENT.encode("utf-16")),
    )
)
for _name, _text in {
    "one line of JSON": '{"format": 1, "kind": "agreement", "key": "annen"}\n',
    "a byte-order mark": "\ufeffkind: agreement\n",
    "line ends of an old Mac": "format: 1\rkind: agreement\r",
}.items():
    LIES.append(Lie(f"unread[{_name}]", "file-not-read", beside("annen.txt", _text.encode())))
for _name in (
    *(
        "plans/utkast.docx",
        "overrides/mal.docx",
        "README.md",
        ".gitkeep",
        "kontorer.csv",
        "LICENSE",
        "logo.svg",
    ),
    *(
        "baseline.json",
        "register/.gitkeep",
        "register/README.md",
        "prove/.DS_Store",
        ".prove-1.00.yaml.k3j2h1g0.tmp",
    ),
):
    LIES.append(Lie(f"other[{_name}]", "", beside(_name, b"x\n")))


@lie("file-not-read")
def a_folder_that_is_a_link(top: Path) -> None:
    beside("../elsewhere/annen-1.00.yaml")(top)
    (top / "agreements/annen").symlink_to("../elsewhere")


@lie("file-not-read")
def a_pipe_called_like_a_document(top: Path) -> None:
    os.mkfifo(top / "agreements/annen-1.00.yaml")


@lie("no-documents")
def nothing_at_all(top: Path) -> None:
    for path in (TEXT, EVENT, LOG):
        (top / path).unlink()


@lie("")
def an_annex_and_evidence(top: Path) -> None:
    import hashlib

    beside("prove/referat.pdf", b"%PDF-1.7")(top)
    beside("vedlegg.docx", b"PK\x03\x04")(top)
    text = AGREEMENT.replace("key: prove", "key: annen").replace("id: 1.2.3", "id: 1.2.4")
    digest = hashlib.sha256(b"PK\x03\x04").hexdigest()
    write(
        top / "agreements/annen/annen-1.00.yaml",
        f"{text}annexes:\n  - {{title: Satser, file: ../vedlegg.docx, sha256: {digest}}}\n",
    )
    (top / LOG).unlink()
    git(top, "switch", "-q", "main")
    (top / LOG).write_text(
        "format: 1\nkey: prove\nduty: evaluation\noccurrence: 2027-04-30\ndone_on: 2026-11-12\nby: Leder\n"
        f"evidence: [{{title: Referat, where: Arkivet, sha256: {hashlib.sha256(b'%PDF-1.7').hexdigest()}}}]\n"
    )
    commit(top)
    commit(top)


@lie("annex-missing")
def another_annex_and_a_silence(top: Path) -> None:
    """A silence is no part of what was approved, so whoever swaps the annex could add it."""
    an_annex_and_evidence(top)
    path = top / "agreements/annen/annen-1.00.yaml"
    path.write_text(path.read_text() + "silences: [{code: annex-missing, reason: Oppdiktet.}]\n")
    (top / "agreements/vedlegg.docx").write_bytes(b"PK\x03\x04 2")
    commit(top)


@lie("annex-missing")
def an_annex_that_is_gone_and_a_silence(top: Path) -> None:
    another_annex_and_a_silence(top)
    (top / "agreements/vedlegg.docx").unlink()
    commit(top)


@lie("annex-missing")
def an_annex_that_leads_out_and_a_silence(top: Path) -> None:
    another_annex_and_a_silence(top)
    (top / "agreements/vedlegg.docx").unlink()
    (top / "agreements/vedlegg.docx").symlink_to("../../elsewhere.docx")
    commit(top)


@lie("duplicate-version")
def a_draft_of_the_version_and_a_silence(top: Path) -> None:
    """Written with fewer digits it comes first, and whoever builds on the approved version gets the draft."""
    draft = re.sub(r"  approved_(by|on): .*\n", "", (top / TEXT).read_text()).replace("'1.00'", "'1.0'")
    write(top / "agreements/prove/prove-1.0.yaml", draft.replace("to: 2029-07-31", "to: 2028-07-31"))
    with (top / SETTINGS).open("a") as settings:
        settings.write("silences: [{code: duplicate-version, reason: Oppdiktet.}]\n")
    commit(top)


@lie("register-changed")
def patterns_that_take_for_ever(top: Path) -> Path:
    """git tries every split of `**/a/**/a/…` of an attribute, and the whole comparison would be given up for it."""
    deep = "/".join(["a"] * 60)
    (top / deep).mkdir(parents=True)
    shutil.move(top / "agreements", top / deep)
    forge(top / deep)
    commit(top)
    write(top / ".gitattributes", "/".join(["**/a"] * 20) + "/b filter=x\n")
    return top / deep


def _clone(top: Path, *options: str) -> Path:
    clone = top.parent / "clone"
    address = top.as_uri() if "--no-local" in options else str(top)
    options = tuple(each for each in options if each != "--no-local")
    git(top.parent, "clone", "-q", *options, address, str(clone))
    return clone


def _as_pointer(top: Path) -> None:
    """What main has is a pointer of Git LFS; outside git lies what it points at."""
    git(top, "switch", "-q", "main")
    whole = (top / EVENT).read_bytes()
    (top / EVENT).write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 1\n")
    write(top / ".gitattributes", "approval.yaml filter=lfs\n")
    commit(top)
    commit(top)
    git(top, "switch", "-q", "-C", "work")
    (top / EVENT).write_bytes(whole)
