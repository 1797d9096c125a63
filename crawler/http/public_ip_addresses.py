"""Which addresses are a host's on the public internet, IPv4 within IPv6 known for what it is."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def _networks(text: str) -> tuple[Network, ...]:
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
NO_HOST = _networks("0.0.0.0/8 224.0.0.0/4 240.0.0.0/4 ::/128 ff00::/8")
"""Unspecified, multicast, reserved, broadcast: nobody's address, whatever the operator permits."""
LINK_LOCAL = _networks("169.254.0.0/16 fe80::/10")
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
