"""Calendars in a real CalDAV server, read back from it with the library that calendar programs are built on."""

from __future__ import annotations

import datetime as dt
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from avtale.facts.agenda import agenda
from avtale.publish.feeds import write_feeds
from tests.support import PATIENCE
from tests.unit.publish.calendars import days
from tests.unit.publish.test_calendar import BODY
from tests.unit.publish.world import World

pytestmark = pytest.mark.extended
ON = dt.date(2027, 5, 1)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a Radicale with one user."""
    users = tmp_path / "users"
    users.write_text("ola:hemmelig\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "--config": "", "--server-hosts": f"127.0.0.1:{port}", "--storage-filesystem-folder": str(tmp_path / "store"),
        "--auth-type": "htpasswd", "--auth-htpasswd-filename": str(users), "--auth-htpasswd-encryption": "plain",
        "--auth-delay": "0",
    }  # fmt: skip
    words = [sys.executable, "-m", "radicale", *(word for pair in options.items() for word in pair)]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        for _ in range(PATIENCE):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_a_server_takes_every_calendar_and_gives_back_its_days(tmp_path: Path, server: str) -> None:
    caldav = pytest.importorskip("caldav")
    world = World(tmp_path)
    world.document(body=BODY)
    world.done("leaders", "2027-03-31", "2027-03-20")
    world.document(key="other", body=BODY)
    out = tmp_path / "out"
    write_feeds(world.open(), ON, out)
    (world.agreements / "other-1.00.yaml").unlink()
    write_feeds(world.open(), ON + dt.timedelta(days=1), out)  # now with what is cancelled
    files = sorted(out.rglob("*.ics"))
    assert len(files) == 7
    with caldav.DAVClient(server, username="ola", password="hemmelig") as client:
        for path in files:
            url = f"{server}ola/{path.stem}.ics/"
            answer = client.request(url, "PUT", path.read_bytes().decode(), {"Content-Type": "text/calendar"})
            assert answer.status == 201, path
            back = icalendar.Calendar.from_ical(client.request(url).raw)
            assert days(back.to_ical()) == days(path.read_bytes())
        document = client.calendar(url=f"{server}ola/nordlia-nav.ics/")
        first, last = dt.date(2027, 1, 1), dt.date(2029, 1, 1)
        found = document.search(start=first, end=last, event=True, expand=True)
        told = sorted(
            each.icalendar_component["dtstart"].dt
            for each in found
            if "warning" not in str(each.icalendar_component["uid"])
        )
        due = [one.due for one in agenda(world.open(), ON) if first <= one.due < last]
        assert told == due
        bad = (out / "all.ics").read_text().replace("FREQ=MONTHLY", "FREQ=FORTNIGHTLY")
        refused = client.request(f"{server}ola/bad.ics/", "PUT", bad, {"Content-Type": "text/calendar"})
        assert refused.status == 400  # so that a calendar it takes has been looked at
