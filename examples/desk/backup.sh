#!/bin/sh
# backup.sh FOLDER: everything that cannot be made again. Run it each night; the desk may go on meanwhile.
set -eu
to="$1/$(date +%F)"
mkdir -p "$to"
chmod 700 "$to"
git clone --quiet --mirror "${AVTALER:-/srv/avtaler}" "$to/avtaler.git"
git -C "$to/avtaler.git" fsck --no-progress
find "${AVTALE_STATE:-/var/lib/avtale}" -name '*.sqlite' | while read -r file; do
    name=$(basename "$(dirname "$file")")-$(basename "$file")
    "${PYTHON:-/opt/avtale/bin/python}" -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))' "$file" "$to/$name"
done
