"""No program that a repository names is run: each way git knows leaves a marker when it works, and none does here.

Where git itself can be made to run it, by a command that somebody types every day, that is shown first.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from avtale.errors import AvtaleError
from avtale.facts.at_revision import at_revision
from avtale.facts.git import before, files_at, tracked
from avtale.facts.repository import Repository
from avtale.rules.check import check, remembered
from tests.git import git
from tests.hostile.lying import EVENT, TEXT, commit, forge, honest
from tests.support import ON, discovered

Make = Callable[[Path, Path], None]


@dataclass(frozen=True)
class Way:
    """What makes git run `program` in the repository `top`; `typed` is a git command that then does it, "" where none is shown."""

    name: str
    make: Make
    typed: str = ""

    def __str__(self) -> str:
        return self.name


def config(*pairs: str) -> Make:
    """Settings of the repository; {} is the program."""

    def make(top: Path, program: Path) -> None:
        for pair in pairs:
            name, _, value = pair.partition("=")
            git(top, "config", "--add", name, value.replace("{}", str(program)))

    return make


def attributes(line: str, *pairs: str) -> Make:
    def make(top: Path, program: Path) -> None:
        (top / ".git/info").mkdir(exist_ok=True)
        (top / ".git/info/attributes").write_text(f"*.yaml {line}\n")
        config(*pairs)(top, program)

    return make


def hooks(folder: str | None) -> Make:
    names = (
        *("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc", "fsmonitor-watchman"),
        *("post-merge", "pre-commit", "pre-push", "post-rewrite", "sendemail-validate", "push-to-checkout"),
    )

    def make(top: Path, program: Path) -> None:
        place = top / (folder or ".git/hooks")
        place.mkdir(exist_ok=True)
        for name in names:
            shutil.copy(program, place / name)
        if folder:
            git(top, "config", "core.hooksPath", folder)

    return make


def promised(*pairs: str) -> Make:
    """A partial clone whose blobs are gone, so that git would fetch them from where the settings say."""

    def make(top: Path, program: Path) -> None:
        for path in (EVENT, TEXT):
            name = git(top, "rev-parse", f"main:{path}")
            (top / ".git/objects" / name[:2] / name[2:]).unlink()
        config(
            "core.repositoryFormatVersion=1",
            "extensions.partialClone=origin",
            "remote.origin.promisor=true",
            *pairs,
        )(top, program)

    return make


def included(top: Path, program: Path) -> None:
    (top / "evil.config").write_text(f'[core]\n\tfsmonitor = "{program}"\n\tpager = "{program}"\n')
    git(top, "config", "include.path", "../evil.config")


def of_the_work_tree(top: Path, program: Path) -> None:
    git(top, "config", "core.repositoryFormatVersion", "1")
    git(top, "config", "extensions.worktreeConfig", "true")
    (top / ".git/config.worktree").write_text(f'[core]\n\tfsmonitor = "{program}"\n')


def another_git_folder(top: Path, program: Path) -> None:
    (top / ".git").rename(top / "inner")
    (top / ".git").write_text("gitdir: inner\n")
    git(top, "config", "core.fsmonitor", str(program))


def a_bare_repository(top: Path, program: Path) -> None:
    bare = top.parent / "bare"
    git(top.parent, "clone", "-q", "--bare", "--no-local", str(top), str(bare))
    git(bare, "config", "core.fsmonitor", str(program))
    git(bare, "config", "core.bare", "false")
    git(bare, "config", "core.worktree", str(top / "agreements"))
    for path in bare.iterdir():
        path.rename(top / "agreements" / path.name)


def a_git_of_its_own(top: Path, program: Path) -> None:
    (top / "bin").mkdir()
    for folder in (top, top / "bin", top / "agreements"):
        shutil.copy(program, folder / "git")


FSMONITOR = "core.fsmonitor={}"
WAYS = [
    Way("clean", attributes("filter=e", "filter.e.clean={}"), "status"),
    Way("smudge", attributes("filter=e", "filter.e.smudge={}"), "checkout -f HEAD ."),
    Way("process", attributes("filter=e", "filter.e.process={}", "filter.e.required=true"), "diff"),
    Way("textconv", attributes("diff=e", "diff.e.textconv={}"), "diff"),
    Way("diff-command", attributes("diff=e", "diff.e.command={}"), "diff"),
    Way("merge-driver", attributes("merge=e", "merge.e.driver={}")),
    Way("diff-external", config("diff.external={}"), "diff"),
    Way("fsmonitor", config(FSMONITOR), "status"),
    Way("hooks", hooks(None), "update-ref refs/heads/x HEAD"),
    Way("hooks-path", hooks("evil"), "update-ref refs/heads/x HEAD"),
    Way("include", included, "status"),
    Way("include-if", config("includeIf.gitdir:/.path=/nowhere", FSMONITOR), "status"),
    Way("worktree-config", of_the_work_tree, "status"),
    Way("git-file", another_git_folder, "status"),
    Way("bare-among-the-agreements", a_bare_repository, "-C agreements status"),
    Way("a-program-called-git", a_git_of_its_own),
    Way("pager", config("core.pager={}", "pager.ls-tree={}", "pager.cat-file={}", "pager.rev-list={}")),
    Way("editor", config("core.editor={}", "sequence.editor={}"), "commit --allow-empty"),
    Way(
        "alias", config("alias.ls-tree=!{}", "alias.cat-file=!{}", "alias.merge-base=!{}", "alias.x=!{}"), "x"
    ),
    Way(
        "gpg",
        config("gpg.program={}", "log.showSignature=true", "commit.gpgSign=true"),
        "commit -S --allow-empty -m x",
    ),
    Way("ask-pass", config("core.askPass={}", "credential.helper=!{}")),
    Way("alternate-refs", config("core.alternateRefsCommand={}")),
    Way(
        "promised-ssh",
        promised("core.sshCommand={}", "remote.origin.url=ssh://h/x"),
        "cat-file -p main:" + EVENT,
    ),
    Way(
        "promised-upload-pack",
        promised("remote.origin.url=.", "remote.origin.uploadpack={}"),
        "cat-file -p main:" + EVENT,
    ),
    Way(
        "promised-ext",
        promised("remote.origin.url=ext::{} x", "protocol.ext.allow=always"),
        "cat-file -p main:" + EVENT,
    ),
    Way(
        "promised-proxy",
        promised("remote.origin.url=git://h/x", "core.gitProxy={}"),
        "cat-file -p main:" + EVENT,
    ),
    Way(
        "promised-helper", promised("remote.origin.url=x", "remote.origin.vcs=evil", "credential.helper=!{}")
    ),
    Way("promised-bundle", promised("remote.origin.url=.", "fetch.bundleURI=ext::{}", "core.hooksPath=evil")),
    Way("pack-objects", promised("remote.origin.url=.", "uploadpack.packObjectsHook={}")),
    Way("submodule", config("submodule.x.update=!{}", "submodule.recurse=true")),
]
SURROUNDINGS = {
    "GIT_EXTERNAL_DIFF": "{}",
    "GIT_PAGER": "{}",
    "GIT_SSH_COMMAND": "{}",
    "GIT_ASKPASS": "{}",
    "GIT_EDITOR": "{}",
    "GIT_EXEC_PATH": "{bin}",
    "GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='{}'",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = honest(tmp_path_factory.mktemp("honest"))
    forge(top)
    commit(top)
    return top


@pytest.fixture
def top(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "c" / template.name, symlinks=True))


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "marker"


@pytest.fixture
def program(tmp_path: Path, marker: Path) -> Path:
    path = tmp_path / "evil.sh"
    path.write_text(f'#!/bin/sh\n: > "{marker}"\nexit 1\n')
    path.chmod(0o755)
    return path


def ask_everything(top: Path) -> set[str]:
    """Every question that avtale has for git; what the check finds."""
    root = top / "agreements"
    repository = Repository.open(root)
    past = remembered(repository)
    assert past is not None
    for asked in (
        lambda: before(top / EVENT, root, past.bases),
        lambda: files_at(root, "HEAD"),
        lambda: tracked(top / TEXT),
        lambda: at_revision(f"main:{TEXT}", root),
    ):
        with contextlib.suppress(AvtaleError):
            asked()
    report = check(repository, on=ON, history=past)
    return {finding.code for finding in report.findings} | set(report.not_compared)


@pytest.mark.parametrize("way", discovered(WAYS, at_least=25), ids=str)
def test_it_is_not_run(
    way: Way, top: Path, program: Path, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way.make(top, program)
    monkeypatch.chdir(top)
    monkeypatch.setenv("PATH", os.pathsep.join([str(top / "bin"), ".", "", os.environ["PATH"]]))
    for path in (TEXT, EVENT):
        os.utime(top / path)  # or git would trust what it knows of them
    found = ask_everything(top)
    assert not marker.exists()
    assert found & {"register-changed"}  # git did answer, or that it did not is told
    if way.typed:
        monkeypatch.undo()
        (top / TEXT).write_text((top / TEXT).read_text() + "# x\n")
        with contextlib.suppress(subprocess.CalledProcessError):
            git(top, *way.typed.split())
        assert marker.exists(), "git does not run it: this shows nothing"


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_nor_what_the_surroundings_name(
    name: str, top: Path, program: Path, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (top / "bin").mkdir()
    for each in ("git", "git-ls-tree", "git-cat-file", "git-remote-https"):
        shutil.copy(program, top / "bin" / each)
    monkeypatch.setenv(
        name, SURROUNDINGS[name].replace("{bin}", str(top / "bin")).replace("{}", str(program))
    )
    assert "register-changed" in ask_everything(top)
    assert not marker.exists()


def test_the_settings_of_the_one_who_asks_are_no_programs_either(
    top: Path, program: Path, marker: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".gitconfig").write_text(
        f'[core]\n\tfsmonitor = "{program}"\n\thooksPath = "{program.parent}"\n'
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".gitconfig"))
    assert "register-changed" in ask_everything(top)
    assert not marker.exists()


def test_no_module_that_lies_where_one_stands_is_run(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "avtale", "--version"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "click.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert not (tmp_path / "ran").exists()
