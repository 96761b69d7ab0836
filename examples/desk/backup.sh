#!/bin/sh
# backup.sh FOLDER: everything that cannot be made again. Run it each night; the desk may go on meanwhile.
set -eu
to="$1/$(date +%F)"
mkdir -p "$to"
chmod 700 "$to"
git clone --quiet --mirror "${AVTALER:-/srv/avtaler}" "$to/avtaler.git"
git -C "$to/avtaler.git" fsck --no-progress
to=$(cd "$to" && pwd)
cd "${AVTALE_STATE:-/var/lib/avtale}"
find . -name clone -prune -o -type f ! -name '*.sqlite-*' -print | while read -r file; do
    mkdir -p "$to/state/$(dirname "$file")"
    case $file in
    *.sqlite) "${PYTHON:-/opt/avtale/bin/python}" -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))' "$file" "$to/state/$file" ;;
    *) cp -p "$file" "$to/state/$file" ;;
    esac
done
