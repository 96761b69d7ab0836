"""Nothing is lost: on a full disk, at a limit of file size, or when the process is killed, the old file is whole."""

from __future__ import annotations

import json
import resource
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.outside import AGREEMENT, DAY, avtale, command, environment, repository, tree
from tests.support import PATIENCE

APPROVE = ["approve", "prove", "--by", "Kari Godkjenner", "--on", "2026-06-15"]
RENDER = ["render", "prove", "--on", DAY]
KILLS = 50


def _limit(size: int) -> object:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _kept(folder: Path, before: dict[str, bytes]) -> None:
    """Every old file is there with its bytes, and no half one beside it."""
    after = tree(folder)
    assert {name: after.get(name) for name in before} == before
    assert not [name for name in after if name.endswith(".tmp")]


@pytest.mark.extended
def test_a_limit_on_file_size_stops_each_write_whole(tmp_path: Path) -> None:
    repository(tmp_path)
    avtale(*RENDER, cwd=tmp_path)
    before = tree(tmp_path)
    for line, size in [
        ([*RENDER, "--to", "ny"], 20_000),
        (RENDER, 20_000),
        (APPROVE, 10),
        (["new", "agreement", "--title", "x", "--party", "y", "--from", "2027-01-01"], 100),
        (["init", "--name", "Et navn"], 30),
    ]:
        fresh = tmp_path / "tom"
        fresh.mkdir(exist_ok=True)
        where = fresh if line[0] == "init" else tmp_path
        if line[0] == "init":
            where = tmp_path.parent / f"{tmp_path.name}-init"
            where.mkdir()
        ran = avtale(*line, cwd=where, preexec=_limit(size))
        assert (ran.code, len(ran.err.strip().splitlines())) == (3, 1), (line, ran.said)
        _kept(tmp_path, before)
        assert {name for name in tree(tmp_path) if not name.startswith("agreements/.schemas")} == set(before)


def test_approve_at_a_limit_between_its_two_files_is_made_good(tmp_path: Path) -> None:
    """The event is smaller than the document: a limit between them stops the second write alone."""
    file = repository(tmp_path)
    ran = avtale(*APPROVE, cwd=tmp_path, preexec=_limit(600))
    assert ran.code == 3
    assert file.read_text(encoding="utf-8") == AGREEMENT
    assert len(list(tmp_path.rglob("approval.yaml"))) == 1
    assert avtale(*APPROVE, cwd=tmp_path).code == 0
    assert avtale("check", "--on", DAY, cwd=tmp_path).code == 0


def test_a_full_disk(tmp_path: Path) -> None:
    """A file system of 256 KiB in a name space of our own, filled to the brim."""
    tried = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=256k", "none", str(tmp_path)],
        capture_output=True,
    )
    if tried.returncode:
        pytest.skip("the kernel refuses unshare -rm with a tmpfs")
    home = tmp_path / "home"
    outside = tmp_path.parent / f"{tmp_path.name}-source"
    outside.mkdir()
    repository(outside)
    avtale = " ".join(map(shlex.quote, command()))
    script = f"""
set -e
mount -t tmpfs -o size=256k none {tmp_path}
cp -r {outside} {home}; cd {home}
find . -type f | sort | xargs sha256sum > {outside}/before
dd if=/dev/zero of={tmp_path}/fill bs=4096 2>/dev/null || true
set +e
{avtale} {" ".join(map(shlex.quote, APPROVE))}; echo "approve $?"
{avtale} {" ".join(RENDER)} --to {home}/build; echo "render $?"
{avtale} new agreement --title x --party y --from 2027-01-01; echo "new $?"
sha256sum --quiet -c {outside}/before && echo "old files whole"
find . -type f -name '*.tmp' | wc -l
find . -path '*register*' -type f -o -path '*build*' -type f | wc -l
rm {tmp_path}/fill
{avtale} {" ".join(map(shlex.quote, APPROVE))} >/dev/null; echo "approve $?"
"""
    done = subprocess.run(
        ["unshare", "-rm", "bash", "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    said = done.stdout.splitlines()
    assert "Traceback" not in done.stderr
    assert "disken er full" in done.stderr
    assert said == ["approve 3", "render 3", "new 3", "old files whole", "0", "0", "approve 0"], done.stderr


# Run in a process that has everything imported, so that nearly all kills fall into the work itself.
_KILLER = """
import json, os, random, signal, sys, time
from avtale.cli.main import execute

line, folders, finished = json.loads(sys.argv[1])

def child(folder):
    pid = os.fork()
    if pid == 0:
        os.chdir(folder)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os._exit(execute(line))
    return pid

def ended(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

os.chdir(finished)
assert execute(line) == 0
start = time.monotonic()
assert ended(child(folders.pop())) == 0
lasts = time.monotonic() - start
chance = random.Random(20261121)
codes = []
for folder in folders:
    pid = child(folder)
    time.sleep(lasts * chance.random() ** 0.5)  # the writes come last, so more kills go there
    os.kill(pid, signal.SIGKILL)
    codes.append(ended(pid))
    if codes[-1] == 0:
        lasts *= 0.8  # it was done before the kill: the machine has become faster than at the measuring
print(json.dumps(codes))
"""


@pytest.mark.parametrize(
    "line",
    [pytest.param(APPROVE, id="approve"), pytest.param(RENDER, id="render", marks=pytest.mark.extended)],
)
def test_killed_at_random_points_the_old_files_are_whole(line: list[str], tmp_path: Path) -> None:
    """SIGKILL at 50 random moments of the whole work; what is then there is old or new, never a part."""
    start, finished = tmp_path / "start", tmp_path / "finished"
    start.mkdir()
    repository(start)
    (start / "build").mkdir()
    (start / "build" / "annet.txt").write_text("en annens fil")
    folders = [tmp_path / f"k{number}" for number in range(KILLS + 1)]
    for folder in (finished, *folders):
        shutil.copytree(start, folder)
    told = json.dumps([line, [str(folder) for folder in folders], str(finished)])
    killer = subprocess.run(
        [sys.executable, "-c", _KILLER, told],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert killer.returncode == 0, killer.stderr
    codes = json.loads(killer.stdout.splitlines()[-1])
    assert len(codes) == KILLS
    assert codes.count(-signal.SIGKILL) >= KILLS // 2
    old, new = tree(start), _without_remains(finished)
    assert tree(folders.pop()) == new
    unfinished = []
    for folder in folders:
        after = _without_remains(folder)
        assert set(old) <= set(after)
        for name, data in after.items():
            assert data in (old.get(name), new.get(name)), f"{name} is neither old nor new"
        if after != new:
            unfinished.append(folder)
    assert unfinished
    states = {tuple(sorted(_without_remains(folder))): folder for folder in unfinished}
    for folder in states.values():  # one of each kind of half-way: the same command again completes it
        again = avtale(*line, cwd=folder)
        assert again.code == 0, again.said
        assert _without_remains(folder) == new


def _without_remains(folder: Path) -> dict[str, bytes]:
    """The files without the hidden temporary ones that a killed process cannot remove."""
    return {name: data for name, data in tree(folder).items() if not name.endswith(".tmp")}
