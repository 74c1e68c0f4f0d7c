"""The address of the page that ``--link`` gives: where the page is, and what is asked there."""

from urllib.parse import urlsplit

from incidents.language import Language, plain_text
from incidents.selection.address import filters_to_query, link_to
from incidents.selection.question import Question

SCHEMES = ("http", "https")


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


def address_of(link: str, question: Question, lang: Language) -> str:
    """Return the address at which the page that a link leads to answers a question; "" where it names no page."""
    page = urlsplit(link)
    if not page.netloc:
        return ""
    base = page._replace(query="", fragment="").geturl()
    return link_to(base, filters_to_query(question) | {"lang": lang.code})
