"""What is frozen, from outside: the command fails where it must, also when it answered before, and the library finds the same."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

import avtale
from tests.acceptance.outside import DAY, repository
from tests.acceptance.outside import avtale as run
from tests.git import git
from tests.hostile.lying import AGREEMENTS, EVENT, commit, forge, honest
from tests.support import ON


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return honest(tmp_path_factory.mktemp("honest"))


@pytest.fixture
def top(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "c" / template.name, symlinks=True))


def check(top: Path, *options: str, **env: str) -> tuple[int, str]:
    ran = run("check", "--on", DAY, *options, cwd=top, env=env)
    return ran.code, ran.said


def test_a_kept_answer_does_not_hide_what_git_says(top: Path, tmp_path: Path) -> None:
    kept = {"AVTALE_CACHE": str(tmp_path / "kept")}
    assert check(top, "--strict", **kept) == (0, "1 fil sjekket, ingen funn.\n")
    assert check(top, "--strict", **kept) == (0, "1 fil sjekket, ingen funn.\n")
    assert list((tmp_path / "kept").rglob("*"))
    old = git(top, "rev-parse", "main")
    forge(top)
    new = commit(top)
    assert check(top, **kept)[0] == 1
    git(top, "branch", "-f", "main", new)  # the same files, another past
    git(top, "commit", "-q", "--allow-empty", "-m", "x")
    assert check(top, **kept)[0] == 0
    code, said = check(top, CI_MERGE_REQUEST_DIFF_BASE_SHA=old, **kept)
    assert (code, "explain register-changed" in said) == (1, True)
    opened = avtale.Repository.open(top / "agreements")
    for targets, found in (((old,), True), ((), False)):  # as the library is told of them
        codes = {each.code for each in avtale.check(opened, on=ON, targets=targets).findings}
        assert ("register-changed" in codes) is found


def test_what_was_not_compared_is_loud(top: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", "-b", "main", top.as_uri(), "clone")
    clone = tmp_path / "clone"
    kept = {"AVTALE_CACHE": str(tmp_path / "kept")}
    code, said = check(clone, **kept)
    assert code == 0
    last = said.splitlines()[-1]
    assert last == "1 fil sjekket: 1 advarsel. Ikke alt er sammenlignet med det som er vedtatt."
    assert check(clone, "--strict", **kept)[0] == 1
    assert not list((tmp_path / "kept").rglob("*"))  # git may be able to tell the next time
    code, said = check(clone, "--format", "json")
    assert json.loads(said)["not_compared"]
    assert "::warning" in check(clone, "--format", "github")[1]
    assert "<failure" in check(clone, "--format", "junit", "--strict")[1]


def test_what_ci_starts_from_decides(top: Path, tmp_path: Path) -> None:
    """Two commits straight on main: the last alone looks innocent."""
    git(top, "switch", "-q", "main")
    before = git(top, "rev-parse", "HEAD")
    forge(top)
    commit(top)
    commit(top, "Innocent")
    assert check(top)[0] == 0
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"ref": "refs/heads/main", "before": before}), encoding="utf-8")
    assert check(top, GITHUB_EVENT_PATH=str(event))[0] == 1
    assert check(top, "--base", before)[0] == 1
    code, said = check(top, "--strict", GITHUB_BASE_REF="nowhere")
    assert (code, "origin/nowhere" in said) == (1, True)


def test_the_library_finds_what_the_command_finds(top: Path) -> None:
    forge(top)
    commit(top)
    found = avtale.check(avtale.Repository.open(top / AGREEMENTS), on=ON).findings
    told = json.loads(check(top, "--format", "json")[1])["findings"]
    assert [(each.code, each.severity, each.file) for each in found] == [
        (each["code"], each["severity"], each["file"]) for each in told
    ]
    assert "register-changed" in {each.code for each in found}
    assert avtale.check(avtale.Repository.open(top / AGREEMENTS), on=ON, history=None).findings == ()
    assert avtale.check(avtale.Repository.open(top / AGREEMENTS), on=ON, base="main").findings == found
    past = avtale.history(top / AGREEMENTS)
    assert past is not None
    assert past.changed == ((EVENT.removeprefix("agreements/"), "altered"),)
    assert not past.complete or past.trouble is None
    with pytest.raises(avtale.UsageError):
        avtale.check(avtale.Repository.open(top / AGREEMENTS), on=ON, base="nowhere")


def test_nothing_is_no_green_answer(tmp_path: Path) -> None:
    file = repository(tmp_path)
    assert check(tmp_path) == (0, "1 fil sjekket, ingen funn.\n")
    file.unlink()
    code, said = check(tmp_path)
    assert (code, "ingen dokumenter" in said, "ingen funn" in said) == (1, True, False)
    baseline = tmp_path / "baseline.json"
    assert check(tmp_path, "--write-baseline", str(baseline))[0] == 1
    assert check(tmp_path, "--baseline", str(baseline))[0] == 1


def test_a_new_repository_keeps_its_line_ends(tmp_path: Path) -> None:
    assert run("init", cwd=tmp_path).code == 0
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == "agreements/** -text\n"
    assert "sto der" in run("init", cwd=tmp_path).said
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == "agreements/** -text\n"
    (tmp_path / ".gitattributes").write_text("*.png binary", encoding="utf-8")
    assert run("init", cwd=tmp_path).code == 0
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == "*.png binary\nagreements/** -text\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize("way", ["none", "count", "parameters", "global", "home", "system", "other"])
def test_a_folder_of_somebody_else_is_read_where_git_would(
    way: str, top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge(top)
    commit(top)
    for path in (top, *top.rglob("*")):
        os.chown(path, 12345, 12345, follow_symlinks=False)
    home = tmp_path / "home"
    home.mkdir()
    config = tmp_path / "config"
    config.write_text(f'[safe]\n\tdirectory = "{"/other" if way == "other" else top}"\n', encoding="utf-8")
    if way == "home":
        config.rename(home / ".gitconfig")
    env = {
        "none": {},
        "count": {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"},
        "parameters": {"GIT_CONFIG_PARAMETERS": "'safe.directory'='*'"},
        "system": {"GIT_CONFIG_SYSTEM": str(config), "GIT_CONFIG_GLOBAL": os.devnull},
    }.get(way, {"GIT_CONFIG_GLOBAL": str(config)} if way != "home" else {})
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {"HOME": str(home), "XDG_CONFIG_HOME": str(home), **env}.items():
        monkeypatch.setenv(name, value)
    past = avtale.history(top / AGREEMENTS)
    assert past is not None
    if way in ("none", "other"):
        assert past.trouble is not None
        assert "git vil ikke lese mappen" in past.trouble.nb
        assert not past.complete
        if way == "none":
            assert check(top)[0] == 0
            assert check(top, "--strict")[0] == 1
    else:
        assert past.changed == ((EVENT.removeprefix("agreements/"), "altered"),)
        assert past.complete
