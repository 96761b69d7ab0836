"""One at a time: every command that writes holds the repository, and nothing of it stays behind."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from avtale import locked
from avtale.cli.command import Command
from avtale.cli.main import execute, main
from avtale.errors import SystemFailure
from avtale.source import lock as module
from tests.acceptance.outside import DAY, avtale, command, environment, tree
from tests.hostile.lost.world import BESIDE, COMMANDS, line
from tests.support import discovered

ELSEWHERE = {
    "sign",
    "keys",
    "record-signature",
}  # need a key; they hold it as every command does that says nothing
READS = {
    "desk", "diff", "due", "explain", "history", "kept", "remind", "render", "schema", "show", "site", "status", "suspects", "verify",
}  # fmt: skip
TAKES = {
    "repo", "baseline", "channels", "evidence", "file", "filled", "key", "offices", "original", "password_file", "settings_file", "trust",
}  # fmt: skip
"""Options that name what is read; with `--file` of a command that writes, those that are written have lines of their own."""
WRITTEN_ELSEWHERE = {"sign --to", "keys --to", "remind --ledger"}  # test_sign.py, test_remind_mail.py
READ_LINES = (
    ["check"],
    ["status"],
    ["show", "prove"],
    ["diff", "deal"],
    ["suspects"],
    ["bump", "prove", "--dry-run"],
)


def _declared() -> dict[str, Command]:
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    flat = {
        name: next(iter(each.commands.values())) if isinstance(each, click.Group) else each
        for name, each in found.items()
    }
    return {name: each for name, each in flat.items() if isinstance(each, Command)}


def test_every_command_that_may_write_has_a_line_here() -> None:
    """A command that says nothing writes: whoever adds one gets the lock, and this test asks for its line."""
    declared = discovered(_declared().items(), at_least=25)
    assert {name for name, each in declared if not each.writes} == READS
    assert {name for name, each in declared if each.writes} - ELSEWHERE == set(COMMANDS)
    written = {
        f"{name} {one.opts[0]}"
        for name, each in declared
        for one in each.params
        if isinstance(one.type, click.Path) and one.opts[0].startswith("--")
        if one.name not in TAKES or one.opts[0] == "--file"
    }
    assert written - WRITTEN_ELSEWHERE == set(BESIDE)


@contextlib.contextmanager
def _held_elsewhere(root: Path) -> Iterator[None]:
    """Another thread holds the repository: for the lock that is as good as another process."""
    ready, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(root, command="avtale prøve"):
            ready.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    ready.wait(30)
    try:
        yield
    finally:
        done.set()
        thread.join()


def _is_free(root: Path) -> bool:
    answer = []

    def ask() -> None:
        try:
            with locked(root, wait=0):
                answer.append(True)
        except SystemFailure:
            answer.append(False)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return answer[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_it_holds_the_repository_from_its_first_look_to_its_last_write(
    name: str, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = county / "agreements"
    seen: dict[str, list[bool]] = {"read": [], "written": []}

    def watch(module: str, attribute: str, what: str) -> None:
        real = getattr(sys.modules[module], attribute)

        def watched(path: Path, *more: object, **named: object) -> object:
            seen[what].append(_is_free(root))
            return real(path, *more, **named)

        monkeypatch.setattr(sys.modules[module], attribute, watched)

    watch("avtale.facts.repository", "read_entry", "read")
    watch("os", "link", "written")
    real = Path.replace
    monkeypatch.setattr(
        Path, "replace", lambda path, target: (seen["written"].append(_is_free(root)), real(path, target))[1]
    )
    before = tree(county)
    assert execute(line(name)) == 0
    assert tree(county) != before
    assert seen["written"]
    assert not any(seen["written"])
    assert not any(seen["read"])
    assert _is_free(root)
    assert not list(county.rglob("*.tmp"))


@pytest.mark.parametrize("name", ["approve", "generate", "check"])
def test_it_waits_so_long_and_says_for_whom(
    name: str, county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(county)
    monkeypatch.setenv("AVTALE_WAIT", "0")
    with _held_elsewhere(county / "agreements"):
        assert execute(line(name)) == 3
        told = capsys.readouterr().err
        assert f"«avtale prøve» (prosess {os.getpid()} på " in told
        assert "Ingenting er skrevet" in told
        assert told.count("\n") == 1
        assert execute([*line(name), "--lang", "en"]) == 3
        assert "in use by “avtale prøve”" in capsys.readouterr().err
    assert tree(county) == before
    assert execute(line(name)) == 0


@pytest.mark.parametrize("words", READ_LINES, ids=" ".join)
def test_who_only_reads_never_waits(words: list[str], county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVTALE_WAIT", "0")
    with _held_elsewhere(county / "agreements"):
        assert execute([*words, "--on", DAY]) in (0, 1)


def test_one_that_waits_comes_after(county: Path) -> None:
    """The other one ends within the time: both are done, and who looks at a terminal is told after a second."""
    told = []
    with contextlib.ExitStack() as other:
        other.enter_context(_held_elsewhere(county / "agreements"))
        threading.Timer(0.4, other.close).start()
        module_soon, module.SOON = module.SOON, 0.1
        try:
            with locked(county / "agreements", tell=lambda holder: told.append(holder)):
                pass
        finally:
            module.SOON = module_soon
    assert [(each.pid, each.command) for each in told] == [(os.getpid(), "avtale prøve")]


def test_it_may_be_held_within_itself(county: Path) -> None:
    with locked(county / "agreements"), locked(county / "agreements", wait=0):
        assert not _is_free(county / "agreements")
    assert _is_free(county / "agreements")


def test_one_that_was_killed_holds_nothing(county: Path) -> None:
    code = "import sys, time; from pathlib import Path; from avtale import locked\nwith locked(Path('agreements')): print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], env=environment(), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert not _is_free(county / "agreements")
        process.send_signal(signal.SIGKILL)
    assert execute(line("approve")) == 0
    assert not (county / "agreements/.lock.tmp").exists()


def test_git_never_sees_it(county: Path) -> None:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=county, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    before = git("status", "--porcelain", "-uall", "--ignored")
    with locked(county / "agreements"):
        assert git("status", "--porcelain", "-uall", "--ignored") == before
        assert len(list((county / ".git").glob("avtale-*.lock"))) == 1
    assert not list((county / ".git").glob("avtale-*.lock"))


@pytest.mark.parametrize("kind", ["link", "folder", "link to nowhere", "git is a link", "git is a file"])
def test_what_lies_in_its_place_is_never_written_through(
    kind: str, county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "utenfor"
    outside.mkdir()
    (outside / "brev.txt").write_text("til Kari")
    place = county / "agreements/.lock.tmp"
    if kind == "folder":
        place.mkdir()
    elif kind.startswith("link"):
        place.symlink_to(outside / ("brev.txt" if kind == "link" else "ny.txt"))
    elif kind == "git is a link":
        (county / ".git").symlink_to(outside)
    else:
        (county / ".git").write_text(f"gitdir: {outside}\n")
    code = execute(line("approve"))
    assert tree(outside) == {"brev.txt": b"til Kari"}
    assert code == (0 if kind.startswith("git") else 3)
    told = capsys.readouterr().err
    assert told.count("\n") == (0 if code == 0 else 1)
    assert code == 0 or f"({place}): noe annet enn en låsfil ligger der" in told
    if code:  # what the message says completes it
        place.rmdir() if kind == "folder" else place.unlink()
        assert execute(line("approve")) == 0


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOLCK, "disken kan ikke låse filer"),
        (errno.ENOSYS, "disken kan ikke låse filer"),
        (errno.EOPNOTSUPP, "disken kan ikke låse filer"),
        (errno.EIO, "disken svikter"),
    ],
)
def test_a_disk_that_fails_the_lock_is_told_in_plain_norwegian(
    number: int, told: str, county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import fcntl

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    before = tree(county)
    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", fail)
        assert execute(line("approve")) == 3
    said = capsys.readouterr().err
    assert told in said
    assert os.strerror(number) not in said
    assert {name: data for name, data in tree(county).items() if not name.endswith(".tmp")} == before
    assert execute(line("approve")) == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="not root, so nothing can be mounted")
def test_a_read_only_disk_is_told_in_one_line(county: Path) -> None:
    script = (
        f'mount --bind {county} {county} && mount -o remount,ro,bind {county} && cd {county} && exec "$@"'
    )
    words = ["unshare", "-m", "sh", "-c", script, "sh", *command(*line("done"))]
    ran = subprocess.run(words, env=environment(), capture_output=True, text=True)
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip("the kernel refuses a mount of our own")
    assert ran.returncode == 3
    assert ran.stderr.count("\n") == 1
    assert "Ingenting er skrevet" in ran.stderr
    reads = subprocess.run(
        [*words[:6], *command("status", "--on", DAY)], env=environment(), capture_output=True
    )
    assert reads.returncode == 0


def test_a_time_that_is_none_is_told(county: Path) -> None:
    ran = avtale(*line("done"), cwd=county, env={"AVTALE_WAIT": "lenge"})
    assert (ran.code, "AVTALE_WAIT" in ran.err) == (2, True)
