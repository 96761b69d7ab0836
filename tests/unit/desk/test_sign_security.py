"""What keeps keys from a server and attacks out of Underskrift: each test fails where what it is about is taken away."""

from __future__ import annotations

import io
import tempfile
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from avtale.desk import answer
from avtale.desk.page import all_pages
from avtale.desk.session import Person
from avtale.desk.settings import MEGABYTE, DeskSettings
from tests.support import discovered
from tests.unit.desk.desks import Browser, browser
from tests.unit.desk.signings import HERE, PASSWORD, approved, kari, keys_of, send, with_key

FOR_KEYS = ("key", "keys")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that no test here changes."""
    return approved(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def key(made: Path) -> bytes:
    return keys_of(made)["county.p12"]


@pytest.fixture
def who(made: Path, tmp_path: Path) -> Browser:
    return kari(made, tmp_path / "state")


@pytest.fixture
def unread(who: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reads what is sent after she came in, fails."""
    assert who.csrf

    def refuse(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(answer, "_read_form", refuse)


@pytest.mark.parametrize("form", FOR_KEYS)
@pytest.mark.parametrize(
    "settings",
    [DeskSettings(login=True), DeskSettings(hosts=("127.0.0.1", "avtaler.example"))],
    ids=["login", "name"],
)
@pytest.mark.usefixtures("unread")
def test_no_key_is_taken_by_a_server(
    form: str, settings: DeskSettings, made: Path, tmp_path: Path, key: bytes
) -> None:
    who = browser(made, settings, state=tmp_path).become(Person("Kari", authenticated=True))
    sent = who.post(f"{HERE}/{form}", {"password": PASSWORD}, files=[("key", ("min.p12", key, "x"))])
    assert (sent.status_code, "skal aldri til en tjener" in sent.text) == (403, True)
    page = who.get(HERE).text
    assert "key-file" not in page
    assert "keys-password" not in page
    assert "received-trust" not in page


@pytest.mark.parametrize("header", ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"])
@pytest.mark.usefixtures("unread")
def test_no_key_is_taken_through_a_proxy(who: Browser, header: str, key: bytes) -> None:
    assert with_key(who, key, **{header: "10.0.0.1"}).status_code == 403


@pytest.mark.parametrize("address", ["10.0.0.1", "192.168.1.7", "fe80::1", "unix"])
@pytest.mark.usefixtures("unread")
def test_no_key_is_taken_from_another_machine(who: Browser, address: str) -> None:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=who.app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url=who.base, cookies=who.cookies) as client:
            return await client.post(f"{HERE}/key", data={"csrf": who.csrf})

    assert anyio.run(ask).status_code == 403


def test_what_is_posted_with_a_key_never_touches_the_disk(
    who: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where somebody sends more than a key: the parser would put it into a file."""
    rolled = []
    real = tempfile.SpooledTemporaryFile.rollover
    monkeypatch.setattr(
        tempfile.SpooledTemporaryFile, "rollover", lambda self: (rolled.append(self), real(self))[1]
    )
    assert with_key(who, b"\x30\x82" + b"k" * 2 * MEGABYTE).status_code in (400, 413)
    assert rolled == []
    send(who, b"%PDF-1.7\n" + b"x" * 2 * MEGABYTE)
    assert rolled  # which shows that it would


def test_trust_that_comes_along_is_taken_at_one_s_own_machine_alone(made: Path, tmp_path: Path) -> None:
    """Else who uploads a file would say himself whom the server trusts."""
    server = browser(made, DeskSettings(login=True), state=tmp_path / "b").become(
        Person("Kari", authenticated=True)
    )
    answer = send(server, b"%PDF-1.7\n", "x.pdf", ("trust", ("ca.pem", b"any", "x")))
    assert (answer.status_code, "bestemmer den som styrer det" in answer.text) == (403, True)


def posts() -> list[str]:
    (page,) = [page for page in all_pages() if page.name == "sign"]
    return discovered([each.path for each in page.actions if each.method == "POST"], at_least=5)


@pytest.mark.parametrize("path", posts())
def test_a_reader_may_look_and_change_nothing(path: str, made: Path, tmp_path: Path) -> None:
    reader = browser(made, state=tmp_path).become(Person("Kari", roles=frozenset({"reader"})))
    page = reader.get(HERE)
    assert (page.status_code, "<form" in page.text.partition("<main")[2]) == (200, False)
    assert reader.post(path.format(key="prove", version="1.00")).status_code == 403


def bomb() -> bytes:
    """A PDF of some kilobytes whose one attachment unpacks to a gigabyte."""
    import pikepdf

    out = io.BytesIO()
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(1024)) + packer.flush()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, packed)
        stream.Filter = pikepdf.Name.FlateDecode
        names = {
            "/Type": pikepdf.Name.Filespec,
            "/F": "a.yaml",
            "/UF": "a.yaml",
            "/AFRelationship": pikepdf.Name.Source,
        }
        spec = pdf.make_indirect(
            pikepdf.Dictionary(names | {"/EF": pikepdf.Dictionary({"/F": pdf.make_indirect(stream)})})
        )
        pdf.Root.AF = pikepdf.Array([spec])
        pdf.save(out)
    return out.getvalue()


@pytest.mark.extended
def test_a_file_that_swells_is_not_unpacked(who: Browser) -> None:
    sent = bomb()
    assert len(sent) < 2 * MEGABYTE
    tracemalloc.start()
    answer = send(who, sent)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 400
    assert most < 120 * MEGABYTE


@pytest.mark.parametrize(
    ("data", "name", "status", "said"),
    [
        (b"<!doctype html><script>alert(1)</script>", "avtale.pdf", 400, "ikke av en type"),
        (b"PK\x03\x04", "avtale.pdf", 400, "ikke av en type"),
        (b"", "avtale.pdf", 400, "Velg en fil"),
        (b"%PDF-1.7\nbroken", "<b>..\\x.pdf", 400, "skadet"),
        (b"%PDF-1.7\n" + b"x" * 21 * MEGABYTE, "avtale.pdf", 413, "større enn 20 MB"),
    ],
    ids=["html", "zip", "nothing", "broken", "large"],
)
def test_what_is_no_signed_pdf_is_refused(
    who: Browser, data: bytes, name: str, status: int, said: str
) -> None:
    answer = send(who, data, name)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert "<b>" not in answer.text
    assert "<script>alert" not in answer.text


def test_a_hundred_megabytes_are_refused_before_they_are_read(who: Browser) -> None:
    async def pieces() -> Any:
        for _ in range(100):
            yield b"x" * MEGABYTE

    told = {"content-type": "multipart/form-data; boundary=x", "X-CSRF-Token": who.csrf}
    assert who.request("POST", f"{HERE}/received", content=pieces(), headers=told).status_code == 413


def test_a_key_that_is_uploaded_as_a_file_is_told_of(who: Browser, key: bytes) -> None:
    answer = send(who, key, "avtale.pdf")
    assert (answer.status_code, "Det er en nøkkelfil" in answer.text) == (400, True)


@pytest.mark.parametrize("digest", ["..%2F..%2Fdrafts", "0" * 64, "x", "%00"])
def test_a_name_that_is_no_digest_of_this_round_leads_nowhere(who: Browser, digest: str) -> None:
    kept = who.desk.signed.keep(b"%PDF of another", "other.pdf")
    for asked in (digest, kept.parent.name):
        assert who.get(f"{HERE}/signed/{asked}").status_code == 404
