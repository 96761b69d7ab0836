"""What the build makes before it packs or installs: the typed model, from the schemas."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        # Only the loader of the schemas is run, which needs no other package; the front of avtale may.
        sys.modules["avtale"] = package = ModuleType("avtale")
        package.__path__ = [str(root / "src/avtale")]
        runpy.run_path(str(root / "tools/make_model.py"), run_name="__main__")
