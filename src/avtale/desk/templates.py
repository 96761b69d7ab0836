"""The pages' templates, `templates/desk/`. A county's overrides are for documents, and never reach these."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from avtale.resources import folder


@cache
def environment() -> Environment:
    """Jinja2 that escapes everything, and breaks at a name it does not know."""
    return Environment(
        loader=FileSystemLoader(folder("templates") / "desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, values: dict[str, object]) -> str:
    """The template `name`, without its endings, filled in."""
    return environment().get_template(f"{name}.html.jinja").render(values)
