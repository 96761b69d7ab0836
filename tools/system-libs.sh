#!/bin/sh
# Sees to the system libraries and commands that pip cannot install.
#
#   tools/system-libs.sh PACKAGE...
#
# What is there already is left alone, whoever installed it: a library is tried by loading it, a command by
# looking for it. What is missing is installed through apt as root, or with a sudo that asks for no password.
# Otherwise the script stops with the exact line to run.
set -eu

library() { "${PYTHON:-python3}" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

present() {
    case $1 in
        libpango-1.0-0) library libpango-1.0.so.0 ;;
        libpangoft2-1.0-0) library libpangoft2-1.0.so.0 ;;
        libharfbuzz-subset0) library libharfbuzz-subset.so.0 ;;
        poppler-utils) command -v pdfinfo >/dev/null && command -v pdfsig >/dev/null ;;
        qpdf | openssl | chromium | caddy) command -v "$1" >/dev/null ;;
        nginx-light) PATH=$PATH:/usr/sbin command -v nginx >/dev/null ;;
        libatomic1) library libatomic.so.1 ;;
        fonts-dejavu-core) find /usr/share/fonts -name '*.[to]tf' 2>/dev/null | grep -q . ;; # any font will do
        *) echo "avtale: tools/system-libs.sh does not know how to look for $1" >&2; exit 1 ;;
    esac
}

missing() {
    for package in "$@"; do
        present "$package" || printf '%s ' "$package"
    done
}

packages=$(missing "$@")
packages=${packages% }
[ -n "$packages" ] || exit 0

apt="apt-get -qq -o DPkg::Lock::Timeout=300"
install="$apt update && DEBIAN_FRONTEND=noninteractive $apt install -y --no-install-recommends $packages"
if ! command -v apt-get >/dev/null; then
    echo "avtale: missing on this system (names as in Debian): $packages" >&2
    echo "        Install what your system calls them, and run the same command again." >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    run="sh -c"
elif sudo -n true 2>/dev/null; then
    run="sudo -n sh -c"
else
    echo "avtale: these Debian packages are missing: $packages" >&2
    echo "Run this line, then the same command again:" >&2
    echo "    sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends $packages'" >&2
    exit 1
fi

echo "Installing system packages: $packages"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
$run "$install" >"$log" 2>&1 </dev/null || { cat "$log" >&2; exit 1; }

# apt-get update ends with 0 even when it reached no server, so look again.
packages=$(missing "$@")
if [ -n "$packages" ]; then
    cat "$log" >&2
    echo "avtale: still missing after the installation: $packages" >&2
    exit 1
fi
