"""``PrivateHosts``: the hosts and networks that may be fetched besides public ones."""

import socket
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network


def _networks(text: str) -> tuple[_Network, ...]:
    return tuple(ip_network(name) for name in text.split())


# the registries of special addresses (IANA), written down: what Python calls global has changed
# from version to version, and multicast is global to it
_SPECIAL = _networks(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
    " 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"
    " 224.0.0.0/4 240.0.0.0/4 2001::/23 2001:db8::/32 3fff::/20"
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that is given out of IPv6: loopback, ULA, link- and site-local, multicast lie outside."""
_NO_HOST = _networks("0.0.0.0/8 224.0.0.0/4 240.0.0.0/4 ::/128 ff00::/8")
"""Unspecified, multicast, reserved, broadcast: nobody's address, whatever the operator permits."""
_LINK_LOCAL = _networks("169.254.0.0/16 fe80::/10")
"""Where clouds hand out credentials: only those who name it get there."""
_SIX_TO_FOUR, _TEREDO = IPv6Network("2002::/16"), IPv6Network("2001::/32")
_NAT64 = IPv6Network("64:ff9b::/96")
# mapped, translated, compatible, NAT64: the last 32 bits are an IPv4 address
_ENDING_IN_IPV4 = _networks("::ffff:0:0/96 ::ffff:0:0:0/96 ::/96 64:ff9b::/96")


def carried(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for; ``None``: it is one of its own."""
    if address.version == 4:
        return None
    if address in _SIX_TO_FOUR:
        return IPv4Address(address.packed[2:6])
    if address in _TEREDO:  # the client's, each bit turned
        return IPv4Address(bytes(byte ^ 0xFF for byte in address.packed[12:]))
    if int(address) > 1 and any(address in network for network in _ENDING_IN_IPV4):
        return IPv4Address(address.packed[12:])
    return None


def is_public(address: Address) -> bool:
    """Whether an address is a host's on the public internet, for all who carry it there."""
    if any(address in network for network in _SPECIAL):
        return False
    if address.version == 4:
        return True
    inner = carried(address)
    if inner is not None and (address.ipv4_mapped or address in _NAT64 or address in _SIX_TO_FOUR):
        return is_public(inner)
    return address in _GLOBAL_UNICAST


@dataclass(frozen=True, slots=True)
class PrivateHosts:
    """The setting ``allow_private``: nothing, everything, or some hosts and networks."""

    everything: bool = False
    hosts: frozenset[str] = frozenset()
    networks: tuple[_Network, ...] = ()

    @classmethod
    def of(cls, setting: object) -> "PrivateHosts":
        """Hosts of ``True``, ``False`` or ``["127.0.0.2", "10.1.0.0/16", "press.local"]``."""
        if isinstance(setting, bool) or setting is None:
            return cls(everything=bool(setting))
        if isinstance(setting, str):
            return cls(everything=setting.lower() in ("1", "true", "yes"))
        hosts, networks = set[str](), list[_Network]()
        for name in setting if isinstance(setting, list | tuple) else ():
            try:
                networks.append(ip_network(name))
            except ValueError:  # a host by its name
                hosts.add(str(name).lower())
        return cls(False, frozenset(hosts), tuple(networks))

    def allow(self, host: str, ip: str) -> bool:
        """Whether an address of a host may be connected to."""
        address: Address = ip_address(ip.partition("%")[0])  # fe80::1%eth0 has a zone
        forms: list[Address] = [address]
        if (inner := carried(address)) is not None:
            forms.append(inner)
        if _any_in(forms, _NO_HOST):
            return False
        if is_public(address) or host.lower() in self.hosts:
            return True
        return _any_in(forms, self.networks) or (
            self.everything and not _any_in(forms, _LINK_LOCAL)
        )

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


def _any_in(addresses: list[Address], networks: tuple[_Network, ...]) -> bool:
    return any(address in network for address in addresses for network in networks)


def refusal(host: str) -> str:
    """Why a host is refused, in words."""
    return f"{host} is inside a private network (allow_private in warraq.toml permits it)"
