"""Ports and addresses of this machine, asked without sending a packet."""

import contextlib
import errno
import ipaddress
import socket

from house.words import CannotGoOn

LOOPBACK = "127.0.0.1"


def refuse_busy(address: str, port: int) -> None:
    """Raise `CannotGoOn` when something already listens on `port` of `address`.

    The web server shares its port on purpose (SO_REUSEPORT), so without this look a second start
    would succeed and silently take half of the first one's visitors.
    """
    hosts = [(socket.AF_INET, address)]
    if address == LOOPBACK:
        hosts.append((socket.AF_INET6, "::1"))  # "localhost" may mean either
    for family, host in hosts:
        with contextlib.closing(socket.socket(family)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise _busy(port) from None
                if error.errno == errno.EACCES:
                    raise _not_ours(port) from None
                if family == socket.AF_INET:
                    raise _no_such_address(address) from None


def free_port(host: str = LOOPBACK) -> int:
    """A TCP port nobody listens on at this moment. Another process may still take it first."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def own_address() -> str:
    """The address other machines of the local network reach this one by.

    Raises `CannotGoOn` without a network, or on a public one: the counter's Wi-Fi is private.
    """
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            # A datagram socket only looks up the route; 192.0.2.1 is set aside for documents.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            raise _no_network() from None
        address: str = probe.getsockname()[0]
    if not ipaddress.ip_address(address).is_private:
        raise _no_network()
    return address


def _busy(port: int) -> CannotGoOn:
    return CannotGoOn(
        f"端口 {port} 已被占用：请关掉占用它的程序，或换一个，例如 ./run --port {port + 1}。",
        f"Port {port} is taken: close what uses it, or choose another: ./run --port {port + 1}.",
    )


def _not_ours(port: int) -> CannotGoOn:
    return CannotGoOn(
        f"没有权限使用端口 {port}:请换一个 1024 以上的。",
        f"This user may not open port {port}: choose one above 1024.",
    )


def _no_such_address(address: str) -> CannotGoOn:
    return CannotGoOn(
        f"这台机器没有地址 {address}。", f"This machine does not have the address {address}."
    )


def _no_network() -> CannotGoOn:
    return CannotGoOn(
        "没有找到局域网：请先连上柜台的 Wi-Fi,或写明地址，例如 --lan 192.168.1.5。",
        "No local network found: join the counter's Wi-Fi, or name the address: --lan 192.168.1.5.",
    )
