"""What the tests in a browser share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.acceptance.chromium import started


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Not longer: while its driver runs, nothing else in the process can be asked to wait."""
    with started() as program:
        yield program
