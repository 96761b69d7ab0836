"""A baseline against what it was in git: it only shrinks, but for documents that have come since."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from avtale.catalogue.report import Report
from avtale.errors import SystemFailure, UsageError
from avtale.facts.git import before, history
from avtale.findings import Finding
from avtale.report.baseline import Compared, acceptable, as_json, compare, read_baseline, write_baseline
from avtale.report.fragment import line_of
from avtale.report.grown import describe_grown, grown
from avtale.report.identity import Identity
from avtale.report.style import Style
from tests.git import git

A, B = "agreements/a-1.00.yaml", "agreements/gamle/b-1.00.yaml"


class World:
    """A checkout with two documents and a baseline; what is found in them is what a test says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "agreements"
        self.path = self.root / "baseline.json"

    def write(self, *files: str) -> None:
        for file in files:
            (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / file).write_text(f"# {file}\nkind: agreement\n", encoding="utf-8")

    def accept(self, *places: tuple[str, str]) -> None:
        write_baseline(self.path, acceptable(found(*places)))

    def commit(self) -> None:
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "-m", "x")

    def against(self, *places: tuple[str, str], base: str | None = None, whole: bool = True) -> Compared:
        """What `check --baseline` says when this is found."""
        past = history(self.root, base=base)
        assert past is not None
        assert past.trouble is None
        documents = {p.relative_to(self.folder).as_posix() for p in self.root.rglob("*.yaml")}
        compared = compare(found(*places), read_baseline(self.path), whole=whole, documents=documents)
        more = grown(compared, before(self.path, self.root, past.bases), self.root, documents)
        return describe_grown(compared, more, self.path, self.root, "nb") if more else compared

    def errors(self, *places: tuple[str, str], base: str | None = None) -> list[str]:
        """The lines of the baseline that an error points at."""
        report = self.against(*places, base=base)
        rows = [each for each in report.findings if each.severity == "error"]
        assert {each.code for each in rows} <= {"baseline-grown"}
        return [str(line_of(report.sources.get(each.file), each)).strip() for each in rows]


def found(*places: tuple[str, str]) -> Report:
    rows = tuple(sorted(Finding(file, 1, 1, "unsigned", "warning", "m", at, "docs") for file, at in places))
    return Report(2, rows)


def row(file: str, at: str) -> str:
    return as_json([Identity(file, at, "unsigned", "")]).split("\n")[3].strip()


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path / "fylke ø")
    world.write(A, B)
    world.accept((A, "/x"), (B, "/x"), (B, "/y"))
    git(world.folder, "init", "-q", "-b", "main")
    world.commit()
    git(world.folder, "switch", "-q", "-c", "work")
    return world


@pytest.mark.parametrize("commit", [False, True])
def test_a_row_that_came_with_its_fault_is_an_error_at_that_row(world: World, commit: bool) -> None:
    now = ((A, "/x"), (A, "/w"), (B, "/x"), (B, "/y"))
    world.accept(*now)
    if commit:
        world.commit()
    assert world.errors(*now) == [row(A, "/w") + ","]
    (finding,) = world.against(*now).findings
    assert (finding.file, finding.line, finding.column) == ("agreements/baseline.json", 4, 5)
    assert finding.pointer == "/baseline/0"
    for part in ("Grunnlinjen har vokst", "«main»", "«unsigned»", A, "eller skriv et unntak"):
        assert part in finding.message
    assert finding.help == "docs/findings/baseline-grown.md"


def test_one_accepted_does_not_cover_a_second_that_is_alike(world: World) -> None:
    world.accept((A, "/x"), (A, "/x"), (B, "/x"))
    assert world.errors((A, "/x"), (A, "/x"), (B, "/x")) == [row(A, "/x") + ","]
    (finding,) = world.against((A, "/x"), (A, "/x")).findings
    assert finding.line == 5  # the first of the two may stay


def test_one_fault_may_not_be_swapped_for_another(world: World) -> None:
    world.accept((A, "/w"), (B, "/x"), (B, "/y"))
    assert world.errors((A, "/w"), (B, "/x"), (B, "/y")) == [row(A, "/w") + ","]


def test_what_shrinks_and_what_is_the_same_in_another_order_is_fine(world: World) -> None:
    lines = world.path.read_text(encoding="utf-8").split("\n")
    lines[3:5] = [lines[4], lines[3]]
    world.path.write_text("\n".join(lines), encoding="utf-8")
    assert world.against((A, "/x"), (B, "/x"), (B, "/y")).findings == ()
    world.accept((B, "/y"))
    assert world.against((B, "/y")).findings == ()


def test_a_row_that_nobody_needs_hides_nothing(world: World) -> None:
    world.accept((A, "/x"), (A, "/w"), (B, "/x"), (B, "/y"))
    report = world.against((A, "/x"), (B, "/x"), (B, "/y"))
    assert report.findings == ()
    assert [each.pointer for each in report.gone] == ["/w"]


def test_a_document_that_is_taken_in_later_is_told_and_accepted(world: World) -> None:
    new = [f"agreements/gamle/n{number}-1.00.yaml" for number in range(5)]
    world.write(*new)
    now = [(A, "/x"), (B, "/x"), (B, "/y"), *((file, at) for file in new for at in ("/x", "/y"))]
    world.accept(*now)
    (finding,) = world.against(*now).findings
    assert (finding.code, finding.severity) == ("baseline-grown", "notice")
    assert "10 funn fra 5 nye filer: n0-1.00.yaml, n1-1.00.yaml, n2-1.00.yaml og 2 til" in finding.message
    assert line_of(world.against(*now).sources[finding.file], finding) == "    " + row(new[0], "/x") + ","
    world.accept(*now, (A, "/w"))
    both = world.against(*now, (A, "/w")).findings
    assert sorted(each.severity for each in both) == ["error", "notice"]


def test_a_document_that_was_moved_is_not_new(world: World) -> None:
    moved = "agreements/arkiv/b-1.00.yaml"
    (world.root / "arkiv").mkdir()
    (world.folder / B).rename(world.folder / moved)
    still = ((A, "/x"), (moved, "/x"), (moved, "/y"))
    assert world.against(*still).findings == ()  # the baseline has the old place
    world.accept(*still)
    assert world.against(*still).findings == ()  # and the new one
    world.accept(*still, (moved, "/w"))
    assert world.errors(*still, (moved, "/w")) == [row(moved, "/w") + ","]


def test_a_row_with_the_place_that_a_file_has_left_is_found_in_the_baseline(world: World) -> None:
    moved = "agreements/arkiv/b-1.00.yaml"
    world.accept((A, "/x"), (B, "/w"), (B, "/x"))
    (world.root / "arkiv").mkdir()
    (world.folder / B).rename(world.folder / moved)
    assert world.errors((A, "/x"), (moved, "/w"), (moved, "/x")) == [row(B, "/w") + ","]


def test_a_document_without_rows_that_was_moved_is_not_new(world: World) -> None:
    world.write("agreements/c-1.00.yaml")
    git(world.folder, "switch", "-q", "main")
    world.commit()
    git(world.folder, "switch", "-q", "-c", "more")
    moved = "agreements/arkiv/c-1.00.yaml"
    (world.root / "arkiv").mkdir()
    (world.root / "c-1.00.yaml").rename(world.folder / moved)
    world.accept((moved, "/x"))
    assert world.errors((moved, "/x")) == [row(moved, "/x")]


def test_what_main_took_in_since_is_not_counted_against_a_branch(world: World) -> None:
    git(world.folder, "switch", "-q", "main")
    world.accept((A, "/x"))
    world.commit()
    git(world.folder, "switch", "-q", "work")
    now = ((A, "/x"), (B, "/x"), (B, "/y"))
    assert world.errors(*now) == []
    assert world.errors(*now, base="main") == []
    git(world.folder, "merge", "-q", "main")
    assert world.errors((A, "/x")) == []
    world.accept(*now)  # a merge that took the rows back
    assert world.errors(*now) == [row(B, "/x") + ",", row(B, "/y")]


def test_another_base_is_compared_with_when_asked(world: World) -> None:
    git(world.folder, "tag", "start")
    now = ((A, "/x"), (A, "/w"))
    git(world.folder, "switch", "-q", "main")
    world.accept(*now)
    world.commit()
    assert world.errors(*now) == [row(A, "/w") + ","]  # on main itself it is what the last commit did
    world.write("agreements/c-1.00.yaml")
    world.commit()
    assert world.errors(*now) == []  # and then it is decided
    assert world.errors(*now, base="start") == [row(A, "/w") + ","]
    assert "«start»" in world.against(*now, base="start").findings[0].message
    assert world.errors(*now, base="HEAD~2") == [row(A, "/w") + ","]


def test_straight_on_main_is_seen_from_the_remote(world: World, tmp_path: Path) -> None:
    git(world.folder, "switch", "-q", "main")
    git(tmp_path, "clone", "-q", str(world.folder), "copy")
    copy = World(tmp_path / "copy")
    copy.accept((A, "/x"), (A, "/w"))
    copy.commit()
    assert copy.errors((A, "/x"), (A, "/w")) == [row(A, "/w") + ","]
    assert "«origin/main»" in copy.against((A, "/x"), (A, "/w")).findings[0].message


def test_what_the_remote_took_in_is_no_news_where_the_own_main_is_old(world: World, tmp_path: Path) -> None:
    git(world.folder, "switch", "-q", "main")
    git(tmp_path, "clone", "-q", str(world.folder), "copy")
    new = "agreements/gamle/n-1.00.yaml"
    world.write(new)
    world.accept((A, "/x"), (new, "/x"))
    world.commit()
    copy = World(tmp_path / "copy")
    git(copy.folder, "fetch", "-q")
    git(copy.folder, "switch", "-q", "-c", "work", "origin/main")
    assert copy.against((A, "/x"), (new, "/x")).findings == ()
    assert len(copy.against((A, "/x"), (new, "/x"), base="main").findings) == 1


def test_a_merge_of_two_that_shrank_it_is_judged_when_it_is_solved(world: World) -> None:
    world.accept((B, "/x"), (B, "/y"))
    world.commit()
    git(world.folder, "switch", "-q", "main")
    world.accept((A, "/x"), (B, "/y"))
    world.commit()
    git(world.folder, "switch", "-q", "work")
    with pytest.raises(subprocess.CalledProcessError):
        git(world.folder, "merge", "-q", "main")
    with pytest.raises(UsageError, match="marks of a merge"):
        world.against((B, "/y"))
    world.accept((B, "/y"))  # what stands on both sides
    world.commit()
    assert world.against((B, "/y")).findings == ()
    world.accept((A, "/x"), (B, "/x"), (B, "/y"))  # all that stands on either
    assert world.errors((B, "/x"), (B, "/y")) == [row(B, "/x") + ","]


@pytest.mark.parametrize(
    "was", [None, "", "<<<<<<< HEAD\n", '{"format": 9, "baseline": []}', "å".encode("latin-1")]
)
def test_what_was_no_baseline_has_nothing_to_grow_from(world: World, was: str | bytes | None) -> None:
    git(world.folder, "switch", "-q", "main")
    if was is None:
        world.path.unlink()
    else:
        world.path.write_bytes(was if isinstance(was, bytes) else was.encode())
    world.commit()
    git(world.folder, "switch", "-q", "-c", "first")
    world.accept((A, "/x"))
    assert world.against((A, "/x")).findings == ()
    (then,) = before(world.path, world.root, ("main",))
    assert (then.content is None) == (was is None)


def test_a_folder_of_its_name_was_no_baseline(world: World) -> None:
    git(world.folder, "switch", "-q", "main")
    world.path.unlink()
    world.write("agreements/baseline.json/x.yaml")
    world.commit()
    shutil.rmtree(world.path)
    world.accept((A, "/x"))
    assert [each.content for each in before(world.path, world.root, ("main",))] == [None]


def test_a_baseline_elsewhere_has_no_past(world: World, tmp_path: Path) -> None:
    outside = tmp_path / "baseline.json"
    shutil.copy(world.path, outside)
    assert before(outside, world.root, ("main",)) == ()
    other = world.folder / "other"  # a checkout within
    other.mkdir()
    git(other, "init", "-q", "-b", "main")
    shutil.copy(world.path, other / "baseline.json")
    assert before(other / "baseline.json", world.root, ("main",)) == ()
    (world.root / "link.json").symlink_to(outside)
    assert before(world.root / "link.json", world.root, ("main",)) == ()


def test_a_baseline_beside_the_agreements_and_one_with_an_odd_name(world: World) -> None:
    for name in ("baseline.json", ":(top)*.json", "-b.json", "ci/grunn linje ø.json"):
        path = world.folder / name
        path.parent.mkdir(exist_ok=True)
        shutil.copy(world.path, path)
    world.commit()
    for name in ("baseline.json", ":(top)*.json", "-b.json", "ci/grunn linje ø.json"):
        path = world.folder / name
        (then,) = before(path, world.root, ("HEAD",))
        assert then.content == path.read_bytes()
        world.path = path
        world.accept((A, "/w"))
        (finding,) = world.against((A, "/w"), base="HEAD").findings
        assert finding.file == name


def test_a_file_above_the_county_is_named_from_the_top_of_the_checkout() -> None:
    style = Style(prefix="fylke/nord/")
    assert style.path("../ci/baseline.json") == "fylke/ci/baseline.json"
    assert style.uri("../../grunnlinje ø.json") == "grunnlinje%20%C3%B8.json"
    assert style.path("agreements/baseline.json") == "fylke/nord/agreements/baseline.json"


def test_what_git_does_not_tell_is_an_error_and_no_empty_past(world: World, tmp_path: Path) -> None:
    with pytest.raises(SystemFailure, match="unshallow"):
        before(world.path, world.root, ("no-such-branch",))
    git(world.folder, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", world.folder.as_uri(), "partial")
    partial = World(tmp_path / "partial")
    partial.write(A)
    partial.accept((A, "/x"))
    with pytest.raises(SystemFailure):
        before(partial.path, partial.root, ("HEAD",))


def test_no_part_of_it_says_a_national_number(world: World) -> None:
    named = "agreements/gamle/15850712325-1.00.yaml"
    world.write(named)
    git(world.folder, "switch", "-q", "main")
    world.commit()
    hidden = named.replace("15850712325", "•" * 11)
    shown = Report(1, (Finding(hidden, 1, 1, "unsigned", "warning", "m", "/x", "docs"),))
    write_baseline(world.path, acceptable(shown))
    compared = compare(shown, read_baseline(world.path))
    more = grown(compared, before(world.path, world.root, ("main",)), world.root, {named})
    assert more.wrong
    assert "15850712325" not in str(describe_grown(compared, more, world.path, world.root, "nb"))
