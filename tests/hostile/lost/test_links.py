"""A link that leads out of the repository is never written through, whoever put it there and whatever writes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from avtale.cli.main import execute
from avtale.errors import StateError
from avtale.source.landing import landing
from avtale.source.write import write_whole
from tests.acceptance.outside import tree
from tests.hostile.lost.world import line

PLACES = [
    ("approve", "agreements/register"),
    ("approve", "agreements/register/utkast"),
    ("adopt", "agreements/register/ramme/1.00"),
    ("review", "agreements/register/local"),
    ("happened", "agreements/register"),
    ("terminate", "agreements/register/lopende"),
    ("withdraw", "agreements/register/borte"),
    ("take-over", "agreements/register"),
    ("take-over", "agreements/register/papir/1.00"),
    ("close", "agreements/register/arkiv"),
    ("done", "agreements/log"),
    ("done", "agreements/log/prove"),
    ("generate", "agreements/rutiner"),
    ("generate", "agreements/.generated"),
    ("generate", "agreements/contacts.yaml"),
    ("new", "agreements/helt-ny"),
    ("new", "agreements/.schemas"),
    ("init", "agreements/.schemas"),
    ("init", ".vscode"),
    ("init", ".gitignore"),
]


@pytest.mark.parametrize("dangling", [False, True], ids=["there", "to nowhere"])
@pytest.mark.parametrize(("name", "place"), PLACES, ids=[f"{name} {place}" for name, place in PLACES])
def test_nothing_is_written_outside(
    name: str, place: str, dangling: bool, county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside, link = tmp_path / "utenfor", county / place
    target = outside / "mål"
    if link.is_dir():
        outside.mkdir()
        link.rename(target)
    elif Path(place).suffix or place.endswith("ignore"):
        outside.mkdir()
        target.write_text("format: 1\ncontacts: []\n" if "contacts" in place else "noe\n")
    else:
        target.mkdir(parents=True)
    if dangling:
        target.rename(outside / "et annet sted")
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)
    before, folders = tree(outside), sorted(outside.rglob("*"))
    code = execute(line(name))
    told = capsys.readouterr().err
    assert tree(outside) == before
    assert sorted(outside.rglob("*")) == folders
    assert code in (1, 2, 3), told
    assert told.startswith("avtale: ")
    assert told.count("\n") == 1
    assert link.is_symlink()


def test_a_build_folder_that_leads_out(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "utenfor"
    outside.mkdir()
    (county / "build").symlink_to(outside)
    for words in (["remind", "--calendar", "build/frister.ics"], ["render", "prove", "--format", "html"]):
        assert execute(words) == 1
        assert "lenke" in capsys.readouterr().err
    assert not list(outside.iterdir())
    assert (
        execute(["remind", "--calendar", str(outside / "frister.ics")]) == 0
    )  # who names the place may write there


def test_a_link_that_stays_inside_is_followed(county: Path) -> None:
    (county / "agreements/elsewhere").mkdir()
    (county / "agreements/log").symlink_to("elsewhere")
    assert execute(line("done")) == 0
    assert (county / "agreements/elsewhere/prove/2027-04-30-evaluation.yaml").is_file()


def test_a_repository_that_is_reached_by_a_link(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "snarvei").symlink_to(county)
    monkeypatch.chdir(tmp_path)
    assert execute([*line("approve"), "--repo", "snarvei"]) == 0
    assert execute([*line("done"), "--repo", "snarvei/agreements"]) == 0


def test_a_file_with_a_second_name_outside_keeps_what_it_says_there(county: Path, tmp_path: Path) -> None:
    os.link(county / "agreements/utkast-1.00.yaml", tmp_path / "samme.yaml")
    before = (tmp_path / "samme.yaml").read_bytes()
    assert execute(line("approve")) == 0
    assert (tmp_path / "samme.yaml").read_bytes() == before


def test_where_it_lands(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements/avtale.yaml").write_text("format: 1\n")
    (tmp_path / "agreements/ut").symlink_to("..")  # out of the repository, though not out of the folder above
    with pytest.raises(StateError):
        landing(tmp_path / "agreements/ut/x.yaml")
    assert landing(tmp_path / "agreements/../x.yaml") == (tmp_path / "x.yaml").resolve()
    write_whole(tmp_path / "agreements/a/b/c.yaml", b"x")
    assert (tmp_path / "agreements/a/b/c.yaml").read_bytes() == b"x"


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    for name in ("ny.p12", "ny.p12"):
        write_whole(tmp_path / name, b"x", private=True)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        (tmp_path / name).chmod(0o644)


@pytest.mark.parametrize(
    "place", ["contacts.yaml", "comments/utkast/1.00/1-comment-abcd.yaml", "avtale.yaml", "ny-1.00.yaml"]
)
def test_no_line_of_what_a_link_leads_out_to_is_shown(
    place: str, county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever proposes a change would read files of the machine that checks it."""
    (tmp_path / "nøkkel").write_text("hemmelig: [\n", encoding="utf-8")
    link = county / "agreements" / place
    link.unlink(missing_ok=True)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "nøkkel")
    assert execute(["check"]) == 1
    told = "".join(capsys.readouterr())
    assert f"lenke til {tmp_path / 'nøkkel'}" in told
    assert "hemmelig" not in told
