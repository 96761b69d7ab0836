"""The desk over a socket, spoken to as no browser does: two requests in one, a body that is longer than it says, one that never ends."""

from __future__ import annotations

import re
import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from avtale.desk.security import connection, size
from avtale.desk.serve import listening, server_of
from avtale.desk.settings import DeskSettings
from tests.support import PATIENCE
from tests.unit.desk.desks import Browser, browser, repository

_QUIET = 10.0
"""Seconds after which nothing more is said: as it should, the desk hangs up before."""
HOST = "Host: 127.0.0.1:8765\r\n"


class Wire:
    """A desk that serves, somebody who is in, and a way to say anything to it."""

    def __init__(self, who: Browser, port: int) -> None:
        self.who, self.port = who, port
        (cookie,) = who.cookies.jar
        self.cookie = f"Cookie: {cookie.name}={cookie.value}\r\n"

    def say(self, words: str) -> str:
        """All that is answered until the desk hangs up, or has said nothing for a while."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as sock:
            found = b""
            with suppress(ConnectionError):  # it may hang up before all is said
                sock.sendall(words.encode("latin-1"))
            sock.settimeout(_QUIET)
            with suppress(ConnectionError, TimeoutError):
                while more := sock.recv(65536):
                    found += more
        return found.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    folder = tmp_path_factory.mktemp("wire")
    who = browser(repository(folder), DeskSettings(largest=10_000), state=folder / "state").enter(
        "Kari Nordmann"
    )
    with listening(0) as sock:
        server = server_of(who.app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        yield Wire(who, sock.getsockname()[1])
        server.should_exit = True
        thread.join(PATIENCE)


def statuses(said: str) -> list[int]:
    return [int(one) for one in re.findall(r"HTTP/1\.1 (\d{3})", said)]


def named(wire: Wire) -> str:
    """Who the desk says they are."""
    return re.findall(r'href="/name">([^<]*)', wire.who.get("/name").text)[0]


def post(wire: Wire, body: str, *headers: str) -> str:
    own = ("Content-Type: application/x-www-form-urlencoded", *headers, "Connection: close")
    return f"POST /name HTTP/1.1\r\n{HOST}{wire.cookie}" + "\r\n".join((*own, "", body))


HIDDEN = f"GET /name HTTP/1.1\r\n{HOST}\r\n"
BODY = "csrf=x&name=Mallory&next=/"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (("Content-Length: 5", "Transfer-Encoding: chunked"), f"0\r\n\r\n{HIDDEN}"),
        (("Transfer-Encoding: chunked", "Content-Length: 5"), f"0\r\n\r\n{HIDDEN}"),
        (("Content-Length: 5", "Content-Length: 50"), "x" * 5 + HIDDEN),
        (("Content-Length: 5,50",), "x" * 5 + HIDDEN),
        (("Content-Length: +5",), "x" * 5 + HIDDEN),
        (("Content-Length: -1",), HIDDEN),
        (("Content-Length: 5_0",), "x" * 50),
        (("Content-Length: \xb2",), "xx"),
        ((f"Content-Length: {'9' * 5000}",), "xx"),
        (("Transfer-Encoding: xchunked",), f"0\r\n\r\n{HIDDEN}"),
        (("Transfer-Encoding : chunked",), f"0\r\n\r\n{HIDDEN}"),
        (("Transfer-Encoding: chunked, identity",), f"0\r\n\r\n{HIDDEN}"),
        (("X: y\r\n Content-Length: 5", "Transfer-Encoding: chunked"), f"0\r\n\r\n{HIDDEN}"),
        (("Host: evil.example",), ""),
        (("Transfer-Encoding: chunked",), "0x5\r\nxxxxx\r\n0\r\n\r\n"),
        (("Transfer-Encoding: chunked",), "5;\n\r\nxxxxx\r\n0\r\n\r\n"),
    ],
    ids=lambda given: repr(given)[:40],
)
def test_no_request_is_hidden_in_another(wire: Wire, headers: tuple[str, ...], body: str) -> None:
    """RFC 9112, 6.3 and 11.2: whoever says two things about where a request ends gets one answer, and the line is closed."""
    said = wire.say(post(wire, body, *headers))
    assert len(statuses(said)) <= 1, said
    assert not statuses(said) or statuses(said)[0] in (400, 403, 413, 431)
    assert named(wire) == "Kari Nordmann"


def test_requests_in_a_row_are_answered_each_as_whose_they_are(wire: Wire) -> None:
    """Pipelining: the second brings no cookie, and is nobody's."""
    first, second = (
        f"GET /name HTTP/1.1\r\n{HOST}{wire.cookie}\r\n",
        f"GET /name HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n",
    )
    said = wire.say(first + second)
    assert statuses(said) == [200, 403]
    assert "Kari Nordmann" not in said.rpartition("HTTP/1.1 403")[2]


def test_what_is_said_to_be_small_and_is_not_is_refused(wire: Wire) -> None:
    chunk = f"{4000:x}\r\n{'x' * 4000}\r\n"
    said = wire.say(post(wire, chunk * 3 + "0\r\n\r\n", "Transfer-Encoding: chunked"))
    assert statuses(said) == [413]
    assert statuses(wire.say(post(wire, "", "Content-Length: 10001"))) == [413]


@pytest.mark.parametrize("header", [f"X-Long: {'x' * 1_000_000}", f"Cookie: a={'x' * 1_000_000}", "\r\n".join(f"X-{n}: y" for n in range(90_000))], ids=len)  # fmt: skip
def test_endless_headers_are_refused(wire: Wire, header: str) -> None:
    assert statuses(wire.say(f"GET / HTTP/1.1\r\n{HOST}{header}\r\n\r\n"))[:1] in ([400], [431])


def test_who_sends_slowly_stops_nobody_and_is_not_waited_for_without_end(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(size, "PATIENCE", 1.0)
    begun = post(wire, "csrf=", "Content-Length: 100")
    waiting = [socket.create_connection(("127.0.0.1", wire.port), timeout=20) for _ in range(60)]
    for sock in waiting:
        sock.sendall(begun.encode())
    assert statuses(wire.say(f"GET /name HTTP/1.1\r\n{HOST}{wire.cookie}Connection: close\r\n\r\n")) == [200]
    for sock in waiting:
        assert b" 408 " in sock.recv(200)
        sock.close()


@pytest.mark.parametrize("begun", [[], ["GET / HTTP/1.1\r\nHost: 127"], [f"GET /assets/desk.js HTTP/1.1\r\n{HOST}\r\n", "GET /"], ["csrf="]], ids=["nothing", "headers", "of the second", "a body byte by byte"])  # fmt: skip
def test_who_begins_a_request_and_does_not_end_it_is_not_waited_for(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, begun: list[str]
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    monkeypatch.setattr(size, "LONGEST", 0.5)
    said = b""
    with socket.create_connection(("127.0.0.1", wire.port), timeout=4) as sock, suppress(ConnectionError):
        for part in begun:
            sock.sendall((post(wire, part, "Content-Length: 100") if part == "csrf=" else part).encode())
            while not select.select([sock], [], [], 0.1)[0] and part == "csrf=":
                sock.sendall(b"x")
        while more := sock.recv(65536):  # until it is hung up
            said += more
    assert (b" 408 " in said) == (begun == ["csrf="])


def test_who_takes_no_answer_and_who_is_one_too_many_is_left(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    asked = f"GET /assets/desk-yaml.js HTTP/1.1\r\n{HOST}\r\n" * 100
    with socket.create_connection(("127.0.0.1", wire.port), timeout=PATIENCE) as sock:
        sock.sendall(asked.encode())
        time.sleep(1)
        found = 0
        with suppress(ConnectionError):
            while more := sock.recv(1_000_000):
                found += len(more)
        assert found < 100 * 200_000  # what lies in the buffers of the machine, and not all
    monkeypatch.setattr(connection, "MOST", 0)
    assert wire.say(f"GET /name HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n") == ""


@pytest.mark.parametrize("target", ["http://evil.example/", "//evil.example/", "/\\evil.example", "*", "/%0d%0aX:%20y", "/document/a%00/1.00"])  # fmt: skip
def test_an_odd_target_is_an_address_of_ours_or_none(wire: Wire, target: str) -> None:
    said = wire.say(f"GET {target} HTTP/1.1\r\n{HOST}{wire.cookie}Connection: close\r\n\r\n")
    assert statuses(said)[0] in (400, 404)
    assert not re.search(r"(?im)^(location|x):", said.partition("\r\n\r\n")[0])


def test_what_is_no_browser_of_ours_is_answered_with_an_end(wire: Wire) -> None:
    for line in ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x02\x00\x01", "GET / HTTP/0.9\r\n\r\n", f"TRACE / HTTP/1.1\r\n{HOST}X-Secret: 1\r\nConnection: close\r\n\r\n"):  # fmt: skip
        assert "X-Secret" not in wire.say(line)
    assert named(wire) == "Kari Nordmann"


# --- what answers say ---


@pytest.mark.parametrize(
    "name",
    [
        'avtale "æøå".pdf',
        "a\r\nSet-Cookie: x=1.pdf",
        "../../x.pdf",
        "a;filename=b.zip",
        "漢字’.pdf",
        "\ud800.pdf",
    ],
)
def test_a_file_s_name_stays_a_name(wire: Wire, name: str) -> None:
    """RFC 6266 and 8187: percent-encoded UTF-8, so that no letter of it ends the header or begins a parameter."""
    from avtale.desk.session import Session
    from avtale.desk.visit import Visit

    told = Visit(wire.who.desk, None, None, Session()).file(b"", name)  # type: ignore[arg-type]
    assert re.fullmatch(
        rb"attachment; filename\*=UTF-8''[A-Za-z0-9%._~-]+", dict(told.raw_headers)[b"content-disposition"]
    )


def test_every_answer_whatever_it_is_tells_the_browser_to_keep_nothing(wire: Wire) -> None:
    who = wire.who
    for method, path, headers in (
        ("GET", "/", {}),
        ("GET", "/compare/prove/1.00/page?with=doc:prove@1.00", {}),
        ("GET", "/offices/list.csv", {}),
        ("GET", "/nowhere", {}),
        ("GET", "/start?token=x", {}),
        ("GET", "/write/prove/1.00", {}),
        ("POST", "/name", {"Origin": "https://evil.example"}),
        ("POST", "/name", {"Content-Length": "99999999"}),
        ("GET", "/", {"Host": "evil.example"}),
        ("PUT", "/", {}),
    ):
        answer = who.request(method, path, headers=headers)
        assert answer.headers["cache-control"] == "no-store", path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["content-security-policy"], path


def test_a_cookie_of_a_neighbour_is_not_ours(tmp_path: Path) -> None:
    """Cookie tossing: by https the name begins with __Host-, which no neighbour of the host can set; nothing else is read."""
    made = browser(repository(tmp_path), DeskSettings(secure=True, hosts=("avtaler.example",)))
    made.base = "https://avtaler.example"
    made.get(f"/start?token={made.desk.entrance.token()}")
    (cookie,) = made.cookies.jar
    assert cookie.name == "__Host-avtale-desk"
    thrown = Browser(made.app, made.base)
    for name in ("avtale-desk", "avtale-desk-8765", "__host-avtale-desk", "__Secure-avtale-desk"):
        thrown.cookies.set(name, cookie.value or "", domain="avtaler.example")
    assert thrown.get("/name").status_code == 403
