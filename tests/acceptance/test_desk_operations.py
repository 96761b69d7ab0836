"""The files of docs/en/operations.md: the real nginx and Caddy in front of a desk, the unit as systemd reads it, the backup as it is run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from avtale.desk.settings_file import settings_from
from tests.acceptance.outside import command, environment
from tests.acceptance.test_desk_login import free, started
from tests.support import PATIENCE, ROOT
from tests.unit.desk.desks import repository
from tests.unit.desk.test_acts import in_git, saved
from tests.unit.desk.test_clone import Shared
from tests.unit.desk.test_killed import whole
from tests.unit.desk.test_write import DRAFT, PATH, again, type_in

pytestmark = pytest.mark.extended

EXAMPLES = ROOT / "examples/desk"
NAME = "avtaler.eksempel.example"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A desk with the settings of the example; its port."""
    folder, port = tmp_path_factory.mktemp("operations"), free()
    root = repository(folder / "clone")
    text = (EXAMPLES / "desk.yaml").read_text(encoding="utf-8").replace("8765", str(port))
    (folder / "desk.yaml").write_text(text, encoding="utf-8")
    (folder / "client-secret").write_text("hemmelig nok", encoding="utf-8")
    (folder / "client-secret").chmod(0o640)
    assert settings_from(folder / "desk.yaml", root).login
    env = environment(AVTALE_STATE=str(folder / "state"), AVTALE_DESK_SECRET="a secret of the tests")
    with started(
        command("desk", "--settings", folder / "desk.yaml", "--repo", root), env, "Stopp med Ctrl-C"
    ):
        yield port


def test_a_clone_that_the_settings_name_is_fetched_and_kept_up(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "git")
    settings, port = tmp_path / "desk.yaml", free()
    own = f"clone: {{address: {shared.bare}, interval: 1}}"
    settings.write_text(
        f"format: 1\naddress: http://127.0.0.1:{port}\nlisten: 127.0.0.1:{port}\n{own}\n", encoding="utf-8"
    )
    state = tmp_path / "state"
    env = environment(AVTALE_STATE=str(state), AVTALE_DESK_SECRET="a secret of the tests")
    with started(command("desk", "--settings", settings), env, "Stopp med Ctrl-C"):
        (clone,) = state.glob("desk/*/clone/agreements")
        shared.push("contacts.yaml", "format: 1\n")
        until = time.monotonic() + PATIENCE
        while not (clone / "contacts.yaml").exists() and time.monotonic() < until:
            time.sleep(0.1)
        assert (clone / "contacts.yaml").exists()
    inside = clone / "desk.yaml"
    shutil.copy(settings, inside)
    refused = subprocess.run(
        command("desk", "--settings", inside), env=env, cwd=tmp_path, capture_output=True, timeout=PATIENCE
    )
    assert refused.returncode == 2
    assert "ligger i samlingen" in refused.stderr.decode()


def certificate(folder: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    made += ["-keyout", str(folder / "avtaler.key"), "-out", str(folder / "avtaler.pem")]
    subprocess.run([*made, "-addext", f"subjectAltName=DNS:{NAME}"], check=True, capture_output=True)


@contextmanager
def proxy(name: str, folder: Path, desk: int) -> Iterator[int]:
    """nginx or Caddy with the example, at a port of ours and with a certificate of ours."""
    certificate(folder)
    port = free()
    text = (EXAMPLES / ("nginx.conf" if name == "nginx" else "Caddyfile")).read_text(encoding="utf-8")
    text = (
        text.replace("8765", str(desk))
        .replace("/etc/ssl/", f"{folder}/")
        .replace("/var/log/nginx/", f"{folder}/")
    )
    file = folder / "conf"
    if name == "nginx":
        text = text.replace("listen 443", f"listen 127.0.0.1:{port}")
        kept = " ".join(
            f"{each}_temp_path {folder}/{each};"
            for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        text = f"daemon off; pid {folder}/pid; error_log {folder}/all.log;\nevents {{}}\nhttp {{ access_log {folder}/seen.log; {kept}\n{text}}}\n"
        run = ["nginx", "-p", str(folder), "-c", str(file), "-e", f"{folder}/early.log"]
    else:
        text = text.replace(
            f"{NAME} {{", f"{NAME}:{port} {{\n\ttls {folder}/avtaler.pem {folder}/avtaler.key"
        )
        text = text.replace("{\n", "{\n\tadmin off\n\tauto_https disable_redirects\n", 1)
        run = ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)]
    file.write_text(text, encoding="utf-8")
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(run, stdout=said, stderr=said, env={**os.environ, "HOME": str(folder)})
    try:
        for _ in range(100):
            try:
                with httpx.Client(verify=False) as client:
                    client.get(
                        f"https://127.0.0.1:{port}/",
                        headers={"Host": NAME},
                        extensions={"sni_hostname": NAME},
                    )
                break
            except httpx.TransportError:
                assert process.poll() is None, (folder / "said").read_text()
                time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_behind_a_proxy_it_answers_by_https_to_its_own_name(name: str, desk: int, tmp_path: Path) -> None:
    with proxy(name, tmp_path, desk) as port, httpx.Client(verify=False) as client:

        def ask(path: str, method: str = "GET", host: str = NAME, **headers: str) -> httpx.Response:
            given = {"Host": host, **headers}
            return client.request(
                method, f"https://127.0.0.1:{port}{path}", headers=given, extensions={"sni_hostname": NAME}
            )

        answer = ask("/document/hemmelig-plan/1.00")
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            "/login?next=/document/hemmelig-plan/1.00",
        )
        assert answer.headers["strict-transport-security"]
        assert answer.headers["cache-control"] == "no-store"
        assert "Prøveavtale" not in ask("/", host="evil.example").text
        assert (
            ask("/", **{"X-Forwarded-User": "admin", "X-Forwarded-Host": "evil.example"}).status_code == 303
        )
        assert ask("/leave", "POST", Origin="https://evil.example").status_code == 403
        assert ask("/leave", "POST", Origin=f"http://{NAME}").status_code == 403
        assert "en annen fane" in ask("/leave", "POST", Origin=f"https://{NAME}").text  # it came to the page
        assert ask("/login/back?state=x&code=y").status_code == 403
        told = "".join(
            file.read_text(errors="replace")
            for file in tmp_path.glob("*")
            if file.is_file() and file.name != "conf"
        )
        assert "hemmelig-plan" not in told


def test_the_unit_is_one_that_systemd_can_read_and_its_line_is_a_command_of_ours() -> None:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.read(EXAMPLES / "avtale-desk.service", encoding="utf-8")
    program, *line = unit["Service"]["ExecStart"].split()
    assert program == "/opt/avtale/bin/avtale"
    helped = subprocess.run(
        command(line[0], "--help"), env=environment(), capture_output=True, text=True, check=True
    )
    assert {each for each in line if each.startswith("--")} <= set(re.findall(r"--[a-z]+", helped.stdout))
    if judge := shutil.which("systemd-analyze"):
        said = subprocess.run(
            [judge, "verify", EXAMPLES / "avtale-desk.service"], capture_output=True, text=True, check=False
        )
        assert not re.search(r"Unknown|Failed to parse|Invalid", said.stderr), said.stderr


def test_what_the_backup_has_is_put_back_and_the_desk_goes_on(tmp_path: Path) -> None:
    kari = in_git(tmp_path / "srv")
    saved(kari, "", **{"title|nb": "Lagret"})
    type_in(kari, "", **{"title|nb": "Ikke lagret ennå"})
    state = tmp_path / "srv/state"
    signed = next(state.glob("desk/*")) / "signed/ab.pdf"
    signed.parent.mkdir()
    signed.write_bytes(b"%PDF")
    env = {
        **os.environ,
        "AVTALER": str(tmp_path / "srv"),
        "AVTALE_STATE": str(state),
        "PYTHON": sys.executable,
    }
    subprocess.run([EXAMPLES / "backup.sh", tmp_path / "copy"], env=env, check=True)
    (day,) = (tmp_path / "copy").iterdir()
    shutil.rmtree(tmp_path / "srv")
    text = (EXAMPLES.parents[1] / "docs/en/operations.md").read_text(encoding="utf-8")
    lines = re.search(r"To restore.*?```sh\n(.*?)```", text, re.DOTALL)
    assert lines
    way = lines[1].replace("/srv/avtaler", f"{tmp_path}/srv").replace("/var/lib/avtale", str(state))
    way = re.sub(
        r"^(systemctl|chown) .*\n", "", way.replace("/backup/2027-01-31", str(day)), flags=re.MULTILINE
    )
    subprocess.run(["sh", "-eu", "-c", way], check=True, cwd=tmp_path)
    whole(tmp_path / "srv")
    kari = again(tmp_path / "srv", "Kari Nordmann")
    assert "Ikke lagret ennå" in kari.get(DRAFT).text
    assert "Lagret" in (tmp_path / "srv/agreements" / PATH).read_text(encoding="utf-8")
    assert signed.read_bytes() == b"%PDF"
