"""The typed model is what the schemas say."""

from __future__ import annotations

import runpy

from avtale.format import schema
from avtale.format.model import KINDS, PLANS
from tests.support import ROOT


def test_it_is_current() -> None:
    made = runpy.run_path(str(ROOT / "tools/make_model.py"))["main"]()
    assert (ROOT / "src/avtale/format/model.py").read_text(encoding="utf-8") == made, "run make model"


def test_each_kind_has_the_fields_of_its_schema() -> None:
    assert KINDS.keys() == set(schema.kinds())
    for kind, cls in KINDS.items():
        assert {key for key, _, _ in PLANS[cls]} == schema.raw(kind)["properties"].keys()
