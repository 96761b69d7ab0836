"""Write what an editor needs in this repository: agreements/.schemas/ and .vscode/.

They are what `avtale init` gives a county, and the invented county under examples/ shares them. Run with
`make model`; a test fails when a file is not what this writes.
"""

from __future__ import annotations

import json
from pathlib import Path

from avtale.format import schema
from avtale.lifecycle.start import SCHEMAS, editor_files

ROOT = Path(__file__).resolve().parents[1]


def files() -> dict[Path, str]:
    """Every file with its text."""
    found = {ROOT / ".vscode" / name: text for name, text in editor_files("examples/samarbeid").items()}
    for name in schema.names():
        text = json.dumps(schema.published(name), ensure_ascii=False, indent=2) + "\n"
        found[ROOT / "agreements" / SCHEMAS / f"{name}.json"] = text
    return found


def main() -> None:
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
