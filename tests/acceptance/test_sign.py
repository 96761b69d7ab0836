"""keys, sign and verify as a user runs them, on an invented agreement: of a long one each step lays out every page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.acceptance import outside
from tests.judges.pdf import complaints
from tests.support import ROOT

PASSWORD = "prøve"
DOC = "prove@1.00"
NAME = "prove-1.00.nb"
OLD = "avskrift"
TRANSCRIBED = "transcribed_from: {title: Gammel avtale, issuer: Eksempel fylkeskommune}\n"
COUNTED = "signing:\n  count_demonstration: true\n  trust: [../keys]\n"
ONCE = f"{NAME}.signed-county.DEMO-ikke-gyldig.pdf"
TWICE = f"{NAME}.signed-county-nav.DEMO-ikke-gyldig.pdf"


def avtale(
    folder: Path, *words: str, password: str | None = PASSWORD, stdin: bytes = b""
) -> tuple[int, str, str]:
    """Exit code, output and messages of one command."""
    given = {} if password is None else {"AVTALE_PASSWORD": password}
    if stdin:
        done = subprocess.run(
            outside.command(*words),
            cwd=folder,
            env=outside.environment(**given),
            input=stdin,
            capture_output=True,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()
    ran = outside.avtale(*words, cwd=folder, env=given)
    return ran.code, ran.out, ran.err


def good(folder: Path, *words: str) -> str:
    """The output of a command that has to succeed."""
    code, out, told = avtale(folder, *words)
    assert code == 0, told
    return out


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the agreement approved, rendered, and signed by both, and with a record of another's text."""
    folder = tmp_path_factory.mktemp("signed")
    text = outside.repository(folder).read_text(encoding="utf-8")
    old = text.replace("key: prove", f"key: {OLD}").replace("1.2.3", "1.2.4") + TRANSCRIBED
    (folder / f"agreements/{OLD}-1.00.yaml").write_text(old, encoding="utf-8")
    with (folder / "agreements/avtale.yaml").open("a") as settings:
        settings.write(COUNTED)
    good(folder, "render", DOC, "--to", "draft", "--format", "pdf")
    _signed(folder, DOC, NAME)
    return folder


def _signed(folder: Path, doc: str, name: str) -> None:
    """Approve the document, render it and have both parties sign."""
    good(folder, "approve", doc, "--by", "Kim Eksempel", "--on", "2026-06-15")
    good(folder, "render", doc, "--to", "out", "--format", "pdf")
    good(folder, "keys", doc, "--to", "keys")
    good(folder, "sign", f"out/{name}.pdf", "--as", "county", "--key", "keys/county.p12")
    once = f"out/{name}.signed-county.DEMO-ikke-gyldig.pdf"
    good(folder, "sign", once, "--as", "nav", "--key", "keys/nav.p12")


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "copy"))


def test_the_main_job(made: Path) -> None:
    out = good(made, "verify", f"out/{TWICE}")
    assert out.count("DEMO – ikke gyldig: ") == 3
    assert "er det som ble godkjent" in out
    for name in (ONCE, TWICE):
        assert complaints((made / "out" / name).read_bytes()) == []


@pytest.mark.extended
def test_the_agreement_of_troms_is_signed_by_both(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("register")
    shutil.copytree(ROOT / "agreements", tmp_path / "agreements", ignore=ignored)
    draft = tmp_path / "agreements/ot/troms-nav-ot-2.00.yaml"
    lines = draft.read_text(encoding="utf-8").splitlines(keepends=True)
    draft.write_text("".join(line for line in lines if "  approved_" not in line), encoding="utf-8")
    with (tmp_path / "agreements/avtale.yaml").open("a") as settings:
        settings.write(COUNTED)
    _signed(tmp_path, "troms-nav-ot@2.00", "troms-nav-ot-2.00.nb")
    both = "out/troms-nav-ot-2.00.nb.signed-county-nav.DEMO-ikke-gyldig.pdf"
    assert good(tmp_path, "verify", both).count("DEMO – ikke gyldig: ") == 3
    assert complaints((tmp_path / both).read_bytes()) == []


def test_the_verdict_as_json(made: Path) -> None:
    data = json.loads(good(made, "verify", f"out/{TWICE}", "--format", "json"))
    assert set(data) >= {"file", "verdict", "signatures", "unsigned", "source"}
    assert data["verdict"] == "total_passed"
    keys = ["field", "party", "signer", "time", "time_from", "level", "verdict", "sub_indication", "reason"]
    assert [set(keys) <= set(one) for one in data["signatures"]] == [True, True]
    assert set(data["source"]) == {"key", "id", "version", "fingerprint", "matches"}
    assert data["source"]["matches"] is True


def test_both_signatures_are_in_the_register_and_it_holds(made: Path) -> None:
    events = sorted((made / "agreements/register/prove/1.00").glob("signature-*.yaml"))
    assert [event.name.rsplit("-", 1)[0] for event in events] == ["signature-county", "signature-nav"]
    assert all("demonstration: true" in event.read_text("utf-8") for event in events)
    good(made, "check", "agreements/prove/prove-1.00.yaml", "--on", "2026-11-21")
    status = json.loads(good(made, "status", DOC, "--format", "json", "--on", "2026-11-21"))
    assert status[0]["signed"] == {"required": 2, "recorded": 2, "verified": 0}


def test_signed_by_one_is_not_enough(made: Path) -> None:
    code, out, _ = avtale(made, "verify", f"out/{ONCE}", "--format", "json")
    data = json.loads(out)
    assert (code, data["verdict"], data["unsigned"]) == (1, "indeterminate", ["signature-nav"])


def test_without_trust_or_revocation_data_nothing_passes(made: Path, tmp_path: Path) -> None:
    shutil.copy(made / "keys/ca.pem", tmp_path)
    shutil.copy(made / "out" / TWICE, tmp_path)
    for words in ((), ("--trust", "ca.pem")):
        code, out, _ = avtale(tmp_path, "verify", TWICE, "--without-register", "--format", "json", *words)
        assert (code, json.loads(out)["verdict"]) == (1, "indeterminate")


def test_outside_a_repository_the_register_is_missed(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made / "keys", tmp_path / "keys")
    shutil.copy(made / "out" / TWICE, tmp_path)
    code, out, _ = avtale(tmp_path, "verify", TWICE, "--trust", "keys", "--format", "json")
    assert (code, json.loads(out)["source"]["matches"]) == (1, None)
    assert "ikke sammenlignet med registeret" in " ".join(json.loads(out)["reasons"])
    code, out, _ = avtale(tmp_path, "verify", TWICE, "--trust", "keys", "--without-register", "--lang", "en")
    assert code == 1  # demonstration keys count only where settings say so, and here are none
    assert "does not count" in out


def test_outside_a_repository_nothing_is_recorded(made: Path, tmp_path: Path) -> None:
    for file in (f"out/{NAME}.pdf", "keys/nav.p12"):
        shutil.copy(made / file, tmp_path)
    code, out, _ = avtale(tmp_path, "sign", f"{NAME}.pdf", "--as", "nav", "--key", "nav.p12")
    assert code == 0
    assert "Ingenting er registrert" in out
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "nav.p12",
        f"{NAME}.pdf",
        f"{NAME}.signed-nav.DEMO-ikke-gyldig.pdf",
    ]


def test_a_changed_byte_is_caught(copy: Path) -> None:
    path = copy / "out" / TWICE
    data = bytearray(path.read_bytes())
    data[1000] ^= 1
    path.write_bytes(data)
    code, out, _ = avtale(copy, "verify", f"out/{TWICE}", "--format", "json")
    assert (code, json.loads(out)["verdict"]) == (1, "total_failed")


def test_changed_content_is_not_signed_and_not_passed(copy: Path) -> None:
    path = copy / "agreements/prove/prove-1.00.yaml"
    path.write_text(
        path.read_text("utf-8").replace("within: 5 working days", "within: 9 working days"), "utf-8"
    )
    good(copy, "render", DOC, "--to", "changed", "--format", "pdf")
    words = ("sign", f"changed/{NAME}.pdf", "--as", "county", "--key", "keys/county.p12")
    code, _, told = avtale(copy, *words)
    assert (code, "et annet enn det som ble godkjent" in told) == (1, True)
    good(copy, "verify", f"out/{TWICE}")  # what was signed stays as it was approved


def test_a_later_version_does_not_make_it_wrong(copy: Path) -> None:
    event = copy / "agreements/register/prove/1.00/withdrawal.yaml"
    event.write_text(
        "format: 1\nevent: withdrawal\nkey: prove\nversion: '1.00'\n'on': '2026-11-01'\n"
        "withdrawn_by: Kim Eksempel\nreason: prøve\n",
        "utf-8",
    )
    assert "Versjonen er trukket tilbake." in good(copy, "verify", f"out/{TWICE}")


def test_what_a_cut_off_sign_left_is_completed_by_one_command(copy: Path) -> None:
    """Killed between the PDF and the register: the same command names the one that completes it, which adds it once."""
    event = next((copy / "agreements/register/prove/1.00").glob("signature-county-*.yaml"))
    before = event.read_text("utf-8")
    event.unlink()
    code, _, told = avtale(copy, "sign", f"out/{NAME}.pdf", "--as", "county", "--key", "keys/county.p12")
    assert (code, f"avtale record-signature out/{ONCE}" in told) == (1, True)
    code, _, told = avtale(copy, "sign", f"out/{ONCE}", "--as", "county", "--key", "keys/county.p12")
    assert (code, f"avtale record-signature out/{ONCE}" in told) == (1, True)
    good(copy, "record-signature", f"out/{ONCE}")
    assert event.read_text("utf-8") == before
    assert "fra før" in good(copy, "record-signature", f"out/{TWICE}")
    assert len(list(event.parent.glob("signature-*"))) == 2


def test_what_a_cut_off_sign_of_a_page_left_is_completed_by_one_command(copy: Path) -> None:
    """As of a PDF: killed between the .p7s and the register."""
    good(copy, "render", DOC, "--to", "side", "--format", "html")
    page, folder = f"side/{NAME}.html", copy / "agreements/register/prove/1.00"
    before = set(folder.iterdir())
    words = ("sign", page, "--as", "county", "--key", "keys/county.p12")
    good(copy, *words)
    (event,) = set(folder.iterdir()) - before
    written = event.read_text("utf-8")
    event.unlink()
    code, _, told = avtale(copy, *words)
    assert (code, f"avtale record-signature {page}" in told) == (1, True)
    good(copy, "record-signature", page)
    assert event.read_text("utf-8") == written
    assert "fra før" in good(copy, "record-signature", page)
    code, _, told = avtale(copy, *words)
    assert (code, "record-signature" in told) == (1, False)
    event.unlink()
    (copy / page).write_text(
        (copy / page).read_text("utf-8").replace("</main>", "<p>Mer</p></main>"), "utf-8"
    )
    assert avtale(copy, "record-signature", page)[0] == 1
    assert not event.exists()


def test_a_register_that_cannot_be_written_is_told(copy: Path) -> None:
    """The PDF is there, and the way to complete it."""
    script = (
        "import avtale.sign.recording as recording; from avtale.errors import SystemFailure; from avtale.cli.main import run\n"
        "def full(*_, **__): raise SystemFailure(nb='Disken er full.', en='The disk is full.')\n"
        "recording.add_event = full; run()"
    )
    words = ("sign", f"out/{NAME}.pdf", "--as", "county", "--key", "keys/county.p12", "--to", "ny.pdf")
    ran = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=copy,
        capture_output=True,
        env={**os.environ, "AVTALE_PASSWORD": PASSWORD, "PYTHONUTF8": "1", "AVTALE_LANG": "nb"},
    )
    told = ran.stderr.decode()
    assert (ran.returncode, "Disken er full. Rett det" in told) == (3, True), told
    assert "avtale record-signature ny.pdf" in told
    good(copy, "record-signature", "ny.pdf")


def test_two_copies_are_told(copy: Path) -> None:
    for event in (copy / "agreements/register/prove/1.00").glob("signature-nav-*"):
        event.unlink()
    out = good(copy, "sign", f"out/{NAME}.pdf", "--as", "nav", "--key", "keys/nav.p12", "--to", "kopi.pdf")
    assert "hver sin kopi" in out
    status = json.loads(good(copy, "status", DOC, "--format", "json", "--on", "2026-11-21"))
    assert status[0]["signed"] == {"required": 2, "recorded": 1, "verified": 0, "apart": 1}
    assert "hver sin kopi" in " ".join(good(copy, "status", DOC, "--on", "2026-11-21").split())


REFUSALS = {
    "draft": (1, ("draft/{name}.pdf", "county", "keys/county.p12"), "er et utkast"),
    "signed already": (1, ("out/{once}", "county", "keys/county.p12"), "alt underskrevet"),
    "no party": (
        2,
        ("out/{name}.pdf", "skole", "keys/county.p12"),
        "Partene er: county (Eksempel fylkeskommune)",
    ),
    "no such file": (2, ("borte.pdf", "county", "keys/county.p12"), "Fant ikke filen borte.pdf"),
    "a folder": (2, ("out", "county", "keys/county.p12"), "er en mappe"),
    "no pdf": (2, ("agreements/avtale.yaml", "county", "keys/county.p12"), "ingen PDF-fil"),
    "no such key": (2, ("out/{name}.pdf", "county", "keys/borte.p12"), "Fant ikke nøkkelfilen"),
    "no key file": (2, ("out/{name}.pdf", "county", "keys/ca.pem"), "ingen nøkkelfil"),
    "output exists": (2, ("out/{name}.pdf", "county", "keys/county.p12"), "finnes fra før"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_one_line_and_leaves_everything(made: Path, case: str) -> None:
    code, (file, party, key), words = REFUSALS[case]
    before = _state(made)
    told = avtale(made, "sign", file.format(name=NAME, once=ONCE), "--as", party, "--key", key)
    assert (told[0], told[1]) == (code, "")
    assert words in told[2]
    assert told[2].count("\n") == 1
    assert _state(made) == before


def test_a_transcription_gets_neither_keys_nor_signature(copy: Path) -> None:
    code, _, told = avtale(copy, "keys", OLD, "--to", "keys2")
    assert (code, "avskrift" in told) == (1, True)
    good(copy, "render", OLD, "--to", "out", "--format", "pdf")
    words = ("sign", f"out/{OLD}-1.00.nb.pdf", "--as", "county", "--key", "keys/county.p12")
    code, _, told = avtale(copy, *words)
    assert (code, "avskrift" in told) == (1, True)


def test_the_password(made: Path, tmp_path: Path) -> None:
    words = ("sign", f"out/{NAME}.pdf", "--as", "nav", "--key", "keys/nav.p12", "--to", str(tmp_path))
    code, _, told = avtale(made, *words, password="feil")
    assert (code, "Feil passord" in told) == (2, True)
    code, _, told = avtale(made, *words, password=None)
    assert (code, "AVTALE_PASSWORD" in told) == (2, True)
    code, _, told = avtale(made, *words, "--password-fd", "99", password=None)
    assert (code, "filbeskriver 99" in told) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_the_password_from_a_descriptor(copy: Path) -> None:
    shutil.copy(copy / "out" / f"{NAME}.pdf", copy / "annen.pdf")
    words = ("sign", "annen.pdf", "--as", "nav", "--key", "keys/nav.p12", "--password-fd", "0")
    code, _, told = avtale(copy, *words, password=None, stdin=f"{PASSWORD}\n".encode())
    assert code == 0, told


def test_the_input_is_never_overwritten(copy: Path) -> None:
    path = f"out/{NAME}.pdf"
    before = (copy / path).read_bytes()
    words = ("sign", path, "--as", "nav", "--key", "keys/nav.p12", "--to", path, "--force")
    code, _, told = avtale(copy, *words)
    assert (code, "aldri skrevet over" in told) == (2, True)
    assert (copy / path).read_bytes() == before


def test_existing_keys_are_left_alone(made: Path) -> None:
    before = _state(made)
    code, _, told = avtale(made, "keys", DOC, "--to", "keys")
    assert (code, "finnes fra før" in told) == (2, True)
    assert _state(made) == before


@pytest.mark.parametrize("trust", ["borte", "agreements/avtale.yaml", "out"])
def test_a_trust_that_is_none(made: Path, trust: str) -> None:
    code, out, told = avtale(made, "verify", f"out/{TWICE}", "--trust", trust)
    assert (code, out, told.count("\n")) == (2, "", 1)


def _wrapped(pdf: bytes, *, source: bool) -> bytes:
    """As a signing service gives the document back: a page of its own on top, with or without our source."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.add_blank_page()
        if not source:
            del opened.Root.AF, opened.Root.Names
        wrapped = BytesIO()
        opened.save(wrapped)
    return wrapped.getvalue()


@pytest.mark.parametrize(
    "source", [pytest.param(True, marks=pytest.mark.extended), False], ids=["with our source", "without"]
)
def test_a_file_that_a_service_made_is_recorded_on_its_word(copy: Path, source: bool) -> None:
    shutil.rmtree(copy / "agreements/register/prove/1.00")
    new = copy / "agreements/prove/prove-1.00.yaml"
    lines = new.read_text(encoding="utf-8").splitlines(keepends=True)
    new.write_text("".join(line for line in lines if "  approved_" not in line), encoding="utf-8")
    good(copy, "approve", DOC, "--by", "Kim Eksempel", "--on", "2026-06-15")
    file = copy / "tjeneste.pdf"
    file.write_bytes(_wrapped((copy / f"out/{NAME}.pdf").read_bytes(), source=source))
    words = ("record-signature", "tjeneste.pdf", "--vouched-by", "Liksom signering", "--on", "2026-06-20")
    assert avtale(copy, "record-signature", "tjeneste.pdf", "--of", DOC)[0] == 2
    assert avtale(copy, *words[:-1], "2026-06-01", "--of", DOC)[0] == 2  # before the approval
    for odd in ("", "Liksom\u202esignering", "Liksom sign\u0435ring"):
        assert avtale(copy, "record-signature", "tjeneste.pdf", "--vouched-by", odd, "--of", DOC)[0] == 2
    assert avtale(copy, *words, "--of", OLD)[0] == 1  # a transcription is never signed
    if not source:
        code, _, told = avtale(copy, *words)
        assert (code, "--of" in told) == (2, True)
    told = good(copy, *words, "--of", DOC)
    assert (told.count("Førte underskriften"), "ikke prøvd" in told) == (2, True)
    assert "fra før" in good(copy, *words, "--of", DOC)
    told = " ".join(good(copy, "status", DOC).split())
    assert "2 av 2*" in told
    assert "* Underskrifter som ikke er prøvd prove 1.00 Liksom signering går god for dem" in told
    counted = json.loads(good(copy, "status", "--format", "json", DOC))[0]["signed"]
    assert counted == {"required": 2, "recorded": 2, "verified": 0, "vouched_by": "Liksom signering"}
    assert "går god for den, ikke prøvd" in " ".join(good(copy, "show", DOC).split())
    code, told, _ = avtale(copy, "verify", "tjeneste.pdf")
    assert (code, "Liksom signering går god for underskriftene" in told) == (1, True)
    found = json.loads(avtale(copy, "check", "--format", "json")[1])["findings"]
    assert [one for one in found if "register" in one["file"]] == []
    file.write_bytes(file.read_bytes() + b"% x\n")
    assert "går god for" not in avtale(copy, "verify", "tjeneste.pdf")[1]
    if not source:
        return
    # What was verified outweighs a word for as many.
    good(copy, "render", DOC, "--to", "out2", "--format", "pdf")
    good(copy, "sign", f"out2/{NAME}.pdf", "--as", "county", "--key", "keys/county.p12")
    good(copy, "sign", f"out2/{ONCE}", "--as", "nav", "--key", "keys/nav.p12")
    counted = json.loads(good(copy, "status", "--format", "json", DOC))[0]["signed"]
    assert counted == {"required": 2, "recorded": 2, "verified": 0}


@pytest.mark.parametrize("command", ["keys", "sign", "verify", "record-signature"])
@pytest.mark.parametrize(("lang", "word"), [("nb", "Eksempel"), ("en", "Example")])
def test_help_has_an_example(tmp_path: Path, command: str, lang: str, word: str) -> None:
    out = good(tmp_path, command, "--help", "--lang", lang)
    assert word in out
    assert f"avtale {command} " in out.split(word)[1]


def _state(folder: Path) -> dict[str, bytes]:
    found = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert found
    return found


def test_status_tells_what_the_register_says_from_what_was_seen_in_a_file(made: Path, tmp_path: Path) -> None:
    """Anybody may add an event; `verify` looks at the signature, and what it found is kept where no repository writes."""

    def ran(*words: str) -> str:
        done = outside.avtale(*words, cwd=made, env={"AVTALE_CACHE": str(tmp_path / "own")})
        assert done.code == 0, done.err
        return done.out

    assert "2 av 2 registrert" in ran("status", DOC)
    assert " ".join(ran("show", DOC).split()).count("prøvd herfra") == 2
    ran("verify", f"out/{TWICE}")
    [row] = json.loads(ran("status", "--format", "json", DOC))
    assert row["signed"] == {"required": 2, "recorded": 2, "verified": 2}
    assert "herfra" not in ran("status") + ran("show", DOC)
