"""Nothing that a terminal obeys leaves avtale, whichever command, format and place it comes from."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from asn1crypto import x509 as asn1_x509
from asn1crypto.keys import PrivateKeyInfo
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from avtale.cli.invocation import Invocation
from avtale.cli.main import execute
from avtale.facts.repository import Repository
from avtale.format.fingerprint import fingerprint
from avtale.source.read import parse
from tests.acceptance.command_lines import others, reading
from tests.acceptance.outside import AGREEMENT, SETTINGS, command, environment
from tests.acceptance.test_cli_contract import COMMANDS
from tests.support import discovered
from tests.unit.sign.world import make_pdf

DAY = ("--on", "2026-11-21")
#: Clears the screen, moves, colours, hides, links, ends a line and begins one of its own, turns the direction of writing.
HOSTILE = (
    "\x1b[2J\x1b[1;1H\x1b[32mX\x1b[0m\x1b[8m\x1b]8;;https://example.org\x1b\\Y\x1b]8;;\x07\x1b]0;t\x07\x1bP+q\x1b\\"
    "\x9b31m\x9d0;t\x9c\x7f\x08\x07\x0b\x0c\r\u202e\u2066\u200f\u061c\u2028\u2029\x85\ufffe\U000e0041"
)
FORGED = "\nFORGED: gyldig"
SAID = f"a{HOSTILE}{FORGED}"
OWN = re.compile(rb"\x1b\[(?:[0-2]|3[0-7])?(?:;(?:[0-2]|3[0-7]))?m")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufffe\uffff\U000e0000-\U000e007f]")  # fmt: skip


def quoted(text: str) -> str:
    """As YAML, every character by its number."""
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


BAD = quoted(SAID)
KEY = quoted("k\x1b[2J\x9b\u202e\u2028")  # YAML allows a key 1024 characters
NAME = "fil" + HOSTILE.replace("/", "").replace("\x00", "") + "\nFORGED"  # what a file may be called
TEXT = (
    AGREEMENT.replace("title: Prøveavtale  # kort", f"title: {BAD}  # \u202e\u2066 \x85".replace("\x85", ""))
    .replace("title: Prøveavtale mellom Eksempel fylkeskommune og NAV Eksempel", f"title: {BAD}")
    .replace("written_by: Per Forfatter", f"written_by: {BAD}")
    .replace("name: NAV Eksempel,", f"name: {BAD},")
    .replace("does: melde fra om avbrudd", f"does: {BAD}")
    .replace("title: Fylkesdirektør", f"title: {BAD}")
    .replace("record: Referatet arkiveres.", f"record: {BAD}")
    .replace("id: 1.2.3", f"id: {BAD}")
    + f"scope: {BAD}\nbackground: {{text: {BAD}}}\n{KEY}: {BAD}\nsilences:\n  - {{code: {BAD}, reason: {BAD}}}\n"
)
IN_FORCE = (
    AGREEMENT.replace("key: prove", "key: gjelder")
    .replace("title: Prøveavtale  # kort", f"title: {BAD}")
    .replace("  written_by", "  approved_by: Bo Eksempel\n  approved_on: 2026-06-01\n  written_by")
    .replace("name: NAV Eksempel,", f"name: {BAD},")
    .replace("does: melde fra om avbrudd", f"does: {BAD}")
    .replace("evaluation:\n", f"meetings:\n  - {{id: due, title: {BAD}, every: 1 month, convened_by: nav}}\nevaluation:\n")
)  # fmt: skip


def hostile_pdf() -> bytes:
    """A signed PDF whose source, attachment and certificate say what a terminal would obey."""
    said = "x\x1b[2J\x1b[1;1H\x9b31m\u202e" + FORGED
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, said), x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, said[:60])])  # fmt: skip
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    usage = x509.KeyUsage(True, True, *[False] * 7)
    leaf = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    header = f"{{id: {BAD}, title: {BAD}, version: {BAD}, approved_by: {BAD}, approved_on: 2026-01-01}}"
    source = f"format: 1\nkind: agreement\nkey: {BAD}\ncontrol_header: {header}\nparties: [{{id: county}}]\n"
    certificate = asn1_x509.Certificate.load(leaf.public_bytes(Encoding.DER))
    private = PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    signer = signers.SimpleSigner(certificate, private, SimpleCertificateStore())
    field = signers.PdfSignatureMetadata(field_name="signature-county", reason=said, location=said, name=said)
    writer = IncrementalPdfFileWriter(io.BytesIO(make_pdf(source.encode())))
    return bytes(signers.sign_pdf(writer, field, signer=signer).getbuffer())


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return hostile_pdf()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pdf: bytes) -> Path:
    """A repository on a branch with a deceiving name, with such a text in every kind of place."""
    files = {
        "avtale.yaml": SETTINGS + "reminders: {from: a@b.example}\n" + f"main_branch: {BAD}\n{KEY}: {BAD}\n",
        "prove-1.00.yaml": TEXT,
        "prove-1.01.yaml": TEXT.replace("version: '1.00'", "version: '1.01'").replace("does: ", "otherwise: x\n    does: "),
        "rein-1.00.yaml": AGREEMENT.replace("key: prove", "key: rein").replace("2026-08-01", "01.08.2026") + f"subject: {BAD}\n",
        "gjelder-1.00.yaml": IN_FORCE,
        "nokkel-1.00.yaml": AGREEMENT.replace("key: prove", f"key: {BAD}").replace("version: '1.00'", f"version: {BAD}"),
        "register/gjelder/1.00/approval.yaml": "format: 1\nevent: approval\nkey: gjelder\nversion: '1.00'\n"
        f"on: 2026-06-01\napproved_by: Bo Eksempel\nfingerprint: {fingerprint(parse(IN_FORCE).data)}\n",
        "register/gjelder/1.00/signature-nav.yaml": "format: 1\nevent: signature\nkey: gjelder\nversion: '1.00'\n"
        f"on: 2026-06-02\nparty: nav\nsigner: {BAD}\n{KEY}: {BAD}\n",
        "broken-1.00.yaml": f"key: [{BAD}\n\u202e\u2028: ]x\n",
        f"{NAME}-1.00.yaml": AGREEMENT.replace("key: prove", "key: ungdom"),
        "contacts.yaml": f"format: 1\ncontacts:\n  - {{document: gjelder, role: county, name: {BAD}, email: kari@b.example}}\n  - {{document: prove, role: nav, name: {BAD}, deputy: {BAD}}}\n  - {{document: {BAD}, role: {BAD}}}\n",
        "comments/prove/1.00/1-comment-abcd.yaml": f"format: 1\nevent: comment\non: 2026-06-01\nby: {BAD}\ntext: {BAD}\n",
        "log/gjelder/2026-04-01-evaluation.yaml": "format: 1\nkey: gjelder\nduty: evaluation\n"
        f"occurrence: 2026-04-01\ndone_on: 2026-04-01\ndone_by: {BAD}\nnote: {BAD}\n",
    }  # fmt: skip
    for name, text in files.items():
        path = tmp_path / "agreements" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "ond.pdf").write_bytes(pdf)
    (tmp_path / f"{NAME}.pdf").write_bytes(pdf)
    (tmp_path / "kontor.csv").write_text(
        f"Kontor;Kontaktperson;{HOSTILE[:40]}\nNAV {HOSTILE[:30]};Bo;x\n", encoding="utf-8"
    )
    subprocess.run(["git", "init", "-q", "-b", "gren\u202e\x9b31m\u2028"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AVTALE_LANG", "nb")
    monkeypatch.setenv("AVTALE_PASSWORD", "prøve-passord")
    return tmp_path


def lines() -> list[tuple[str, ...]]:
    docs = ("prove@1.00", "gjelder", f"agreements/{NAME}-1.00.yaml", "agreements/nokkel-1.00.yaml")
    files = (f"agreements/{NAME}-1.00.yaml", f"agreements/{NAME}.yaml", "agreements/broken-1.00.yaml")
    said = SAID.replace("\x00", "")
    read = reading(docs, files=files, named=said, party=said, day=DAY)
    rest = [*others("gjelder", pdf="ond.pdf", offices="kontor.csv", said=said, day=DAY)]
    rest += [
        ("verify", f"{NAME}.pdf"),
        ("verify", f"{NAME}.pdf", "--lang", "en"),
        ("check", "--baseline", "b.json", "--update-baseline"),
    ]
    return discovered([*read, *rest], at_least=120)  # fmt: skip


def wrong(out: bytes, *, colour: bool) -> Iterator[str]:
    """What in `out` is not ours to say."""
    if colour:
        out = OWN.sub(b"", out)
    text = out.decode("utf-8")  # and so no half of a surrogate pair
    yield from (f"U+{ord(char):04X}" for char in sorted(set(FORBIDDEN.findall(text))))
    if re.search(r"\r(?!\n)", text):
        yield "CR"
    if re.search(r"^(\x1b\[[0-9;]*m)*FORGED", text, re.MULTILINE):
        yield "a line of its own"


def test_the_judge_sees_what_a_terminal_obeys() -> None:
    for char in HOSTILE:
        if not char.isprintable():
            assert list(wrong(f"x{char}y".encode(), colour=True)), hex(ord(char))
    assert list(wrong(b"x\n\x1b[32mFORGED", colour=True)) == ["a line of its own"]
    assert list(wrong(b"\x1b[31;1mfeil\x1b[0m: x\r\n\ty \xc3\xa5", colour=True)) == []
    assert list(wrong(b"\x1b[31mfeil", colour=False)) == ["U+001B"]


def test_every_command_is_among_them() -> None:
    assert {words[0] for words in lines()} >= {name.rstrip("_").replace("_", "-") for name in COMMANDS}


@pytest.mark.parametrize("colour", [False, True])
def test_nothing_that_a_terminal_obeys_leaves_a_command(
    world: Path, colour: bool, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Invocation, "colour", property(lambda _: colour))
    (world / "made").mkdir()
    answered, found = 0, {}
    painted = {"check", "diff", "status", "verify", "generate", "render"}
    for words in [words for words in lines() if not colour or (words[0] in painted and "en" not in words)]:
        code = execute(list(words))
        out, err = capfdbinary.readouterr()
        assert code in (0, 1, 2), (words, err)
        assert b"Traceback" not in err, (words, err)
        answered += bool(out.strip() or err.strip())
        for said in (out, err):
            if faults := [*wrong(said, colour=colour)]:
                found[words] = faults
            assert b"\x1b[32mX" not in said, words  # a colour of theirs is none of ours
        if out and {"json", "sarif", "gitlab"} & set(words):
            json.loads(out)
        if "junit" in words:
            ElementTree.fromstring(out)
    assert [(words[:1], words[1][:30], *faults) for words, faults in found.items()] == []
    assert answered > (30 if colour else 120)


def test_no_report_file_holds_it(world: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (world / "made").mkdir()
    forms = ("text", "json", "sarif", "junit", "gitlab", "github")
    reports = [word for name in forms for word in ("--format", f"{name}=made/{name}")]
    assert execute(["check", *DAY, *reports, "--write-baseline", "made/baseline.json"]) in (0, 1)
    capfd.readouterr()
    for file in discovered(sorted((world / "made").iterdir()), at_least=7):
        raw = file.read_bytes()
        assert list(wrong(raw, colour=False)) == [], file.name
        if file.suffix == ".json" or file.name in ("json", "sarif", "gitlab"):
            json.loads(raw)
    ElementTree.fromstring((world / "made/junit").read_bytes())
    assert execute(["check", *DAY, "--baseline", "made/baseline.json"]) in (0, 1)
    assert "borte nå" not in capfd.readouterr().err  # read back, it holds the same findings
    for name in Repository.open(world / "agreements").uncounted:  # no calendar is made of a part
        Path(name).unlink()
    assert execute(["remind", "--calendar", "frister.ics", *DAY]) == 0
    assert list(wrong((world / "frister.ics").read_bytes(), colour=False)) == []


@pytest.mark.parametrize(
    "words", [("check", "agreements/prove-1.00.yaml"), ("show", "gjelder"), ("diff", "prove@1.00", "prove@1.01"), ("verify", "ond.pdf"), ("status",)]
)  # fmt: skip
def test_on_a_real_terminal_only_our_own_colours(world: Path, words: tuple[str, ...]) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(*words),
        cwd=world,
        env=environment(TERM="xterm-256color", COLUMNS="900"),
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        out = b""
        try:
            while more := os.read(ours, 65536):
                out += more
        except OSError:  # the terminal is closed
            pass
    assert process.returncode in (0, 1), out
    assert list(wrong(out.replace(b"\r\n", b"\n"), colour=True)) == []
    assert b"\x1b[" in out or words[0] == "show"
    assert b"\x1b[32mX" not in out


def test_what_a_library_logs_or_warns_of_is_not_for_the_reader(tmp_path: Path) -> None:
    program = (
        "import logging, warnings\nfrom avtale.cli import echo\necho.settle()\n"
        "logging.getLogger('x').warning('a\\x1b[2J'); warnings.warn('b\\x1b[2J')\n"
        "echo.speak_of(True)\nlogging.getLogger('x').warning('c\\x1b[2J')\n"
    )
    done = subprocess.run([*command()[:1], "-c", program], cwd=tmp_path, env=environment(PYTHONWARNINGS="always"), capture_output=True)  # fmt: skip
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "x: c\ufffd[2J\n"
