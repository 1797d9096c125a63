"""``PrivateHosts``: the hosts and networks that may be fetched besides public ones."""

import ipaddress
import socket
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrivateHosts:
    """The setting ``allow_private``: nothing, everything, or some hosts and networks."""

    everything: bool = False
    hosts: frozenset[str] = frozenset()
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()

    @classmethod
    def of(cls, setting: object) -> "PrivateHosts":
        """Hosts of ``True``, ``False`` or ``["127.0.0.2", "10.1.0.0/16", "press.local"]``."""
        if isinstance(setting, bool) or setting is None:
            return cls(everything=bool(setting))
        if isinstance(setting, str):
            return cls(everything=setting.lower() in ("1", "true", "yes"))
        hosts, networks = set[str](), list[ipaddress.IPv4Network | ipaddress.IPv6Network]()
        for name in setting if isinstance(setting, list | tuple) else ():
            try:
                networks.append(ipaddress.ip_network(name))
            except ValueError:  # a host by its name
                hosts.add(str(name).lower())
        return cls(False, frozenset(hosts), tuple(networks))

    def allow(self, host: str, ip: str) -> bool:
        """Whether an address of a host may be fetched from."""
        address = ipaddress.ip_address(ip.partition("%")[0])  # fe80::1%eth0 has a zone
        if self.everything or address.is_global or host.lower() in self.hosts:
            return True
        return any(address in network for network in self.networks)

    def refuse(self, host: str) -> bool:
        """Whether DNS leads a host anywhere that is not allowed.

        A host without an answer is not refused: the download itself says that it does not exist.
        """
        if self.everything:
            return False
        try:
            found = {info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
        except (OSError, UnicodeError):  # no such host, or no host's name at all
            return False
        return not all(self.allow(host, str(ip)) for ip in found)
