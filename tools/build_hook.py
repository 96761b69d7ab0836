"""What the build makes before it packs or installs: the typed model, from the schemas, and what pages use in a browser."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        # Only the loader of the schemas is run, which needs no other package; the front of avtale may.
        sys.modules["avtale"] = package = ModuleType("avtale")
        package.__path__ = [str(root / "src/avtale")]
        runpy.run_path(str(root / "tools/make_model.py"), run_name="__main__")
        if version == "editable":
            return  # `make` sees to the assets
        try:
            runpy.run_path(str(root / "tools/make_assets.py"), run_name="__main__")
        except (OSError, subprocess.CalledProcessError) as why:
            self.app.display_warning(f"Without npm there is no search and no desk in what is built: {why}")
