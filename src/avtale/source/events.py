"""YAML as events, from the C parser that ruamel.yaml brings: nothing else here asks ruamel.yaml to read.

Its public loader is used for its parser alone: what an event means, `avtale.source.read` decides.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ruamel.yaml.cyaml import CBaseLoader


def next_event(text: str) -> Callable[[], Any]:
    """Gives each event of `text` when it is called, and None after the last. Calls raise `YAMLError` at a fault."""
    read: Callable[[], Any] = CBaseLoader(text).get_event
    return read
