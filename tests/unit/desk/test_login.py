"""Logging in by a provider: who comes in, who does not, and what each may do. Each test fails where its check is taken away."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from msgspec.structs import replace
from starlette.requests import Request

from avtale.desk.entrance import Entrance
from avtale.desk.errors import NotAllowed
from avtale.desk.login.provider import _SIGNED_WITH
from avtale.desk.security.rate import Rate, caller
from avtale.desk.session import Person
from avtale.desk.settings import DeskSettings
from avtale.desk.writing.drafts import owner_of
from avtale.format.model import DeskGrant, DeskLogin, DeskRoles
from tests.unit.desk.desks import NOW, Browser, browser, repository
from tests.unit.desk.providers import ADDRESS, ISSUER, KEYS, LOGIN, Provider, forged, settings

SECONDS = int(NOW.timestamp())


class Desk:
    """A desk, its provider, and a browser before both."""

    def __init__(self, tmp_path: Path, given: DeskSettings | None = None) -> None:
        self.provider = Provider()
        self.root = repository(tmp_path)
        self.browser = browser(
            self.root,
            given or settings(),
            secret=b"s" * 32,
            state=tmp_path / "state",
            to_provider=self.provider.transport,
        )
        self.browser.base = ADDRESS

    def another(self) -> Browser:
        return Browser(self.browser.app, ADDRESS)

    def back(self, who: Browser | None = None, to: str = "/") -> str:
        """Go to the provider; the way back from it."""
        answer = (who or self.browser).get(f"/login?next={to}")
        assert answer.status_code == 303, answer.text
        return self.provider.authorize(answer.headers["location"]).removeprefix(ADDRESS)

    def log_in(self, who: Browser | None = None, to: str = "/") -> httpx.Response:
        return (who or self.browser).get(self.back(who, to))

    def refused(self) -> bool:
        answer = self.log_in()
        assert answer.status_code == 403, answer.text
        return self.browser.get("/").status_code == 303  # to the login again


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def _one(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def same(_one: Desk) -> Desk:
    """One desk for many tests, with a browser and a provider that know nothing of the one before."""
    assert _one.browser.desk.gate is not None
    _one.browser = _one.another()
    gate, fresh = _one.browser.desk.gate, Provider()
    gate.failed, gate.came = Rate(most=99, seconds=60), Rate(most=99, seconds=60)  # type: ignore[union-attr]
    _one.provider.claims, _one.provider.lies, _one.provider.about = fresh.claims, {}, {}
    return _one


# --- coming in ---


def test_who_logs_in_comes_to_what_they_asked_for_and_may_what_the_settings_say(desk: Desk) -> None:
    first = desk.browser.get("/document/prove/1.00?x=a%26b")
    assert (
        first.headers["location"] == "/login?next=/document/prove/1.00?x%3Da%2526b"
        or "next=" in first.headers["location"]
    )
    asked = desk.browser.get(first.headers["location"])
    there = desk.browser.get(desk.provider.authorize(asked.headers["location"]).removeprefix(ADDRESS))
    assert there.headers["location"] == "/document/prove/1.00?x=a%26b"
    assert "Prøveavtale" in desk.browser.get("/").text
    me = desk.browser.get("/name").text
    assert all(word in me for word in ("Kari Nordmann", "Skrive", "Lese"))
    assert "Godkjenne" not in me
    assert desk.browser.get("/write").status_code == 200


def test_the_session_is_new_and_what_waited_is_gone(desk: Desk) -> None:
    desk.browser.get("/login")
    way = desk.back()
    desk.browser.get(way)
    names = [each.name for each in desk.browser.cookies.jar]
    assert "__Host-avtale-desk" in names
    state = parse_qs(urlsplit(way).query)["state"][0]
    assert f"__Host-avtale-desk-login-{state[:8].replace('~', '')}" not in names


def test_several_tabs_log_in_at_once_and_what_is_begun_does_not_pile_up(desk: Desk) -> None:
    ways = [desk.back() for _ in range(4)]
    assert [desk.browser.get(way).status_code for way in ways] == [303] * 4
    for _ in range(12):
        desk.browser.get("/login")
    assert len([each for each in desk.browser.cookies.jar if "-login-" in each.name]) <= 4


def test_back_and_reload_after_the_login_are_no_error(desk: Desk) -> None:
    way = desk.back()
    assert [desk.browser.get(way).status_code for _ in range(2)] == [303, 303]


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "evil"])
def test_the_login_leads_to_us_alone(same: Desk, to: str) -> None:
    assert same.log_in(to=to).headers["location"] == "/"


def test_a_login_of_another_browser_is_none_of_ours(desk: Desk) -> None:
    """Login CSRF: who is led here with an answer that somebody else got is not logged in as them."""
    assert desk.another().get(desk.back()).status_code == 403


@pytest.mark.parametrize(
    "change", ["state=x", "state=", "code=", "error=access_denied", "iss=https://evil.example"]
)
def test_an_answer_that_is_not_the_one_we_wait_for_lets_nobody_in(desk: Desk, change: str) -> None:
    way = desk.back()
    name, _, value = change.partition("=")
    asked = httpx.URL(way)
    assert desk.browser.get(str(asked.copy_set_param(name, value))).status_code == 403
    assert desk.browser.get("/").status_code == 303


def test_the_whole_state_must_come_back(desk: Desk) -> None:
    """The cookie is named by the beginning of it alone."""
    way = httpx.URL(desk.back())
    state = parse_qs(way.query.decode())["state"][0]
    assert desk.browser.get(str(way.copy_set_param("state", state[:-1] + "_"))).status_code == 403


def test_a_session_that_was_planted_before_the_login_is_not_the_one_after_it(desk: Desk) -> None:
    """Fixation: somebody who is in themselves lays their own session in another's browser, and knows its token."""
    mallory = desk.another()
    desk.log_in(mallory)
    mallory.get("/")
    desk.browser.cookies = httpx.Cookies(mallory.cookies)
    desk.provider.claims = {"sub": "guri", "name": "Guri"}
    desk.log_in()
    assert (
        desk.browser.request("POST", "/language", data={"csrf": mallory.csrf, "lang": "en"}).status_code
        == 403
    )
    mallory.post("/leave")
    assert "Guri" in desk.browser.get("/name").text


def test_a_code_goes_with_the_verifier_of_its_own_login(desk: Desk) -> None:
    """PKCE: a code that somebody stole is worth nothing in another login."""
    theirs, mine = desk.back(desk.another()), desk.back()
    stolen = httpx.URL(mine).copy_set_param("code", parse_qs(urlsplit(theirs).query)["code"][0])
    assert desk.browser.get(str(stolen)).status_code == 403


def test_a_login_waits_ten_minutes(desk: Desk) -> None:
    way = desk.back()
    desk.browser.desk.clock = lambda: NOW + dt.timedelta(minutes=11)
    assert desk.browser.get(way).status_code == 403


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "https://evil.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["avtale", "another"], "azp": "avtale"},
        {"aud": []},
        {"aud": None},
        {"azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": SECONDS - 61},
        {"exp": None},
        {"nbf": SECONDS + 61},
        {"iat": SECONDS + 61},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"at_hash": "x"},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_or_not_now_lets_nobody_in(same: Desk, lies: dict[str, Any]) -> None:
    same.provider.lies = lies
    assert same.refused()


def test_the_clocks_may_differ_by_a_minute(desk: Desk) -> None:
    desk.provider.lies = {"exp": SECONDS - 30, "iat": SECONDS + 30, "nbf": SECONDS + 30}
    assert desk.log_in().status_code == 303


def test_a_token_that_another_signed_or_nobody_lets_nobody_in(desk: Desk) -> None:
    desk.provider.key = KEYS[1]  # and says it is the first
    assert desk.refused()
    for algorithm in ("none", "HS256"):
        desk.provider.signed = forged(algorithm)
        assert desk.refused()
    assert not {"none", "HS256", "HS384", "HS512"} & set(_SIGNED_WITH)


def test_a_new_key_of_the_provider_is_fetched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("avtale.desk.login.provider._ASKED_AGAIN", -1)
    assert desk.log_in().status_code == 303
    desk.provider.key, desk.provider.published = KEYS[1], KEYS[1:]
    desk.provider.header = {"alg": "RS256", "kid": "second"}
    assert desk.log_in(desk.another()).status_code == 303
    assert desk.provider.asked.count("/keys") == 2


def test_many_with_a_wrong_key_do_not_make_us_ask_each_time(desk: Desk) -> None:
    desk.provider.key = KEYS[1]
    for _ in range(5):
        assert desk.refused()
    assert desk.provider.asked.count("/keys") == 1


@pytest.mark.parametrize("lies", [{}, {"acr": "low"}, {"acr": ["high"]}], ids=str)
def test_the_level_that_was_asked_for_must_have_been_reached(tmp_path: Path, lies: dict[str, Any]) -> None:
    desk = Desk(tmp_path, settings(provider=replace(LOGIN, acr_values=("high", "higher"))))
    asked = desk.browser.get("/login").headers["location"]
    assert parse_qs(urlsplit(asked).query)["acr_values"] == ["high higher"]
    desk.provider.lies = lies
    assert desk.refused()
    desk.provider.lies = {"acr": "higher"}
    assert desk.log_in().status_code == 303


def test_what_the_token_lacks_comes_from_the_user_info_of_the_same_person(desk: Desk) -> None:
    del desk.provider.claims["name"]
    desk.provider.about = {"name": "Kari fra brukerinfo", "groups": ["ignored, since the token has it"]}
    assert desk.log_in().status_code == 303
    assert "Kari fra brukerinfo" in desk.browser.get("/name").text
    desk.provider.about = {"sub": "guri", "name": "Guri"}
    assert desk.log_in(desk.another()).status_code == 403


@pytest.mark.parametrize(
    "told",
    [{"issuer": "https://evil.example"}, {"token_endpoint": "http://login.example/token"}, {"jwks_uri": 7}],
    ids=str,
)
def test_a_provider_that_tells_another_story_of_itself_is_not_asked(desk: Desk, told: dict[str, Any]) -> None:
    desk.provider.told = told
    assert desk.browser.get("/login").status_code == 403
    assert desk.provider.asked == ["/.well-known/openid-configuration"]


def test_a_provider_that_is_down_is_told_of_and_nobody_is_in(desk: Desk) -> None:
    way = desk.back()
    desk.provider.down = True
    answer = desk.browser.get(way)
    assert (answer.status_code, "svarer ikke" in answer.text) == (500, True)
    assert desk.browser.get("/").status_code == 303


def test_one_who_fails_too_often_waits_and_is_in_nobody_elses_way(tmp_path: Path) -> None:
    desk = Desk(tmp_path, settings(proxies=("127.0.0.1",)))
    wrong = {"X-Forwarded-For": "192.0.2.7"}
    answers = [desk.another().get("/login/back?state=x&code=y", headers=wrong).status_code for _ in range(22)]
    assert (answers[:20], answers[20:]) == ([403] * 20, [429] * 2)
    assert desk.browser.get("/login", headers={"X-Forwarded-For": "192.0.2.8"}).status_code == 303
    # A header that the caller wrote itself stands before the one the proxy wrote, and counts for nothing.
    assert desk.browser.get("/login", headers={"X-Forwarded-For": "192.0.2.9, 192.0.2.7"}).status_code == 429


def test_only_a_named_proxy_says_who_asks(desk: Desk) -> None:
    for number in range(21):
        header = {"X-Forwarded-For": f"192.0.2.{number}"}
        answer = desk.another().get("/login/back?state=x&code=y", headers=header)
    assert answer.status_code == 429


def test_one_person_is_not_let_in_without_end(desk: Desk) -> None:
    answers = [desk.log_in(desk.another()).status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]
    desk.provider.claims["sub"] = "ola"
    assert desk.log_in(desk.another()).status_code == 303


# --- who may what ---


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"sub": "lise"}, 303),
        ({"sub": "guri"}, 303),
        ({"sub": "ingen"}, 403),
        ({"sub": "ingen", "groups": "forfattere"}, 303),
        ({"sub": "ingen", "groups": ["Forfattere", "forfattere2"]}, 403),
        ({"sub": "ingen", "groups": {"forfattere": True}}, 403),
        ({"sub": "ingen", "name": "lise", "email": "lise"}, 403),
    ],
    ids=str,
)
def test_only_who_the_settings_name_comes_in(same: Desk, claims: dict[str, Any], status: int) -> None:
    same.provider.claims = {"name": "Noen", **claims}
    assert same.log_in().status_code == status


def test_everyone_may_be_a_reader(tmp_path: Path) -> None:
    desk = Desk(tmp_path, settings(roles=DeskRoles(reader=DeskGrant(everyone=True))))
    assert desk.log_in().status_code == 303
    assert desk.browser.get("/write").status_code == 403
    assert "Skriv" not in desk.browser.get("/").text.partition("</nav>")[0]  # nor is it in their menu


@pytest.mark.parametrize(("verified", "status"), [(True, 303), (False, 403), (None, 403), ("true", 403)])
def test_an_address_of_mail_says_who_somebody_is_only_where_it_was_verified(
    tmp_path: Path, verified: object, status: int
) -> None:
    login = replace(LOGIN, person_claim="email")
    desk = Desk(
        tmp_path,
        settings(provider=login, roles=DeskRoles(reader=DeskGrant(people=("kari@eksempel.example",)))),
    )
    desk.provider.claims |= {"email": "kari@eksempel.example", "email_verified": verified}
    desk.provider.claims = {name: each for name, each in desk.provider.claims.items() if each is not None}
    assert desk.log_in().status_code == status


def test_a_reader_who_posts_is_refused_on_every_page(desk: Desk) -> None:
    desk.provider.claims = {"sub": "lise", "name": "Lise Leser"}
    desk.log_in()
    desk.browser.get("/")
    tried = [
        action.path
        for page in desk.browser.desk.pages
        for action in page.actions
        if action.method == "POST" and action.needs not in ("reader", "entered", "nothing")
    ]
    assert len(tried) >= 4
    for path in tried:
        at = (
            path.replace("{path:path}", "ot/prove-1.00.yaml")
            .replace("{key}", "prove")
            .replace("{version}", "1.00")
        )
        assert desk.browser.post(at, {"op": "save"}).status_code == 403, path


def test_two_of_one_name_are_two_people() -> None:
    """Drafts are by who the provider says it is, and a chosen name opens none of them."""
    one, other = (Person("Kari", authenticated=True, subject=each) for each in ("a", "b"))
    assert len({owner_of(each) for each in (one, other, Person("Kari"), Person("a"))}) == 4


def test_with_a_login_there_is_no_other_way_in(desk: Desk) -> None:
    token = desk.browser.desk.entrance.token()
    assert desk.browser.get(f"/start?token={token}").status_code == 404
    desk.log_in()
    desk.browser.get("/")
    assert desk.browser.post("/name", {"name": "Direktøren"}).status_code == 400
    assert desk.browser.post("/name/address").status_code == 404


def test_without_a_login_there_is_nothing_to_log_in_at(tmp_path: Path) -> None:
    made = browser(repository(tmp_path)).enter()
    for path in ("/login", "/login/back?code=x&state=y", "/login/ended?iss=x&sid=y", "/left"):
        assert made.get(path).status_code == 404


def test_a_session_of_a_desk_without_login_opens_no_desk_with_one(tmp_path: Path) -> None:
    """Both on one machine, with one secret: the chosen name has every role, and is nobody here."""
    local = browser(repository(tmp_path), DeskSettings(secure=True), secret=b"s" * 32)
    local.base = "https://127.0.0.1"
    local.enter("Direktøren")
    desk = Desk(tmp_path)
    for cookie in local.cookies.jar:
        desk.browser.cookies.set(cookie.name, str(cookie.value), domain="avtaler.example")
    assert desk.browser.get("/").status_code == 303


@pytest.mark.parametrize(
    "given",
    [
        settings(roles=DeskRoles(reader=DeskGrant(people=("lise",)))),
        settings(provider=DeskLogin(issuer=ISSUER, client="b")),
    ],
)
def test_other_settings_of_who_may_what_end_every_session(
    desk: Desk, tmp_path: Path, given: DeskSettings
) -> None:
    desk.log_in()
    same, other = Desk(tmp_path), Desk(tmp_path, given)
    same.browser.cookies = other.browser.cookies = desk.browser.cookies
    assert (same.browser.get("/").status_code, other.browser.get("/").status_code) == (200, 303)


# --- and out ---


def test_who_leaves_is_out_with_every_copy_of_the_cookie_and_at_the_provider(
    desk: Desk, tmp_path: Path
) -> None:
    desk.log_in()
    desk.browser.get("/")
    thief = desk.another()
    thief.cookies = httpx.Cookies(desk.browser.cookies)
    assert thief.get("/").status_code == 200
    answer = desk.browser.post("/leave")
    assert answer.headers["refresh"].startswith(
        f"0; url={ISSUER}/end_session?client_id=avtale&post_logout_redirect_uri="
    )
    assert (thief.get("/").status_code, desk.browser.get("/").status_code) == (303, 303)
    assert desk.browser.get("/left").status_code == 200
    again = Desk(tmp_path)  # the server is started again
    again.browser.cookies = thief.cookies
    assert again.browser.get("/").status_code == 303


def test_who_leaves_everywhere_is_out_in_every_browser_and_nobody_else_is(desk: Desk) -> None:
    other, guri = desk.another(), desk.another()
    desk.log_in()
    desk.log_in(other)
    desk.provider.claims = {"sub": "guri", "name": "Guri"}
    desk.log_in(guri)
    desk.browser.get("/")
    desk.browser.post("/leave", {"everywhere": "1"})
    assert [each.get("/").status_code for each in (desk.browser, other, guri)] == [303, 303, 200]
    desk.browser.desk.clock = lambda: NOW + dt.timedelta(seconds=2)
    desk.provider.claims = {"sub": "kari", "name": "Kari", "groups": ["forfattere"]}
    desk.log_in()
    assert desk.browser.get("/").status_code == 200


def test_the_provider_can_end_a_login(desk: Desk) -> None:
    desk.provider.claims["sid"] = "login-7"
    desk.log_in()
    for asked in (
        "sid=login-7",
        f"iss={ISSUER}&sid=",
        f"iss={ISSUER}&sid=login-8",
        "iss=https://evil.example&sid=login-7",
    ):
        desk.another().get(f"/login/ended?{asked}")
        assert desk.browser.get("/").status_code == 200
    assert desk.another().get(f"/login/ended?iss={ISSUER}&sid=login-7").status_code == 200
    assert desk.browser.get("/").status_code == 303


EVENT = "http://schemas.openid.net/event/backchannel-logout"


def over(desk: Desk, key: RSAKey | None = None, **lies: Any) -> int:
    """The provider's server says that a login is over; the status of our answer. No browser, no cookie, no token of a page."""
    said = {"iss": ISSUER, "aud": ["other", "avtale"], "iat": int(NOW.timestamp()), "jti": "1", "events": {EVENT: {}}, "sid": "login-7"}  # fmt: skip
    said = {name: each for name, each in {**said, **lies}.items() if each is not None}
    token = lies.get("token") or jwt.encode(desk.provider.header, said, key or desk.provider.key)
    return desk.another().request("POST", "/login/ended", data={"logout_token": token}).status_code


def test_the_provider_s_server_can_end_a_login_and_all_of_a_person(desk: Desk) -> None:
    """OpenID Connect Back-Channel Logout 1.0, 2.6: by `sid`, and where it has none by `sub`, whatever the settings know people by."""
    desk.provider.claims["sid"] = "login-7"
    desk.log_in()
    assert over(desk, sid="login-8") == 200
    assert desk.browser.get("/").status_code == 200
    assert over(desk) == 200
    assert desk.browser.get("/").status_code == 303
    desk.browser.desk.clock = lambda: NOW + dt.timedelta(seconds=2)
    desk.log_in()
    assert desk.browser.get("/").status_code == 200
    assert over(desk, sid=None, sub="kari", iat=int(NOW.timestamp()) + 2) == 200
    assert desk.browser.get("/").status_code == 303


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "https://evil.example"}, {"aud": "other"}, {"iat": None}, {"iat": int(NOW.timestamp()) - 600},
        {"iat": int(NOW.timestamp()) + 600}, {"exp": int(NOW.timestamp()) - 600}, {"events": None}, {"events": {}},
        {"events": {EVENT: "yes"}}, {"events": "x"}, {"nonce": "n"}, {"sid": None}, {"key": KEYS[1]},
        {"token": "x"}, {"token": forged("none", events={EVENT: {}}, sid="login-7")},
        {"token": forged("HS256", events={EVENT: {}}, sid="login-7")},
    ],
    ids=lambda lies: str(lies)[:50],
)  # fmt: skip
def test_a_word_that_is_not_the_provider_s_now_to_us_ends_nothing(same: Desk, lies: dict[str, Any]) -> None:
    assert over(same, **lies) == 400


def test_a_login_holds_so_long_and_no_longer_however_busy_one_is(desk: Desk) -> None:
    desk.log_in()
    for hours in (3, 6, 7.9):
        desk.browser.desk.clock = lambda hours=hours: NOW + dt.timedelta(hours=hours)  # type: ignore[misc]
        assert desk.browser.get("/").status_code == 200
    desk.browser.desk.clock = lambda: NOW + dt.timedelta(hours=8.1)
    assert desk.browser.get("/").status_code == 303
    assert desk.browser.post("/language", {"lang": "en"}).status_code == 403
    assert desk.browser.get("/", headers={"HX-Request": "true"}).status_code == 403


def test_a_provider_that_hangs_stops_nobody_who_works(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("avtale.desk.login.provider._TURN", 0.01)
    desk.log_in()
    gate = desk.browser.desk.gate
    assert gate is not None
    with ExitStack() as hanging:
        for _ in range(6):
            hanging.enter_context(gate.provider._turn())
        assert desk.another().get("/login").status_code == 500
        assert desk.browser.get("/").status_code == 200
    assert desk.another().get("/login").status_code == 303


def test_the_server_keeps_little_of_who_has_not_logged_in() -> None:
    """Neither machines that failed, nor addresses that let one in pile up without end."""
    failed = Rate(most=2, seconds=60)
    for number in range(10_050):
        failed.count(1.0, str(number))
    assert len(failed._times) == 10_000
    entrance = Entrance()
    first = entrance.token()
    for _ in range(20):
        last = entrance.token()
    with pytest.raises(NotAllowed):
        entrance.use(first, 1.0)
    entrance.use(last, 2.0)


@pytest.mark.parametrize(
    ("address", "same"),
    [("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::ffff"), ("testclient", "testclient")],
)
def test_who_has_many_addresses_is_one_machine(address: str, same: str) -> None:
    one, other = (Request({"type": "http", "client": (each, 1)}) for each in (address, same))
    assert caller(one) == caller(other)
    assert caller(one) != caller(Request({"type": "http", "client": ("2001:db8:1::1", 1)}))
