"""Two commands at once end as if one had come after the other: nothing of either is lost, and nothing stands twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

from avtale.cli.main import execute
from tests.acceptance.outside import Ran, avtale, tree
from tests.hostile.lost.world import BESIDE, COMMANDS, copy_of, line, without_remains
from tests.unit.generate.world import HEAD, ROWS

pytestmark = pytest.mark.extended

PAIRS = [*combinations_with_replacement(COMMANDS, 2), *((name, name) for name in BESIDE)]
QUICK = [("approve", "approve")]


def _both(first: list[str], second: list[str], folder: Path) -> list[Ran]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda words: avtale(*words, cwd=folder), (first, second)))


def _together(first: str, second: str, prepared: Path, tmp_path: Path) -> None:
    wanted = []
    for number, order in enumerate([(first, second), (second, first)]):
        folder = copy_of(prepared, tmp_path / f"after{number}")
        codes = {name: avtale(*line(name), cwd=folder).code for name in order}
        wanted.append((without_remains(tree(folder)), codes))
    both = copy_of(prepared, tmp_path / "both")
    ran = _both(line(first), line(second), both)
    told = ("fra før", "Vent til den er ferdig")  # it is there, or another makes it
    assert all(each.code in (0, 1) or any(map(each.err.count, told)) for each in ran), [
        each.said for each in ran
    ]
    assert 0 in [each.code for each in ran]
    assert without_remains(tree(both)) in [files for files, _ in wanted]


@pytest.mark.parametrize(("first", "second"), QUICK, ids=map(" ".join, QUICK))
def test_two_at_once(first: str, second: str, prepared: Path, tmp_path: Path) -> None:
    _together(first, second, prepared, tmp_path)


@pytest.mark.extended
@pytest.mark.parametrize(("first", "second"), PAIRS, ids=map(" ".join, PAIRS))
def test_every_pair_at_once(first: str, second: str, prepared: Path, tmp_path: Path) -> None:
    _together(first, second, prepared, tmp_path)


def test_two_that_begin_at_once_make_one_repository(tmp_path: Path) -> None:
    """Neither is told that a file is there, which it would itself have left alone."""
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        ran = _both(line("init"), line("init"), folder)
        assert [each.code for each in ran] == [0, 0], [each.said for each in ran]
        assert sorted("laget: agreements/avtale.yaml" in each.out for each in ran) == [False, True]
        assert not list(folder.rglob("*.tmp"))


def _offices(folder: Path, name: str, row: str) -> list[str]:
    (folder / name).write_text("\n".join([HEAD, row, ""]), encoding="utf-8")
    return ["generate", "routine", "--from", "nordlia-nav", "--offices", name, "--on", "2026-11-21"]


def test_two_lists_at_once_lose_no_contact(county: Path) -> None:
    lines = [_offices(county, f"{number}.csv", row) for number, row in enumerate(ROWS)]
    ran = _both(lines[0], lines[1], county)
    assert [each.code for each in ran] == [0, 0], [each.said for each in ran]
    contacts = (county / "agreements/contacts.yaml").read_text(encoding="utf-8")
    assert contacts.count("Kari Eksempel") == contacts.count("Per Liksom") == 1
    assert len(list((county / "agreements/rutiner").iterdir())) == 2


@pytest.mark.parametrize("lost", ["contact", "contacts", "routine", "bases", "everything"])
def test_generate_run_again_restores_what_was_lost(lost: str, county: Path) -> None:
    """It compares with what should be there, not with what it remembers."""
    words = line("generate")
    assert execute(words) == 0
    made, root = tree(county), county / "agreements"
    if lost == "contact":
        text = (root / "contacts.yaml").read_text(encoding="utf-8")
        at = text.index("  - document: nordlia-nav-nav-liksomfjord")
        (root / "contacts.yaml").write_text(text[:at], encoding="utf-8")
    if lost in ("contacts", "everything"):
        (root / "contacts.yaml").unlink()
    if lost in ("routine", "everything"):
        (root / "rutiner/nordlia-nav-nav-liksomfjord-1.00.yaml").unlink()
    if lost in ("bases", "everything"):
        for path in (root / ".generated").iterdir():
            path.unlink()
    assert tree(county) != made
    assert execute(words) == 0
    assert tree(county) == made


def test_the_same_amendment_is_made_once(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = ["amend", "prove", "--from", "2028-01-01"]
    other = [word.replace("2030", "2031") for word in line("amend")]
    for words, again in (
        (line("amend"), True),
        (other, False),
        (empty, True),
        ([*empty[:-1], "2028-02-01"], False),
    ):
        assert execute(words) == 0
        assert "er laget fra før" not in capsys.readouterr().out
        if again:
            assert execute(words) == 0
            assert "er laget fra før" in capsys.readouterr().out
    assert len(list((county / "agreements").glob("prove-endring-*.yaml"))) == 4


def test_a_draft_that_bump_made_is_not_bumped_by_the_same_words(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["bump", "utkast"]
    assert execute(words) == 0
    capsys.readouterr()
    assert execute(words) == 0
    assert "fra før" in capsys.readouterr().out
    assert not (county / "agreements/utkast-1.02.yaml").exists()
    with (county / "agreements/utkast-1.01.yaml").open("a") as file:
        file.write("# arbeidet videre\n")
    assert execute(words) == 0
    assert (county / "agreements/utkast-1.02.yaml").exists()


@pytest.mark.extended
@pytest.mark.parametrize("name", [*COMMANDS, *BESIDE])
def test_a_limit_on_file_size_in_every_command(name: str, prepared: Path, tmp_path: Path) -> None:
    """A full disk at whichever write: what is left is old or new, and the same command completes it."""
    import resource

    whole = copy_of(prepared, tmp_path / "whole")
    assert avtale(*line(name), cwd=whole).code == 0
    old, new = tree(prepared), without_remains(tree(whole))
    for size in (1, 200, 500, 900, 1500, 3000, 20_000):
        folder = copy_of(prepared, tmp_path / f"s{size}")
        ran = avtale(
            *line(name),
            cwd=folder,
            preexec=lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        )
        assert ran.code in (0, 3), ran.said
        left = tree(folder)
        assert not [path for path in left if path.endswith(".tmp")]
        assert all(data in (old.get(path), new.get(path)) for path, data in left.items())
        assert set(old) <= set(left)
        if left != new:
            assert avtale(*line(name), cwd=folder).code == 0
        assert without_remains(tree(folder)) == new
