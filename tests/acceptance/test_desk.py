"""`avtale desk`: started, reached, refused, stopped. Its pages are tried in tests/unit/desk and in a browser."""

from __future__ import annotations

import http.cookiejar
import os
import re
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from avtale.desk import assets
from avtale.errors import StateError
from tests.acceptance.desk_server import desk
from tests.acceptance.outside import avtale
from tests.unit.desk.desks import repository


def opened(address: str, jar: http.cookiejar.CookieJar, **headers: str) -> tuple[int, str]:
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar)
    )
    try:
        with opener.open(urllib.request.Request(address, headers=headers), timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_it_lets_one_browser_in_once_and_stops_clean(tmp_path: Path) -> None:
    root, cache = repository(tmp_path), tmp_path / "cache"
    kept = {"XDG_CACHE_HOME": str(cache)}
    fonts = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "avtale"
    (cache / "avtale").mkdir(parents=True)
    for folder in fonts.glob("fonts-*"):
        (cache / "avtale" / folder.name).symlink_to(folder)
    mine: http.cookiejar.CookieJar = http.cookiejar.CookieJar()
    with desk(root, "--debug", **kept) as running:
        code, page = opened(running.address, mine)
        assert (code, "Hvem er du?" in page) == (200, True)
        assert opened(running.address, http.cookiejar.CookieJar())[0] == 403
        assert opened(f"{running.base}/", mine, Host="evil.example")[0] == 400
        again = avtale("desk", "--repo", root, "--port", running.base.rpartition(":")[2], cwd=tmp_path)
        assert (again.code, again.out) == (2, "")
        assert re.match(r"avtale: Porten \d+ er i bruk", again.err)
        code, said = running.stop()
        assert (code, said.splitlines()[-1]) == (0, "Skrivebordet er stengt.")
        assert re.search(r"^GET /start 303 \d+ ms$", said, re.MULTILINE)
        assert "token=" not in said
    assert stat.S_IMODE((cache / "avtale/desk-secret").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environment", "options", "code", "said"),
    [
        ({}, ("--port", "65536"), 2, "--port"),
        ({"AVTALE_DESK_SECRET": "short"}, ("--port", "0"), 2, "AVTALE_DESK_SECRET er for kort"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    environment: dict[str, str], options: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    answer = avtale("desk", "--repo", repository(tmp_path), *options, cwd=tmp_path, env=environment)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_where_the_assets_were_never_made_it_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "folder", lambda _: tmp_path)
    with pytest.raises(StateError, match="make assets"):
        assets.require_assets()
    for name in assets.NEEDED:
        (tmp_path / name).touch()
    assets.require_assets()


def test_a_check_loads_nothing_of_it(tmp_path: Path) -> None:
    code = (
        "import sys; from avtale.cli.main import execute; execute(['check', '--repo', sys.argv[1]]);"
        "print([name for name in sys.modules if name.split('.')[0] in ('starlette', 'uvicorn', 'anyio')"
        " or name.startswith('avtale.desk')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(repository(tmp_path))], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
