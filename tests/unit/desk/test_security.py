"""What keeps others out: each test fails where what it is about is taken away (docs/en/security.md)."""

from __future__ import annotations

import datetime as dt
import logging
import re
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from avtale.desk import app as apps
from avtale.desk.errors import NotAllowed, TooMany
from avtale.desk.page import Page, all_pages
from avtale.desk.security.headers import FRAMED, POLICY
from avtale.desk.session import Person, Session
from avtale.desk.settings import DeskSettings
from avtale.desk.visit import Visit, local
from tests.support import discovered
from tests.unit.desk.desks import NOW, PLAN, Browser, browser, repository


@pytest.fixture
def kari(tmp_path: Path) -> Browser:
    return browser(repository(tmp_path, **{"plans__plan-hemmelig-1.00": PLAN})).enter()


def fixed() -> list[str]:
    """The addresses that a GET answers and that need nothing in them."""
    found = (
        action.path
        for page in all_pages()
        for action in page.actions
        if page.where(DeskSettings()) and action.method == "GET" and action.needs != "nothing"
    )
    return discovered([path for path in found if "{" not in path], at_least=2)


# --- coming in ---


def test_nobody_comes_in_without_the_address(tmp_path: Path) -> None:
    stranger = browser(repository(tmp_path))
    for path in (*fixed(), "/document/prove/1.00", "/document/prove/1.00/page"):
        answer = stranger.get(path)
        assert (answer.status_code, "Prøveavtale" in answer.text) == (403, False), path
    assert stranger.get("/start?token=").status_code == 403


def test_the_address_works_once(tmp_path: Path) -> None:
    first = browser(repository(tmp_path))
    token = first.desk.entrance.token()
    assert first.get(f"/start?token={token}").status_code == 303
    assert Browser(first.app).get(f"/start?token={token}").status_code == 403


def test_guessing_is_soon_refused_unread_and_allowed_again_later(tmp_path: Path) -> None:
    entrance = browser(repository(tmp_path)).desk.entrance
    token = entrance.token()
    for number in range(10):
        with pytest.raises(NotAllowed):
            entrance.use(f"wrong {number}", now=float(number))
    with pytest.raises(TooMany):
        entrance.use(token, now=11.0)
    entrance.use(token, now=61.0)


def test_coming_in_makes_a_session_that_nobody_can_have_known(tmp_path: Path) -> None:
    """Fixation: a session that somebody planted in the browser before is worth nothing afterwards."""
    victim = browser(repository(tmp_path))
    planted = victim.desk.sessions
    before = Response()
    known = Session(lang="nn")
    planted.write(before, known, NOW)
    name, _, value = before.headers["set-cookie"].partition(";")[0].partition("=")
    victim.cookies.set(name, value, domain="127.0.0.1")
    victim.get(f"/start?token={victim.desk.entrance.token()}")
    (now,) = [each.value for each in victim.cookies.jar if each.name == name]
    assert now != value
    attacker = Browser(victim.app)
    attacker.cookies.set(name, value, domain="127.0.0.1")
    attacker.csrf = known.csrf
    assert attacker.get("/").status_code == 403
    assert victim.request("POST", "/name", data={"csrf": known.csrf, "name": "Kari"}).status_code == 403
    assert 'lang="nn"' in victim.get("/name").text


# --- the cookie ---


def test_the_cookie_is_for_us_alone(kari: Browser) -> None:
    told = kari.get("/").headers["set-cookie"]
    assert re.fullmatch(r"avtale-desk-8765=[\w-]+; HttpOnly; Max-Age=43200; Path=/; SameSite=lax", told)
    assert b"Kari" not in kari.get("/").headers["set-cookie"].encode()


def test_by_https_the_cookie_goes_no_other_way(tmp_path: Path) -> None:
    settings = DeskSettings(secure=True, hosts=("avtaler.example",))
    made = browser(repository(tmp_path), settings)
    made.base = "https://avtaler.example"
    answer = made.get(f"/start?token={made.desk.entrance.token()}")
    assert re.match(r"__Host-avtale-desk=.*; HttpOnly; .*; Secure$", answer.headers["set-cookie"])
    assert answer.headers["strict-transport-security"]


@pytest.mark.parametrize("pattern", ["{0}AAAA", "AAAA{0}", "x", "", "{0}{0}", "gAAAAA"])
def test_a_cookie_that_was_changed_is_no_cookie(kari: Browser, pattern: str) -> None:
    (cookie,) = kari.cookies.jar
    kari.cookies.set(cookie.name, pattern.format(cookie.value), domain="127.0.0.1")
    assert kari.get("/").status_code == 403


def test_who_does_not_come_back_is_out(kari: Browser) -> None:
    kari.desk.clock = lambda: NOW + dt.timedelta(hours=11)
    assert kari.get("/").status_code == 200  # and from here it counts anew
    kari.desk.clock = lambda: NOW + dt.timedelta(hours=22)
    assert kari.get("/").status_code == 200
    kari.desk.clock = lambda: NOW + dt.timedelta(hours=35)
    assert kari.get("/").status_code == 403


def test_who_leaves_is_out(kari: Browser) -> None:
    assert "Du er ute" in kari.post("/leave").text
    assert kari.get("/").status_code == 403


def test_a_session_of_another_secret_is_none(kari: Browser, tmp_path: Path) -> None:
    other = browser(repository(tmp_path / "b"), secret=b"another secret of ours")
    other.cookies = kari.cookies
    assert other.get("/").status_code == 403


# --- what posts ---


@pytest.mark.parametrize("token", ["", "wrong", "ø" * 24])
def test_a_form_without_the_token_changes_nothing(kari: Browser, token: str) -> None:
    answer = kari.request("POST", "/name", data={"csrf": token, "name": "Mallory", "next": "/"})
    assert answer.status_code == 403
    assert "Mallory" not in kari.get("/").text


def test_the_token_of_somebody_else_is_no_token(kari: Browser) -> None:
    other = Browser(kari.app).enter("Ola")
    kari.csrf = other.csrf
    assert kari.post("/name", {"name": "Mallory"}).status_code == 403


def test_a_script_of_ours_sends_the_token_as_a_header(kari: Browser) -> None:
    answer = kari.request("POST", "/language", headers={"X-CSRF-Token": kari.csrf}, data={"lang": "en"})
    assert answer.status_code == 303
    assert "Overview" in kari.get("/").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_what_another_site_sends_is_refused_with_the_right_token_too(
    kari: Browser, headers: dict[str, str]
) -> None:
    answer = kari.post("/name", {"name": "Mallory"}, headers=headers)
    assert answer.status_code == 403
    assert "Mallory" not in kari.get("/").text


def test_what_our_own_page_sends_is_taken(kari: Browser) -> None:
    ours = {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}
    assert kari.post("/name", {"name": "Liv"}, headers=ours).status_code == 303


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "10.0.0.1", ""]
)
def test_another_name_for_this_machine_is_not_answered(kari: Browser, host: str) -> None:
    """DNS rebinding: a site that lets its own name lead here has that name in Host."""
    answer = kari.get("/", headers={"Host": host})
    assert (answer.status_code, "Prøveavtale" in answer.text) == (400, False)


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765"])
def test_our_own_names_are_answered(kari: Browser, host: str) -> None:
    assert kari.get("/assets/desk.css", headers={"Host": host}).status_code in (200, 404)


# --- what an answer tells the browser ---


@pytest.mark.parametrize("path", [*fixed(), "/document/prove/1.00", "/nowhere"])
def test_every_page_forbids_what_is_not_ours_and_is_not_kept(kari: Browser, path: str) -> None:
    answer = kari.get(path)
    told = answer.headers
    assert told["content-security-policy"] == POLICY
    assert told["cache-control"] == "no-store"
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert "noindex" in told["x-robots-tag"]
    assert not re.findall(r"<style|\sstyle=|\son\w+=|javascript:|<script(?! src=)", answer.text)


def test_the_policy_lets_nothing_inline_run() -> None:
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert "script-src" not in FRAMED  # so that `default-src 'none'` holds
    assert "allow-scripts" not in FRAMED


def test_a_document_in_its_frame_runs_nothing(kari: Browser) -> None:
    answer = kari.get("/document/prove/1.00/page")
    assert answer.headers["content-security-policy"] == FRAMED
    assert answer.headers["cache-control"] == "no-store"
    assert "melde fra om avbrudd" in answer.text


# --- paths, sizes, redirects ---


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../settings.py",
        "/assets/%2e%2e/settings.py",
        "/assets/..%2fsettings.py",
        "/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/assets//etc/passwd",
        "/assets/..\\settings.py",
        "/assets/.made-of",
        "/assets/",
        "/document/..%2favtale/1.00",
        "/document/prove/..%2f..%2favtale",
        "/document/ot%2fprove/1.00",
    ],
)
def test_no_path_leads_out(kari: Browser, path: str) -> None:
    answer = kari.get(path)
    assert answer.status_code == 404
    assert "Eksempel fylkeskommune" not in answer.text


def test_a_body_that_is_too_large_is_refused_whatever_it_says_of_itself(tmp_path: Path) -> None:
    made = browser(repository(tmp_path), DeskSettings(largest=5000)).enter()
    assert made.post("/name", {"name": "x" * 6000}).status_code == 413
    for told in ("6000", "-1", "x", b"\xb2", "9" * 5000):  # before a byte of it is read
        assert made.post("/name", {"name": "x"}, headers={"Content-Length": told}).status_code == 413

    async def drop_by_drop():  # type: ignore[no-untyped-def]
        for _ in range(10):
            yield b"name=" + b"x" * 995

    form = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": made.csrf}
    answer = made.request("POST", "/name", content=drop_by_drop(), headers=form)
    assert "content-length" not in answer.request.headers
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nb: c"]
)
def test_no_redirect_leads_away(kari: Browser, address: str) -> None:
    assert local(address) == "/"
    assert kari.post("/name", {"name": "Liv", "next": address}).headers["location"] == "/"


# --- who may what ---


def test_a_reader_who_posts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, done = Page("overview"), []

    @page.post("/write", needs="author")
    def write(visit: Visit) -> Response:
        done.append(visit.person.name)
        return Response()

    monkeypatch.setattr(apps, "all_pages", lambda: [*all_pages(), page])
    made = browser(repository(tmp_path))
    reader = made.become(Person("Lise Leser", frozenset({"reader"}), authenticated=True))
    assert reader.get("/").status_code == 200
    assert (reader.post("/write").status_code, done) == (403, [])
    made.become(Person("Frida Forfatter", frozenset({"reader", "author"}), authenticated=True))
    assert (made.post("/write").status_code, done) == (200, ["Frida Forfatter"])


@pytest.mark.parametrize(
    "header", ["X-Forwarded-User", "Remote-User", "X-Remote-User", "Authorization", "X-Forwarded-Email"]
)
def test_a_header_makes_nobody_somebody(tmp_path: Path, header: str) -> None:
    assert browser(repository(tmp_path)).get("/", headers={header: "admin"}).status_code == 403


def test_a_chosen_name_is_told_to_be_chosen(kari: Browser) -> None:
    session = kari.desk.sessions
    (cookie,) = kari.cookies.jar
    scope = {"type": "http", "headers": [(b"cookie", f"{cookie.name}={cookie.value}".encode())]}
    person = session.read(Request(scope), NOW).person
    assert person is not None
    assert (person.name, person.authenticated) == ("Kari Nordmann", False)


def test_with_a_login_nobody_chooses_a_name(tmp_path: Path) -> None:
    made = browser(repository(tmp_path), DeskSettings(login=True)).become(Person("Liv", authenticated=True))
    assert made.post("/name", {"name": "Direktøren"}).status_code == 400


# --- what is shielded ---


@pytest.mark.parametrize("settings", [DeskSettings(), DeskSettings(plans=True)])
def test_a_plan_is_served_to_nobody_without_a_login(tmp_path: Path, settings: DeskSettings) -> None:
    made = browser(repository(tmp_path, **{"plans__plan-hemmelig-1.00": PLAN}), settings).enter()
    assert not settings.serves_plans
    assert DeskSettings(plans=True, login=True).serves_plans
    for path in (
        "/",
        "/?q=hemmelig",
        "/?state=all",
        "/document/plan-hemmelig/1.00",
        "/document/plan-hemmelig/1.00/page",
    ):
        answer = made.get(path)
        assert "Ungdom" not in answer.text, path
    assert answer.status_code == 404


def test_the_log_tells_neither_names_nor_titles_nor_words(
    kari: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "avtale.desk"):
        kari.get("/?q=hemmelig+ungdom")
        kari.get("/document/plan-hemmelig/1.00")
        kari.get("/document/prove/1.00")
        kari.post("/name", {"name": "Hemmelig Navn"})
    told = "\n".join(record.getMessage() for record in caplog.records)
    assert "GET /document/{key}/{version} 200" in told
    assert not re.search(r"(?i)hemmelig|prove|ungdom|kari|token", told)


def test_a_fault_of_ours_is_told_without_what_it_was_about(
    kari: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    title = " ".join(("Hemmelig", "Ungdom"))

    def broken(*_: object) -> None:
        raise KeyError(title)

    monkeypatch.setattr(type(kari.desk.rows), "of", broken)
    answer = kari.get("/")
    assert answer.status_code == 500
    assert "Noe gikk galt hos oss" in answer.text
    assert "Hemmelig" not in answer.text + caplog.text
    assert "KeyError" in caplog.text
