"""Who signs for whom, whom the asker trusts, and signed HTML: as a user runs it, with keys that are no demonstrations."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from avtale.cli.main import execute
from avtale.sign.html.detached import sign_detached
from avtale.sign.identity.credentials import open_key_file
from tests.acceptance.outside import repository
from tests.unit.sign.issuing import YEAR, Issuer, name

NOW = datetime.now(UTC)
PASSWORD = "hemmelig"
AGREEMENT = """\
format: 1
kind: agreement
key: prove
language: nb
control_header:
  title: Prøveavtale
  version: '1.00'
  written_by: Siri Oppdiktet
  effective_from: 2027-08-01
title: Avtale mellom Prøve fylkeskommune og NAV Prøve
parties:
  - id: county
    names: [{name: Prøve fylkeskommune, language: nb}]
  - id: nav
    names: [{name: NAV Prøve, language: nb}]
validity: {from: 2027-08-01, to: 2031-07-31}
"""
PDF, HTML = "build/prove-1.00.nb.pdf", "build/prove-1.00.nb.html"
BOTH = "build/prove-1.00.nb.signed-county-nav.pdf"

Avtale = Callable[..., tuple[int, str]]


@pytest.fixture
def avtale(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Avtale:
    """Runs a command in a folder, in this process; its exit code and all it said."""
    return _runner(monkeypatch, capsys, tmp_path / "egne")


def _runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own: Path) -> Avtale:
    for variable in [each for each in os.environ if each.startswith("AVTALE_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("AVTALE_PASSWORD", PASSWORD)
    monkeypatch.setenv("AVTALE_CONFIG", str(own))

    def run(folder: Path, *words: str) -> tuple[int, str]:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        code = execute(list(words))
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def _good(avtale: Avtale, folder: Path, *words: str) -> str:
    code, said = avtale(folder, *words)
    assert code == 0, said
    return said


def _key(path: Path, issuer: Issuer, **subject: str) -> None:
    made = issuer.issue(name(**subject), begins=NOW - timedelta(days=1), ends=NOW + YEAR)
    encryption = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", made.key, made.certificate, None, encryption)
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An approved agreement, signed by both as PDF and as HTML; keys of the parties and of a stranger."""
    folder = tmp_path_factory.mktemp("made")
    repository(folder, AGREEMENT)
    issuer = Issuer(begins=NOW - YEAR, ends=NOW + 5 * YEAR)
    (folder / "tillit").mkdir()
    (folder / "tillit/ca.pem").write_bytes(issuer.certificate.public_bytes(Encoding.PEM))
    (folder / "tillit/ca.crl").write_bytes(issuer.crl(at=NOW).dump())
    _key(folder / "county.p12", issuer, O="Prøve fylkeskommune", CN="Kari Oppdiktet")
    _key(folder / "nav.p12", issuer, O="NAV Prøve", CN="Per Påfunn")
    _key(folder / "stranger.p12", issuer, O="Ukjent AS", CN="En fremmed")
    done = (
        ("approve", "prove@1.00", "--by", "Unn Uvirkelig"),
        ("render", "prove", "--format", "pdf,html"),
        ("sign", PDF, "--as", "county", "--key", "county.p12"),
        ("sign", "build/prove-1.00.nb.signed-county.pdf", "--as", "nav", "--key", "nav.p12"),
        ("render", "prove", "--format", "html"),
        ("sign", HTML, "--as", "county", "--key", "county.p12"),
        ("sign", HTML, "--as", "nav", "--key", "nav.p12"),
    )
    with pytest.MonkeyPatch.context() as patch:
        for variable in [each for each in os.environ if each.startswith("AVTALE_")]:
            patch.delenv(variable)
        patch.setenv("AVTALE_PASSWORD", PASSWORD)
        patch.setenv("AVTALE_CONFIG", str(folder / "ingen"))
        patch.chdir(folder)
        for words in done:
            assert execute(list(words)) == 0, words
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "copy"))


# Whom the asker trusts


def _sent(copy: Path, folder: Path) -> Path:
    """What a sender sends: the file, with trust and a register of his own around it."""
    with (copy / "agreements/avtale.yaml").open("a", encoding="utf-8") as settings:
        settings.write("signing:\n  trust: [../tillit]\n")
    return Path(shutil.copytree(copy, folder / "unpacked"))


@pytest.mark.parametrize("file", [BOTH, HTML])
def test_the_folder_of_the_sender_vouches_for_nothing(
    avtale: Avtale, copy: Path, tmp_path: Path, file: str
) -> None:
    unpacked = _sent(copy, tmp_path / "post")
    assert avtale(unpacked, "verify", file)[0] == 0  # standing in it is taking it for one's own
    code, said = avtale(tmp_path / "post", "verify", f"unpacked/{file}", "--format", "json")
    data = json.loads(said)
    assert (code, data["verdict"]) == (1, "indeterminate")
    assert {one["sub_indication"] for one in data["signatures"]} == {"NO_CERTIFICATE_CHAIN_FOUND"}
    assert data["basis"] == {"trust_from": None, "trust": [], "issuers": [], "register": None}
    assert data["source"]["matches"] is None


@pytest.mark.parametrize("file", [BOTH, HTML])
def test_each_way_to_say_whom_one_trusts(avtale: Avtale, made: Path, tmp_path: Path, file: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path, trust = str(made / file), str(made / "tillit")
    assert avtale(elsewhere, "verify", path)[0] == 1
    said = _good(avtale, elsewhere, "verify", path, "--trust", trust, "--repo", str(made))
    assert "gitt med --trust" in said
    own = tmp_path / "egne"
    own.mkdir()
    (own / "avtale.yaml").write_text(
        f"format: 1\nrepository: {made}\nsigning:\n  trust: [{trust}]\n", encoding="utf-8"
    )
    data = json.loads(_good(avtale, elsewhere, "verify", path, "--format", "json"))
    assert (data["basis"]["trust_from"], data["basis"]["register"]) == (
        "configuration",
        str(made / "agreements"),
    )
    assert "from your own configuration" in _good(avtale, elsewhere, "verify", path, "--lang", "en")


def test_a_configuration_that_is_wrong_is_told(avtale: Avtale, made: Path, tmp_path: Path) -> None:
    own = tmp_path / "egne"
    own.mkdir()
    (own / "avtale.yaml").write_text("format: 1\nsigning:\n  tillit: [x]\n", encoding="utf-8")
    code, said = avtale(made, "verify", BOTH)
    assert (code, "kan ikke brukes" in said, said.count("\n")) == (2, True, 1)


# Who signs for whom


def test_a_strangers_key_is_refused_without_a_terminal(avtale: Avtale, copy: Path) -> None:
    for words in ((), ("--bind",)):
        code, said = avtale(copy, "sign", PDF, "--as", "county", "--key", "stranger.p12", "--to", "x", *words)
        assert (code, "Ingenting viser" in said) == (1, True)
    code, said = avtale(copy, "sign", PDF, "--as", "county", "--key", "nav.p12", "--to", "x")
    assert (code, "tilhører NAV Prøve" in said) == (1, True)
    assert not (copy / "x").exists()


def test_a_person_confirms_it_once(
    avtale: Avtale, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("avtale.cli.binding.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))

    def answer(text: str, **_: object) -> str:
        asked.append(text)
        return "nei" if len(asked) == 1 else "ja"

    monkeypatch.setattr(click, "prompt", answer)
    words = ("sign", PDF, "--as", "county", "--key", "stranger.p12", "--to")
    assert avtale(copy, *words, "a.pdf")[0] == 130
    assert not (copy / "a.pdf").exists()
    assert "Husket i" in _good(avtale, copy, *words, "b.pdf", "--bind")
    assert "certificates:" in (tmp_path / "egne/avtale.yaml").read_text("utf-8")
    monkeypatch.setattr("avtale.cli.binding.sys", sys)
    assert "Husket" not in _good(avtale, copy, *words, "c.pdf")  # not asked again
    assert len(asked) == 2
    _good(avtale, copy, "sign", "c.pdf", "--as", "nav", "--key", "nav.p12", "--to", "d.pdf")
    assert "er gyldig" in _good(avtale, copy, "verify", "d.pdf", "--trust", "tillit")
    (tmp_path / "egne/avtale.yaml").unlink()
    code, said = avtale(copy, "verify", "d.pdf", "--trust", "tillit")
    assert (code, "Ingenting viser at «En fremmed»" in said) == (1, True)


def test_what_is_kept_leaves_the_rest_of_the_configuration() -> None:
    from avtale.facts.configuration import with_certificate
    from avtale.format.validate import schema_problems
    from avtale.source.read import parse

    raw: bytes | None = b"# min egen\nformat: 1\nsigning:\n  trust: [tillit]  # to utstedere\n"
    for party in ("NAV Prøve", "800000009"):
        raw = with_certificate(raw, party, "a" * 64, name="avtale.yaml")
    assert b"# min egen" in raw
    assert b"# to utstedere" in raw
    source = parse(raw, "avtale.yaml")
    assert [one["party"] for one in source.data["signing"]["signers"]] == ["NAV Prøve", "800000009"]
    for each in (raw, with_certificate(None, "NAV Prøve", "b" * 64, name="x")):
        assert schema_problems(parse(each, "avtale.yaml"), "configuration") == []


def test_key_files_are_the_owners_alone(avtale: Avtale, copy: Path) -> None:
    before = os.umask(0)
    try:
        _good(avtale, copy, "keys", "prove@1.00", "--to", "keys")
        for mode, file in ((0o644, "county"), (0o400, "nav")):
            (copy / f"keys/{file}.p12").chmod(mode)
        _good(avtale, copy, "keys", "prove@1.00", "--to", "keys", "--force")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (copy / "keys").glob("*.p12")}
    assert modes == {"county.p12": 0o600, "nav.p12": 0o400}


# Signed HTML


def test_openssl_verifies_each_signature(made: Path, tmp_path: Path) -> None:
    for party in ("county", "nav"):
        command = ["openssl", "cms", "-verify", "-binary", "-content", HTML, "-inform", "DER"]
        command += ["-in", f"{HTML}.{party}.p7s", "-CAfile", "tillit/ca.pem", "-no-CApath", "-no-CAstore"]
        done = subprocess.run(
            [*command, "-out", str(tmp_path / "out")], cwd=made, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "out").read_bytes() == (made / HTML).read_bytes()


def test_the_page_shows_who_signed_the_pdf(made: Path) -> None:
    page = (made / HTML).read_text("utf-8")
    assert hashlib.sha256((made / BOTH).read_bytes()).hexdigest() in page.partition('id="underskrevet"')[2]
    assert "Kari Oppdiktet" in page.partition('id="underskrevet"')[2]


def test_the_page_is_valid(avtale: Avtale, made: Path) -> None:
    data = json.loads(_good(avtale, made, "verify", HTML, "--trust", "tillit", "--format", "json"))
    assert (data["verdict"], data["unsigned"], len(data["signed_pdf"])) == ("total_passed", [], 2)
    assert [(one["party"], one["form"], one["level"]) for one in data["signatures"]] == [
        ("county", "CAdES", "B-B"),
        ("nav", "CAdES", "B-B"),
    ]
    assert "CAdES B-B" in _good(avtale, made, "verify", HTML, "--trust", "tillit")
    assert "2 av 2" in _good(avtale, made, "status", "prove")
    _good(avtale, made, "check", "--on", "2026-11-26")


def _changed(folder: Path) -> None:
    path = folder / HTML
    path.write_bytes(path.read_bytes().replace(b"31.07.2031", b"31.07.2099"))


def _swapped(folder: Path) -> None:
    county, nav = (folder / f"{HTML}.{party}.p7s" for party in ("county", "nav"))
    one, other = county.read_bytes(), nav.read_bytes()
    county.write_bytes(other)
    nav.write_bytes(one)


def _twice(folder: Path) -> None:
    shutil.copy(folder / f"{HTML}.county.p7s", folder / f"{HTML}.nav.p7s")


def _missing(folder: Path) -> None:
    (folder / f"{HTML}.nav.p7s").unlink()


def _longer(folder: Path) -> None:
    with (folder / f"{HTML}.nav.p7s").open("ab") as file:
        file.write(b"\0")


def _nonsense(folder: Path) -> None:
    (folder / f"{HTML}.nav.p7s").write_bytes(b"hei")


def _forgotten(folder: Path) -> None:
    for path in (folder / "agreements/register/prove/1.00").glob("signature-*.yaml"):
        path.unlink()


def _unapproved(folder: Path) -> None:
    (folder / "agreements/register/prove/1.00/approval.yaml").unlink()


def _of_another_page(folder: Path) -> None:
    """Signed by both with another program; and a file more in the register, for this page and no signature that is here."""
    before = hashlib.sha256((folder / HTML).read_bytes()).hexdigest()
    _changed(folder)
    page = (folder / HTML).read_bytes()
    for party in ("county", "nav"):
        credential = open_key_file(folder / f"{party}.p12", PASSWORD, at=NOW)
        (folder / f"{HTML}.{party}.p7s").write_bytes(sign_detached(page, credential, NOW))
    events = folder / "agreements/register/prove/1.00"
    event = next(path for path in events.glob("signature-county-*") if before in path.read_text("utf-8"))
    told = event.read_text("utf-8").replace(before, hashlib.sha256(page).hexdigest())
    (events / "signature-county-abababab.yaml").write_text(told, "utf-8")


@pytest.mark.parametrize(
    ("attack", "verdict"),
    [
        (_of_another_page, "indeterminate"),
        (_changed, "total_failed"),
        (_swapped, "total_failed"),
        (_twice, "total_failed"),
        (_longer, "total_failed"),
        (_nonsense, "total_failed"),
        (_missing, "indeterminate"),
        (_forgotten, "indeterminate"),
        (_unapproved, "indeterminate"),
    ],
)
def test_a_page_that_is_not_what_was_signed(
    avtale: Avtale, copy: Path, attack: Callable[[Path], None], verdict: str
) -> None:
    attack(copy)
    code, said = avtale(copy, "verify", HTML, "--trust", "tillit", "--format", "json")
    assert (code, json.loads(said)["verdict"]) == (1, verdict)


def test_one_on_the_page_and_one_in_the_pdf_are_not_two(avtale: Avtale, copy: Path) -> None:
    for path in (copy / "agreements/register/prove/1.00").glob("signature-*.yaml"):
        page, county = ("html_sha256" in path.read_text("utf-8")), path.name.startswith("signature-county")
        if page is county:
            path.unlink()
    assert "1 av 2" in avtale(copy, "status", "prove")[1]


def test_only_the_page_that_rendering_gives_is_signed(avtale: Avtale, copy: Path) -> None:
    for path in copy.glob("build/*.p7s"):
        path.unlink()
    whole = (copy / HTML).read_bytes()
    words = ("sign", HTML, "--as", "county", "--key", "county.p12")
    (copy / HTML).write_bytes(whole.replace(b"31.07.2031", b"31.07.2099"))
    code, said = avtale(copy, *words)
    assert (code, "er ikke det «avtale render» lager" in said) == (1, True)
    (copy / HTML).write_bytes(b"<!DOCTYPE html><title>x</title>")
    code, said = avtale(copy, *words)
    assert (code, "sier ikke hvilket dokument" in said) == (2, True)
    (copy / HTML).write_bytes(whole)
    for party, key, words_of_it in (
        ("county", "nav", "tilhører"),
        ("county", "stranger", "Ingenting viser"),
        ("x", "nav", "er ikke part"),
    ):
        code, said = avtale(copy, "sign", HTML, "--as", party, "--key", f"{key}.p12")
        assert (code > 0, words_of_it in said) == (True, True)
    assert not list(copy.glob("build/*.p7s"))
    _good(avtale, copy, *words)
    code, said = avtale(copy, *words)
    assert (code, "alt underskrevet" in said) == (1, True)


def test_a_signed_page_is_not_rendered_over(avtale: Avtale, copy: Path) -> None:
    before = (copy / HTML).read_bytes()
    code, said = avtale(copy, "render", "prove", "--format", "html")
    assert (code, "ikke rørt" in said) == (2, True)
    assert (copy / HTML).read_bytes() == before
