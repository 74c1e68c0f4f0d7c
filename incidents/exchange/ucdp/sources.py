"""Whom UCDP cites: triples of office, date and headline in one cell, or the names of offices alone."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.cells import Coded, taken
from incidents.exchange.intake.events import CITED, parted
from incidents.exchange.intake.material import Material

_DATE_BETWEEN = r"\s*,\s*\d{4}-\d{2}-\d{2}\s*,\s*"  # office, date, headline: both texts may hold commas


def cited_by_ucdp(material: Material) -> pd.DataFrame:
    """Return the sources: triples of office, date and headline, joined by ``;`` between quotation marks."""
    articles = parted(material.coded("source_article"), r'"\s*;\s*"')
    triples = articles[["at"]].assign(**_triples(pa.array(articles["part"], pa.large_string())))
    offices = material.coded("source")
    named = offices.codes.copy()
    named[triples["at"].to_numpy()] = -1
    alone = parted(Coded(named, offices.distinct), r"\s*;\s*").rename(columns={"part": "publisher"})
    cited = pd.concat([triples, alone], ignore_index=True) if len(alone) else triples
    cited = cited.reindex(columns=CITED)
    for name in ("publisher", "published", "headline"):
        cited[name] = cited[name].astype("str").where(cited[name] != "", None)
    cited["published"] = cited["published"].where(cited["published"].fillna("") <= str(material.today), None)
    cited = cited[cited["publisher"].notna()]
    return cited.sort_values("at", kind="stable", ignore_index=True) if len(alone) else cited.reset_index(drop=True)


def _triples(parts: pa.Array) -> dict[str, pd.Series]:
    """Return publisher, date and headline of each part; one in which no date stands is the publisher alone."""
    is_triple = pc.match_substring_regex(parts, _DATE_BETWEEN)
    halves = pc.split_pattern_regex(parts, _DATE_BETWEEN, max_splits=1)
    before = pc.utf8_ltrim_whitespace(pc.utf8_ltrim(pc.list_element(halves, 0), '"'))
    after = pc.list_flatten(pc.list_slice(halves, 1, 2))
    after = pc.utf8_rtrim_whitespace(pc.utf8_rtrim(after, '"'))
    places = np.where(is_triple.to_numpy(zero_copy_only=False), np.cumsum(is_triple) - 1, -1)
    dates = pc.struct_field(pc.extract_regex(parts, r",\s*(?P<published>\d{4}-\d{2}-\d{2})\s*,"), "published")
    alone = pc.utf8_trim(parts, '" ')
    publisher = pc.if_else(is_triple, before, alone)
    return {
        "publisher": pd.Series(pd.array(publisher, dtype="str")),
        "published": pd.Series(pd.array(dates, dtype="str")),
        "headline": taken(after, places),
    }
