"""Where templates come from, and what happens when one breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from avtale.errors import AvtaleError, Unfit
from avtale.resources import folder


def environment(overrides: Sequence[Path] = ()) -> ImmutableSandboxedEnvironment:
    """The sandboxed templates: those in `overrides` first, then those of this installation."""
    return _environment((*overrides, folder("templates")))


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(path) for path in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


@contextmanager
def explained() -> Iterator[None]:
    """Turn whatever a template breaks with into an `Unfit` that names the template and the line."""
    try:
        yield
    except AvtaleError:
        raise
    except TemplateNotFound as error:
        raise Unfit(
            nb=f"Fant ikke malen «{error.name}». Legg den i overrides/, eller rett navnet.",
            en=f"There is no template “{error.name}”. Put it into overrides/, or correct the name.",
        ) from error
    except TemplateSyntaxError as error:
        where = f"{error.name or error.filename or '?'}:{error.lineno}"
        raise _broken(where, error.message or "") from error
    except Exception as error:  # a county's template may raise anything; the reader gets its place
        raise _broken(_where(error), str(error) or type(error).__name__) from error


def _broken(where: str, why: str) -> Unfit:
    return Unfit(
        nb=f"Malen {where} kan ikke brukes: {why}. Rett malen, eller fjern den fra overrides/.",
        en=f"The template {where} cannot be used: {why}. Correct it, or remove it from overrides/.",
    )


def _where(error: BaseException) -> str:
    """The innermost template in the trace, and its line; Jinja2 rewrites traces to show them."""
    place = "?"
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".jinja"):
            path = Path(name)
            place = f"{path.parent.name}/{path.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
