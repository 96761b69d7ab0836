"""50 people write at once for two minutes: `python benchmarks/bench_desk_many.py [--small] [--people N] [--seconds N] [--documents N]`.

Against a real server on loopback, over a checkout in git. Each writes in a duty of their own, five to a document, so that they meet in
the same files; each keystroke's pause posts, each fourth saves. At the end every answer was right, every last word that somebody
saved stands in its file, `git log` has a commit for each save, and `git fsck` has nothing to say.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from pairs import BIN, ENVIRONMENT

_TOGETHER, _THINK, _SAVES = 5, 2.0, 4
_DUTY = "  - {{id: plikt-{n}, owner: county, strength: shall, does: gjøre oppgave {n}, deadline: {{within: 5 working days}}}}\n"
_DOCUMENT = """format: 1
kind: agreement
key: avtale-{n}
language: nb
control_header: {{issuer: county, id: 1.2.{n}, title: Avtale {n}, version: '1.00', written_by: Per Forfatter, effective_from: 2026-08-01}}
title: Avtale {n} mellom Eksempel fylkeskommune og NAV Eksempel
parties:
  - {{id: county, names: [{{name: Eksempel fylkeskommune, language: nb}}]}}
  - {{id: nav, names: [{{name: NAV Eksempel, language: nb}}]}}
responsibilities:
{duties}evaluation: {{every: 1 year, month: 4, convened_by: county, record: Referatet arkiveres.}}
validity: {{from: 2026-08-01, to: 2029-07-31}}
signatories: [{{party: county, title: Fylkesdirektør}}, {{party: nav, title: Avdelingsdirektør}}]
"""


def repository(folder: Path, documents: int) -> None:
    """So many agreements of as many duties as people may write in, committed."""
    root = folder / "agreements"
    (root / "ot").mkdir(parents=True)
    (root / "avtale.yaml").write_text(
        "format: 1\nowner: {names: [{name: Eksempel fylkeskommune, language: nb}]}\n"
    )
    duties = "".join(_DUTY.format(n=n) for n in range(_TOGETHER))
    for number in range(documents):
        text = _DOCUMENT.format(n=number, duties=duties)
        (root / f"ot/avtale-{number}-1.00.yaml").write_text(text, encoding="utf-8")
    for command in (
        ("init", "-q", "-b", "main"),
        ("add", "agreements"),
        ("-c", "user.name=Bo", "-c", "user.email=bo@example.org", "commit", "-q", "-m", "Begynner"),
    ):
        git(folder, *command)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=True)
    return done.stdout.decode()


class Writer:
    """One person, with a browser of their own."""

    def __init__(self, number: int, base: str) -> None:
        self.number = number
        self.client = httpx.AsyncClient(base_url=base, timeout=30, limits=httpx.Limits(keepalive_expiry=2))
        self.path = f"/draft/ot/avtale-{number // _TOGETHER}-1.00.yaml"
        self.at = f"/responsibilities/{number % _TOGETHER}"
        self.csrf = self.step = self.saved = ""
        self.took: dict[str, list[float]] = {}
        self.saves = 0

    async def ask(self, what: str, method: str, path: str, *, ok: int, **more: object) -> httpx.Response:
        started = time.perf_counter()
        answer = await self.client.request(method, path, **more)  # type: ignore[arg-type]
        self.took.setdefault(what, []).append(time.perf_counter() - started)
        if answer.status_code != ok:
            raise SystemExit(f"{what}: {answer.status_code}\n{answer.text[-3000:]}")
        self.csrf = _first(r'"X-CSRF-Token": "([^"]+)"', answer.text) or self.csrf
        self.step = _first(r'name="step" value="(\d+)"', answer.text) or self.step
        return answer

    async def enter(self, address: str) -> None:
        await self.ask("enter", "GET", address, ok=303)
        await self.ask("enter", "GET", "/name", ok=200)
        await self.ask(
            "enter", "POST", "/name", ok=303, data={"csrf": self.csrf, "name": f"Person {self.number}"}
        )

    async def another_address(self) -> str:
        answer = await self.ask("enter", "POST", "/name/address", ok=200, data={"csrf": self.csrf})
        return _first(r"(/start\?token=[\w-]+)", answer.text)

    async def write(self, until: float) -> None:
        chance = random.Random(self.number)
        await asyncio.sleep(chance.random() * _THINK)
        turn = 0
        while time.monotonic() < until:
            if turn % (5 * _SAVES) == 0:
                await self.ask("overview", "GET", "/", ok=200)
            if turn % _SAVES == 0:
                await self.ask("open", "GET", f"{self.path}?at={self.at}", ok=200)
            turn += 1
            text = f"gjøre oppgave {self.number} for gang {turn}"
            form = {"csrf": self.csrf, "at": self.at, "step": self.step, f"f:{self.at}/does|nb": text}
            await self.ask("type", "POST", self.path, ok=200, data=form, headers={"HX-Request": "true"})
            if turn % _SAVES == 0:
                form["step"] = self.step
                await self.ask("save", "POST", self.path, ok=303, data=form | {"op": "save"})
                self.saved, self.saves = text, self.saves + 1
            await asyncio.sleep(_THINK * (0.5 + chance.random()))


async def write_all(address: str, people: int, seconds: float) -> list[Writer]:
    base, _, path = address.rpartition("/")
    writers = [Writer(number, base) for number in range(people)]
    address = f"/{path}"
    for writer in writers:
        await writer.enter(address)
        address = await writer.another_address()
    until = time.monotonic() + seconds
    await asyncio.gather(*(writer.write(until) for writer in writers))
    for writer in writers:
        await writer.client.aclose()
    return writers


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--small", action="store_true", help="10 people, 10 seconds, 40 documents")
    asked.add_argument("--people", type=int)
    asked.add_argument("--seconds", type=float)
    asked.add_argument("--documents", type=int)
    given = asked.parse_args()
    people, seconds = (
        given.people or (10 if given.small else 50),
        given.seconds or (10 if given.small else 120),
    )
    documents = given.documents or (40 if given.small else 1000)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "checkout")
        repository(folder, documents)
        command = [BIN / "avtale", "desk", "--port", "0", "--repo", folder]
        surroundings = ENVIRONMENT | {
            "AVTALE_STATE": f"{temporary}/state",
            "AVTALE_CACHE": f"{temporary}/cache",
        }
        with subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            text=True,
            env=surroundings,
            encoding="utf-8",
        ) as server:
            try:
                assert server.stdout is not None
                address = next(
                    found for line in server.stdout if (found := _first(r"(http://\S+token=\S+)", line))
                )
                before = _spent(server.pid)
                writers = asyncio.run(write_all(address, people, seconds))
                spent = _spent(server.pid) - before
            finally:
                server.terminate()
        _told(folder, writers, spent, people, seconds, documents)


def _told(
    folder: Path, writers: list[Writer], spent: float, people: int, seconds: float, documents: int
) -> None:
    saves = sum(writer.saves for writer in writers)
    lost = [writer.number for writer in writers if writer.saved and not _stands(folder, writer)]
    commits = len(git(folder, "rev-list", "HEAD").split()) - 1
    broken = git(folder, "fsck", "--strict") + git(folder, "status", "--short")
    every = [
        one for writer in writers for what, took in writer.took.items() if what != "enter" for one in took
    ]
    print(
        f"{people} people, {seconds:.0f} s, {documents} documents: {len(every)} requests, {saves} saves, {spent:.0f} s of processor time"
    )
    for what in ("type", "save", "open", "overview"):
        took = [one for writer in writers for one in writer.took.get(what, [])]
        if len(took) > 1:
            print(
                f"{what:<10} median {1000 * statistics.median(took):6.0f} ms, 95 % {1000 * _p95(took):6.0f} ms, worst {1000 * max(took):6.0f} ms"
            )
    print(
        f"{'all':<10} 95 % {1000 * _p95(every):6.0f} ms (goal: at most 1000 ms); lost edits: {len(lost)}; commits: {commits} of {saves}"
    )
    if lost or commits != saves or broken.strip():
        sys.exit(f"lost: {lost}, commits {commits} of {saves}, git says: {broken}")


def _stands(folder: Path, writer: Writer) -> bool:
    path = writer.path.removeprefix("/draft/")
    return f"{writer.saved}," in git(folder, "show", f"HEAD:agreements/{path}")


def _p95(took: list[float]) -> float:
    return sorted(took)[int(0.95 * (len(took) - 1))]


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _spent(process: int) -> float:
    """Processor seconds of a process and of those it has waited for."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
