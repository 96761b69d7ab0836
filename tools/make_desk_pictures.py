"""Make the pictures of the desk that the guide shows anew, with Chromium: `make desk-pictures`. Look at them.

The desk runs on the repository that `make desk` opens, on a fixed day; each page below is seen by somebody who has come in.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import threading

import uvicorn
from PIL import Image
from playwright.sync_api import sync_playwright

from avtale.desk.app import app
from avtale.desk.serve import listening
from avtale.desk.settings import DeskSettings
from tools import make_desk
from tools.make_site import ROOT

TARGET = ROOT / "docs/pictures"
NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
WIDTH, HEIGHT = 1200, 900
#: The name of the picture and the page that it is of.
PAGES = {
    "overview": "/",
    "write": "/draft/ot/nordlia-ot-1.00.yaml?at=/responsibilities/0",
    "sign": "/sign/troms-nav-ot/2.00",
}


def main() -> None:
    make_desk.main()
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
                page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
                page.goto(f"{base}/start?token={made.state.desk.entrance.token()}")
                page.fill("#name", "Ane Eksempel")
                page.keyboard.press("Enter")
                page.wait_for_url(f"{base}/")
                page.goto(base)  # without the notice
                for name, path in PAGES.items():
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


if __name__ == "__main__":
    main()
