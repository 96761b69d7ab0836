"""Kept answers: the same as a check from the start, or none at all."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtale.catalogue.report import Report
from avtale.facts import answers
from avtale.facts.git import history
from avtale.facts.repository import Repository
from avtale.report import formats
from avtale.rules import cache as module
from avtale.rules.cache import Answer, Cache, Question
from avtale.rules.check import check
from tests.git import git
from tests.support import ON, ROOT, discovered

PLAN = "plans/oppdiktet.yaml"


class World:
    """A repository of two: the agreements of this checkout and the invented ones, with an annex, and a folder of answers."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "agreements"
        self.folder = folder / "kept"
        shutil.copytree(ROOT / "agreements", self.root)
        shutil.copytree(ROOT / "examples/samarbeid/agreements", self.root, dirs_exist_ok=True)
        shutil.rmtree(self.root / "plans", ignore_errors=True)
        agreement = next(self.root.glob("ot/*.yaml"))
        (agreement.parent / "liste.csv").write_text("kontor\nNAV Eksempel\n")
        with agreement.open("a", encoding="utf-8") as file:
            file.write("annexes:\n  - title: Liste\n    file: liste.csv\n")

    def ask(self, on: dt.date = ON, lang: str = "nb", only: tuple[str, ...] | None = None) -> Cache:
        return Cache(self.folder, Question(self.root.resolve(), on, lang, only))

    def cold(self, lang: str = "nb") -> tuple[Report, Repository]:
        repository = Repository.open(self.root)
        return check(repository, on=ON, lang=lang, history=history(self.root)), repository

    def keep(self) -> Report:
        asked = self.ask()
        assert asked.recall() is None
        report, repository = self.cold()
        asked.keep(report, repository, history(self.root), "nb")
        return report

    def recalled(self) -> Answer | None:
        return self.ask().recall()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def same(left: Report, right: Report) -> bool:
    """Whether two reports read alike in every format."""
    return (left.checked, left.findings, list(left.sources)) == (
        right.checked,
        right.findings,
        list(right.sources),
    ) and all(formats.write(left, name) == formats.write(right, name) for name in discovered(formats.NAMES))


def replace_unseen(path: Path, content: bytes) -> None:
    """Another file of the same size and time in its place."""
    before = path.stat()
    assert len(content) == before.st_size
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def test_the_answer_is_the_one_that_was_given(world: World) -> None:
    report = world.keep()
    assert len(report.findings) > 20
    answer = world.recalled()
    assert answer is not None
    assert answer.lang == "nb"
    assert same(answer.report, report)


def test_one_byte_anywhere_and_it_is_forgotten(world: World) -> None:
    world.keep()
    files = discovered((path for path in world.root.rglob("*") if path.is_file()), at_least=20)
    assert {"register", "ot", "rutiner"} <= {path.relative_to(world.root).parts[0] for path in files}
    for path in files:
        raw = path.read_bytes()
        middle = len(raw) // 2
        replace_unseen(path, raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :])
        assert world.recalled() is None, path
        replace_unseen(path, raw)
        assert world.recalled() is not None, path


def _move(world: World) -> None:
    (world.root / "ot").rename(world.root / "to")


def _link(world: World) -> None:
    (world.root / "liste").symlink_to("ot/liste.csv")


CHANGES: dict[str, Callable[[World], object]] = {
    "a new file": lambda world: (world.root / "ny.yaml").write_text("kind: agreement\n"),
    "a new file that is none of ours": lambda world: (world.root / "ot/vedlegg.txt").write_text(""),
    "a file gone": lambda world: (world.root / "ot/liste.csv").unlink(),
    "a folder renamed": _move,
    "an empty folder": lambda world: (world.root / "tom.yaml").mkdir(),
    "a link": _link,
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_comes_goes_or_moves_is_seen(world: World, what: str) -> None:
    world.keep()
    CHANGES[what](world)
    assert world.recalled() is None


def test_a_link_that_leads_elsewhere_is_seen(world: World) -> None:
    outside = world.root.parent / "utenfor.yaml"
    outside.write_text("kind: agreement\n")
    (world.root / "lenke.yaml").symlink_to(outside)
    world.keep()
    assert world.recalled() is not None
    replace_unseen(outside, b"kind: Agreement\n")
    assert world.recalled() is None


def _points_on(link: Path, to: Path) -> None:
    link.unlink(missing_ok=True)
    link.symlink_to(to)


def test_a_link_to_a_link_that_leads_elsewhere_is_seen(world: World) -> None:
    """The same content inside the folder and outside it: only the second is told of as leading out."""
    inside, outside = next(world.root.glob("ot/*.yaml")), world.root.parent / "utenfor.yaml"
    outside.write_bytes(inside.read_bytes())
    middle = world.root.parent / "mellom.yaml"
    _points_on(middle, inside)
    (world.root / "lenke.yaml").symlink_to(middle)
    world.keep()
    assert world.recalled() is not None
    _points_on(middle, outside)
    assert world.recalled() is None


@pytest.mark.parametrize("name", ["register", "log", "plans"])
def test_what_lies_behind_a_link_to_a_folder_is_not_trusted(world: World, name: str) -> None:
    """Python reads a linked folder that is named, so what lies there is part of the answer."""
    elsewhere = world.root.parent / "annet"
    if (world.root / name).is_dir():
        (world.root / name).rename(elsewhere)
    else:
        elsewhere.mkdir()
    (world.root / name).symlink_to(elsewhere)
    world.keep()
    assert world.recalled() is None
    assert not world.folder.exists()


def test_a_checkout_within_is_looked_at_too(world: World) -> None:
    event = world.root / "register/troms-nav-ot/2.00/.git/signature.yaml"
    world.keep()
    event.parent.mkdir()
    event.write_text("event: signature\n")
    assert world.recalled() is None


def test_a_loose_file_is_not_kept_as_one_of_the_repository(world: World) -> None:
    path = world.root / "register/stor.yaml"
    path.write_text("#" * 2**20 + "\n")
    asked = world.ask(only=("register/stor.yaml",))
    assert asked.recall() is None
    loose = Repository.loose([path])
    asked.keep(check(loose, on=ON), loose, None, "nb")
    assert asked.recall() is None


def test_the_long_list_of_contacts_is_shown_as_before(world: World) -> None:
    path = world.root / "contacts.yaml"
    old = path.read_text(encoding="utf-8") if path.exists() else "kind: contacts\ncontacts: []\n"
    path.write_text(f"{old}ukjent: 1\n" + "# plass\n" * 2**18, encoding="utf-8")
    report = world.keep()
    shown = [each for each in report.findings if each.file == "agreements/contacts.yaml"]
    answer = world.recalled()
    assert shown
    assert answer is not None
    assert same(answer.report, report)


def test_which_files_there_are_is_told_without_reading_them(world: World) -> None:
    report = world.keep()
    answer = world.recalled()
    assert answer is not None
    clean = set(report.sources) - {each.file for each in report.findings}
    (world.root.parent / discovered(sorted(clean))[0]).unlink()
    assert clean <= set(answer.report.sources)
    assert all(name in answer.report.sources for name in clean)
    assert "agreements/finnes-ikke.yaml" not in answer.report.sources


@pytest.mark.parametrize("mode", [0o770, 0o702])
def test_an_answer_that_others_could_have_laid_there_is_none(world: World, mode: int) -> None:
    world.keep()
    (world.folder / "check").chmod(mode)
    assert world.recalled() is None
    before = [path.stat().st_mtime_ns for path in (world.folder / "check").iterdir()]
    world.keep()
    assert [path.stat().st_mtime_ns for path in (world.folder / "check").iterdir()] == before
    (world.folder / "check").chmod(0o700)
    assert world.recalled() is not None


def test_another_question_has_another_answer(world: World) -> None:
    world.keep()
    assert world.ask(on=ON + dt.timedelta(days=1)).recall() is None
    assert world.ask(lang="en").recall() is None
    assert world.ask(only=("ot/liste.yaml",)).recall() is None
    other = Cache(world.folder, Question(world.root.parent, ON, "nb"))
    assert other.recall() is None
    assert world.recalled() is not None


def test_a_changed_avtale_answers_anew(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    schemas = tmp_path / "schemas"
    shutil.copytree(ROOT / "schemas", schemas)
    monkeypatch.setattr(answers, "resource", lambda _: schemas)
    world.keep()
    assert world.recalled() is not None
    schema = schemas / "agreement.json"
    raw = schema.read_bytes()
    changed = raw.replace(b"avtale", b"avtalE", 1)
    assert changed != raw
    replace_unseen(schema, changed)
    assert world.recalled() is None
    replace_unseen(schema, raw)
    stamps = answers.stamps
    monkeypatch.setattr(answers, "stamps", lambda root: [*stamps(root), "rules/dates/new_rule.py 1 1"])
    assert world.recalled() is None
    monkeypatch.setattr(answers, "stamps", stamps)
    monkeypatch.setattr(answers.sys, "version", "4.0")
    assert world.recalled() is None


def test_the_rules_are_part_of_what_avtale_is() -> None:
    known = "\n".join(answers.stamps(Path(module.__file__).parents[1]))
    for path in discovered((ROOT / "src/avtale/rules").rglob("*.py"), at_least=100):
        assert f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" in known


@pytest.mark.parametrize("lies_in", ["plans", "Plans", "ot"])
def test_nothing_is_kept_where_a_plan_lies(world: World, lies_in: str) -> None:
    plan = world.root / lies_in / "plan-1.00.yaml"
    plan.parent.mkdir(exist_ok=True)
    shutil.copy(next((ROOT / "examples/samarbeid/agreements/plans").glob("*.yaml")), plan)
    world.keep()
    assert not world.folder.exists()
    plan.unlink()
    world.keep()
    assert world.recalled() is not None
    plan.write_text("kind: follow_up_plan\n")
    assert world.recalled() is None


def test_a_plan_whose_kind_is_written_with_escapes_is_one(world: World) -> None:
    plan = next((ROOT / "examples/samarbeid/agreements/plans").glob("*.yaml")).read_text(encoding="utf-8")
    hidden = plan.replace("kind: follow_up_plan", 'kind: "follow\\x5fup\\x5fplan"')
    assert hidden != plan
    (world.root / "ot/plan-1.00.yaml").write_text(hidden, encoding="utf-8")
    world.keep()
    assert not world.folder.exists()


def test_a_change_during_the_check_is_not_kept(world: World) -> None:
    asked = world.ask()
    assert asked.recall() is None
    report, repository = world.cold()
    replace_unseen(world.root / "ot/liste.csv", b"kontor\nNAV Prove...\n")
    asked.keep(report, repository, history(world.root), "nb")
    assert world.recalled() is None


def test_a_file_that_changes_while_the_answer_is_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    report = world.keep()
    shown = world.root.parent / report.findings[0].file
    looked = module.inventory

    def then_changed(root: Path) -> dict[str, bytes]:
        files = looked(root)
        shown.write_bytes(shown.read_bytes() + b"# ny\n")
        return files

    monkeypatch.setattr(module, "inventory", then_changed)
    assert world.recalled() is None


def test_what_cannot_be_read_is_no_answer(world: World) -> None:
    world.keep()
    os.mkfifo(world.root / "ror")
    assert world.recalled() is None
    world.keep()
    (world.root / "ror").unlink()
    assert world.recalled() is not None


def test_what_git_remembers_is_part_of_the_answer(world: World) -> None:
    git(world.root.parent, "init", "-q", "-b", "main")
    git(world.root.parent, "add", "agreements")
    git(world.root.parent, "commit", "-qm", "alt")
    world.keep()
    assert world.recalled() is not None
    event = discovered((world.root / "register").rglob("*.yaml"))[0]
    raw = event.read_bytes()
    event.write_bytes(raw + b"# rettet\n")
    git(
        world.root.parent, "commit", "-qam", "rettet"
    )  # decided now: the file as it lies is the one that counts
    world.keep()
    assert world.recalled() is not None
    git(world.root.parent, "update-ref", "refs/heads/annen", "HEAD~1")
    git(world.root.parent, "symbolic-ref", "HEAD", "refs/heads/annen")
    git(world.root.parent, "update-ref", "refs/heads/main", "HEAD~0")
    answer = world.recalled()
    report, _ = world.cold()
    assert "register-changed" in {each.code for each in report.findings}
    assert answer is None


_OTHER = b"\x93\x01\x02\x03"
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: raw[:0],
    "cut off": lambda raw: raw[:-1],
    "cut in half": lambda raw: raw[: len(raw) // 2],
    "only the sum": lambda raw: raw[:32],
    "longer": lambda raw: raw + b"\0",
    "a letter changed": lambda raw: raw.replace(b"avtale", b"Avtale", 1),
    "something else": lambda raw: module._sum(module._FORMAT, _OTHER) + raw[:0] + _OTHER,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
def test_a_damaged_answer_is_none(world: World, damage: Callable[[bytes], bytes]) -> None:
    world.keep()
    kept = next((world.folder / "check").iterdir())
    raw = kept.read_bytes()
    assert damage(raw) != raw
    kept.write_bytes(damage(raw))
    assert world.recalled() is None
    assert world.keep().findings
    assert world.recalled() is not None


def test_an_answer_is_for_its_owner_only(world: World) -> None:
    world.keep()
    kept = next((world.folder / "check").iterdir())
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_a_disk_that_refuses_is_no_fault(world: World) -> None:
    world.folder.write_text("en fil der mappen skulle ligget")
    world.keep()
    assert world.recalled() is None


def test_old_answers_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_MOST_ANSWERS", 10)
    empty = Repository(world.root, Repository.open(world.root).settings)
    for day in range(25):
        asked = world.ask(lang=f"x{day}")
        asked.recall()
        asked.keep(Report(0, ()), empty, None, "nb")
        assert asked.recall() is not None
    assert len(list((world.folder / "check").iterdir())) <= 12


@settings(max_examples=3)
@given(data=st.data())
def test_after_any_edits_the_answer_is_a_cold_one(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    world = World(tmp_path_factory.mktemp("edits"))
    documents = discovered(sorted(world.root.glob("*/*.yaml")), at_least=5)
    for _ in range(3):
        path = data.draw(st.sampled_from(documents))
        text = path.read_text(encoding="utf-8")
        old, new = data.draw(
            st.sampled_from([("2026", "2025"), ("shall", "may"), ("county", "nav"), ("id:", "di:")])
        )
        replace_unseen(path, path.read_bytes()) if old not in text else path.write_text(
            text.replace(old, new, 1), encoding="utf-8"
        )
        asked = world.ask()
        answer = asked.recall()
        report, repository = world.cold()
        assert answer is None or same(answer.report, report)
        asked.keep(report, repository, history(world.root), "nb")
        again = world.recalled()
        assert again is not None
        assert same(again.report, report)
