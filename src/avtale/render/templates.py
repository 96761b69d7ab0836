"""Where templates come from, and what happens when one breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, TemplateNotFound, TemplateSyntaxError, UndefinedError

from avtale.errors import AvtaleError, StateError
from avtale.facts.overrides import overrides_folder
from avtale.facts.repository import Repository
from avtale.render.bounded import PAGE_SECONDS, bounded, within_bounds
from avtale.render.sandbox import FolderLoader, NotForTemplates, Sandbox
from avtale.resources import folder


def environment(overrides: Sequence[Path] = ()) -> Sandbox:
    """The sandboxed templates: those in `overrides` first, then those of this installation.

    With `overrides` only within the bounds of `bounded`: nobody else is to run what a county wrote.
    """
    assert within_bounds() or not overrides, "a county's template outside of its bounds"
    return _environment((*overrides, folder("templates")))


def rendered(name: str, overrides: Sequence[Path], shown: Mapping[str, Any]) -> str:
    """The template `name` with what it is shown, within bounds. Raises `StateError` for one that breaks or reaches them."""
    return bounded(_rendered, str, overrides, PAGE_SECONDS, name, tuple(overrides), shown)


def _rendered(name: str, overrides: Sequence[Path], shown: Mapping[str, Any]) -> str:
    with explained():
        return environment(overrides).get_template(name).render(shown)


def overriding_folders(repository: Repository) -> tuple[Path, ...]:
    """The folder of the county's own templates, where it has one: a folder of the repository, wherever a link leads."""
    own = overrides_folder(repository)
    if own is None:
        return ()
    if own.resolve() != own.absolute():
        raise StateError(
            nb=f"{own.name}/ er en lenke. Malene må ligge i selve mappen.",
            en=f"{own.name}/ is a link. The templates have to lie in the folder itself.",
        )
    return (own,)


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> Sandbox:
    return Sandbox(ChoiceLoader([FolderLoader(path) for path in folders]))


@contextmanager
def explained() -> Iterator[None]:
    """Turn whatever a template breaks with into an `StateError` that names the template and the line."""
    try:
        yield
    except AvtaleError:
        raise
    except TemplateNotFound as error:
        raise StateError(
            nb=f"Fant ikke malen «{error.name}». Legg den i overrides/, eller rett navnet.",
            en=f"There is no template “{error.name}”. Put it into overrides/, or correct the name.",
        ) from error
    except TemplateSyntaxError as error:
        where = f"{error.name or error.filename or '?'}:{error.lineno}"
        raise _broken(where, "den er ikke skrevet slik Jinja krever", f"{error.message}") from error
    except NotForTemplates as error:
        nb = f"den ber om «{error.name}», som en mal ikke får se"
        raise _broken(_where(error), nb, f"it asks for “{error.name}”, which no template may see") from error
    except UndefinedError as error:
        named = re.search(r"'([^']*)'[^']*$", str(error))
        nb = f"det finnes ikke noe som heter «{named[1]}»" if named else "den bruker et navn som ikke finnes"
        raise _broken(_where(error), nb, str(error)) from error
    except MemoryError as error:
        raise _broken(_where(error), "den trenger for mye minne", "it needs too much memory") from error
    except RecursionError as error:
        raise _broken(
            _where(error), "den kaller seg selv uten ende", "it calls itself without end"
        ) from error
    except Exception as error:  # a county's template may raise anything; the reader gets its place
        why = str(error) or type(error).__name__
        raise _broken(_where(error), "et uttrykk i den kan ikke regnes ut", why) from error


def _broken(where: str, nb: str, en: str) -> StateError:
    return StateError(
        nb=f"Malen {where} kan ikke brukes: {nb}. Rett malen, eller fjern den fra overrides/.",
        en=f"The template {where} cannot be used: {en}. Correct it, or remove it from overrides/.",
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
