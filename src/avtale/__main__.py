"""`python -m avtale` is the same as `avtale`."""

from avtale.cli.main import run

if __name__ == "__main__":
    run()
