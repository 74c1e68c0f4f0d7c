"""The address of the page that ``--link`` gives: where the page is, and what is asked there."""

from urllib.parse import urlsplit

from geodata.mercator import Spot
from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.address import filters_to_query, link_to, made_from, query_of_link
from incidents.selection.public_page import SCHEMES, is_address, public_page
from incidents.selection.question import Question
from incidents.selection.spot import read_spot

__all__ = ["SCHEMES", "address_of", "is_address", "spot_of"]


def address_of(link: str, question: Question, lang: Language, record: Record | None = None) -> str:
    """Return the address at which the page answers a question; "" where nobody names one.

    The page is that of PUBLIC_URL where the environment has it, else that to which the link leads. With ``record`` the
    address names the version it was made from, so that who opens it is told what is new since.
    """
    page = urlsplit(public_page() or link)
    if not page.netloc:
        return ""
    base = page._replace(query="", fragment="").geturl()
    version = made_from(record) if record is not None else {}
    seen = {"at": at} if spot_of(link) and (at := _at(link)) else {}
    return link_to(base, filters_to_query(question) | seen | {"lang": lang.code} | version)


def spot_of(link: str) -> Spot | None:
    """Return the part of the map that an address names; None where it names none."""
    return read_spot(_at(link))


def _at(link: str) -> str:
    return query_of_link(link).get("at", [""])[-1]
