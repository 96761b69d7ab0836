"""The server is killed at any moment of a save, or the disk is full: the repository is whole, and what was written is somebody's."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from avtale.desk import acts
from tests.acceptance.outside import tree
from tests.git import git
from tests.unit.desk import test_approve, test_follow, test_offices
from tests.unit.desk.desks import Browser, browser, repository
from tests.unit.desk.test_acts import in_git
from tests.unit.desk.test_clone import Shared, desk_over
from tests.unit.desk.test_write import DRAFT, PATH, again, type_in
from tests.unit.publish.world import World


def killed_at(point: int, do: Callable[[], object]) -> bool:
    """Do it in a child that is killed before the `point`th time it touches what lasts. Whether it came so far."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    left = point

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **more)

        return call

    os.link, os.unlink, os.rename, os.replace = (
        counted(each) for each in (os.link, os.unlink, os.rename, os.replace)
    )
    os.fsync = counted(os.fsync)
    subprocess.run = counted(subprocess.run)  # type: ignore[assignment]
    try:
        do()
    finally:
        os._exit(0)


def full(most: int, do: Callable[[], object]) -> None:
    """Do it in a child that may write no file longer than this."""
    child = os.fork()
    if child:
        assert not os.WIFSIGNALED(os.waitpid(child, 0)[1])
        return
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        do()
    finally:
        os._exit(0)


def save(who: Browser) -> Callable[[], object]:
    return lambda: who.post(DRAFT, {"op": "save"})


def typed(who: Browser, text: str) -> None:
    type_in(who, "/responsibilities/0", **{"does|nb": text})


def whole(folder: Path) -> None:
    """Nothing half written, nothing written and not committed, the index as the branch."""
    assert git(folder, "fsck", "--strict") == ""
    assert git(folder, "status", "--short", "-uno") == ""


def text_in(folder: Path) -> str:
    return git(folder, "show", f"HEAD:agreements/{PATH}")


def kill_all(folder: Path, points: range) -> int:
    """Kill a save at each point, start again, and save; the number of points at which it was killed."""
    kari, killed = in_git(folder), 0
    for point in points:
        typed(kari, f"gang {point}")
        if not killed_at(point, save(kari)):
            break
        killed += 1
        kari = again(folder, "Kari Nordmann")
        whole(folder)
        written = f"gang {point}" in text_in(folder)
        assert written == (f"gang {point}" in (folder / "agreements" / PATH).read_text(encoding="utf-8"))
        if written:
            assert git(folder, "log", "-1", "--format=%an %s").strip() == "Kari Nordmann Endrer prove 1.00"
        else:
            assert f"gang {point}" in kari.get(f"{DRAFT}?at=/responsibilities/0").text  # still a draft
            save(kari)()
            assert f"gang {point}" in text_in(folder)
    whole(folder)
    return killed


def test_killed_in_a_save(tmp_path: Path) -> None:
    assert kill_all(tmp_path, range(5, 10, 3)) == 2


@pytest.mark.extended  # every point there is
def test_killed_at_every_point_of_a_save(tmp_path: Path) -> None:
    assert 8 < kill_all(tmp_path, range(1, 60)) < 59


def test_a_full_disk(tmp_path: Path) -> None:
    kari = in_git(tmp_path)
    for most in (0, 150, 1000):
        typed(kari, f"inntil {most}")
        full(most, save(kari))
        assert git(tmp_path, "fsck", "--strict") == ""
        save(kari)()
        whole(tmp_path)
        assert f"inntil {most}" in text_in(tmp_path)


def kill_while_merging(folder: Path, points: range) -> int:
    """Kill what takes in the changes of others at each point, and start again."""
    shared, killed = Shared(folder), 0
    keeper = shared.keeper()
    for point in points:
        kari = desk_over(keeper)
        typed(kari, f"gang {point}")
        save(kari)()
        shared.push(PATH, re.sub(r"month: \d+", f"month: {point % 12 + 1}", shared.text()))
        shared.push(f"ot/ny-{point}-1.00.yaml", shared.text().replace("key: prove", f"key: ny-{point}"))
        if not killed_at(point, keeper.round):
            break
        killed += 1
        keeper = shared.keeper()
        keeper.round()
        assert keeper.trouble is None
        whole(keeper.git.top)
        assert f"gang {point}" in shared.text()
        assert (keeper.root / f"ot/ny-{point}-1.00.yaml").exists()
        assert (keeper.root / PATH).read_text(encoding="utf-8") == shared.text()
    return killed


def test_killed_while_merging(tmp_path: Path) -> None:
    assert kill_while_merging(tmp_path, range(14, 15)) == 1


@pytest.mark.extended  # every point there is
def test_killed_at_every_point_of_a_merge(tmp_path: Path) -> None:
    assert 10 < kill_while_merging(tmp_path, range(1, 80)) < 79


def approving(folder: Path, *, begin: bool) -> None:
    """Kim approves what Per sent."""
    if begin:
        per, _ = test_approve.desk(folder)
        test_approve.sent(per)
        return
    kim = browser(folder / "agreements", state=folder / "state").enter("Kim Eksempel")
    kim.get(test_approve.APPROVE)
    kim.post(test_approve.APPROVE, {"shown": test_approve.shown_of(folder), "op": "approve"})


def recording(folder: Path, *, begin: bool) -> None:
    """Two deadlines in one form, each with its minutes."""
    if begin:
        world = World(folder)
        world.document(body=test_follow.BODY)
        with (world.agreements / "avtale.yaml").open("a", encoding="utf-8") as file:
            file.write("evidence_folder: referater\n")
        return
    who = browser(folder / "agreements", state=folder / "state").enter("Åse Øst")
    who.get("/follow")
    both = [test_follow.item("leaders", "2026-03-31"), test_follow.item("report", "2026-08-15")]
    form = {"item": both, "on-1": "2026-03-20", "on-2": "2026-08-14", "by": "Kontoret"}
    who.post(
        "/follow/record", form, files={f"file-{n}": (f"{n}.pdf", f"%PDF-1.7 {n}".encode()) for n in (1, 2)}
    )  # type: ignore[arg-type]


def generating(folder: Path, *, begin: bool) -> None:
    """Routines of two offices."""
    if begin:
        repository(folder, **{"avtale": test_offices.SETTINGS, "ot__prove-1.00": test_offices.PARENT})
        return
    kari = browser(folder / "agreements", state=folder / "state").enter()
    kari.get("/offices")
    shown = test_offices.send(kari, test_offices.LIST)
    if "/offices/generate" in shown:
        kari.post("/offices/generate", test_offices.fields(shown, "/offices/generate"))


KILLED = {
    "writing/save.py": save,
    "pages/approve.py": approving,
    "following/record.py": recording,
    "following/offices.py": generating,
}
OF_ONE_FILE = {"pages/send.py", "pages/sign.py"}
SIGNED = {"signing/own_key.py", "signing/received.py"}
"""The file is kept, then each signature recorded; who uploads it again adds what is missing (test_sign.py)."""


def test_every_act_has_its_place_here() -> None:
    """Whoever makes a page that writes says here what becomes of it when the server is killed."""
    home = Path(acts.__file__).parent
    found = {
        path.relative_to(home).as_posix()
        for path in home.rglob("*.py")
        if re.search(r"(?<![\w.])(?<!def )act\(", path.read_text(encoding="utf-8"))
    }
    assert found == KILLED.keys() | OF_ONE_FILE | SIGNED


@pytest.mark.extended  # every point there is
@pytest.mark.parametrize("act", [approving, recording, generating])
def test_killed_at_every_point_of_an_act_of_several_files_the_same_again_completes_it(
    act: Callable[..., None], tmp_path: Path
) -> None:
    start, killed = tmp_path / "start", 0
    start.mkdir()
    act(start, begin=True)
    git(start, "init", "-q", "-b", "main")
    git(start, "add", "agreements")
    git(start, "commit", "-q", "-m", "Begynner")

    def after(name: str) -> Path:
        return Path(shutil.copytree(start, tmp_path / name, symlinks=True))

    done = after("done")
    act(done, begin=False)
    old, new = tree(start / "agreements"), tree(done / "agreements")
    assert old != new
    for point in range(1, 200):
        folder = after(f"at{point}")
        if not killed_at(point, lambda folder=folder: act(folder, begin=False)):  # type: ignore[misc]
            break
        killed += 1
        left = {path: data for path, data in tree(folder / "agreements").items() if not path.endswith(".tmp")}
        assert all(data in (old.get(path), new.get(path)) for path, data in left.items())
        browser(folder / "agreements", state=folder / "state")  # the server starts again
        whole(folder)
        act(folder, begin=False)
        whole(folder)
        then = {path: data for path, data in tree(folder / "agreements").items() if not path.endswith(".tmp")}
        assert then == new, point
        shutil.rmtree(folder)
    assert 15 < killed < 199
