"""What is found as one types, in one document among 1,000 and in one of 200 sections: `python benchmarks/bench_write.py [--small]`.

Beside it the same check from the command line. What is counted is processor time of the server, from the keystroke's post to the answer.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench_check import repository
from bench_desk import ON, Visitor
from pairs import BIN, seconds

GOAL = 150


def keystroke(visitor: Visitor, path: str, at: str, field: str, runs: int) -> float:
    """The median of processor seconds of so many keystrokes in one field."""
    page = visitor.ask("GET", f"/draft/{path}?at={at}").text
    token = re.search(r'"X-CSRF-Token": "([^"]+)"', page)
    assert token is not None
    headers, took = {"HX-Request": "true", "X-CSRF-Token": token[1]}, []
    for number in range(runs + 1):
        step = re.search(r'name="step" value="(\d+)"', page)
        assert step is not None
        posted = {"at": at, "step": step[1], f"f:{field}": f"melde fra om avbrudd nummer {number}"}
        started = time.process_time()
        answer = visitor.ask("POST", f"/draft/{path}", data=posted, headers=headers)
        took.append(time.process_time() - started)
        assert answer.status_code == 200, answer.status_code
        page = answer.text
    return statistics.median(took[1:])  # the first begins the draft


def long_document(root: Path, sections: int) -> str:
    """A copy of one of the agreements with so many sections of three clauses each; its file."""
    clauses = "".join(
        f"      - title: Punkt {n}\n        text: Det som gjelder **her**, i punkt {n}.\n" for n in range(3)
    )
    text = (
        (root / "ot/avtale-0-2.00.yaml")
        .read_text(encoding="utf-8")
        .replace("avtale-0", "lang")
        .replace("id: 9.0\n", "id: 8.0\n")
    )
    text = re.sub(r"(?m)^sections:\n(?:[ #].*\n|\n)*", "", text)
    more = "".join(f"  - id: del-{n}\n    title: Del {n}\n    clauses:\n{clauses}" for n in range(sections))
    (root / "ot/lang-2.00.yaml").write_text(f"{text}\nsections:\n{more}", encoding="utf-8")
    return "ot/lang-2.00.yaml"


def main() -> None:
    many, sections, runs = (40, 20, 1) if "--small" in sys.argv else (1000, 200, 9)
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["AVTALE_STATE"] = f"{temporary}/state"
        root = repository(Path(temporary), many) / "agreements"
        long = long_document(root, sections)
        visitor = Visitor(root)
        for what, path, at, field in (
            (
                f"a keystroke among {many} documents",
                "ot/avtale-3-2.00.yaml",
                "/responsibilities/0",
                "/responsibilities/0/does|nb",
            ),
            (
                f"a keystroke among {sections} sections",
                long,
                f"/sections/{sections // 2}/clauses/1",
                f"/sections/{sections // 2}/clauses/1/text|nb",
            ),
        ):
            took = keystroke(visitor, path, at, field, runs)
            print(f"{what:<44} {1000 * took:7.0f} ms (goal: at most {GOAL} ms)")
        peer = seconds(
            [BIN / "avtale", "check", "--on", str(ON), "--repo", root, root / "ot/avtale-3-2.00.yaml"]
        )
        print(f"{'the same check from the command line':<44} {1000 * peer:7.0f} ms")


if __name__ == "__main__":
    main()
