"""The port, the secret that outlives a restart, and what is found out before somebody asks."""

from __future__ import annotations

import socket
import stat
from pathlib import Path

import pytest

from avtale.desk.app import Desk
from avtale.desk.overview.rows import Rows
from avtale.desk.serve import kept_secret, listening
from avtale.desk.settings import DeskSettings
from avtale.errors import SystemFailure, UsageError
from tests.support import refused
from tests.unit.desk.desks import NOW, browser, repository


def test_the_secret_is_made_once_and_its_owner_s_alone(tmp_path: Path) -> None:
    file = tmp_path / "avtale/desk-secret"
    first = kept_secret(file)
    assert (len(first), kept_secret(file)) == (64, first)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"short")
    with refused(SystemFailure, "er ødelagt"):
        kept_secret(file)


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVTALE_DESK_SECRET", "sixteen or more letters")
    assert kept_secret(tmp_path / "desk-secret") == b"sixteen or more letters"
    assert not list(tmp_path.iterdir())


def test_who_was_in_is_in_after_a_restart_with_the_same_secret(tmp_path: Path) -> None:
    root, secret = repository(tmp_path), kept_secret(tmp_path / "secret")
    before = browser(root, secret=secret).enter()
    after = browser(root, secret=kept_secret(tmp_path / "secret"))
    after.cookies = before.cookies
    assert ">Kari Nordmann<" in after.get("/").text


def test_it_waits_on_loopback_alone_and_a_port_that_is_taken_is_told() -> None:
    with listening(0) as sock:
        assert sock.getsockname()[0] == "127.0.0.1"
        with refused(UsageError, "er i bruk"):
            listening(sock.getsockname()[1])
        with socket.create_connection(sock.getsockname(), timeout=5):
            pass


def test_what_takes_long_is_found_out_before_somebody_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Rows, "of", lambda _self, repository, _on: asked.append(repository) or [])
    root = repository(tmp_path)
    desk = Desk(root, lambda: NOW, DeskSettings(), b"x" * 32)
    monkeypatch.setattr("gc.freeze", lambda: asked.append("frozen"))
    desk.warm()
    assert asked == [desk.current(), "frozen"]
    desk.warm()
    assert len(asked) == 2  # nothing has changed
    (root / "ot/ny.yaml").write_text("key: ny\n", encoding="utf-8")
    desk.current.changed()
    desk.warm()
    assert asked[2:] == [desk.current()]
    (root / "avtale.yaml").unlink()
    desk.current.changed()
    desk.warm()  # it is told to who asks
    with pytest.raises(UsageError):
        desk.current()
