"""What a template may see and call: a list of what is allowed, and nothing behind it.

Jinja2's own sandbox forbids what is known to be dangerous. A county's template comes with the repository, from
whoever wrote there last, so here it is turned round: an attribute is read only where it stands in `_readable`, a
function is called only where `_callable` knows it. No function takes a name and gives an attribute.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any, TypeVar

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Cycler, Joiner, Namespace
from msgspec import Struct

from avtale.locales import Labels

__all__ = ["FolderLoader", "NotForTemplates", "Sandbox", "for_templates", "open_to_templates"]

C = TypeVar("C")
F = TypeVar("F", bound=Any)

LARGEST_TEMPLATE = 1_000_000  # bytes; the largest of ours is some ten thousand

_FILTERS = [
    "abs",
    "batch",
    "capitalize",
    "count",
    "d",
    "default",
    "dictsort",
    "e",
    "escape",
    "first",
    "float",
    "forceescape",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "safe",
    "select",
    "selectattr",
    "slice",
    "sort",
    "string",
    "striptags",
    "sum",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
    "wordcount",
    "wordwrap",
]
_GLOBALS = ("cycler", "dict", "joiner", "namespace", "range")
_OF_A_MAPPING = frozenset({"get", "items", "keys", "values"})
_OF_A_LOOP = frozenset(
    [
        "changed",
        "cycle",
        "depth",
        "depth0",
        "first",
        "index",
        "index0",
        "last",
        "length",
        "nextitem",
        "previtem",
        "revindex",
        "revindex0",
    ]
)
_OF_A_DAY = frozenset({"day", "isoformat", "month", "year"})
_OF_A_CYCLER = frozenset({"current", "next", "reset"})


class NotForTemplates(Exception):
    """A template asked for `name`, which is not among what it may see."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def open_to_templates(cls: type[C]) -> type[C]:
    """Let templates use every public method and property of `cls`, and none of its fields."""
    _open.add(cls)
    return cls


def for_templates(function: F) -> F:
    """Let templates call `function`, which the page hands over to them."""
    function.for_templates = True
    return function


_open: set[type] = set()


class FolderLoader(FileSystemLoader):
    """Templates of one folder: plain files of a moderate size that lie in it, whatever a link says."""

    def get_source(self, environment: Environment, template: str) -> Any:
        folder = Path(self.searchpath[0]).resolve()
        path = Path(self.searchpath[0], template)
        try:
            inside = folder in path.resolve(strict=True).parents
            if not inside or not path.is_file() or path.stat().st_size > LARGEST_TEMPLATE:
                raise TemplateNotFound(template)
            return super().get_source(environment, template)
        except (OSError, UnicodeDecodeError, ValueError, RuntimeError) as error:
            raise TemplateNotFound(template) from error


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 with the allow-lists. Whatever is not on them raises `NotForTemplates`."""

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self.filters = {name: FILTERS[name] for name in _FILTERS} | {"after_last": _after_last}
        self.globals = {name: self.globals[name] for name in _GLOBALS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute in _readable(obj):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Mapping):
            return obj.get(attribute, self.undefined(obj=obj, name=attribute))
        return self._refused(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a list or a mapping; jinja2's filters ask for attributes this way too."""
        if isinstance(obj, list | tuple | str) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except LookupError:
                return self.undefined(obj=obj, name=str(argument))
        if isinstance(obj, Mapping):
            return obj.get(argument, self.undefined(obj=obj, name=str(argument)))
        return self.getattr(obj, str(argument))

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if not _callable(obj):
            self._refused(obj, getattr(obj, "__name__", type(obj).__name__))
        return super().call(context, obj, *args, **kwargs)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
        return self._refused(obj, attribute)

    def _refused(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, StrictUndefined):
            return obj.__getattr__("name")  # tells which name is not there
        raise NotForTemplates(attribute)


def _readable(obj: Any) -> frozenset[str]:
    """The names of what a template may read of `obj`: data, and the methods that were made for templates."""
    if isinstance(obj, TemplateModule | Namespace):
        return frozenset(name for name in _own_names(obj) if not name.startswith("_"))
    if isinstance(obj, Mapping):
        return _OF_A_MAPPING
    if isinstance(obj, LoopContext):
        return _OF_A_LOOP
    if isinstance(obj, dt.date):
        return _OF_A_DAY
    if isinstance(obj, Cycler):
        return _OF_A_CYCLER
    cls: Any = type(obj)
    return _of(cls)


def _own_names(obj: Any) -> Any:
    """What an imported template exports, or what was set in a namespace."""
    if isinstance(obj, Namespace):
        return object.__getattribute__(obj, "_Namespace__attrs")
    return vars(obj)


@cache
def _of(cls: type) -> frozenset[str]:
    if cls in _open:
        return frozenset(
            name
            for each in cls.__mro__
            if each in _open
            for name, value in vars(each).items()
            if not name.startswith("_") and isinstance(value, FunctionType | property)
        )
    if issubclass(cls, Struct) and not issubclass(cls, Labels):
        return frozenset(name for name in cls.__struct_fields__ if not name.startswith("_"))
    return frozenset()


def _callable(obj: Any) -> bool:
    """Macros, what the page hands over, and methods that a template may read anyway."""
    if isinstance(obj, Macro | BlockReference | LoopContext | Labels | Joiner):
        return True
    if isinstance(obj, MethodType | BuiltinMethodType) and not isinstance(obj.__self__, type):
        return obj.__name__ in _readable(obj.__self__)
    if isinstance(obj, FunctionType):
        return obj is safe_range or getattr(obj, "for_templates", False)
    return obj in (dict, Namespace, Cycler, Joiner)


def _after_last(text: str, mark: str) -> str:
    """What of `text` follows the last `mark`."""
    return text.rpartition(mark)[2]
