"""Ministries and armies of other countries, which are called as the Syrian ones are: وزارة الدفاع الروسية."""

from collections.abc import Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, small_words
from incidents.desk.suggesting.told import Token

_OF_A_STATE = frozenset({"interior-ministry", "defence-ministry", "general-intelligence", "health-ministry"})


def is_of_another_country(tokens: Sequence[Token], found: Found) -> bool:
    """Say whether a ministry or army is that of another country: "the Iraqi army", "Russia's defence ministry"."""
    if found.entry.get("actor", found.entry.get("origin")) not in _OF_A_STATE:
        return False
    arabic = is_arabic(tokens[found.first].word)
    beside = tokens[found.last : found.last + 1] if arabic else tokens[max(0, found.first - 1) : found.first]
    return any(set(token.forms) & small_words("of another country") for token in beside)
