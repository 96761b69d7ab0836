"""The tests' own network guard."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.network import NetworkUsed


@pytest.mark.parametrize("address", ["192.0.2.1", "169.254.169.254", "10.0.0.1"])
def test_a_connection_out_is_refused(address: str) -> None:
    with socket.socket() as out, pytest.raises(NetworkUsed):
        out.connect((address, 80))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out, pytest.raises(NetworkUsed):
        out.sendto(b"x", (address, 53))


def test_a_name_outside_is_not_looked_up() -> None:
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("example.org", 443)


def test_a_fetch_is_refused_without_the_proxy_too() -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with pytest.raises(NetworkUsed):
        opener.open("http://192.0.2.1/", timeout=1)


def test_loopback_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(("localhost", address[1]), timeout=5) as client:
            assert client.getpeername() == address


def test_a_process_that_a_test_starts_meets_a_dead_proxy() -> None:
    fetch = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=1)"
    result = subprocess.run([sys.executable, "-c", fetch], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Connection refused" in result.stderr
