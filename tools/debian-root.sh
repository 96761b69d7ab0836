#!/bin/sh
# A Debian 12 root of its own, made once and copied fresh for each run. To be read with `.`, as root:
#
#   bootstrap BASE [PACKAGE,...]   the folder BASE, bootstrapped once and kept: Debian's minimum and these packages
#   fresh BASE ROOT                ROOT made anew from BASE, with what this machine's surroundings are
#   inside ROOT FOLDER COMMAND...  a command in ROOT's FOLDER; mounts and processes go away with it
#
# From the surroundings come the name servers, the certificates this machine trusts, apt's Acquire options, npm's
# registry, and pip's index, proxy and time limits. $MIRROR is the Debian mirror, else debootstrap's own choice.

now() { date +%s; }
since() { echo "$(($(now) - $1)) s"; }

bootstrap() {
    [ ! -e "$1/.ready" ] || return 0
    begun=$(now)
    echo "Bootstrapping Debian 12 in $1"
    rm -rf "$1"
    mkdir -p "$(dirname "$1")"
    debootstrap --variant=minbase ${2:+"--include=$2"} bookworm "$1" ${MIRROR:+"$MIRROR"} >"$1.log" 2>&1 ||
        { tail -20 "$1.log" >&2; return 1; }
    rm -rf "$1"/var/cache/apt/*.bin "$1"/var/cache/apt/archives/*.deb "$1"/var/lib/apt/lists/*
    touch "$1/.ready"
    echo "  bootstrapped in $(since "$begun")"
}

fresh() {
    rm -rf "$2"
    cp -a "$1" "$2"
    # The certificates go to both places: update-ca-certificates rewrites the first from the second.
    cp -L /etc/resolv.conf "$2/etc/resolv.conf"
    printf '127.0.0.1 localhost\n::1 localhost\n' >"$2/etc/hosts"
    mkdir -p "$2/etc/ssl/certs" "$2/usr/local/share/ca-certificates"
    certificates=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
    [ ! -e "$certificates" ] || cp -L "$certificates" "$2/etc/ssl/certs/ca-certificates.crt"
    for certificate in /usr/local/share/ca-certificates/*.crt; do
        [ ! -e "$certificate" ] || cp -L "$certificate" "$2/usr/local/share/ca-certificates/"
    done
    apt-config dump 2>/dev/null | grep -E '^Acquire::(http|https|Check|Retries)' >"$2/etc/apt/apt.conf.d/90surroundings" || true
    : >"$2/etc/pip.conf"
    for setting in index-url proxy timeout default-timeout retries; do
        value=$(python3 -m pip config get "global.$setting" 2>/dev/null) || continue
        [ -s "$2/etc/pip.conf" ] || echo "[global]" >>"$2/etc/pip.conf"
        echo "$setting = $value" >>"$2/etc/pip.conf"
    done
    registry=$(npm config get registry 2>/dev/null) && echo "registry=$registry" >"$2/root/.npmrc" || true
}

# The host's own variables stay outside, but for these.
inside() {
    unshare --mount --pid --fork --kill-child sh -c '
        root=$1; folder=$2; shift 2
        mount --make-rprivate /
        mount -t proc proc "$root/proc"
        mkdir -p "$root/dev/shm" && mount -t tmpfs tmpfs "$root/dev/shm"
        mount -t devpts devpts "$root/dev/pts"
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
            ${PIP_INDEX_URL:+PIP_INDEX_URL="$PIP_INDEX_URL"} ${PIP_DEFAULT_TIMEOUT:+PIP_DEFAULT_TIMEOUT="$PIP_DEFAULT_TIMEOUT"} \
            ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
            ${no_proxy:+no_proxy="$no_proxy"} NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
            chroot "$root" sh -c "cd \"\$0\" && exec \"\$@\"" "$folder" "$@"' -- "$@" </dev/null
}
