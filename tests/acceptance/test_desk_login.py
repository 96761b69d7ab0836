"""Logging in at a provider that is not ours, in a real browser, at a desk as a county starts it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.acceptance.outside import command, environment
from tests.acceptance.test_desk_follow import usable
from tests.support import PATIENCE, ROOT
from tests.unit.desk.desks import PLAN, repository

pytestmark = pytest.mark.extended

MODULES = ROOT / "build/judges/npm/node_modules"
SETTINGS = """format: 1
address: {address}
listen: 127.0.0.1:{port}
login:
  issuer: {issuer}
  client: avtale
  secret_file: secret
  roles_claim: groups
roles:
  reader: {{people: [lise]}}
  author: {{claim: [forfattere]}}
  approver: {{claim: [godkjennere]}}
  follow_up: {{people: [frida]}}
plans:
  - {{roles: [ot], people: [frida]}}
"""


def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port: int = sock.getsockname()[1]
        return port


@contextmanager
def started(arguments: list[str], env: dict[str, str], until: str) -> Iterator[None]:
    """A program that runs, once it has said `until`."""
    process = subprocess.Popen(
        arguments, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    try:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if until in line:
                break
        else:
            raise AssertionError("".join(said))
        yield
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk for many, and the provider that its settings name."""
    folder = tmp_path_factory.mktemp("login")
    plan = f"{PLAN}roles:\n  - {{id: ot, title: OT}}\nright: {{from: '2024-08-01'}}\nresponsible_now: ot\n"
    root, port, others = repository(folder / "clone", **{"plans__plan-hemmelig-1.00": plan}), free(), free()
    address, issuer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{others}"
    (folder / "desk.yaml").write_text(
        SETTINGS.format(address=address, port=port, issuer=issuer), encoding="utf-8"
    )
    (folder / "secret").write_text("hemmelig nok\n", encoding="utf-8")
    (folder / "secret").chmod(0o600)
    node = shutil.which("node")
    assert node is not None
    judge = [node, str(ROOT / "tests/judges/oidc_provider.mjs"), str(MODULES.parent), str(others), address]
    desk = command("desk", "--settings", folder / "desk.yaml", "--repo", root)
    env = environment(AVTALE_STATE=str(folder / "state"), AVTALE_DESK_SECRET="a secret of the tests")
    with started(judge, env, "ready"), started(desk, env, "Stopp med Ctrl-C"):
        yield address


def log_in(page: Any, address: str, who: str, path: str = "/") -> None:
    """As a person does: ask for a page, write who one is at the provider, agree, and be back."""
    page.goto(address + path)
    assert not page.url.startswith(address)
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", "x")
    page.click("button[type=submit]")
    page.click("button[type=submit]")  # what the desk may know of them
    page.wait_for_url(f"{address}/**")


def test_an_author_logs_in_works_and_leaves_the_desk_and_the_provider(address: str, browser: Any) -> None:
    page = browser.new_context(locale="nb-NO").new_page()
    log_in(page, address, "frida", "/document/prove/1.00")
    assert page.url == f"{address}/document/prove/1.00"
    assert "Frida Eksempel" in page.inner_text("header")
    assert "Skriv" in page.inner_text("nav")
    for path in ("/plans", "/plan/plan-hemmelig/1.00"):
        assert page.goto(f"{address}{path}").status == 200
        usable(page)
    page.goto(f"{address}/name")
    assert re.search(r"Dette kan du gjøre\s+Lese\s+Skrive", page.inner_text("main"))
    usable(page)
    page.click("text=Logg ut >> nth=0")
    page.wait_for_url("**/session/end*")
    page.click("button[name=logout]")
    page.wait_for_url(f"{address}/left")
    assert "Du er logget ut" in page.inner_text("main")
    usable(page)
    page.goto(f"{address}/")
    assert page.is_visible("input[name=password]")  # the provider asks anew


def test_a_reader_reads_and_who_has_no_role_is_told_so(address: str, browser: Any) -> None:
    page = browser.new_context(locale="nb-NO").new_page()
    log_in(page, address, "lise")
    assert "Prøveavtale" in page.inner_text("main")
    assert page.goto(f"{address}/write").status == 403
    usable(page)
    nobody = browser.new_context(locale="nb-NO").new_page()
    log_in(nobody, address, "ola")
    assert "ingen rolle" in nobody.inner_text("main")
    assert "Prøveavtale" not in nobody.content()


def test_who_says_no_at_the_provider_is_told_so_and_can_try_again(address: str, browser: Any) -> None:
    page = browser.new_context(locale="nb-NO").new_page()
    page.goto(address)
    page.click("text=Cancel")
    page.wait_for_url(f"{address}/login/back*")
    assert "ble avbrutt" in page.inner_text("main")
    usable(page)
    page.click("main >> text=Logg inn")
    assert not page.url.startswith(address)
