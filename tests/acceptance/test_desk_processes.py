"""Two desks and the command line at work in one checkout, each a process of its own, and one desk killed: nothing is lost, git is whole."""

from __future__ import annotations

import html
import re
import signal
import threading
from pathlib import Path

import httpx
import pytest

from tests.acceptance.desk_server import Running, desk
from tests.acceptance.outside import avtale
from tests.git import git
from tests.support import AGREEMENT, PATIENCE
from tests.unit.desk.desks import repository
from tests.unit.desk.test_killed import whole

pytestmark = pytest.mark.extended

FIELDS = ("/title|nb", "/responsibilities/0/does|nb", "/evaluation/record|nb", "/parties/1/short_name|nb")
SAVES, APPROVED = 6, 4


class Writer:
    """Somebody who saves again and again in one field; `said` is the last that was saved, `saying` what was sent to be."""

    def __init__(self, running: Running, name: str, field: str) -> None:
        self.name, self.field, self.said, self.saying = name, field, "", ""
        self.client = httpx.Client(base_url=running.base, follow_redirects=True, timeout=PATIENCE)
        page = self.client.get(running.address).text
        assert self.client.post("/name", data={"csrf": _token(page), "name": name}).status_code == 200

    def write(self, path: str) -> None:
        for number in range(SAVES):
            page = self.client.get(f"/draft/{path}").text
            step = re.search(r'name="step" value="(\d+)"', page)
            assert step
            said = self.saying = f"{self.name} gang {number}"
            form = {"csrf": _token(page), "step": step[1], "op": "save", f"f:{self.field}": said}
            answer = self.client.post(f"/draft/{path}", data=form)
            assert answer.status_code == 200, html.unescape(answer.text)
            self.said = said


def _token(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def another(running: Running, who: Writer) -> Running:
    """The same desk by an address for one browser more."""
    page = who.client.get("/name").text
    made = who.client.post("/name/address", data={"csrf": _token(page)}).text
    found = re.search(r"/start\?token=[\w-]+", made)
    assert found
    return Running(running.process, f"{running.base}{found[0]}")


def test_nothing_is_lost_between_processes(tmp_path: Path) -> None:
    others = {
        f"ot__d{n}-1.00": AGREEMENT.replace("key: prove", f"key: d{n}").replace(
            "id: 1.2.3", f"id: 1.2.{n + 4}"
        )
        for n in range(APPROVED)
    }
    root = repository(tmp_path, **others)
    for line in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "Begynner")):
        git(tmp_path, *line)
    env = {"AVTALE_STATE": str(tmp_path / "state")}
    with desk(root, **env) as one, desk(root, **env) as two, desk(root, **env) as third:
        writers = [Writer(one, "Kari", FIELDS[0]), Writer(two, "Nils", FIELDS[1])]
        writers += [Writer(another(one, writers[0]), "Per", FIELDS[2])]
        writers += [Writer(another(two, writers[1]), "Siv", FIELDS[3])]
        killed = Writer(third, "Dag", "/title|nb")
        threads = [threading.Thread(target=who.write, args=("ot/prove-1.00.yaml",)) for who in writers]
        threads += [threading.Thread(target=_until_killed, args=(killed, "ot/d0-1.00.yaml"))]
        for thread in threads:
            thread.start()
        for number in range(1, APPROVED):
            done = avtale("approve", f"d{number}", "--by", "Gro Eksempel", cwd=tmp_path)
            assert done.code == 0, done.err
            if number == 2:
                third.process.send_signal(signal.SIGKILL)
        for thread in threads:
            thread.join(PATIENCE * 4)
        for who in (*writers, killed):
            who.client.close()
    text = (root / "ot/prove-1.00.yaml").read_text(encoding="utf-8")
    assert [who.said in text and who.said.endswith(str(SAVES - 1)) for who in writers] == [True] * 4
    with desk(root, **env):  # what the killed one left is committed at a start
        pass
    told = git(tmp_path, "log", "--format=%an").split("\n")
    assert [told.count(who.name) for who in writers] == [SAVES] * 4
    assert git(tmp_path, "fsck", "--strict") == ""
    there = (root / "ot/d0-1.00.yaml").read_text(encoding="utf-8")
    assert killed.said in there or killed.saying in there, there  # it may be written and not answered
    left = git(tmp_path, "status", "--short", "-uall").splitlines()
    mine = {line[3:] for line in left if "state/" not in line}
    assert mine == {
        name
        for number in range(1, APPROVED)
        for name in (
            f"agreements/ot/d{number}-1.00.yaml",
            f"agreements/register/d{number}/1.00/approval.yaml",
        )
    }  # what the command line wrote is its user's to commit
    git(tmp_path, "add", "agreements")
    git(tmp_path, "commit", "-q", "-m", "Godkjent")
    whole(tmp_path)


def _until_killed(who: Writer, path: str) -> None:
    try:
        while True:
            who.write(path)
    except (httpx.HTTPError, AssertionError):
        return
