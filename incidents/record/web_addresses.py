"""Addresses of pages as they are: what looks like another host does not pass for it."""

import re
from urllib.parse import urlsplit

import pandas as pd

_HOST = re.compile(r"(?i)^(https?://)([^/?#:]*[^\x00-\x7f][^/?#:]*)")
_DOTS = re.compile("[.\u3002\uff0e\uff61]")


def true_address(url: str) -> str:
    """Return an address with its host as the network knows it: a Cyrillic "а" in the place of an "a" then shows."""
    return _HOST.sub(lambda found: found[1] + ".".join(map(_true_label, _DOTS.split(found[2]))), url)


def with_true_addresses(sources: pd.DataFrame) -> pd.DataFrame:
    """Return sources with their addresses as the network knows them."""
    others = sources["url"].str.contains("[^\\x00-\\x7f]", na=False)  # most are ASCII, and there may be millions
    if not others.any():
        return sources
    return sources.assign(url=sources["url"].astype("str").mask(others, lambda urls: urls[others].map(true_address)))


def host_of(address: str) -> str:
    """Return the host of an address without "www.", "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _true_label(label: str) -> str:
    """Return a part of a name as RFC 3492 writes it, where it is not ASCII."""
    try:
        return label.encode("idna").decode()
    except UnicodeError:  # too long, empty, or of letters that no name may hold
        return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
