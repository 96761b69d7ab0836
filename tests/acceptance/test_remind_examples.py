"""The examples of how reminders are run every day: their lines really run, and send."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.acceptance.outside import SOURCE
from tests.acceptance.test_ci import judged
from tests.support import ROOT
from tests.unit.remind.county import county
from tests.unit.remind.post_office import LOGIN, Box, certificate, serving

pytestmark = [
    pytest.mark.extended,
    pytest.mark.filterwarnings("ignore:Session.login_data:DeprecationWarning"),
]
EXAMPLES = ROOT / "examples/remind"


def unit(name: str) -> ConfigParser:
    found = ConfigParser(interpolation=None, strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(EXAMPLES / name, encoding="utf-8")
    return found


def cron() -> list[str]:
    (line,) = (
        line for line in (EXAMPLES / "crontab").read_text("utf-8").splitlines() if line[:1] not in ("#", "")
    )
    return [line.split(maxsplit=5)[5]]


def systemd() -> list[str]:
    service = unit("avtale-remind.service")["Service"]
    return [f"cd {service['WorkingDirectory']}", service["ExecStartPre"], service["ExecStart"]]


def github() -> list[str]:
    steps = YAML(typ="safe").load(EXAMPLES / "github.yml")["jobs"]["remind"]["steps"]
    runs = [line for step in steps for line in step.get("run", "").splitlines()]
    return ["cd /srv/avtaler", *runs[2:]]  # what installs it is run by the test of the other examples


@pytest.mark.parametrize("lines", [cron, systemd, github])
def test_its_lines_run(lines: object, tmp_path: Path) -> None:
    own, box = certificate(tmp_path), Box()
    here, state, secrets = tmp_path / "srv", tmp_path / "state", tmp_path / "etc"
    with serving(box, "starttls", own) as port:
        origin = tmp_path / "origin"
        origin.mkdir()
        settings = f"reminders: {{from: a@troms.example, server: {{host: 127.0.0.1, port: {port}, user: {LOGIN[0]}}}}}\n"
        county(origin, settings=settings)
        for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "a"]):
            who = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
            subprocess.run(["git", *who, *words], cwd=origin, check=True)
        subprocess.run(["git", "clone", "-q", str(origin), str(here)], check=True)
        state.mkdir()
        secrets.mkdir()
        (secrets / "smtp-passord").write_text(f"{LOGIN[1]}\n")
        shutil.copy(secrets / "smtp-passord", secrets / "smtp")
        shim = here / ".venv/bin/avtale"
        shim.parent.mkdir(parents=True)
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m avtale "$@"\n')
        shim.chmod(0o755)
        script = "\n".join(["set -eu", *lines()])  # type: ignore[operator]
        for place, folder in (("/srv/avtaler", here), ("/var/lib/avtale", state), ("/etc/avtale", secrets)):
            script = script.replace(place, str(folder))
        script = script.replace("--password-for smtp.nordlia.example", "--password-for 127.0.0.1")
        env = {
            "PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(SOURCE), "SSL_CERT_FILE": str(own),
            "STATE_DIRECTORY": str(state), "CREDENTIALS_DIRECTORY": str(secrets),
        }  # fmt: skip
        if lines is github:
            env["AVTALE_SMTP_PASSWORD"] = LOGIN[1]
        for words in ("Sendt: ", "Sendt: 0."):
            ran = subprocess.run(["sh", "-c", script], env=env, capture_output=True, text=True, check=False)
            assert (ran.returncode, ran.stdout.startswith(words)) == (0, True), ran.stdout + ran.stderr
        assert "Det finnes ingen protokoll" not in ran.stderr  # it was kept


def test_the_job_keeps_the_ledger_that_it_uses() -> None:
    steps = YAML(typ="safe").load(EXAMPLES / "github.yml")["jobs"]["remind"]["steps"]
    restored, saved = (step for step in steps if step.get("uses", "").startswith("actions/cache/"))
    ledger = re.search(r"--ledger (\S+)", "".join(step.get("run", "") for step in steps))
    assert ledger is not None
    assert restored["with"]["path"] == saved["with"]["path"] == ledger[1]
    assert restored["with"]["key"] == saved["with"]["key"]
    assert saved["with"]["key"].startswith(restored["with"]["restore-keys"])
    assert saved["if"] == "always()"
    assert judged("vendor.github-workflows", EXAMPLES / "github.yml") == 0


def test_systemd_accepts_its_units(tmp_path: Path) -> None:
    assert unit("avtale-remind.timer")["Timer"]["Persistent"] == "true"
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze")
    ran = subprocess.run(
        ["systemd-analyze", "verify", *map(str, EXAMPLES.glob("avtale-remind.*"))],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Unknown" not in ran.stderr
