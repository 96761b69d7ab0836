"""Bad input gets a finding or one clear line, never a trace, and never costs a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.outside import AGREEMENT, DAY, avtale, repository, tree

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

# What stands in the file, the code that is found, its line, and words that help.
FILES: dict[str, tuple[bytes, str, int, str]] = {
    "broken": (AGREEMENT.replace("version: '1.00'", "version: '1.00").encode(), "file-syntax", 10, "anførselstegn"),
    "bracket": (b"format: 1\nparties: [a, b\nkey: x\n", "file-syntax", 2, "«[»"),
    "indent": (AGREEMENT.replace("  id: 1.2.3", "   id: 1.2.3").encode(), "file-syntax", 8, "nnrykk"),
    "duplicate": (AGREEMENT.replace("language: nb\n", "language: nb\nkey: annen\n", 1).encode(), "file-duplicate-key", 6, "linje 4"),
    "tab": (AGREEMENT.replace("  id: 1.2.3", "\tid: 1.2.3").encode(), "file-tab", 8, "mellomrom"),
    "latin-1": (AGREEMENT.encode("latin-1"), "file-encoding", 1, "UTF-8"),
    "latin-1 late": (("# a\n" * 9 + "title: blåbær\n").encode("latin-1"), "file-encoding", 10, "UTF-8"),
    "utf-16": (AGREEMENT.encode("utf-16"), "file-encoding", 1, "UTF-16"),
    "empty": (b"", "file-empty", 1, "avtale new"),
    "only a comment": (b"# bare en merknad\n", "file-empty", 1, "avtale new"),
    "nul bytes": (b"\x00\x01\x02", "file-syntax", 1, "kontrolltegn"),
    "a list": (b"- a\n- b\n", "file-syntax", 1, "kind: agreement"),
    "10 MB": (b"# " + b"x" * 10_000_000 + b"\n", "file-too-large", 1, "grensen"),
    "20,000 brackets": (b"a: " + b"[" * 20_000 + b"]" * 20_000 + b"\n", "file-too-deep", 1, "nivåer"),
    "20,000 braces": (b"{a: " * 20_000 + b"}" * 20_000 + b"\n", "file-too-deep", 1, "nivåer"),
    "alias bomb": (BOMB.encode(), "file-alias", 0, "verdier"),
    "alias circle": (b"a: &a\n  b: *a\n", "file-alias", 2, "seg selv"),
    "language tag": (b"a: !!python/object/apply:os.system [touch hei]\n", "file-tag", 1, "ikke tillatt"),
    "two documents": (AGREEMENT.encode() + b"---\n" + AGREEMENT.encode(), "file-several-documents", 37, "egen fil"),
    "unknown kind": (AGREEMENT.replace("kind: agreement", "kind: samarbeidsavtale").encode(), "schema-kind", 3, "agreement"),
    "no kind": (AGREEMENT.replace("kind: agreement\n", "").encode(), "schema-kind", 2, "Dokumentslaget mangler"),
    "Norwegian key": (AGREEMENT.replace("parties:", "parter:").encode(), "schema-unknown-key", 14, "parties"),
    "misspelt key": (AGREEMENT.replace("  written_by:", "  writen_by:").encode(), "schema-unknown-key", 11, "written_by"),
    "impossible date": (AGREEMENT.replace("to: 2029-07-31", "to: 2029-02-30").encode(), "schema-date", 33, "finnes ikke"),
    "Norwegian date": (AGREEMENT.replace("to: 2029-07-31", "to: 31.07.2029").encode(), "schema-date", 33, "2029-07-31"),
    "to before from": (AGREEMENT.replace("to: 2029-07-31", "to: 2025-07-31").encode(), "end-before-start", 33, ""),
    "missing party": (AGREEMENT.replace("owner: county", "owner: kommune").encode(), "unknown-actor", 21, "kommune"),
    "no parties": (AGREEMENT.split("parties:")[0].encode() + b"validity: {from: 2026-08-01}\n", "schema-missing", 2, "parties"),
    "a number as text": (AGREEMENT.replace("format: 1", "format: '1'").encode(), "schema-type", 2, "uten anførselstegn"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_check_finds_it_where_it_stands(name: str, tmp_path: Path) -> None:
    data, code, line, words = FILES[name]
    file = repository(tmp_path)
    file.write_bytes(data)
    before = tree(tmp_path)
    ran = avtale("check", "--on", DAY, "--format", "json", cwd=tmp_path)
    assert ran.seconds < 5
    assert (ran.code, ran.err) == (1, "")
    found = json.loads(ran.out)
    assert found["checked"] == 1
    hits = [one for one in found["findings"] if one["code"] == code]
    assert hits, found["findings"]
    assert not line or line in [hit["line"] for hit in hits], hits
    assert any(words in hit["message"] for hit in hits), hits
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["broken", "latin-1", "alias bomb", "20,000 brackets", "no kind", "10 MB"])
def test_the_other_commands_say_it_in_a_line_and_leave_the_file(name: str, tmp_path: Path) -> None:
    file = repository(tmp_path)
    file.write_bytes(FILES[name][0])
    before = tree(tmp_path)
    for line in (["show", str(file)], ["render", str(file)], ["approve", str(file), "--by", "Kari"]):
        ran = avtale(*line, "--on", DAY, cwd=tmp_path)
        assert ran.code == 1, ran.said
        assert ran.err.startswith("avtale: ")
        assert len(ran.err) < 1500
        assert tree(tmp_path) == before


def test_text_shows_a_monstrous_line_cut_and_clean(tmp_path: Path) -> None:
    file = repository(tmp_path)
    file.write_text(
        AGREEMENT.replace("kind: agreement", "kind: " + "x" * 5000 + "\u202e\u0007"), encoding="utf-8"
    )
    ran = avtale("check", "--on", DAY, cwd=tmp_path)
    assert ran.code == 1
    file.write_text(AGREEMENT.replace("does: melde", "dos: " + "x" * 5000 + " melde"), encoding="utf-8")
    ran = avtale("check", "--on", DAY, cwd=tmp_path)
    assert ran.code == 1
    assert max(map(len, ran.out.splitlines())) < 1000
    file.write_text(AGREEMENT.replace("kind: agreement", 'kind: "\\e[31m\\n\\u202e rød"'), encoding="utf-8")
    ran = avtale("check", "--on", DAY, cwd=tmp_path)
    assert ran.code == 1
    assert not {"\x1b", "\u202e"} & set(ran.out)
    ran = avtale("show", str(file), "--on", DAY, cwd=tmp_path)
    assert ran.code == 1
    assert not {"\x1b", "\u202e"} & set(ran.err)


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    file = repository(tmp_path)
    for number, name in enumerate(["broken", "utf-16", "empty", "two documents"]):
        file.with_name(f"b{number}.yaml").write_bytes(FILES[name][0])
    found = json.loads(avtale("check", "--on", DAY, "--format", "json", cwd=tmp_path).out)
    assert found["checked"] == 5
    assert {"file-syntax", "file-encoding", "file-empty", "file-several-documents"} <= {
        one["code"] for one in found["findings"]
    }


@pytest.mark.parametrize("text", ["format: 1\nowner: [\n", "", "format: 1\n", "owner: {names: []}\nlanguage: xx\nformat: 1\n", "- a\n"])  # fmt: skip
def test_broken_settings_are_found_and_stop_nothing_else(text: str, tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "agreements" / "avtale.yaml").write_text(text, encoding="utf-8")
    ran = avtale("check", "--on", DAY, "--format", "json", cwd=tmp_path)
    assert ran.code == 1
    assert {one["file"] for one in json.loads(ran.out)["findings"]} == {"agreements/avtale.yaml"}
    assert avtale("show", "prove", "--on", DAY, cwd=tmp_path).code == 0


@pytest.mark.parametrize("text", ["", "a: [", "format: 1\nevent: approval\n", "- x\n", "format: 1\nevent: approval\nkey: annen\nversion: '1.00'\non: 2026-01-01\napproved_by: X\nfingerprint: sha256-jcs:" + "0" * 64 + "\n"])  # fmt: skip
def test_a_broken_register_never_counts_as_an_approval(text: str, tmp_path: Path) -> None:
    repository(tmp_path)
    event = tmp_path / "agreements/register/prove/1.00/approval.yaml"
    event.parent.mkdir(parents=True)
    event.write_text(text, encoding="utf-8")
    assert avtale("check", "--on", DAY, cwd=tmp_path).code == 1
    shown = json.loads(avtale("show", "prove", "--on", DAY, "--format", "json", cwd=tmp_path).out)
    assert shown["state"] == "draft"
    ran = avtale("approve", "prove", "--by", "Kari", cwd=tmp_path)
    assert ran.code in (1, 2)
    assert event.read_text(encoding="utf-8") == text


def test_a_link_to_nowhere_and_a_folder_named_as_a_file(tmp_path: Path) -> None:
    file = repository(tmp_path)
    file.with_name("borte.yaml").symlink_to("finnes-ikke.yaml")
    file.with_name("ute.yaml").symlink_to("/etc/passwd")
    ran = avtale("check", "--on", DAY, cwd=tmp_path)
    assert ran.code == 1
    assert "prove/borte.yaml:1:1" in ran.out
    assert "prove/ute.yaml:1:1" in ran.out
    assert "root:" not in ran.out
    file.with_name("ute.yaml").unlink()
    file.with_name("borte.yaml").unlink()
    file.with_name("mappe.yaml").mkdir()
    ran = avtale("check", "--on", DAY, cwd=tmp_path)
    assert ran.code == 0
