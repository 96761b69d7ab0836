"""avtale: agreements as code for public bodies.

The public API, flat: every name that `__init__.pyi` lists is imported when it is first used, so that
`import avtale` costs next to nothing. What each does is told in docs/en/api.md.
"""

import lazy_loader

_named, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    return _named(name)
