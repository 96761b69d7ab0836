"""The desk's overview of 1,000 documents beside `avtale status`: `python benchmarks/bench_desk.py [--small]`.

Nine of ten are approved. The desk answers in this process, without a network; what is counted is processor time of the server.
"""

from __future__ import annotations

import datetime as dt
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import anyio
import httpx
from bench_check import repository
from pairs import BIN, seconds

from avtale import Repository
from avtale.desk.app import Desk, app
from avtale.facts.register import add_event, approval_record

ON = dt.date(2026, 11, 21)


def approved(folder: Path, many: int) -> Path:
    """A repository of so many agreements, most of them approved."""
    root = repository(folder, many) / "agreements"
    found = Repository.open(root)
    for number, entry in enumerate(found.entries):
        if number % 10:
            record = approval_record(
                *(str(entry.key), str(entry.version)),
                on=dt.date(2025, 3, 1),
                approved_by="Bo Eksempel",
                fingerprint=str(entry.fingerprint),
            )
            add_event(found.register, "approval", record)
    return root


class Visitor:
    """Somebody who has come in; each request is timed."""

    def __init__(self, root: Path) -> None:
        made = app(root, clock=lambda: dt.datetime.combine(ON, dt.time(12), dt.UTC))
        self.desk: Desk = made.state.desk
        self._transport, self._cookies = httpx.ASGITransport(app=made), httpx.Cookies()
        started = time.process_time()
        self.desk.warm()
        self.warmed = time.process_time() - started
        page = self.ask("GET", f"/start?token={self.desk.entrance.token()}", follow=True)
        token = re.search(r'name="csrf" value="([^"]+)"', page.text)
        assert token is not None
        self.ask("POST", "/name", data={"csrf": token[1], "name": "Ane Eksempel"})

    def ask(self, method: str, path: str, *, follow: bool = False, **more: object) -> httpx.Response:
        async def asking() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self._transport, base_url="http://127.0.0.1:8765", cookies=self._cookies
            ) as client:
                answer = await client.request(method, path, follow_redirects=follow, **more)  # type: ignore[arg-type]
                self._cookies = client.cookies
                return answer

        return anyio.run(asking)

    def timed(
        self, path: str, before: Callable[[], object] = lambda: None, *, runs: int = 5, **headers: str
    ) -> float:
        """The median of processor seconds."""
        took = []
        for _ in range(runs):
            before()
            started = time.process_time()
            answer = self.ask("GET", path, headers=headers)
            took.append(time.process_time() - started)
            assert answer.status_code == 200, answer.status_code
        return statistics.median(took)


def main() -> None:
    many, runs = (40, 1) if "--small" in sys.argv else (1000, 5)
    with tempfile.TemporaryDirectory() as temporary:
        root = approved(Path(temporary), many)
        visitor = Visitor(root)
        changed = root / "ot/avtale-1-2.00.yaml"

        def change() -> None:
            changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")

        def change_here() -> None:
            change()
            started = time.process_time()
            visitor.desk.current.wrote([changed])
            held.append(time.process_time() - started)

        def change_and_look() -> None:
            change()
            visitor.desk.current.changed()
            visitor.desk.warm()

        held: list[float] = []

        print(f"{many} agreements; the desk read them before anybody asked, in {visitor.warmed:.2f} s")
        for what, took, goal in (
            ("the overview", visitor.timed("/", runs=runs), 100),
            (
                "what is found as one types",
                visitor.timed("/?q=avtale-3", runs=runs, **{"HX-Request": "true"}),
                150,
            ),
            ("the overview, another has changed a file", visitor.timed("/", change_and_look, runs=runs), 100),
            ("the overview, the desk has just changed one", visitor.timed("/", change_here, runs=runs), 100),
        ):
            print(f"{what:<44} {1000 * took:7.0f} ms (goal: at most {goal} ms)")
        print(f"{'to read again what the desk wrote':<44} {1000 * statistics.median(held):7.0f} ms")
        peer = seconds([BIN / "avtale", "status", "--on", str(ON), "--repo", root])
        print(f"{'the same on the command line, avtale status':<44} {1000 * peer:7.0f} ms")


if __name__ == "__main__":
    main()
