#!/bin/sh
# Prints the Python to build the virtual environment with: $PYTHON, else python3. Stops if it cannot serve.
set -eu
python=${PYTHON:-python3}

if ! "$python" -c '' 2>/dev/null; then
    echo "avtale: found no $python. Install Python 3.11 or newer, or name one: PYTHON=/path/to/python3.12 make ..." >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "avtale: $("$python" --version) is too old; 3.11 or newer is needed." >&2
    echo "        Name another one: PYTHON=/path/to/python3.12 make ..." >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "avtale: $python cannot make a virtual environment. On Debian, run:" >&2
    echo "    sudo apt-get install -y python3-venv" >&2
    exit 1
fi
echo "$python"
