"""Golden files: what a command printed when somebody last looked at it and found it right."""

from __future__ import annotations

from pathlib import Path


class Golden:
    """One golden file. `check` compares, or writes it anew under `make golden`."""

    def __init__(self, path: Path, *, update: bool) -> None:
        self.path = path
        self._update = update

    def check(self, actual: str | bytes) -> None:
        """Fails unless `actual` is what the file holds; text is UTF-8 with its line ends as they are."""
        data = actual.encode("utf-8") if isinstance(actual, str) else actual
        if self._update:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(data)
            return
        assert self.path.is_file(), f"no golden file {self.path}; write it with `make golden` and read it"
        expected = self.path.read_bytes()
        if isinstance(actual, str):
            assert actual == expected.decode("utf-8"), f"differs from {self.path}; see `make golden`"
        assert data == expected, f"differs from {self.path}; see `make golden`"
