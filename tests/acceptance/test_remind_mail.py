"""`avtale remind --mail` from outside, with a real mail server: killed at each point, run twice, with a ledger that is lost or broken."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance import forked
from tests.acceptance.outside import Ran, avtale, environment
from tests.support import PATIENCE, discovered
from tests.unit.remind.county import county
from tests.unit.remind.post_office import CLOSE, LOGIN, Box, certificate, free_port, misbehaving, serving

pytestmark = pytest.mark.filterwarnings("ignore:Session.login_data:DeprecationWarning")
DAY = "2026-11-21"
PEOPLE = {
    "kari@troms.example",
    "aile@troms.example",
    "per@troms.example",
    "ann@nav.example",
    "berit@nav.example",
}
STEP = 17  # of the lines it is killed at, every so many; eight letters take the same way, so other lines of it have their turn
ABOVE = {"ola@troms.example", "liv@troms.example", "nils@nav.example"}


class County:
    """A repository with a ledger and a mail server."""

    def __init__(self, folder: Path, port: int, more: str = "security: none") -> None:
        settings = "reminders:\n  from: avtaler@troms.example\n  server: {host: 127.0.0.1, port: %d, %s}\n"
        self.port, self.folder, self.ledger = port, folder, folder / "sendt.sqlite"
        self.root = county(folder, settings=settings % (port, more))

    def line(self, *more: str) -> list[str]:
        return [
            "remind",
            "--mail",
            "--repo",
            str(self.root),
            "--ledger",
            str(self.ledger),
            "--since",
            "2026-06-01",
            *more,
        ]

    def run(self, *more: str, today: str = DAY, env: dict[str, str] | None = None) -> Ran:
        return avtale(
            *self.line(*more), cwd=self.folder, today=today, env={"AVTALE_WAIT": "5", **(env or {})}
        )


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def here(box: Box, tmp_path: Path) -> Iterator[County]:
    with serving(box) as port:
        yield County(tmp_path, port)


def readers(box: Box) -> Counter[str]:
    return Counter(to for to, _ in box.got for to in to)


def letters(box: Box) -> Counter[str]:
    return Counter(str(message["Message-ID"]) for message in box.messages)


def test_each_gets_one_letter_and_a_rerun_sends_nothing(here: County, box: Box) -> None:
    ran = here.run()
    assert (ran.code, ran.out) == (0, f"Sendt: {len(PEOPLE | ABOVE)}.\n")
    assert "Det finnes ingen protokoll" in ran.err
    assert readers(box) == Counter(PEOPLE | ABOVE)
    again = here.run()
    assert (again.code, again.out, again.err) == (0, "Sendt: 0.\n", "")
    assert here.run(today="2026-12-01").out == "Sendt: 1.\n"  # the local meeting was not recorded
    assert box.messages[-1]["To"].addresses[0].addr_spec == "per@troms.example"


def test_a_trial_shows_every_letter_and_sends_none(here: County, box: Box) -> None:
    shown = here.run("--dry-run")
    assert (shown.code, box.got, here.ledger.exists()) == (0, [], False)
    assert "Prøvekjøring: 8 ville blitt sendt." in shown.err
    here.run()
    for message in discovered(box.messages, at_least=8):
        assert f"Message-ID: {message['Message-ID']}\n" in shown.out
        assert f"To: {message['To'].addresses[0].addr_spec}\n" in shown.out
    assert "Prøvekjøring: 1 ville blitt sendt." in here.run("--dry-run", "--on", "2026-12-01").err


@pytest.mark.extended
def test_nothing_is_sent_as_of_another_day(here: County, box: Box) -> None:
    ran = here.run("--on", "2026-12-01")
    assert (ran.code, box.got) == (2, [])
    assert "legg til --dry-run" in ran.err


def test_a_lost_ledger_sends_what_has_come_up_since_yesterday_and_says_so(here: County, box: Box) -> None:
    line = [word for word in here.line() if word not in ("--since", "2026-06-01")]
    ran = avtale(
        *line, cwd=here.folder, today="2026-12-02"
    )  # due on 30 November, so missed since the day before
    assert (ran.code, ran.out, readers(box)) == (0, "Sendt: 1.\n", Counter(["per@troms.example"]))
    assert (
        "er den første kjøringen, eller den er borte. Her er det som er blitt aktuelt fra 01.12.2026"
        in ran.err
    )
    assert box.messages[0]["Subject"] == "Frister i avtalene: over fristen (1)"
    assert avtale(*line, cwd=here.folder, today="2026-12-02").out == "Sendt: 0.\n"


@pytest.mark.extended
def test_a_clock_set_back_is_told_and_tells_nothing_again(here: County, box: Box) -> None:
    here.run(today="2026-12-01")
    number = len(box.got)
    ran = here.run()
    assert (ran.code, ran.out, len(box.got)) == (0, "Sendt: 0.\n", number)
    assert "Protokollen er sist brukt 01.12.2026, og i dag er 21.11.2026: klokken er stilt tilbake" in ran.err


@pytest.mark.parametrize(
    "broken",
    [b"dette er ingen protokoll, men noe helt annet " * 50, pytest.param(None, marks=pytest.mark.extended)],
)
def test_a_ledger_that_cannot_be_used_sends_nothing(broken: bytes | None, here: County, box: Box) -> None:
    here.run()
    number, before = len(box.got), here.ledger.read_bytes()
    with contextlib.closing(sqlite3.connect(here.ledger, isolation_level=None)) as other:
        if broken is None:
            other.execute("begin exclusive")
        else:
            here.ledger.write_bytes(broken)
        ran = here.run(today="2026-12-01", env={"AVTALE_WAIT": "0.1"})
    assert (ran.code, ran.out, len(box.got)) == (3, "", number)
    assert ("er i bruk av en annen kjøring" if broken is None else "er skadet") in ran.err
    assert len(ran.err.splitlines()) == 1
    here.ledger.write_bytes(before)
    assert here.run(today="2026-12-01").out == "Sendt: 1.\n"


@pytest.mark.extended
def test_two_machines_with_a_ledger_each_send_the_same_letters(here: County, box: Box) -> None:
    here.run()
    here.run("--ledger", str(here.folder / "other.sqlite"))
    assert set(letters(box).values()) == {2}


def test_what_cannot_be_sent_is_one_line_each_and_goes_the_next_time(here: County, box: Box) -> None:
    contacts = here.root / "contacts.yaml"
    right = contacts.read_text("utf-8")
    contacts.write_text(
        right.replace("aile@troms", "nei@troms").replace("per@troms.example", "per@"), "utf-8"
    )
    ran = here.run()
    assert (ran.code, readers(box)) == (
        1,
        Counter(PEOPLE | ABOVE) - Counter(["aile@troms.example", "per@troms.example"]),
    )
    assert "nei@troms.example: ikke sendt (550 5.1.1 ukjent mottaker). Prøves igjen neste gang.\n" in ran.err
    assert "«per@» i contacts.yaml er ingen e-postadresse." in ran.err
    contacts.write_text(right, "utf-8")
    assert here.run().code == 0
    assert readers(box) == Counter(PEOPLE | ABOVE)


@pytest.mark.extended
def test_who_never_answers_gets_it_once_more_and_then_only_where_somebody_asks(
    tmp_path: Path, box: Box
) -> None:
    with misbehaving(taken=CLOSE) as (port, heard):
        here = County(tmp_path, port)
        first, second = here.run(), here.run()
    assert (first.code, second.code, heard.count(".")) == (
        3,
        3,
        4,
    )  # two unanswered letters, and it is taken to hang
    doubtful = [
        line.split(":")[0] for line in first.err.splitlines() if "kan være kommet frem (den brøt" in line
    ]
    assert len(discovered(doubtful)) == 2
    assert "sluttet å svare midt i flere sendinger" in first.err
    assert "Ikke sendt: 6.\n" in first.err
    with serving(box) as better:
        settings = here.root / "avtale.yaml"
        settings.write_text(settings.read_text("utf-8").replace(f"port: {port}", f"port: {better}"), "utf-8")
        third = here.run()
        assert (third.code, third.out, readers(box)) == (
            1,
            "Sendt: 6.\n",
            Counter(PEOPLE | ABOVE) - Counter(doubtful),
        )
        for who in doubtful:
            assert f"{who}: sendt to ganger uten svar, så den kan være kommet frem." in third.err
        asked = here.run("--again")
        assert (asked.code, readers(box)) == (0, Counter(PEOPLE | ABOVE))
        assert asked.out == "Sendt: 2. 2 av dem kan være kommet frem før, og sier det selv.\n"
        assert here.run().out == "Sendt: 0.\n"


@pytest.mark.extended
def test_a_server_that_is_down_stops_it_with_one_line_and_nothing_is_lost(tmp_path: Path, box: Box) -> None:
    from avtale.remind import smtp

    here = County(tmp_path, free_port())
    process = start(here.line(), here, prepare=no_waiting)
    code, _, err = ended(process)
    assert (code, len(smtp.BACKOFF)) == (3, 3)
    assert f"E-posttjeneren 127.0.0.1:{here.port} svarer ikke: ingen tar imot på den porten." in err
    with serving(box, port=here.port):
        assert here.run().out == "Sendt: 8.\n"


@pytest.mark.extended
@pytest.mark.parametrize("way", ["environment", "file"])
def test_the_password_comes_from_the_environment_or_a_file(way: str, tmp_path: Path, box: Box) -> None:
    own, secret = certificate(tmp_path), tmp_path / "passord.txt"
    secret.write_text(f"{LOGIN[1]}\n", encoding="utf-8")
    with serving(box, "starttls", own) as port:
        here = County(tmp_path, port, f"user: {LOGIN[0]}")
        more = ("--password-file", str(secret)) if way == "file" else ()
        meant = ("--password-for", "127.0.0.1")
        told = {"AVTALE_SMTP_PASSWORD": LOGIN[1]} if way == "environment" else {}
        missing = here.run()
        assert missing.code == 2
        assert "Passordet til e-posttjeneren mangler." in missing.err
        for odd in (
            (),
            ("--password-for", "smtp.nordlia.example"),
        ):  # the settings alone do not say where it goes
            code, _, err = ended(start(here.line(*more, *odd), here, {**told, "SSL_CERT_FILE": str(own)}))
            assert (code, "--password-for 127.0.0.1" in err, box.got) == (2, True, [])
        process = start(here.line(*more, *meant), here, {**told, "SSL_CERT_FILE": str(own)})
        assert ended(process)[0] == 0
    assert (len(box.got), set(box.secured)) == (8, {True})


# --- killed ---


def no_waiting() -> None:
    """Nobody waits between attempts."""
    import time

    time.sleep = lambda _: None  # type: ignore[assignment]


def start(
    line: Sequence[str],
    here: County,
    env: dict[str, str] | None = None,
    *,
    prepare: Callable[[], None] | None = None,
) -> tuple[BaseProcess, Path]:
    """The command in a process that can be killed."""
    files = Path(tempfile.mkdtemp(dir=here.folder))
    told = environment(AVTALE_WAIT="60", **(env or {}))
    process = forked._SERVER.Process(target=_run, args=(prepare, list(line), here.folder, told, files))
    process.start()
    return process, files


def _run(
    prepare: Callable[[], None] | None, line: list[str], folder: Path, told: dict[str, str], files: Path
) -> None:
    if prepare is not None:
        prepare()
    forked._run(line, folder, told, DAY, tuple(files / name for name in ("out", "err", "seconds")))


def ended(started: tuple[BaseProcess, Path]) -> tuple[int | None, str, str]:
    process, files = started
    process.join(PATIENCE)
    said = [(files / name).read_text("utf-8") if (files / name).exists() else "" for name in ("out", "err")]
    assert "Traceback" not in said[1], said[1]
    return process.exitcode, said[0], said[1]


def sent_once_or_once_more(box: Box, here: County) -> None:
    """After a run that nobody kills: everybody has the letter, at most one of them once more, under the same name."""
    after = here.run()
    assert after.code == 0, after.err
    assert set(readers(box)) == PEOPLE | ABOVE
    assert len(letters(box)) == len(PEOPLE | ABOVE)
    assert sum(letters(box).values()) - len(PEOPLE | ABOVE) in (0, 1)


@pytest.mark.parametrize(
    "stage",
    ["DATA", *(pytest.param(each, marks=pytest.mark.extended) for each in ("EHLO", "RCPT", "taken"))],
)
def test_killed_while_the_server_has_the_word(stage: str, here: County, box: Box) -> None:
    running: list[int | None] = []
    known, times = threading.Event(), iter(range(1000))

    def kill(at: str) -> None:
        known.wait(PATIENCE)
        if at == stage and next(times) == (0 if stage == "EHLO" else 3):  # the fourth letter
            os.kill(running[0] or 0, signal.SIGKILL)

    box.at = kill
    process = start(here.line(), here)
    running.append(process[0].pid)
    known.set()
    assert ended(process)[0] == -signal.SIGKILL
    box.at = lambda _: None
    assert len(box.got) == {"EHLO": 0, "RCPT": 3, "DATA": 4, "taken": 4}[stage]
    sent_once_or_once_more(box, here)
    assert here.run().out == "Sendt: 0.\n"
    assert (max(letters(box).values()) == 2) == (stage in ("DATA", "taken"))


class Killer:
    """Kills the process at the n-th line that it runs in what sends and what keeps the ledger; without n it counts them."""

    FILES = (
        "remind/run.py",
        "remind/ledger.py",
        "remind/smtp.py",
        "remind/mail.py",
        "remind/outcome.py",
        "cli/reminding.py",
    )

    def __init__(self, number: int | None, count: Path | None = None) -> None:
        self.number, self.count = number, count

    def __call__(self) -> None:
        seen = 0

        def local(_frame: Any, event: str, _argument: Any) -> Any:
            nonlocal seen
            if event == "line":
                seen += 1
                if seen == self.number:
                    os.kill(os.getpid(), signal.SIGKILL)
                if self.count is not None:
                    self.count.write_text(str(seen))
            return local

        def trace(frame: Any, _event: str, _argument: Any) -> Any:
            return local if frame.f_code.co_filename.endswith(self.FILES) else None

        sys.settrace(trace)


@pytest.mark.extended
def test_killed_at_each_point(tmp_path: Path) -> None:
    """At each line that is run in what sends and in what keeps the ledger, one after the other."""
    box = Box()
    with serving(box) as port:
        here = County(tmp_path, port)
        assert ended(start(here.line(), here, prepare=Killer(None, tmp_path / "count")))[0] == 0
        lines = int((tmp_path / "count").read_text())
        more = Counter[int]()
        assert lines > 500
        for number in range(1, lines + 1, STEP):
            box.got.clear()
            for file in here.folder.glob("sendt.sqlite*"):
                file.unlink()
            assert ended(start(here.line(), here, prepare=Killer(number)))[0] == -signal.SIGKILL, number
            sent_once_or_once_more(box, here)
            more[sum(letters(box).values())] += 1
    assert set(more) == {8, 9}  # both happened


@pytest.mark.extended
def test_two_at_once_with_one_ledger_send_each_letter_once(here: County, box: Box) -> None:
    both = [start(here.line(), here) for _ in range(2)]
    assert sorted(ended(each)[1] for each in both) == ["Sendt: 0.\n", "Sendt: 8.\n"]
    assert set(letters(box).values()) == {1}
