"""What every test gets: no network, one fixed day, repeatable examples, golden files, no quiet skips."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from tests.golden import Golden
from tests.network import close_network
from tests.skips import SkipWatch
from tests.support import ON

# The same examples in every run. Look for new ones with ARGS=--hypothesis-profile=search.
settings.register_profile(
    "fixed", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("fixed"), derandomize=False, max_examples=1000)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_configure(config: pytest.Config) -> None:
    close_network()
    os.environ["AVTALE_CACHE"] = ""  # no test reads an answer that another one kept
    if not hasattr(config, "workerinput"):  # with xdist, only the process that sees every report
        config.pluginmanager.register(SkipWatch(), "skip-watch")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.add_marker("golden")


def pytest_collection_finish() -> None:
    """Nine thousand tests stay till the end: to look through them for cycles again and again takes a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)  # as the command does (avtale.cli.main)


@pytest.fixture
def on() -> date:
    """The fixed day of every test."""
    return ON


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str], Golden]:
    """`golden("golden/name.txt").check(actual)`; the path counts from the test file's folder."""
    update = bool(request.config.getoption("--update-golden"))
    return lambda path: Golden(request.path.parent / path, update=update)
