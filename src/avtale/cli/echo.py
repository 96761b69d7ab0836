"""The one way to the terminal: whatever a command prints, a national number in it is hidden."""

from __future__ import annotations

from typing import Any

import click

from avtale.national_number import masked, masked_data


def echo(text: str | bytes = "", *, nl: bool = True, err: bool = False, color: bool | None = None) -> None:
    """`click.echo`, with national numbers hidden. Bytes are UTF-8 and go out as they are."""
    if isinstance(text, bytes):
        text = masked(text.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
        click.echo(text, nl=nl, err=err, color=color)
    else:
        click.echo(masked(text), nl=nl, err=err, color=color)


def echo_json(data: Any) -> None:
    """Data for programs; a whole number that is hidden becomes a text, so that it still is JSON."""
    import json

    click.echo(json.dumps(masked_data(data), ensure_ascii=False, indent=2))
