"""The words of values, as templates may use them."""

from __future__ import annotations

from avtale.format.words import Words
from avtale.render.sandbox import open_to_templates

__all__ = ["Words"]

open_to_templates(Words)
