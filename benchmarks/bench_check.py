"""avtale check against check-jsonschema: `python benchmarks/bench_check.py [--small]`.

Both read the same agreements and find no error. The peer validates by the published schema only;
avtale also runs every rule, within and across files.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from pairs import BIN, compare

from avtale.format.schema import published

TOP = Path(__file__).resolve().parents[1]
SAMPLE = TOP / "agreements/ot/troms-nav-ot-2.00.yaml"


def repository(folder: Path, count: int) -> Path:
    """A repository with `count` copies of the Troms agreement, each with a key and a Dok.id of its own."""
    agreements = folder / "agreements"
    (agreements / "ot").mkdir(parents=True)
    shutil.copy(TOP / "agreements/avtale.yaml", agreements)
    text = SAMPLE.read_text(encoding="utf-8")
    text = text[: text.index("supersedes:")] + text[text.index("control_header:") :]
    text = re.sub(r"^  approved_(by|on): .*\n", "", text, flags=re.MULTILINE)  # the copies have no register
    cross = text.index("  cross:")
    text = text[:cross] + text[text.index("  external:", cross) :]
    for number in range(count):
        own = text.replace("key: troms-nav-ot", f"key: avtale-{number}").replace(
            "id: 2.1.1.1.11", f"id: 9.{number}"
        )
        (agreements / "ot" / f"avtale-{number}-2.00.yaml").write_text(own, encoding="utf-8")
    (folder / "agreement.json").write_text(json.dumps(published("agreement")), encoding="utf-8")
    return folder


def main() -> None:
    many = 40 if "--small" in sys.argv else 400
    runs = 1 if "--small" in sys.argv else 5
    with tempfile.TemporaryDirectory() as temporary:
        folder = repository(Path(temporary), many)
        avtale, peer = BIN / "avtale", BIN / "check-jsonschema"
        files = sorted(folder.glob("agreements/ot/*.yaml"))
        schema = ["--schemafile", folder / "agreement.json"]
        print(f"{many} agreements of {files[0].stat().st_size} bytes")
        check = [avtale, "check", "--on", "2026-11-21"]
        for what, ours in (("cold", [*check, "--no-cache"]), ("nothing changed", check)):
            compare(f"check, {many}, {what}", ours, [peer, *schema, *files], runs=runs, cwd=folder)
        for what, named in (("its folder", "agreements/ot"), ("each file named", None)):
            ours = [*check, *([named] if named else files)]
            compare(
                f"check of {what}, {many}, nothing changed",
                ours,
                [peer, *schema, *files],
                runs=runs,
                cwd=folder,
            )
        with tempfile.TemporaryDirectory() as single:
            one = repository(Path(single), 1)
            only = next(one.glob("agreements/ot/*.yaml"))
            compare(
                "check, one file",
                [avtale, "check", only, "--on", "2026-11-21", "--no-cache"],
                [peer, *schema, only],
                runs=runs * 2,
                cwd=one,
            )
        compare("--help", [avtale, "--help"], [peer, "--help"], runs=runs * 2)


if __name__ == "__main__":
    main()
