"""Mutants in bulk, with seeds of one's own: `PYTHONPATH=. python tools/mutants.py SEED COUNT [files|folders]`.

It stops at nothing, and tells each kind of fault once. The tests run some with a fixed seed (tests/hostile/).
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from tests.hostile.run import one_file, one_folder, repositories, sources


def main() -> int:
    seed, count = sys.argv[1], int(sys.argv[2])
    folders = repositories() if sys.argv[3:] == ["folders"] else []
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        texts = sources()
        for number in range(count):
            one, wide = f"{seed}:{number}", number % 10 == 0
            try:
                if folders:
                    one_folder(one, folders, Path(name), wide=wide)
                else:
                    one_file(one, texts, Path(name), wide=wide)
            except AssertionError as error:
                kind = _kind(error.__cause__ or error)
                seen[kind] += 1
                if seen[kind] == 1:
                    print(f"### {kind}\n{str(error)[:3500]}\n", flush=True)
    print(f"{count} mutants, {seen.total()} faults")
    for kind, times in seen.most_common():
        print(times, kind)
    return bool(seen)


def _kind(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/src/avtale/" in frame.filename] or list(frames)
    where = " < ".join(
        f"{each.filename.rpartition('/avtale/')[2]}:{each.lineno}" for each in reversed(own[-2:])
    )
    return f"{type(error).__name__} {where}"


if __name__ == "__main__":
    sys.exit(main())
