"""check from outside, with and without what was kept of earlier checks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.acceptance.outside import DAY, Ran, avtale
from tests.support import ROOT, discovered

AGREEMENTS = ROOT / "agreements"
DOCUMENT = "agreements/ot/troms-nav-ot-1.01.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(AGREEMENTS, tmp_path / "agreements")
    return tmp_path


def check(folder: Path, *arguments: str, kept: str = "kept", **more: str) -> Ran:
    place = str(folder / kept) if kept else ""
    return avtale("check", "--on", DAY, *arguments, cwd=folder, env={"AVTALE_CACHE": place, **more})


def answers(folder: Path) -> list[Path]:
    return sorted((folder / "kept" / "check").iterdir()) if (folder / "kept").exists() else []


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--lang", "en"),
        ("--strict",),
        ("--baseline", "agreements/baseline.json"),
        ("--format", "sarif"),
        ("--format", "gitlab"),
        ("--format", "junit"),
        (DOCUMENT,),
        (DOCUMENT, "agreements/ot/troms-nav-ot-2.00.yaml"),
        (".",),
        ("agreements",),
        ("agreements/ot",),
        ("agreements/ot", "agreements/programmes"),
        ("agreements/programmes", DOCUMENT),
    ],
    ids=" ".join,
)
def test_the_second_time_says_what_the_first_did(folder: Path, arguments: tuple[str, ...]) -> None:
    without = check(folder, *arguments, "--no-cache")
    assert answers(folder) == []
    first = check(folder, *arguments)
    kept = answers(folder)
    assert len(kept) == 1
    before = kept[0].stat().st_mtime_ns
    second = check(folder, *arguments)
    assert kept[0].stat().st_mtime_ns == before  # it was read, and not written again
    assert first == second == without
    assert without.out


def test_the_folder_of_the_repository_has_the_answer_of_all(folder: Path) -> None:
    wanted = check(folder, "agreements")
    (kept,) = answers(folder)
    written = kept.stat().st_mtime_ns
    for named in ((), (".",), (str(folder),), ("--repo", "."), ("--repo", ".", "agreements")):
        assert check(folder, *named) == wanted
    assert answers(folder) == [kept]
    assert kept.stat().st_mtime_ns == written
    assert check(folder, "agreements/ot") != wanted


def test_a_new_document_in_the_folder_is_seen(folder: Path) -> None:
    before = check(folder, "agreements/ot")
    text = (folder / DOCUMENT).read_text()
    (folder / "agreements/ot/ny-1.01.yaml").write_text(text.replace("key: troms-nav-ot", "key: ny", 1))
    after = check(folder, "agreements/ot")
    assert after != before
    assert after == check(folder, "agreements/ot", "--no-cache")


def test_folders_of_two_repositories_are_asked_each_time(folder: Path) -> None:
    other = folder / "annet" / "agreements"
    shutil.copytree(folder / "agreements", other)
    asked = ("agreements/ot", "annet/agreements/ot")
    assert check(folder, *asked) == check(folder, *asked, "--no-cache")
    assert answers(folder) == []


def test_the_settings_still_choose_the_language(folder: Path) -> None:
    settings = folder / "agreements/avtale.yaml"
    settings.write_text(settings.read_text().replace("language: nb", "language: en"))
    assert "checked" in check(folder).out
    assert "checked" in check(folder).out
    assert "sjekket" in check(folder, AVTALE_LANG="nb").out


def test_no_place_to_keep_it_and_no_harm(folder: Path) -> None:
    wanted = check(folder, "--no-cache")
    assert check(folder, kept="") == wanted
    (folder / "fil").write_text("")
    assert check(folder, kept="fil/under") == wanted
    assert (folder / "fil").read_text() == ""


def test_what_was_mended_is_seen(folder: Path) -> None:
    before = check(folder, DOCUMENT)
    path = folder / DOCUMENT
    path.write_text(path.read_text().replace("key: troms-nav-ot", "key: troms-nav-to", 1))
    after = check(folder, DOCUMENT)
    assert after != before
    assert after == check(folder, DOCUMENT, "--no-cache")


def test_answers_may_be_deleted_at_any_time(folder: Path) -> None:
    wanted = check(folder)
    for path in discovered(answers(folder)):
        path.unlink()
    assert check(folder) == wanted
    shutil.rmtree(folder / "kept")
    assert check(folder) == wanted


@pytest.mark.parametrize("out", [False, True])
def test_a_file_is_seen_where_its_link_lies(
    folder: Path, out: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link in a repository that leads out of it, and one outside that leads in."""
    other = folder / "annet" / "agreements"
    shutil.copytree(folder / "agreements", other)
    link = (other / "ot" if out else tmp_path_factory.mktemp("utenfor")) / "lenke.yaml"
    link.symlink_to(folder / DOCUMENT)
    check(folder, DOCUMENT)
    asked = str(link)
    assert check(folder, asked) == check(folder, asked, "--no-cache")
    assert check(folder, asked) != check(folder, DOCUMENT)
