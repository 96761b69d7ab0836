"""git's command beside dulwich, for what the desk asks of git: `python benchmarks/bench_git.py [--small]`.

1,000 documents; a commit of one of them, a fetch of one commit of another's, and what a merge has to know: where two histories parted
and every file of three commits. Both do the same: objects, index and branch, each durable. Wall-clock time and processor time, with that of children.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from bench_desk_many import git as command
from bench_desk_many import repository

from avtale.desk.git.commit import Note, commit
from avtale.desk.git.remote import Remote, fetch
from avtale.facts.git_call import Git
from avtale.facts.git_objects import commits, files, merge_bases

AT = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
PATH = "agreements/ot/avtale-{}-1.00.yaml"


def with_dulwich(folder: Path) -> dict[str, Callable[[int], object]]:
    """The same by dulwich, as far as it has it: no library call commits some paths alone, so trees and index are written here."""
    from dulwich import porcelain
    from dulwich.graph import find_merge_base
    from dulwich.index import IndexEntry
    from dulwich.object_store import iter_tree_contents
    from dulwich.objects import Blob, Commit, Tree
    from dulwich.repo import Repo

    def commit_one(turn: int) -> None:
        path = PATH.format(turn)
        change(folder, path, turn)
        with Repo(str(folder)) as repo:
            store, head = repo.object_store, repo.refs[b"HEAD"]
            blob = Blob.from_string((folder / path).read_bytes())
            store.add_object(blob)
            name, mode, parts = blob.id, stat.S_IFREG | 0o644, path.encode().split(b"/")
            above = [repo[repo[head].tree]]
            for part in parts[:-1]:
                above.append(repo[above[-1][part][1]])
            for part, tree in zip(reversed(parts), reversed(above), strict=True):
                made = Tree()
                for item in tree.items():
                    made.add(item.path, item.mode, item.sha)
                made.add(part, mode, name)
                store.add_object(made)
                name, mode = made.id, stat.S_IFDIR
            new = Commit()
            new.tree, new.parents, new.message = name, [head], b"Endrer\n"
            new.author = new.committer = b"Kari <>"
            new.author_time = new.commit_time = int(AT.timestamp())
            new.author_timezone = new.commit_timezone = 0
            store.add_object(new)
            index = repo.open_index()
            told = (folder / path).stat()
            index[path.encode()] = (
                IndexEntry.from_stat(told, blob.id)
                if hasattr(IndexEntry, "from_stat")
                else IndexEntry(
                    told.st_ctime,
                    told.st_mtime,
                    told.st_dev & 0xFFFFFFFF,
                    told.st_ino & 0xFFFFFFFF,
                    told.st_mode,
                    0,
                    0,
                    told.st_size,
                    blob.id,
                )
            )
            index.write()
            if not repo.refs.set_if_equals(repo.refs.follow(b"HEAD")[0][-1], head, new.id):
                raise SystemExit("moved")

    def fetch_one(turn: int) -> None:
        push_from_outside(folder, turn)
        with Repo(str(folder)) as repo:
            porcelain.fetch(repo, str(folder.with_name("shared.git")), errstream=BytesIO())

    def know(_: int) -> None:
        with Repo(str(folder)) as repo:
            head = repo.refs[b"HEAD"]
            base = find_merge_base(repo, [head, repo[head].parents[0]])[0]
            for each in (base, head, repo[head].parents[0]):
                {item.path: item for item in iter_tree_contents(repo.object_store, repo[each].tree)}

    return {"commit one document": commit_one, "fetch one commit": fetch_one, "know what to merge": know}


def with_git(folder: Path) -> dict[str, Callable[[int], object]]:
    """As the desk does it."""
    git = Git(folder)

    def commit_one(turn: int) -> None:
        path = PATH.format(turn)
        change(folder, path, turn)
        assert commit(git, Note("Kari", "", "Endrer\n", AT, (path,)))

    def fetch_one(turn: int) -> None:
        push_from_outside(folder, turn)
        said = fetch(git, Remote(folder.with_name("shared.git").as_uri(), "main"))
        assert said is None, said

    def know(_: int) -> None:
        found = commits(git, ["HEAD", "HEAD~1"])
        base = merge_bases(git, *found.values())[0]
        for each in (base, *found.values()):
            files(git, each)

    return {"commit one document": commit_one, "fetch one commit": fetch_one, "know what to merge": know}


def change(folder: Path, path: str, turn: int) -> None:
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write(f"# {turn}\n")


def push_from_outside(folder: Path, turn: int) -> None:
    """Another's commit in the shared repository; what it takes is counted for neither."""
    editor = folder.with_name("editor")
    change(editor, PATH.format(turn), turn)
    command(editor, "-c", "user.name=Ola", "-c", "user.email=ola@example.org", "commit", "-qam", "Endrer")
    command(editor, "push", "-q", "origin", "HEAD:main")


def measured(do: Callable[[int], object], runs: int, start: int) -> tuple[float, float]:
    wall, spent = [], []
    for turn in range(start, start + runs):
        before, started = sum(os.times()[:4]), time.perf_counter()
        do(turn)
        wall.append(time.perf_counter() - started)
        spent.append(sum(os.times()[:4]) - before)
    return statistics.median(wall), statistics.mean(spent)


def main() -> None:
    many, runs = (40, 3) if "--small" in sys.argv else (1000, 30)
    with tempfile.TemporaryDirectory() as temporary:
        for name, kind in (("git", with_git), ("dulwich", with_dulwich)):
            home = Path(temporary, name)
            folder = home / "clone"
            repository(folder, many)
            command(home, "clone", "-q", "--bare", str(folder), "shared.git")
            command(home, "clone", "-q", str(home / "shared.git"), "editor")
            command(folder, "remote", "add", "origin", str(home / "shared.git"))
            outside = measured(
                lambda turn, folder=folder: push_from_outside(folder, turn), runs, 3 * runs % many
            )
            for number, (what, do) in enumerate(kind(folder).items()):
                wall, spent = measured(do, runs, number * runs % many)
                if what.startswith("fetch"):
                    wall, spent = wall - outside[0], spent - outside[1]
                print(f"{name:<8} {what:<22} {1000 * wall:6.1f} ms, {1000 * spent:6.1f} ms of processor time")
            done = subprocess.run(
                ["git", "-C", str(folder), "fsck", "--strict"], capture_output=True, text=True, check=False
            )
            if done.returncode:
                sys.exit(done.stdout + done.stderr)


if __name__ == "__main__":
    main()
