"""avtale: agreements as code for public bodies.

The public API, flat: every name that `__init__.pyi` lists is imported when it is first used, so that
`import avtale` costs next to nothing. What each does is told in docs/api.md.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
