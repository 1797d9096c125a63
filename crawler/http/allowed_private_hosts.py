"""``PrivateHosts``: the hosts and networks that may be fetched besides public ones."""

import functools
import socket
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from crawler.http.public_ip_addresses import (
    LINK_LOCAL,
    NO_HOST,
    Address,
    Network,
    carried,
    is_public,
)


@dataclass(frozen=True, slots=True)
class PrivateHosts:
    """The setting ``allow_private``: nothing, everything, or some hosts and networks."""

    everything: bool = False
    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, setting: object) -> "PrivateHosts":
        """Hosts of ``True``, ``False`` or ``["127.0.0.2", "10.1.0.0/16", "press.local"]``."""
        if isinstance(setting, bool) or setting is None:
            return cls(everything=bool(setting))
        if isinstance(setting, str):
            return cls(everything=setting.lower() in ("1", "true", "yes"))
        hosts, networks = set[str](), list[Network]()
        for name in setting if isinstance(setting, list | tuple) else ():
            try:
                networks.append(ip_network(name))
            except ValueError:  # a host by its name
                hosts.add(str(name).lower())
        return cls(False, frozenset(hosts), tuple(networks))

    def allow(self, host: str, ip: str) -> bool:
        """Whether an address of a host may be connected to."""
        return _allows(self, host, ip)

    def refuse_numeric(self, host: str) -> bool:
        """Whether a host that is written as an address is not allowed; no name is looked up."""
        try:
            return not self.allow(host, host)
        except ValueError:
            return False

    def refuse(self, host: str) -> bool:
        """Whether DNS leads a host anywhere that is not allowed.

        A host without an answer is not refused: the download itself says that it does not exist.
        """
        try:
            found = {info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
        except (OSError, UnicodeError):  # no such host, or no host's name at all
            return False
        return not all(self.allow(host, str(ip)) for ip in found)


@functools.lru_cache(maxsize=1_024)  # asked of each answer, and a host has few addresses
def _allows(private: PrivateHosts, host: str, ip: str) -> bool:
    address: Address = ip_address(ip.partition("%")[0])  # fe80::1%eth0 has a zone
    forms: list[Address] = [address]
    if (inner := carried(address)) is not None:
        forms.append(inner)
    if _any_in(forms, NO_HOST):
        return False
    if is_public(address) or host.lower() in private.hosts:
        return True
    return _any_in(forms, private.networks) or (
        private.everything and not _any_in(forms, LINK_LOCAL)
    )


def _any_in(addresses: list[Address], networks: tuple[Network, ...]) -> bool:
    return any(address in network for address in addresses for network in networks)


def refusal(host: str) -> str:
    """Why a host is refused, in words."""
    return f"{host} is inside a private network (allow_private in warraq.toml permits it)"
