"""Who asks without an account: the address that a limit counts by."""

import ipaddress

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest

HOUSEHOLD = 64


def visitor_of(request: HttpRequest) -> str:
    """The address of the visitor; of IPv6 the network of one household, in which anybody takes any address."""
    address = get_ip(request) or ""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6 and found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, HOUSEHOLD), strict=False)) if found.version == 6 else str(found)
