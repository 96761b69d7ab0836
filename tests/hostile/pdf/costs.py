"""Run by itself in a process with bounds: `python -m tests.hostile.pdf.costs FILE`. Prints the answer, seconds and MB."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from avtale.errors import AvtaleError
from avtale.sign.identity.trust import Trust
from avtale.sign.verify import verify

SECONDS, MEGABYTES = 10, 500


def main() -> None:
    most = SECONDS * (len(sys.argv) - 1)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    for name in sys.argv[1:]:
        data = Path(name).read_bytes()
        start = time.process_time()
        try:
            answer = verify(
                data, name="fil.pdf", at=datetime(2026, 11, 21, 14, tzinfo=UTC), trust=Trust()
            ).verdict
        except AvtaleError as error:
            answer = error.text("en")
        used = time.process_time() - start
        status = Path(
            "/proc/self/status"
        ).read_text()  # ru_maxrss would count the process that started this one
        memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
        sys.stdout.write(json.dumps({"answer": answer, "seconds": used, "megabytes": memory}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
