"""Letters and a server: what arrives, and what each way to fail comes to."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import idna
import pytest

from avtale.errors import AvtaleError, SystemFailure, UsageError
from avtale.remind import smtp
from avtale.remind.outcome import Handover, InDoubt, NotTaken
from tests.unit.remind.post_office import (
    CLOSE,
    HANG,
    LOGIN,
    Box,
    address,
    certificate,
    free_port,
    misbehaving,
    post,
    serving,
)  # fmt: skip

pytestmark = [
    pytest.mark.filterwarnings("ignore:Session.login_data:DeprecationWarning"),
    pytest.mark.filterwarnings(
        "ignore:Requiring AUTH while not requiring TLS:UserWarning"
    ),  # it is TLS from the start
]
LETTER = b"Subject: Frist\n\n.alene\nto linjer\n"
KARI = address("kari@nav.example")


class Watched:
    """Counts what the handover was told."""

    def __init__(self) -> None:
        self.begun = self.undone = 0

    @property
    def handover(self) -> Handover:
        def begin() -> None:
            self.begun += 1

        def undo() -> None:
            self.undone += 1

        return Handover(begin, undo)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_it_arrives_whole_protected_and_logged_in(
    security: str, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    box, watched = Box(), Watched()
    protected = security != "none"
    login = {"user": LOGIN[0], "password": LOGIN[1]} if protected else {}
    with (
        serving(box, security, own if protected else None) as port,
        post(port, security, **login) as (way, slept),
    ):
        for _ in range(2):  # on one connection
            way.deliver(KARI, LETTER, watched.handover)
    assert [each for each, _ in box.got] == [["kari@nav.example"]] * 2
    assert box.got[0][1] == b"Subject: Frist\r\n\r\n.alene\r\nto linjer\r\n"
    assert box.secured == [security == "starttls"] * 2  # aiosmtpd tells of STARTTLS alone
    assert (watched.begun, watched.undone, slept) == (2, 0, [])


@pytest.mark.parametrize(
    ("security", "changed", "kind", "words"),
    [
        ("starttls", {"password": "feil"}, UsageError, "godtar ikke brukeren bruker med dette passordet"),
        ("tls", {"password": "ø"}, UsageError, "godtar ikke brukeren bruker med dette passordet"),
        ("none", {}, UsageError, "godtar ikke avsenderen"),  # it wants STARTTLS first
    ],
)
def test_what_a_server_demands_is_said(
    security: str, changed: dict[str, str], kind: type[AvtaleError], words: str, own: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    login = {"user": LOGIN[0], "password": LOGIN[1], **changed} if security != "none" else {}
    with (
        serving(Box(), security, own) as port,
        post(port, security, **login) as (way, slept),
        pytest.raises(kind) as caught,
    ):
        way.deliver(KARI, LETTER, Watched().handover)
    assert words in caught.value.nb
    assert slept == []


@pytest.mark.parametrize(
    ("name", "days", "trusted", "why", "hvorfor"),
    [
        ("127.0.0.1", 30, False, "self", "utstedt av seg selv"),
        ("annen.example", 30, True, "IP address mismatch", "utstedt til en annen adresse"),
        ("127.0.0.1", -30, True, "expired", "utløpt"),
    ],
)
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_wrong_certificate_ends_it(
    security: str,
    name: str,
    days: int,
    trusted: bool,
    why: str,
    hvorfor: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, box, watched = certificate(tmp_path, name, days=days), Box(), Watched()
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with (
        serving(box, security, file) as port,
        post(port, security) as (way, slept),
        pytest.raises(SystemFailure) as caught,
    ):
        way.deliver(KARI, LETTER, watched.handover)
    assert f"Sertifikatet til e-posttjeneren 127.0.0.1:{port} godtas ikke" in caught.value.nb
    assert (why in caught.value.en, why in caught.value.nb, hvorfor in caught.value.nb) == (True, False, True)
    assert (watched.begun, box.got, slept) == (0, [], [])


def test_a_server_without_tls_is_never_spoken_to_in_the_clear() -> None:
    for security, login in (("starttls", {"user": "bruker", "password": "hemmelig"}), ("tls", {})):
        with misbehaving() as (port, heard), post(port, security, **login, patience=1) as (way, _):
            with pytest.raises(UsageError, match="cannot do what is asked for") as told:
                way.deliver(KARI, LETTER, Watched().handover)
            assert ("den tilbyr det ikke" if security == "starttls" else "TLS melder ") in told.value.nb
            assert not {"MAIL", "AUTH"} & set(heard)


def test_one_refused_address_does_not_stop_the_rest() -> None:
    box, refused, late = Box(), Watched(), Watched()
    box.passing = 2
    with serving(box) as port, post(port) as (way, slept):
        with pytest.raises(NotTaken, match="ukjent mottaker"):
            way.deliver(address("nei@nav.example"), LETTER, refused.handover)
        with pytest.raises(NotTaken, match="554"):
            way.deliver(KARI, LETTER + b"UONSKET\n", refused.handover)
        way.deliver(address("senere@nav.example"), LETTER, late.handover)
        way.deliver(KARI, LETTER, Watched().handover)
    assert [each for each, _ in box.got] == [["senere@nav.example"], ["kari@nav.example"]]
    assert (refused.begun, refused.undone) == (1, 1)  # the second alone was handed over
    assert (late.begun, slept) == (1, list(smtp.BACKOFF[:2]))


def test_a_server_that_is_down_is_tried_again_and_then_given_up() -> None:
    with post(free_port()) as (way, slept), pytest.raises(SystemFailure, match="nobody answers on that port"):
        way.deliver(KARI, LETTER, Watched().handover)
    assert slept == list(smtp.BACKOFF)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"greeting": HANG}, "it takes too long"),
        ({"greeting": b"drip"}, "it takes too long"),
        ({"greeting": b"421 stengt\r\n"}, "421 stengt"),
        ({"greeting": b"\x00\xff tull\r\n"}, ""),
        ({"MAIL": CLOSE}, "it broke the connection"),
        ({"RCPT": HANG}, "it takes too long"),
        ({"DATA": b"421 stenger\r\n"}, "421"),
        ({"EHLO": b"drip"}, "it takes too long"),
    ],
)
def test_one_that_fails_before_it_has_the_letter_is_tried_again(
    answers: dict[str, Any], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "BACKOFF", (1.0,))
    watched, began = Watched(), time.monotonic()
    with (
        misbehaving(**answers) as (port, _),
        post(port, patience=0.1) as (way, slept),
        pytest.raises(SystemFailure) as caught,
    ):
        way.deliver(KARI, LETTER, watched.handover)
    assert why in caught.value.en
    assert (watched.begun, slept) == (0, [1.0])
    assert time.monotonic() - began < 30


def test_one_that_comes_back_gets_the_letter() -> None:
    watched = Watched()
    answers = {"MAIL": [CLOSE, b"450 om litt\r\n", b"250 ok\r\n"]}
    with misbehaving(**answers) as (port, heard), post(port) as (way, slept):
        way.deliver(KARI, LETTER, watched.handover)
    assert (watched.begun, slept, heard.count(".")) == (1, list(smtp.BACKOFF[:2]), 1)


@pytest.mark.parametrize("last", [HANG, CLOSE, b"drip"])
def test_a_letter_that_nobody_answers_for_is_in_doubt_and_the_next_one_is_tried(last: bytes) -> None:
    watched = Watched()
    answers = {"taken": [last, b"250 ok\r\n"]}
    with misbehaving(**answers) as (port, heard), post(port, patience=0.1) as (way, slept):
        with pytest.raises(InDoubt):
            way.deliver(KARI, LETTER, watched.handover)
        way.deliver(KARI, LETTER, watched.handover)
    assert (watched.begun, watched.undone, slept, heard.count(".")) == (2, 0, [], 2)


def test_what_cannot_be_entered_as_attempted_is_not_sent() -> None:
    def full() -> None:
        raise SystemFailure(nb="full", en="full")

    with misbehaving() as (port, heard), post(port) as (way, _):
        with pytest.raises(SystemFailure, match="full"):
            way.deliver(KARI, LETTER, Handover(full, full))
        way.deliver(KARI, LETTER, Watched().handover)
    assert heard.count("DATA") == 2
    assert heard.count(".") == 1


def test_one_that_hangs_again_and_again_is_given_up() -> None:
    with misbehaving(taken=HANG) as (port, heard), post(port, patience=0.1) as (way, _):
        for _ in range(2):
            with pytest.raises(InDoubt):
                way.deliver(KARI, LETTER, Watched().handover)
        with pytest.raises(SystemFailure, match="stopped answering in the middle of several letters"):
            way.deliver(KARI, LETTER, Watched().handover)
    assert heard.count(".") == 2


def test_letters_of_all_the_world_need_a_server_that_takes_them() -> None:
    box, to = Box(), address("áile@sámi.example")
    with serving(box, enable_SMTPUTF8=True) as port, post(port) as (way, _):
        way.deliver(to, "To: áile@sámi.example\n\nHei\n".encode(), Watched().handover)
    assert box.got[0][0] == [f"áile@{idna.encode('sámi.example').decode()}"]
    with serving(box, enable_SMTPUTF8=False) as port, post(port) as (way, _):
        with pytest.raises(NotTaken, match="the server takes no such letters"):
            way.deliver(to, LETTER, Watched().handover)
        way.deliver(KARI, LETTER, Watched().handover)
    assert len(box.got) == 2
