"""What `check` was asked, and whether its answer is about all of the repository."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from avtale.catalogue.report import Report
from avtale.cli import cached_check as module
from avtale.cli.cached_check import Answered, answer
from avtale.cli.invocation import Invocation


def asked(*docs: str, cache: bool = False) -> Answered:
    return answer(Invocation(), docs, None, cache=cache)


@pytest.mark.parametrize(
    ("docs", "whole"),
    [
        ((), True),
        (("agreements",), True),
        ((".",), True),
        (("agreements/prove",), False),
        (("prove",), False),
        (("agreements/prove/prove-1.00.yaml",), False),
    ],
)
def test_a_repository_by_its_folder_is_all_of_it(docs: tuple[str, ...], whole: bool, agreement: Path) -> None:
    found = asked(*docs)
    assert (found.whole, found.root) == (whole, agreement.parents[1])
    assert found.documents() == {"agreements/prove/prove-1.00.yaml"}
    assert found.history is None or whole


def test_what_is_not_named_is_not_told_of(agreement: Path) -> None:
    (agreement.parent / "annen-1.00.yaml").write_text("format: 1\n", encoding="utf-8")
    files = {finding.file for finding in asked().report.findings}
    assert "agreements/prove/annen-1.00.yaml" in files
    assert {finding.file for finding in asked("prove").report.findings} <= {
        "agreements/prove/prove-1.00.yaml"
    }


def test_a_loose_file_has_no_repository(here: Path, agreement: Path) -> None:
    agreement.rename(here / "løs.yaml")
    shutil.rmtree(here / "agreements")
    found = asked("løs.yaml")
    assert (found.root, found.whole, found.prefix) == (None, False, "")
    assert found.report.checked == 1


@pytest.mark.parametrize(("top", "prefix"), [(".", "a/b/"), ("a", "b/"), ("a/b", ""), (None, "")])
def test_findings_count_their_files_from_the_top_of_the_checkout(
    top: str | None, prefix: str, here: Path
) -> None:
    if top is not None:
        (here / top / ".git").mkdir(parents=True)
    found = Answered(Report(0, (), {}), here / "a/b/agreements", True, tuple)
    assert found.prefix == prefix


@pytest.mark.parametrize("docs", [(), ("agreements/prove/prove-1.00.yaml",)])
def test_an_answer_that_holds_is_not_found_out_again(
    docs: tuple[str, ...], agreement: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVTALE_CACHE", str(here / "kept"))
    old = asked(*docs, cache=True)

    def refuse(*_: object) -> None:
        raise AssertionError("checked again")

    with monkeypatch.context() as patched:
        patched.setattr(module, "_checked", refuse)
        again = asked(*docs, cache=True)
        assert again.report.findings == old.report.findings
        assert (again.root, again.whole, set(again.documents())) == (
            old.root,
            old.whole,
            set(old.documents()),
        )
        with pytest.raises(AssertionError, match="checked again"):
            asked(*docs, cache=False)
    agreement.write_text(
        agreement.read_text(encoding="utf-8").replace("owner: county", "owner: ingen"), encoding="utf-8"
    )
    assert asked(*docs, cache=True).report.findings != old.report.findings


def test_nothing_is_kept_of_what_is_named_by_key_or_through_a_link(
    agreement: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVTALE_CACHE", str(here / "kept"))
    (here / "lenke.yaml").symlink_to(agreement)
    for doc in ("prove", "lenke.yaml"):
        asked(doc, cache=True)
    assert not (here / "kept").exists()
