"""Underskrift: what is rendered, who is next, and what becomes of a file that comes back."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificate

from avtale.desk.signing.drawing import Drawing
from avtale.desk.signing.plain import settles, why
from avtale.desk.words import LANGUAGES, Words
from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.render.document import render
from avtale.sign import reasons
from avtale.sign.identity.binding import Binding, PartyIdentity
from avtale.sign.identity.whose import nobodys
from avtale.sign.verdict import SignatureVerdict
from tests.support import ON, discovered, refused
from tests.unit.desk.desks import PLAN, Browser, repository
from tests.unit.desk.signings import (
    HERE,
    PASSWORD,
    approved,
    kari,
    keys_of,
    send,
    signed,
    trust,
    unzipped,
    with_key,
)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return keys_of(approved(tmp_path_factory.mktemp("keys")))


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the desk gives out, asked for twice, and what `avtale render` makes."""
    folder = tmp_path_factory.mktemp("pdf")
    root = approved(folder)
    who = kari(root, folder / "state")
    first = who.get(f"{HERE}/nb/file")
    assert first.headers["content-disposition"] == "attachment; filename*=UTF-8''prove-1.00.nb.pdf"
    assert who.get(f"{HERE}/nb/file").content == first.content
    assert "/document/prove/1.00/nb.pdf" in who.get("/document/prove/1.00").text
    assert who.get("/document/prove/1.00/nb.pdf").content == first.content  # also for who only reads
    found = Repository.open(root)
    assert render(found.versions["prove"][0], found, on=ON, formats=("pdf",)).files["pdf"] == first.content
    return first.content


@pytest.fixture(scope="module")
def once(pdf: bytes, keys: dict[str, bytes]) -> bytes:
    return signed(pdf, "county", keys)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return approved(tmp_path)


@pytest.fixture
def who(root: Path, tmp_path: Path) -> Browser:
    return kari(root, tmp_path / "state")


def recorded(root: Path) -> list[str]:
    folder = root / "register/prove/1.00"
    return sorted(path.name.rpartition("-")[0] for path in folder.glob("signature-*"))


# --- the page ---


def test_the_page_says_who_is_next_and_since_when(who: Browser) -> None:
    said = who.get(HERE).text
    assert "Neste er Eksempel fylkeskommune, siden 21.11.2026." in said
    assert re.findall(
        r'<strong>(.*?)</strong>\s*<span class="ds-tag" data-color="\w+">(.*?)</span>', said
    ) == [
        ("Eksempel fylkeskommune", "er neste"),
        ("NAV Eksempel", "venter"),
    ]
    assert "Prøveavtale" in who.get("/sign").text


def test_what_is_not_approved_is_not_given_out_nor_taken_in(tmp_path: Path) -> None:
    draft = kari(repository(tmp_path, **{"plans__plan-hemmelig-1.00": PLAN}), tmp_path / "state")
    assert "ikke godkjent slik det står" in draft.get(HERE).text
    assert "Ingen godkjente dokumenter" in draft.get("/sign").text
    assert draft.get(f"{HERE}/nb/file").status_code == draft.get(f"{HERE}/nb/ready").status_code == 409
    assert send(draft, b"%PDF-1.7\n").status_code == 409
    assert draft.get("/sign/plan-hemmelig/1.00").status_code == 404


@pytest.mark.parametrize("lang", ["nn", "xx", "nb+se", ".."])
def test_a_language_that_it_is_not_written_in_leads_nowhere(who: Browser, lang: str) -> None:
    assert who.get(f"{HERE}/{lang}/file").status_code == 404


def test_a_pdf_with_errors_is_not_given_out(who: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    from avtale.desk.signing import rendered
    from avtale.findings import Finding
    from avtale.render.document import Rendering

    wrong = Finding("prove", 1, 1, "render-glyph", "error", "Et tegn mangler.", "", "")
    monkeypatch.setattr(rendered, "render", lambda *_a, **_k: Rendering("prove", {"pdf": b"%PDF"}, (wrong,)))
    assert who.get(f"{HERE}/nb/file").status_code == 409
    assert "Et tegn mangler." in who.get(f"{HERE}/nb/ready").text


# --- drawing ---


def test_the_same_is_drawn_once_however_many_ask_and_again_where_it_failed() -> None:
    drawing, gate, made = Drawing(), threading.Event(), []

    def make() -> int:
        gate.wait(5)
        made.append(threading.current_thread().name)
        return len(made)

    first = drawing.begin("a", make)
    assert drawing.begin("a", make) is first
    other = drawing.begin("b", make)
    gate.set()
    assert (first.result(5), other.result(5), drawing.begin("a", make).result(5)) == (1, 2, 1)
    assert set(made) == {"drawing_0"}

    def fail() -> int:
        raise StateError(nb="nei", en="no")

    with refused(StateError, "nei"):
        drawing.begin("c", fail).result(5)
    assert drawing.begin("c", make).result(5) == 3
    for number in range(40):
        drawing.begin(number, make).result(5)
    assert len(drawing._found) <= 25


def test_only_so_many_wait_at_a_time_that_threads_are_left_for_others() -> None:
    drawing, gate = Drawing(), threading.Event()
    slow = drawing.begin("slow", lambda: gate.wait(10))
    crowd = [threading.Thread(target=drawing.soon, args=(slow, 10)) for _ in range(16)]
    for one in crowd:
        one.start()
    while drawing._places.acquire(blocking=False):  # until they all wait
        drawing._places.release()
        time.sleep(0.01)
    began = time.monotonic()
    with refused(StateError, "Mange venter"):
        drawing.wait(slow)
    assert time.monotonic() - began < 5
    gate.set()
    for one in crowd:
        one.join()


def test_who_waits_for_a_file_keeps_nobody_else_waiting(
    who: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from avtale.desk.pages import sign as page
    from avtale.desk.signing import drawing

    monkeypatch.setattr(page, "_AT_ONCE", 0.01)
    gate = threading.Event()
    slow = who.desk.drawing.begin("slow", lambda: gate.wait(60))
    waiters = [threading.Thread(target=who.get, args=(f"{HERE}/nb/file",)) for _ in range(3)]
    for one in waiters:
        one.start()
    while who.desk.drawing._places._value > 13:  # type: ignore[attr-defined] # until they wait
        time.sleep(0.01)
    began = time.monotonic()
    assert "Neste er" in who.get(HERE).text
    assert "Lager PDF-en" in who.get(f"{HERE}/nb/ready").text
    monkeypatch.setattr(drawing, "_PATIENCE", 0.01)
    assert "Mange venter" in who.get(f"{HERE}/nb/file").text
    assert time.monotonic() - began < 30
    gate.set()
    slow.result(30)
    for one in waiters:
        one.join()


# --- what comes back ---


def test_a_signed_file_is_judged_recorded_kept_and_handed_on(
    who: Browser, root: Path, once: bytes, keys: dict[str, bytes]
) -> None:
    answer = send(who, once, "../../etc/passwd.pdf", *trust(keys))
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    page = who.get(HERE).text
    assert "Underskriftene er i orden. 1 ble registrert." in page
    assert (
        "Med demonstrasjonsnøkler er NAV Eksempel neste. På ordentlig er Eksempel fylkeskommune neste."
        in page
    )
    assert "DEMO – teller ikke" in page  # as the settings say nothing of demonstrations
    (link,) = re.findall(r'href="(/sign/prove/1.00/signed/\w+)"', page)
    copy = who.get(link)
    assert (copy.content, "signed-county.DEMO-ikke-gyldig.pdf" in copy.headers["content-disposition"]) == (
        once,
        True,
    )
    assert recorded(root) == ["signature-county"]
    assert send(who, once, "x.pdf", *trust(keys)).status_code == 303
    assert "registrert fra før" in who.get(HERE).text


def test_trust_is_the_server_s_and_never_the_repository_s(
    tmp_path: Path, once: bytes, keys: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = tmp_path / "conf"
    for folder in (conf, tmp_path / "agreements/trust"):
        folder.mkdir(parents=True)
        for name in ("ca.pem", "ca.crl"):
            (folder / name).write_bytes(keys[name])
    monkeypatch.setenv("AVTALE_CONFIG", str(conf))
    root = approved(tmp_path, "signing: {trust: [trust]}\n")
    who = kari(root, tmp_path / "state")
    answer = send(who, once)
    assert (answer.status_code, recorded(root)) == (200, [])
    assert "Vi vet ikke om vi kan stole på den som har utstedt sertifikatet" in answer.text
    (conf / "avtale.yaml").write_text("format: 1\nsigning: {trust: [.]}\n", encoding="utf-8")
    assert (send(who, once).status_code, recorded(root)) == (303, ["signature-county"])


def changed(data: bytes) -> bytes:
    """With something more in it than was signed."""
    return data + b"\n% more\n"


@pytest.mark.parametrize(
    ("how", "said"),
    [
        pytest.param("unsigned", "Ingen har underskrevet den.", marks=pytest.mark.extended),
        ("changed", "noe etter slutten av filen som ingen underskrift dekker"),
        ("wrapped", "tjenesten har pakket den inn"),
        ("other", "Filen er et annet dokument: annen 1.00."),
    ],
)
def test_why_a_file_is_not_recorded(
    how: str, said: str, root: Path, tmp_path: Path, pdf: bytes, once: bytes, keys: dict[str, bytes]
) -> None:
    if how == "other":  # the round is of another agreement than the file
        from tests.unit.desk.signings import OTHER

        path = root / "ot/annen-1.00.yaml"
        path.write_text(OTHER, encoding="utf-8")
        found = Repository.open(root)
        sent = render(found.versions["annen"][0], found, on=ON, formats=("pdf",)).files["pdf"]
    elif how == "wrapped":
        import io

        import pikepdf

        with pikepdf.open(io.BytesIO(pdf)) as opened:
            del opened.Root.AF
            del opened.Root.Names
            out = io.BytesIO()
            opened.save(out)
        sent = out.getvalue()
    else:
        sent = pdf if how == "unsigned" else changed(once)
    who = kari(root, tmp_path / "state")
    answer = send(who, sent, "fil.pdf", *trust(keys))
    assert (answer.status_code, recorded(root)) == (200, []), how
    assert said in answer.text
    live = who.post(
        f"{HERE}/received", files=[("file", ("fil.pdf", sent, "x"))], headers={"HX-Request": "true"}
    )
    assert live.text.lstrip().startswith("<section")
    assert live.headers["X-Say"]


def test_every_reason_is_told_without_the_words_of_the_command_line(keys: dict[str, bytes]) -> None:
    party = PartyIdentity("nav", ("NAV Eksempel",))
    certificate = load_pem_x509_certificate(keys["ca.pem"])
    messages = [*vars(reasons).values(), *reasons._TEXTS.values()]
    subs = {id(message): name for name, message in reasons._TEXTS.items()}
    told = [(one, subs.get(id(one), "TRY_LATER")) for one in messages if type(one) is reasons.Message]
    for named in (True, False):
        told.append((nobodys(Binding("nobody", named=named), party, certificate), "SIG_CONSTRAINTS_FAILURE"))
    for message, sub in discovered(told, at_least=20):
        one = SignatureVerdict(
            "signature-nav",
            "nav",
            "Kim Eksempel",
            None,
            None,
            None,
            None,
            "indeterminate",
            sub,
            message,
            False,
            None,
        )
        for lang in LANGUAGES:
            said = why(one, Words("sign", lang))
            assert said
            assert not re.search(r"--\w|signing:|\.yaml", said)
            assert bool(settles(one, Words("sign", lang))) == (said != message.text(lang))


def test_what_a_service_vouches_for_is_recorded_on_its_word(who: Browser, root: Path) -> None:
    import io

    import pikepdf

    made = io.BytesIO()
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(made)
    wrong = send(who, made.getvalue(), to="vouched", service="", on="2026-11-21")
    assert (wrong.status_code, recorded(root)) == (400, [])
    done = send(who, made.getvalue(), to="vouched", service="Posten signering", on="2026-11-21")
    assert (done.status_code, recorded(root)) == (303, ["signature-county", "signature-nav"])
    assert who.get(HERE).text.count("Posten signering går god for underskriften") == 2
    next((root / "register/prove/1.00").glob("signature-nav*")).unlink()  # as where it was killed
    send(who, made.getvalue(), to="vouched", service="Posten signering", on="2026-11-21")
    assert recorded(root) == ["signature-county", "signature-nav"]


def test_sent_is_recorded_once_a_day_and_fetching_is_reminded_of(tmp_path: Path) -> None:
    root = approved(tmp_path, "signing: {service: posten, limits: {title: 5, signers: 1}}\n")
    who = kari(root, tmp_path / "state")
    page = who.get(HERE).text
    assert "Dokumentet sendes til Posten signering." in page
    assert 'Underskrivere: 2 av høyst 1 <span class="ds-tag" data-color="danger">for mye' in page
    assert "Tegn i tittelen: 11 av høyst 5" in page
    assert "Skriv den kortere." in page  # the check's own finding
    assert who.post(f"{HERE}/sent", {"reason": " ", "on": ""}).status_code == 400
    assert who.post(f"{HERE}/sent", {"reason": "x", "on": "i går"}).status_code == 400
    assert who.post(f"{HERE}/sent", {"reason": "Oppdrag 1234", "on": ""}).status_code == 303
    assert [path.name for path in (root / "register/prove/1.00").glob("sending-*")] == [
        "sending-2026-11-21.yaml"
    ]
    page = who.get(HERE).text
    assert "Sist sendt 21.11.2026." in page
    assert "Hent den underskrevne filen innen 31.12.2026" in page
    assert who.post(f"{HERE}/sent", {"reason": "Oppdrag 1234", "on": ""}).status_code == 409


# --- a key of one's own ---


def test_one_signs_with_a_key_of_one_s_own_and_nothing_of_it_stays(
    who: Browser, root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    keys = unzipped(who.post(f"{HERE}/keys", {"password": PASSWORD}).content)
    assert set(keys) == {"ca.pem", "ca.crl", "LESMEG.txt", "county.p12", "nav.p12"}
    wrong = with_key(who, keys["county.p12"], password="feil")
    assert (wrong.status_code, "Feil passord til min.p12" in wrong.text, recorded(root)) == (400, True, [])
    another = with_key(who, keys["nav.p12"])
    assert (another.status_code, "Nøkkelen tilhører NAV Eksempel" in another.text) == (409, True)
    assert with_key(who, keys["county.p12"]).status_code == 303
    assert "DEMO – ikke gyldig: underskrevet for Eksempel fylkeskommune" in who.get(HERE).text
    assert with_key(who, keys["nav.p12"], "nav").status_code == 303
    assert recorded(root) == ["signature-county", "signature-nav"]
    page = who.get(HERE).text
    assert (
        "Alle har underskrevet med demonstrasjonsnøkler, og det teller ikke. På ordentlig er Eksempel fylkeskommune neste."
        in page
    )
    assert "Prøveavtale<" in who.get("/sign").text
    settings = root / "avtale.yaml"
    settings.write_text(settings.read_text() + "signing: {count_demonstration: true}\n", encoding="utf-8")
    who.desk.current.changed()
    assert "Alle har underskrevet." in who.get(HERE).text
    assert "Ingen godkjente dokumenter" in who.get("/sign").text
    said = "\n".join([caplog.text, *(str(vars(one)) for one in caplog.records)])
    assert PASSWORD not in said
    there = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(secret in data for data in there for secret in (keys["county.p12"], PASSWORD.encode()))
    (kept,) = (tmp_path / "state").rglob("*.pdf")  # the newest holds the first
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.extended
def test_the_file_that_somebody_has_signed_is_wanted_and_somebody_quicker_is_noticed(
    who: Browser, root: Path, once: bytes, keys: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send(who, once, "x.pdf", *trust(keys)).status_code == 303
    (kept,) = who.desk.signed._folder.rglob("*.pdf")
    from avtale.desk.signing import own_key

    real, quicker = own_key.sign, signed(once, "nav", keys)

    def slow(*given: object, **more: object) -> object:
        assert send(who, quicker, "x.pdf", *trust(keys)).status_code == 303
        return real(*given, **more)  # type: ignore[arg-type]

    # Within the drawing thread another upload would wait for itself: it is let in beside.
    monkeypatch.setattr(who.desk.drawing, "do", lambda make: make())
    monkeypatch.setattr(own_key, "sign", slow)
    late = with_key(who, keys["nav.p12"], "nav")
    assert (late.status_code, "Noen andre underskrev imens" in late.text) == (409, True)
    monkeypatch.setattr(own_key, "sign", real)
    for path in (root / "register/prove/1.00").glob("signature-nav*"):
        path.unlink()
    who.desk.current.changed()
    kept.unlink(missing_ok=True)
    missing = with_key(who, keys["nav.p12"], "nav")
    assert (missing.status_code, "den filen er ikke her" in missing.text) == (409, True)
