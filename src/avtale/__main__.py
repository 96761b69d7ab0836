"""`python -m avtale` is the same as `avtale`: no module that lies where one happens to stand is run."""

import os
import sys

if __name__ == "__main__":
    # Python puts the folder one stands in first; only an avtale that lies there itself is meant to be found so.
    here = sys.path[0]
    if here and os.path.realpath(here) != os.path.realpath(os.path.dirname(os.path.dirname(__file__))):  # noqa: PTH120
        del sys.path[0]
    from avtale.cli.main import run

    run()
