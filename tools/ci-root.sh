#!/bin/sh
# Runs the lines of a CI job in a bare Debian 12 root, as a runner does in the image debian:bookworm-slim.
#
#   tools/ci-root.sh CACHE FOLDER [NAME=VALUE...] <SCRIPT        as root
#
# FOLDER is copied in as /builds/checkout, where the script is run by `sh -eu`; what it makes there is copied back.
# The last commit of avtale lies in the root as the git repository /srv/avtale.git with the tag v0.2.0.
# CACHE is kept, as for tools/bare-root.sh. What comes from the surroundings stands in tools/debian-root.sh.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 2 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
cache=$(realpath -m "$1")
folder=$(realpath "$2")
shift 2
. "$here/tools/debian-root.sh"

mkdir -p "$cache"
exec 9>"$cache/ci.lock"
flock 9
root=$cache/ci
bootstrap "$cache/slim" >&2
fresh "$cache/slim" "$root"
git clone --quiet --no-local --bare "$here" "$root/srv/avtale.git"
git -C "$root/srv/avtale.git" tag --force v0.2.0 HEAD >/dev/null
mkdir -p "$root/builds"
cp -a "$folder" "$root/builds/checkout"
chown -R root:root "$root/builds"
cat >"$root/builds/script"
code=0
inside "$root" /builds/checkout env "$@" sh -eu /builds/script || code=$?
rm -rf "$root/builds/checkout/.venv"
cp -a "$root/builds/checkout/." "$folder"
exit $code
