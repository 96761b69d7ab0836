"""The files that every change starts from, made once; each of them passes."""

from __future__ import annotations

import pytest

from tests.hostile.pdf.ground import Ground
from tests.unit.sign.conftest import world as world
from tests.unit.sign.world import World


@pytest.fixture(scope="session")
def ground(world: World) -> Ground:
    """Files at each stage, and who may sign them."""
    return Ground(world)
