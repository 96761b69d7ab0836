"""Channels, by apprise, against a real HTTP server on loopback."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import shutil
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.facts.repository import Repository
from avtale.remind.address import Channel
from avtale.remind.channels import Post, channels, to_post
from avtale.remind.ledger import opened
from avtale.remind.letter import Writer
from avtale.remind.run import Report, plan, send
from tests.acceptance.outside import avtale
from tests.support import refused
from tests.unit.remind.county import AGREEMENTS, county, noon
from tests.unit.remind.post_office import SENDER, free_port

DAY = dt.date(2026, 11, 21)
SLACK = "T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"


@contextlib.contextmanager
def web(answer: int | str = 200) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """A web server that answers a status, hangs or closes; gives its port, and each path with what was posted there."""
    got: list[tuple[str, str]] = []
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
            if answer == "hang":
                over.wait(30)
            if isinstance(answer, str):
                self.close_connection = True
                return
            self.send_response(answer)
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_port, got
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def sent(root: Path, ledger: Path, *urls: str, on: dt.date = DAY) -> Report:
    repository = Repository.open(root)
    to = [Channel(url, number) for number, url in enumerate(urls, start=1)]
    with opened(ledger, wait=0) as book:
        chosen = plan(to_post(repository, on, to), book, dt.date(2026, 1, 1))
        if book.is_new:
            book.begin((), on)
        return send(chosen.parcels, book, Post(Writer(repository, SENDER, None, on, noon(on))), on)


@pytest.mark.extended
def test_a_webhook_gets_everything_once_without_a_name(tmp_path: Path) -> None:
    root = county(tmp_path)
    with web() as (port, got):
        url = f"json://127.0.0.1:{port}/hook?overflow=upstream"
        assert len(sent(root, tmp_path / "sendt.sqlite", url).sent) == 1
        assert sent(root, tmp_path / "sendt.sqlite", url).sent == []
        assert len(sent(root, tmp_path / "sendt.sqlite", url, on=dt.date(2026, 12, 1)).sent) == 1
    first, second = (json.loads(body) for _, body in got)
    assert first["title"] == "Frister i avtalene: over fristen (7), forfaller snart (1)"
    assert "Møte: Regionsamling. Frist: 31.10.2026" in first["message"]
    assert "Regionsamling" not in second["message"]
    assert "Lokalt samarbeidsmøte" in second["message"]
    for person in ("Kari", "Áile", "@troms"):
        assert person not in first["message"] + second["message"]


@pytest.mark.extended
def test_teams_and_slack_are_spoken_to_in_their_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their addresses are fixed, so what would go there is looked at on its way."""
    import requests

    posted: list[tuple[str, str]] = []

    def take(_: object, request: requests.PreparedRequest, **__: object) -> requests.Response:
        body = request.body or b""
        posted.append((str(request.url), body.decode() if isinstance(body, bytes) else body))
        answer = requests.Response()
        answer.status_code, answer._content, answer.raw = 200, b"ok", io.BytesIO(b"ok")
        return answer

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", take)
    workflow = "workflows://prod.example:443/0123456789abcdef/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcde"
    report = sent(county(tmp_path), tmp_path / "sendt.sqlite", f"slack://{SLACK}/#avtaler", workflow)
    assert (len(report.sent), report.failed, report.in_doubt) == (2, [], [])
    assert any(url.startswith("https://hooks.slack.com/services/") for url, _ in posted)
    assert any("workflows" in url and "AdaptiveCard" in data for url, data in posted)
    assert all("Regionsamling" in data for _, data in posted[:1])


@pytest.mark.extended
@pytest.mark.parametrize(
    ("answer", "why"), [(500, "den svarte 500"), (403, "den svarte 403"), (None, "den kunne ikke nås")]
)
def test_one_that_does_not_take_it_does_not_stop_the_rest(
    answer: int | None, why: str, tmp_path: Path
) -> None:
    root, ledger = county(tmp_path), tmp_path / "sendt.sqlite"
    with web(answer or 200) as (port, _), web() as (other, got):
        bad = f"json://127.0.0.1:{port if answer else free_port()}/hemmelig"
        good = f"json://127.0.0.1:{other}/"
        report = sent(root, ledger, bad, good)
        assert [(who, said.nb) for who, said in report.failed] == [("json (1)", why)]
        assert (report.sent, len(got)) == (["json (2)"], 1)
        assert len(sent(root, ledger, bad, good).failed) == 1  # tried again
    with web() as (port, got):
        assert (
            len(sent(root, ledger, bad.replace(bad.split(":")[2].split("/")[0], str(port)), good).sent) == 1
        )


@pytest.mark.extended
@pytest.mark.parametrize("answer", ["hang", "close"])
def test_one_that_does_not_answer_is_in_doubt_and_gets_it_once_more(answer: str, tmp_path: Path) -> None:
    root, ledger, began = county(tmp_path), tmp_path / "sendt.sqlite", time.monotonic()
    with web(answer) as (port, got):
        url = f"json://127.0.0.1:{port}/?rto=0.2"
        runs = [sent(root, ledger, url) for _ in range(3)]
    assert [len(run.in_doubt) for run in runs] == [1, 1, 0]
    assert len(got) == 2
    assert "Vi vet ikke om denne kom frem forrige gang" in json.loads(got[1][1])["message"]
    assert time.monotonic() - began < 60


def test_neither_plans_nor_what_is_exempt_are_told(tmp_path: Path) -> None:
    root = tmp_path / "agreements"
    shutil.copytree(AGREEMENTS.parent / "examples/samarbeid/agreements", root)
    assert to_post(Repository.open(root), dt.date(2026, 11, 20), [Channel("json://127.0.0.1", 1)]) == []
    own = county(tmp_path / "b")
    told = to_post(Repository.open(own), DAY, [Channel("json://127.0.0.1", 1)])
    assert len(told) == 8
    file = own / "ot/troms-nav-ot-2.00.yaml"
    file.write_text(
        file.read_text("utf-8").replace("  approved_by", "  shielding: Offl. § 13\n  approved_by", 1)
    )
    assert to_post(Repository.open(own), DAY, [Channel("json://127.0.0.1", 1)]) == []


@pytest.mark.extended
def test_a_file_names_them_and_a_wrong_one_is_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "kanaler.txt"
    file.write_text("# Teams\n\njson://127.0.0.1/a#b\n  jsons://vert.example/\n", encoding="utf-8")
    assert [each.spec for each in channels(file)] == ["json (3)", "jsons (4)"]
    file.write_text("json://127.0.0.1\nhemmelig://tull\n", encoding="utf-8")
    with refused(UsageError, "linje 2: apprise kjenner ikke en slik adresse") as _:
        channels(file)
    with pytest.raises(UsageError) as caught:
        channels(file)
    assert "tull" not in caught.value.nb + caught.value.en


@pytest.mark.extended
def test_from_outside_with_a_file_and_nothing_of_the_address_is_shown(tmp_path: Path) -> None:
    root, file = county(tmp_path), tmp_path / "kanaler.txt"
    with web() as (port, got):
        file.write_text(f"json://bruker:hemmelig@127.0.0.1:{port}/nokkel\n", encoding="utf-8")
        line = [
            "remind",
            "--channels",
            str(file),
            "--repo",
            str(root),
            "--ledger",
            str(tmp_path / "l"),
            "--since",
            "2026-01-01",
        ]
        shown = avtale(*line, "--dry-run", cwd=tmp_path, today="2026-11-21")
        assert (shown.code, got) == (0, [])
        assert "To: json (1)\nSubject: Frister i avtalene" in shown.out
        ran = avtale(*line, cwd=tmp_path, today="2026-11-21")
        assert (ran.code, ran.out, len(got)) == (0, "Sendt: 1.\n", 1)
    down = avtale(*line, cwd=tmp_path, today="2026-12-01")
    assert down.code == 1
    assert "json (1): ikke sendt (den kunne ikke nås). Prøves igjen neste gang." in down.err
    for said in (shown.said, ran.said, down.said):
        assert "hemmelig" not in said
        assert "nokkel" not in said
