"""Nothing leaves the machine during a test: only loopback can be reached.

An audit hook sees what Python's own sockets do, and cannot be taken away by the code under test. It raises an
error that is no OSError, so that code which treats a failed fetch as harmless is caught too. Processes that a
test starts get a proxy that does not answer.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys


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


def close_network() -> None:
    """Allow only loopback, from now to the end of this process and in the processes it starts."""
    sys.addaudithook(_watch)
    for scheme in ("http", "https", "ftp", "all"):
        os.environ[f"{scheme}_proxy"] = os.environ[f"{scheme.upper()}_PROXY"] = "http://127.0.0.1:9"
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = "localhost,127.0.0.1,::1"
