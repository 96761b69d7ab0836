"""`avtale diff` from outside: versions, files and git revisions; text, JSON, HTML and PDF."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.outside import AGREEMENT, avtale, repository, tree
from tests.git import git
from tests.judges.pdf import complaints, pages_text, tagged_text
from tests.support import ROOT

NEXT = (
    AGREEMENT.replace("version: '1.00'", "version: '1.01'")
    .replace("melde fra om avbrudd", "melde fra skriftlig om avbrudd")
    .replace("within: 5 working days", "within: 3 working days")
)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A repository with two versions; gives the newer one's file."""
    file = repository(tmp_path).with_name("prove-1.01.yaml")
    file.write_text(NEXT, encoding="utf-8")
    return file


def answer(cwd: Path, *words: str | Path, code: int = 0) -> dict[str, Any]:
    ran = avtale("diff", *words, "--format", "json", cwd=cwd)
    assert (ran.code, ran.err) == (code, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


@pytest.mark.usefixtures("two")
def test_it_says_in_words_what_changed_by_paragraph(tmp_path: Path) -> None:
    ran = avtale("diff", "prove@1.00", "prove@1.01", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "prove@1.00 → prove@1.01\n"
        "\n"
        "Dokumenthode\n"
        "  Versjon: [-1.00-] → {+1.01+}\n"
        "\n"
        "2. Ansvarsdeling og målgruppe\n"
        "  2.1 melde fra skriftlig om avbrudd\n"
        "    Gjør: melde fra {+skriftlig +}om avbrudd\n"
        "    Frist › Innen: [-5 virkedager-] → {+3 virkedager+}\n"
        "\n"
        "3 endringer; 3 krever ny versjon og ny godkjenning.\n"
    )


@pytest.mark.usefixtures("two")
def test_it_says_so_in_english_too(tmp_path: Path) -> None:
    out = avtale("diff", "prove@1.01", "--lang", "en", cwd=tmp_path).out
    assert "Deadline › Within: [-5 working days-] → {+3 working days+}" in out
    assert out.endswith("3 changes; 3 need a new version and a new approval.\n")


@pytest.mark.usefixtures("two")
def test_the_json_names_each_change_by_ids_and_by_numbers(tmp_path: Path) -> None:
    found = answer(tmp_path, "prove@1.01")
    assert (found["old"]["version"], found["new"]["version"]) == ("1.00", "1.01")
    assert found["old"]["fingerprint"] != found["new"]["fingerprint"]
    assert (found["needs_approval"], found["editorial"]) == (3, 0)
    assert found["changes"][2] == {
        "how": "changed",
        "at": "/responsibilities/tell/deadline/within",
        "was": "/responsibilities/tell/deadline/within",
        "old_pointer": "/responsibilities/0/deadline/within",
        "new_pointer": "/responsibilities/0/deadline/within",
        "section": "2. Ansvarsdeling og målgruppe",
        "number": "2.1",
        "part": "melde fra skriftlig om avbrudd",
        "where": "Frist › Innen",
        "old": "5 working days",
        "new": "3 working days",
        "note": None,
        "editorial": None,
    }


@pytest.mark.usefixtures("two")
def test_nothing_changed_is_said_and_the_exit_code_tells_when_asked(tmp_path: Path) -> None:
    same = avtale("diff", "prove@1.01", "prove@1.01", "--exit-code", cwd=tmp_path)
    assert (same.code, same.out.splitlines()[-1]) == (0, "Ingen forskjell.")
    assert avtale("diff", "prove@1.01", "--exit-code", cwd=tmp_path).code == 1
    assert avtale("diff", "prove@1.01", cwd=tmp_path).code == 0


def test_comments_quotes_and_silences_are_editorial(tmp_path: Path) -> None:
    file = repository(tmp_path)
    other = tmp_path / "other.yaml"
    other.write_text(AGREEMENT.replace("# kort", "# lang"), encoding="utf-8")
    found = answer(tmp_path, file, other)
    assert [(each["editorial"], each["old"], each["new"]) for each in found["changes"]] == [
        ("comments", ["# kort"], ["# lang"])
    ]
    assert found["needs_approval"] == 0
    other.write_text(AGREEMENT.replace("month: 4", "month: '4'"), encoding="utf-8")
    assert [each["editorial"] for each in answer(tmp_path, file, other)["changes"]] == ["layout"]
    silence = "silences: [{code: unsigned, reason: prøve}]\n"
    other.write_text(AGREEMENT + silence, encoding="utf-8")
    assert [each["editorial"] for each in answer(tmp_path, file, other)["changes"]] == ["silences"]
    assert "bare redaksjonelle: godkjenningen står ved lag" in avtale("diff", file, other, cwd=tmp_path).out


def test_dashes_alone_are_told_as_typography_and_still_need_approval(tmp_path: Path) -> None:
    file, other = repository(tmp_path), tmp_path / "other.yaml"
    file.write_text(AGREEMENT.replace("om avbrudd", "om avbrudd - og slutt"), encoding="utf-8")
    other.write_text(AGREEMENT.replace("om avbrudd", "om avbrudd – og slutt"), encoding="utf-8")
    (change,) = answer(tmp_path, file, other)["changes"]
    assert (change["note"], change["editorial"]) == ("bare tegnsetting og mellomrom", None)


def test_a_git_revision_is_compared_with_the_file_as_it_lies(tmp_path: Path) -> None:
    file = repository(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "første")
    file.write_text(AGREEMENT.replace("om avbrudd", "om brudd"), encoding="utf-8")
    path = file.relative_to(tmp_path).as_posix()
    ways = [
        (tmp_path, (f"HEAD:{path}", file)),
        (file.parent, (f"main:{file.name}", file)),
        (tmp_path, ("prove", "--rev", "HEAD")),
        (file.parent, (file.name, "--rev", "main~0")),
    ]
    for cwd, words in ways:
        (change,) = answer(cwd, *words)["changes"]
        assert (change["at"], change["new"]) == ("/responsibilities/tell/does", "melde fra om brudd")
    git(tmp_path, "commit", "-q", "-a", "-m", "andre")
    assert len(answer(tmp_path, f"HEAD~1:{path}", f"HEAD:{path}")["changes"]) == 1


def test_what_git_does_not_have_is_said_in_one_line(tmp_path: Path) -> None:
    file = repository(tmp_path)
    outside = avtale("diff", file, "--rev", "HEAD", cwd=tmp_path)
    assert (outside.code, outside.err.count("\n")) == (2, 1)
    assert "git-arkiv" in outside.err
    git(tmp_path, "init", "-q", "-b", "main")
    assert "kjenner ikke revisjonen «HEAD»" in avtale("diff", file, "--rev", "HEAD", cwd=tmp_path).err
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "første")
    for doc, said in (
        ("nope:x.yaml", "kjenner ikke revisjonen «nope»"),
        ("--output=x:x.yaml", ""),
        ("HEAD:nope.yaml", "fantes ikke"),
        ("HEAD:agreements", "fantes ikke"),
        ("HEAD:../../etc/passwd", "fantes ikke"),
    ):
        ran = avtale("diff", "--", doc, file, cwd=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert ran.err.count("\n") == 1, ran.err


@pytest.mark.usefixtures("two")
def test_a_key_alone_is_the_newest_version_against_the_one_before(tmp_path: Path) -> None:
    named = avtale("diff", "prove", cwd=tmp_path)
    assert (named.code, named.err) == (0, "")
    assert named.out == avtale("diff", "prove@1.00", "prove@1.01", cwd=tmp_path).out


def test_bad_input_is_one_line(two: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("kind: [", encoding="utf-8")
    for words, code in (
        (("prove@1.00",), 2),
        (("prove@9.00", "prove@1.00"), 2),
        (("prove@1.01", "prove@1.00", "--rev", "HEAD"), 2),
        ((broken, two), 1),
        (("nope.yaml", two), 2),
    ):
        ran = avtale("diff", *words, cwd=tmp_path)
        assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1), ran


def test_no_letter_of_a_file_moves_the_terminal(two: Path, tmp_path: Path) -> None:
    two.write_text(NEXT.replace("skriftlig", "\u009b31m\u202eskriftlig"), encoding="utf-8")
    ran = avtale("diff", "prove@1.01", cwd=tmp_path)
    assert not re.search("[\x1b\u009b\u202e]", ran.out)


class _Text(HTMLParser):
    """What stands in each <del> and <ins>."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: dict[str, list[str]] = {"del": [], "ins": []}

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.found:
            self.open.append(tag)
            self.found[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if self.open and tag == self.open[-1]:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.found[self.open[-1]][-1] += data


def test_the_html_marks_what_went_and_what_came_without_colour(two: Path, tmp_path: Path) -> None:
    two.write_text(NEXT.replace("skriftlig", "<b>skriftlig</b> & straks"), encoding="utf-8")
    ran = avtale("diff", "prove@1.01", "--format", "html", "--to", "ut", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, f"Skrev {Path('ut') / 'prove-1.00--1.01.nb.html'}\n")
    page = (tmp_path / "ut/prove-1.00--1.01.nb.html").read_text("utf-8")
    seen = _Text()
    seen.feed(page)
    assert "{+3 virkedager+}" in seen.found["ins"]
    assert "[-5 virkedager-]" in seen.found["del"]
    assert any("<b>skriftlig</b> & straks" in each for each in seen.found["ins"])
    assert "<b>" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)


@pytest.mark.usefixtures("two")
def test_the_pdf_holds_both_standards_and_says_what_changed(tmp_path: Path) -> None:
    assert avtale("diff", "prove@1.01", "--format", "pdf", "--to", "ut", cwd=tmp_path).code == 0
    (file,) = (tmp_path / "ut").iterdir()
    data = file.read_bytes()
    assert complaints(data, attached=False) == []
    text = " ".join(" ".join(pages_text(data)).split())
    assert "2.1 melde fra skriftlig om avbrudd" in text
    assert "[-5 virkedager-] → {+3 virkedager+}" in text
    assert "H2" in tagged_text(data)
    first = data
    assert avtale("diff", "prove@1.01", "--format", "pdf", "--to", "ut", cwd=tmp_path).code == 0
    assert file.read_bytes() == first


def test_comments_and_silences_do_not_leave_the_house(two: Path, tmp_path: Path) -> None:
    two.write_text(
        NEXT.replace("# kort", "# HEMMELIG notat") + "silences: [{code: unsigned, reason: HEMMELIG grunn}]\n",
        encoding="utf-8",
    )
    assert avtale("diff", "prove@1.01", cwd=tmp_path).out.count("HEMMELIG") == 2
    avtale("diff", "prove@1.01", "--format", "html", "--to", "ut", cwd=tmp_path)
    page = (tmp_path / "ut/prove-1.00--1.01.nb.html").read_text("utf-8")
    assert "HEMMELIG" not in page
    assert "kommentarer er ikke innhold" in page


@pytest.mark.usefixtures("two")
def test_a_file_it_did_not_make_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ut").mkdir()
    mine = tmp_path / "ut/prove-1.00--1.01.nb.html"
    mine.write_text("mitt", encoding="utf-8")
    before = tree(tmp_path)
    assert avtale("diff", "prove@1.01", "--format", "html", "--to", "ut", cwd=tmp_path).code == 2
    assert tree(tmp_path) == before
    assert avtale("diff", "prove@1.01", "--format", "html", "--to", "ut", "--force", cwd=tmp_path).code == 0


def test_the_agreement_and_its_successor() -> None:
    found = answer(ROOT, "troms-nav-ot@1.01", "troms-nav-ot@2.00", "--on", "2026-11-21")
    by_place = {each["at"]: each for each in found["changes"]}
    told = by_place["/routine_steps/C/actions/tell-interrupted/deadline"]
    assert (told["number"], told["how"]) == ("C1", "added")
    assert by_place["/validity/to"]["old"] == "2020-05-31"
    assert by_place["/control_header/approved_by"]["editorial"] == "approval"
    assert {each["how"] for each in found["changes"]} == {"added", "removed", "changed", "moved"}
