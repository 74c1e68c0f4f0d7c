"""Who printed it: codes of publishers, for the filter on them and its address."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED

_publishers_of: Kept[str, Mapping[str, Any]] = Kept()


def publishers(record: Record) -> Mapping[str, Any]:
    """Return the code of each publisher → a source of it.

    The code is the English name in lower case with hyphens. The table has no ids of publishers, and names hold commas
    and brackets, which part the codes of an address or break it; a code of letters and hyphens survives a letter.
    """

    def make() -> Mapping[str, Any]:
        first = record.sources.drop_duplicates("publisher").sort_values("publisher")
        coded = {publisher_code(str(row["publisher"])): row for row in first.to_dict("records")}
        return MappingProxyType(dict(sorted(coded.items())))

    return _publishers_of.of(record, "", make)


def publisher_code(name: str) -> str:
    """Return the code of a publisher: "Reuters (repost on Devdiscourse)" is reuters-repost-on-devdiscourse."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or NOT_STATED


def publisher_of_sources(record: Record) -> Mapping[str, str]:
    """Return source_id → the code of its publisher."""
    number, names = pd.factorize(record.sources["publisher"].astype("str"), use_na_sentinel=False)
    codes = np.array([publisher_code(str(name)) for name in names], dtype=object)  # of a million sources few
    return dict(zip(record.sources.index.astype("str").to_list(), codes[number].tolist(), strict=True))
