#!/bin/sh
# Proves the set-up on a fresh Debian 12: the last commit, in a root that holds nothing but Debian's minimum,
# python3, python3-venv, git, make and ca-certificates.
#
#   tools/bare-root.sh CACHE [TARGET...]        as root; TARGET: what make is told, by default: demo test
#
# CACHE is a folder outside the checkout. CACHE/base, the bare root, is bootstrapped once and kept; remove it
# to begin anew. CACHE/root is made anew from it on each run and left behind to be looked at.
# From the surroundings come the name servers, the certificates this machine trusts, apt's Acquire options, npm's
# registry, and pip's index, proxy and time limits. $MIRROR is the Debian mirror, else debootstrap's own choice.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
cache=$(realpath -m "$1")
shift
[ $# -gt 0 ] || set -- demo test

case $cache/ in "$here"/*) echo "bare-root: $cache lies inside the checkout" >&2; exit 2 ;; esac
[ "$(id -u)" = 0 ] || { echo "bare-root: run this as root" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "bare-root: run: apt-get install -y debootstrap" >&2; exit 1; }

now() { date +%s; }
since() { echo "$(($(now) - $1)) s"; }

mkdir -p "$cache"
base=$cache/base
root=$cache/root

if [ ! -e "$base/.ready" ]; then
    begun=$(now)
    echo "Bootstrapping Debian 12 in $base"
    rm -rf "$base"
    debootstrap --variant=minbase --include=python3,python3-venv,git,make,ca-certificates \
        bookworm "$base" ${MIRROR:+"$MIRROR"} >"$cache/debootstrap.log" 2>&1 ||
        { tail -20 "$cache/debootstrap.log" >&2; exit 1; }
    rm -rf "$base"/var/cache/apt/*.bin "$base"/var/cache/apt/archives/*.deb "$base"/var/lib/apt/lists/*
    touch "$base/.ready"
    echo "  bootstrapped in $(since "$begun")"
fi

begun=$(now)
rm -rf "$root"
cp -a "$base" "$root"

# The surroundings. The certificates go to both places: update-ca-certificates rewrites the first from the second.
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"
certificates=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
[ ! -e "$certificates" ] || cp -L "$certificates" "$root/etc/ssl/certs/ca-certificates.crt"
for certificate in /usr/local/share/ca-certificates/*.crt; do
    [ ! -e "$certificate" ] || cp -L "$certificate" "$root/usr/local/share/ca-certificates/"
done
apt-config dump 2>/dev/null | grep -E '^Acquire::(http|https|Check|Retries)' >"$root/etc/apt/apt.conf.d/90surroundings" || true
: >"$root/etc/pip.conf"
for setting in index-url proxy timeout default-timeout retries; do
    value=$(python3 -m pip config get "global.$setting" 2>/dev/null) || continue
    [ -s "$root/etc/pip.conf" ] || echo "[global]" >>"$root/etc/pip.conf"
    echo "$setting = $value" >>"$root/etc/pip.conf"
done
registry=$(npm config get registry 2>/dev/null) && echo "registry=$registry" >"$root/root/.npmrc" || true

git clone --quiet --no-local "$here" "$root/root/avtale"
echo "A fresh root with $(git -C "$root/root/avtale" log -1 --format='%h %s') after $(since "$begun")"

# Mounts and processes go away with the namespace. The host's own variables stay outside, but for these.
inside() {
    unshare --mount --pid --fork --kill-child sh -c '
        root=$1; shift
        mount --make-rprivate /
        mount -t proc proc "$root/proc"
        mkdir -p "$root/dev/shm" && mount -t tmpfs tmpfs "$root/dev/shm"
        mount -t devpts devpts "$root/dev/pts"
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
            ${PIP_INDEX_URL:+PIP_INDEX_URL="$PIP_INDEX_URL"} ${PIP_DEFAULT_TIMEOUT:+PIP_DEFAULT_TIMEOUT="$PIP_DEFAULT_TIMEOUT"} \
            ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
            ${no_proxy:+no_proxy="$no_proxy"} NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
            chroot "$root" sh -c "cd /root/avtale && exec \"\$@\"" -- "$@"' -- "$root" "$@" </dev/null
}

worst=0
times=
for target in "$@"; do
    echo "--- make $target"
    begun=$(now)
    code=0
    inside make "$target" || code=$?
    changed=$(git -C "$root/root/avtale" status --porcelain)
    times="$times$(printf '%-10s exit %s  %s%s' "$target" "$code" "$(since "$begun")" "${changed:+  CHANGES THE CHECKOUT}")
"
    [ -z "$changed" ] || { echo "$changed"; code=1; }
    [ "$code" = 0 ] || worst=1
done
echo "--- in $root/root/avtale"
printf '%s' "$times"
exit $worst
