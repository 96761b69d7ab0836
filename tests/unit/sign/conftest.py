"""The world that the tests of signing share."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from avtale.sign.demo import make_demo_keys
from avtale.sign.identity.credentials import open_key_file
from avtale.sign.identity.trust import load_trust
from avtale.sign.signing import sign
from tests.unit.sign.world import PARTIES, PASSWORD, WHEN, World, make_pdf, source_text


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Made once; nothing in it is changed by a test."""
    folder: Path = tmp_path_factory.mktemp("keys")
    keys = make_demo_keys(folder, PARTIES, password=PASSWORD, when=WHEN)
    county, nav = (open_key_file(keys.keys[party.id], PASSWORD, at=WHEN) for party in PARTIES)
    unsigned = make_pdf(source_text())
    once = sign(unsigned, party="county", credential=county, when=WHEN).data
    twice = sign(once, party="nav", credential=nav, when=WHEN + timedelta(hours=1)).data
    return World(keys, county, nav, load_trust([folder]), unsigned, once, twice)
