"""The folder of a site: only what has changed is written, only what is ours is removed, and all of it or nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from avtale.errors import StateError, SystemFailure, UsageError
from avtale.portal.site import Site, build_site
from avtale.portal.target import Target
from tests.support import ON, discovered, refused
from tests.unit.portal.world import county
from tests.unit.publish.world import World

DAY = dt.timedelta(days=1)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Each file with the moment it was written and its bytes; the lock aside."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


@pytest.fixture
def world(tmp_path: Path) -> World:
    return county(tmp_path / "county")


def build(world: World, folder: Path, on: dt.date = ON, **how: bool) -> Site:
    return build_site(world.open(), folder, on, langs=("nb",), **({"pdf": False} | how))


def test_an_unchanged_site_is_not_written_again(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = build(world, folder)
    before = snapshot(folder)
    again = build(world, folder).outcome
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    assert again.unchanged == first.outcome.new == len(before) - 1
    assert snapshot(folder) == before


def test_on_another_day_only_what_says_so_is_written(world: World, tmp_path: Path) -> None:
    """Not the renderings and the calendars, which bear the day they were made on."""
    folder = tmp_path / "site"
    build(world, folder)
    before = snapshot(folder)
    assert build(world, folder, ON + DAY).outcome.changed == 1
    after = snapshot(folder)
    assert {name for name in before if before[name] != after[name]} == {
        "nb/index.html",
        ".avtale-site/files.txt",
    }


def test_a_change_is_written_where_it_is_seen(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build(world, folder)
    before = snapshot(folder)
    world.done("contact", "2026-01-31", "2026-02-03")
    build(world, folder)
    after = snapshot(folder)
    changed = {name for name in before if before[name] != after[name]}
    assert {"nb/document/nordlia-nav-1.00.html", "nb/overdue.html", "files/nordlia-nav.ics"} <= changed
    assert not {"files/nordlia-nav-1.00.nb.html", "nb/schools.html", "style.css"} & changed


def test_pages_of_what_is_gone_are_removed_and_nothing_else(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build(world, folder)
    (world.agreements / "eksempelvik-1.00.yaml").unlink()
    shutil.rmtree(world.agreements / "register/eksempelvik")
    edited = folder / "nb/school/sordal-videregaende-skole.html"
    edited.write_text("endret av noen", encoding="utf-8")
    made = build(world, folder).outcome
    assert made.left == ("nb/school/sordal-videregaende-skole.html",)
    assert made.removed == 4  # its page, its rendering, its calendar, its office
    assert edited.read_text("utf-8") == "endret av noen"
    assert not (folder / "nb/document/eksempelvik-1.00.html").exists()
    assert not (folder / "nb/office").exists(), "an empty folder is gone too"


def test_a_folder_with_others_files_is_refused_and_left(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "under").mkdir(parents=True)
    (folder / "under/notat.txt").write_text("mitt", encoding="utf-8")
    before = snapshot(folder)
    with refused(UsageError, "under/notat.txt"):
        build(world, folder)
    assert snapshot(folder) == before
    build(world, folder, force=True)
    assert (folder / "under/notat.txt").read_text("utf-8") == "mitt"
    with refused(UsageError, "under/notat.txt"):
        build(world, folder)


def test_a_file_in_place_of_the_folder_is_refused(world: World, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("en fil", encoding="utf-8")
    with refused(UsageError, "er en fil"):
        build(world, tmp_path / "site")


def test_nothing_is_written_through_a_link(world: World, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "nb").symlink_to(elsewhere)
    for force in (False, True):
        with pytest.raises(UsageError):
            build(world, folder, force=force)
    assert list(elsewhere.iterdir()) == []


def test_a_key_leads_nowhere_else(tmp_path: Path) -> None:
    world = World(tmp_path / "county")
    for name, key in (("a", "../../evil"), ("b", "/evil"), ("c", ".")):
        path = world.document(name, body="validity: {from: 2026-01-01, to: 2027-01-01}\n")
        path.write_text(path.read_text("utf-8").replace(f"key: {name}\n", f"key: '{key}'\n"), "utf-8")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    made = build(world, tmp_path / "site" / "public")
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert made.outcome.new == sum(path.suffix != ".txt" and path.name != "lock" for path in written)
    assert all((tmp_path / "site/public") in path.parents for path in written)


@pytest.mark.parametrize("path", ["files/../../evil", "files/./evil", "files/.."])
def test_no_name_leads_out_of_a_site(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no path of a site"):
        Target(tmp_path, dry_run=False).put(path, b"x")


def test_two_documents_of_one_name_are_told(tmp_path: Path) -> None:
    world = World(tmp_path / "county")
    path = world.document("a", body="validity: {from: 2026-01-01, to: 2027-01-01}\n")
    shutil.copy(path, path.with_name("b.yaml"))
    with refused(StateError, "samme filen"):
        build(world, tmp_path / "site")


def test_dry_run_tells_and_writes_nothing(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    told = build(world, folder, dry_run=True).outcome
    assert not folder.exists()
    assert build(world, folder).outcome == told
    before = snapshot(folder)
    world.done("contact", "2026-01-31", "2026-02-03")
    told = build(world, folder, dry_run=True).outcome
    assert told.changed > 0
    assert snapshot(folder) == before
    assert build(world, folder).outcome == told


def test_a_failure_on_the_way_leaves_the_site_as_it_was(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    build(world, folder)
    before = snapshot(folder)
    world.done("contact", "2026-01-31", "2026-02-03")
    put, calls = Target.put, []

    def full(self: Target, path: str, data: bytes, made_of: str = "") -> None:
        calls.append(path)
        if len(calls) == 12:
            raise SystemFailure(nb="Disken er full.", en="The disk is full.")
        put(self, path, data, made_of)

    with monkeypatch.context() as patched:
        patched.setattr(Target, "put", full)
        with refused(SystemFailure, "full"):
            build(world, folder)
    assert snapshot(folder) == before
    build(world, folder)
    assert snapshot(folder) != before


@pytest.mark.parametrize("after", [0, 1, 6])
def test_killed_while_files_are_moved_in_the_next_run_makes_it_whole(
    after: int, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, whole = tmp_path / "site", tmp_path / "whole"
    build(world, folder)
    world.document("ny", body="validity: {from: 2026-01-01, to: 2027-12-31}\n")
    replace, calls = Path.replace, []

    def killed(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > after:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            build(world, folder)
    build(world, folder)
    build(world, whole)
    here, there = snapshot(folder), snapshot(whole)
    assert {name: data for name, (_, data) in here.items()} == {
        name: data for name, (_, data) in there.items()
    }


def test_two_runs_at_once_do_not_mix(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build(world, folder)
    with FileLock(folder / ".avtale-site/lock"), refused(UsageError, "skriver i"):
        build(world, folder)


@pytest.mark.extended
def test_a_county_changes_a_page_and_one_that_breaks_leaves_the_site_as_it_was(
    world: World, tmp_path: Path
) -> None:
    folder, own = tmp_path / "site", world.agreements / "overrides/portal/front.html.jinja"
    own.parent.mkdir(parents=True)
    begins = '{% extends "portal/base.html.jinja" %}{% block main %}'
    own.write_text(begins + "<h1>Vår side, {{ overdue.count }}</h1>{% endblock %}", encoding="utf-8")
    build(world, folder)
    assert "<h1>Vår side, 1" in (folder / "nb/index.html").read_text("utf-8")
    assert discovered((folder / "nb/document").iterdir())
    before = snapshot(folder)
    own.write_text(begins + "{{ nothing_of_that_name }}{% endblock %}", encoding="utf-8")
    with refused(StateError, "front.html.jinja"):
        build(world, folder)
    assert snapshot(folder) == before
