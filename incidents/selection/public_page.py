"""Where others find the page: the address that goes on slides and papers and into citations.

A page that listens on one computer has an address that leads nobody else there. So what is printed names the page that
the operator gives to others (``PUBLIC_URL``), the name under which it was reached, or no address at all.
"""

import ipaddress
import os
from urllib.parse import urlsplit

from incidents.language import plain_text

PUBLIC = "PUBLIC_URL"  # environment variable: the address of the page as others open it
SCHEMES = ("http", "https")
_OWN_NAMES = ("localhost", ".localhost", ".local")


def is_address(link: str) -> bool:
    """Say whether a text is an address of a page on the web, or the question of one alone (``?governorate=SY09``).

    Only http and https lead to pages: whoever opens a file made with another address would run what it says. Nor does
    an address name a user, who could pass for the host.
    """
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if plain_text(link) != link:  # broken bytes, control characters, marks that turn the line around
        return False
    if link.startswith("?"):
        return True
    return parts.scheme in SCHEMES and bool(host) and not set(parts.netloc) & set(" @\\\\")


def public_page() -> str:
    """Return the address of the page that the operator names, without a question; "" where he names none."""
    named = os.environ.get(PUBLIC, "").strip()
    if not is_address(named) or named.startswith("?"):
        return ""
    return urlsplit(named)._replace(query="", fragment="").geturl()


def public_link(link: str) -> str:
    """Return a link of the page as others can open it; "" where it leads to this computer alone.

    ``link`` is a whole address, or "" already.
    """
    if not link:
        return ""
    page = public_page()
    if page:
        question = urlsplit(link).query
        return f"{page}?{question}" if question else page
    return "" if _is_this_computer(urlsplit(link).hostname or "") else link


def _is_this_computer(host: str) -> bool:
    if host.endswith(_OWN_NAMES):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
