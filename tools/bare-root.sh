#!/bin/sh
# Proves the set-up on a fresh Debian 12: the last commit, in a root that holds nothing but Debian's minimum,
# python3, python3-venv, git, make and ca-certificates.
#
#   tools/bare-root.sh CACHE [TARGET...]        as root; TARGET: what make is told, by default: demo test
#
# CACHE is a folder outside the checkout. CACHE/base, the bare root, is bootstrapped once and kept; remove it
# to begin anew. CACHE/root is made anew from it on each run and left behind to be looked at.
# What it takes from the surroundings stands in tools/debian-root.sh.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
cache=$(realpath -m "$1")
shift
[ $# -gt 0 ] || set -- demo test

case $cache/ in "$here"/*) echo "bare-root: $cache lies inside the checkout" >&2; exit 2 ;; esac
[ "$(id -u)" = 0 ] || { echo "bare-root: run this as root" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "bare-root: run: apt-get install -y debootstrap" >&2; exit 1; }

. "$here/tools/debian-root.sh"
base=$cache/base
root=$cache/root
bootstrap "$base" python3,python3-venv,git,make,ca-certificates
begun=$(now)
fresh "$base" "$root"
git clone --quiet --no-local "$here" "$root/root/avtale"
echo "A fresh root with $(git -C "$root/root/avtale" log -1 --format='%h %s') after $(since "$begun")"

worst=0
times=
for target in "$@"; do
    echo "--- make $target"
    begun=$(now)
    code=0
    inside "$root" /root/avtale make "$target" || code=$?
    changed=$(git -C "$root/root/avtale" status --porcelain)
    times="$times$(printf '%-10s exit %s  %s%s' "$target" "$code" "$(since "$begun")" "${changed:+  CHANGES THE CHECKOUT}")
"
    [ -z "$changed" ] || { echo "$changed"; code=1; }
    [ "$code" = 0 ] || worst=1
done
echo "--- in $root/root/avtale"
printf '%s' "$times"
exit $worst
