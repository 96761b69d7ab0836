"""Make the pictures of the desk that the guide shows anew, with Chromium: `make desk-pictures`. Look at them.

The desk runs on the repository that `make desk` opens, on a fixed day; each page below is seen by somebody who has come in.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import threading
import time
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import sync_playwright

from avtale.desk.app import app
from avtale.desk.serve import listening
from avtale.desk.settings import DeskSettings
from avtale.facts.repository import DocumentFile, Repository
from avtale.lifecycle.approve import approve
from avtale.lifecycle.bump import bump
from avtale.lifecycle.comment import send_for_approval
from avtale.source.editing import rewrite
from avtale.source.read import parse
from tools import make_desk
from tools.make_site import ROOT

TARGET = ROOT / "docs/pictures"
NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
WIDTH, HEIGHT = 1200, 900
_PAUSE = 2  # seconds, after which the desk sees what another wrote
#: The name of the page, who sees it, and its address; those from "approve" on after a version was sent for approval.
PAGES = {
    "overview": ("Ane Eksempel", "/"),
    "new": ("Ane Eksempel", "/new"),
    "follow": ("Ane Eksempel", "/follow"),
    "calendars": ("Ane Eksempel", "/calendars"),
    "kept": ("Ane Eksempel", "/kept/troms-nav-ot/2.00"),
    "offices": ("Ane Eksempel", "/offices"),
    "write": ("Ane Eksempel", "/draft/ot/nordlia-ot-1.00.yaml?at=/responsibilities/0"),
    "yaml": ("Ane Eksempel", "/yaml/ot/nordlia-ot-1.00.yaml"),
    "approve": ("Kim Eksempel", "/approve/nordlia-ot/1.01"),
    "send": ("Ane Eksempel", "/send/nordlia-ot/1.01"),
    "document": ("Kim Eksempel", "/document/nordlia-ot/1.01"),
    "compare": ("Ane Eksempel", "/compare/nordlia-ot/1.01"),
    "history": ("Ane Eksempel", "/history/nordlia-ot/1.01"),
    "sign": ("Ane Eksempel", "/sign/troms-nav-ot/2.00"),
}


def main() -> None:
    make_desk.main(NOW - dt.timedelta(days=1))
    with listening(0) as sock:
        base = f"http://127.0.0.1:{sock.getsockname()[1]}"
        settings = DeskSettings(port=sock.getsockname()[1])
        made = app(
            make_desk.TARGET / "agreements",
            clock=lambda: NOW,
            settings=settings,
            state=ROOT / "build/desk-state",
        )
        server = uvicorn.Server(uvicorn.Config(made, access_log=False, lifespan="off", log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        try:
            with sync_playwright() as driver:
                options = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
                browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=options)
                for name, (who, path) in PAGES.items():
                    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
                    page.goto(f"{base}/start?token={made.state.desk.entrance.token()}")
                    page.fill("#name", who)
                    page.keyboard.press("Enter")
                    page.wait_for_url(f"{base}/")
                    page.goto(base)  # without the notice
                    if name == "approve":
                        _send()
                    page.goto(base + path, wait_until="networkidle")
                    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(200)
                    seen.save(TARGET / f"desk-{name}.png", "PNG", optimize=True)
                    print(
                        f"docs/pictures/desk-{name}.png: {(TARGET / f'desk-{name}.png').stat().st_size} bytes"
                    )
                browser.close()
        finally:
            server.should_exit = True
            thread.join()


def _send() -> None:
    """Approve the agreement that the pictures before show, and send its next version, with a longer deadline."""
    root, on = make_desk.TARGET / "agreements", NOW.date()
    repository, entry = _found(root, "1.00")
    approve(entry, repository, by="Bo Eksempel", on=on, findings=())
    repository, entry = _found(root, "1.00")
    file = bump(entry, repository).file
    data = parse(file.read_bytes(), file.name).data
    data["control_header"]["effective_from"] = "2027-01-01"
    data["responsibilities"][0]["deadline"]["within"] = "5 working days"
    file.write_bytes(rewrite(file.read_bytes(), data, name=file.name))
    repository, entry = _found(root, "1.01")
    said = "Fristen er halvert, slik rådet ba om."
    send_for_approval(entry, repository, by="Ane Eksempel", on=on, findings=(), to="Kim Eksempel", text=said)
    time.sleep(_PAUSE)


def _found(root: Path, version: str) -> tuple[Repository, DocumentFile]:
    repository = Repository.open(root)
    return repository, next(one for one in repository.versions["nordlia-ot"] if one.version == version)


if __name__ == "__main__":
    main()
