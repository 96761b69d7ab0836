"""Nothing leaves the machine during a test: only loopback can be reached.

An audit hook sees what Python's own sockets do, and cannot be taken away by the code under test. It raises an
error that is no OSError, so that code which treats a failed fetch as harmless is caught too. Processes that a
test starts get a proxy that does not answer.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import sys

_BEFORE = "AVTALE_TESTS_PROXIES"


class NetworkUsed(RuntimeError):
    """A test tried to reach something outside this machine."""


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost", socket.gethostname()):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if not isinstance(address, tuple):  # a Unix socket, or a socket that is connected already
            return
        host = address[0]
    else:
        return
    if not _is_local(host):
        raise NetworkUsed(f"{event}: {host!r}")


def open_network() -> dict[str, str]:
    """The surroundings as they were, for a process of a test whose purpose is to fetch something."""
    before: dict[str, str] = json.loads(os.environ[_BEFORE])
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")} | before


def close_network() -> None:
    """Allow only loopback, from now to the end of this process and in the processes it starts."""
    sys.addaudithook(_watch)
    before = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    os.environ.setdefault(_BEFORE, json.dumps(before))  # a worker of xdist starts with a closed one
    for scheme in ("http", "https", "ftp", "all"):
        os.environ[f"{scheme}_proxy"] = os.environ[f"{scheme.upper()}_PROXY"] = "http://127.0.0.1:9"
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = "localhost,127.0.0.1,::1"
