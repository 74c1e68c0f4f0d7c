"""Whom UCDP cites: triples of office, date and headline in one cell, or the names of offices alone."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.events import CITED, parted
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.pools import Coded, at_rows, coded, either, encoded, pooled, taken, without

_DATE_BETWEEN = r"\s*,\s*\d{4}-\d{2}-\d{2}\s*,\s*"  # office, date, headline: both texts may hold commas
_DATE = r",\s*(?P<published>\d{4}-\d{2}-\d{2})\s*,"


def cited_by_ucdp(material: Material) -> pd.DataFrame:
    """Return the sources: triples of office, date and headline, joined by ``;`` between quotation marks."""
    articles = parted(material.texts("source_article"), r'"\s*;\s*"')
    at, told = articles["at"].to_numpy(), _triples(pa.array(articles["part"], pa.large_string()))
    offices = material.coded("source")
    named = offices.codes.copy()
    named[at] = -1
    alone = parted(Coded(named, offices.distinct), r"\s*;\s*")
    if len(alone):
        at, is_alone = np.append(at, alone["at"]), np.arange(len(at) + len(alone)) >= len(at)
        told = {name: at_rows(~is_alone, cells) for name, cells in told.items()}
        told["publisher"] = either(told["publisher"], at_rows(is_alone, coded(alone["part"])))
    told["published"] = without(told["published"], pc.greater(told["published"].distinct, str(material.today)))
    held = np.flatnonzero(told["publisher"].codes >= 0)
    order = held[np.argsort(at[held], kind="stable")] if len(alone) else held
    columns = {name: pooled(cells.distinct, cells.codes[order]) for name, cells in told.items()}
    return pd.DataFrame({"at": at[order], **columns, "url": taken([], np.full(len(order), -1))})[CITED]


def _triples(parts: pa.Array) -> dict[str, Coded]:
    """Return publisher, date and headline of each part; one in which no date stands is the publisher alone."""
    is_triple = pc.match_substring_regex(parts, _DATE_BETWEEN)
    triples, others = parts.filter(is_triple), parts.filter(pc.invert(is_triple))
    halves = pc.split_pattern_regex(triples, _DATE_BETWEEN, max_splits=1)
    before, after = (pc.list_flatten(pc.list_slice(halves, place, place + 1)) for place in (0, 1))
    columns = {
        "publisher": pc.utf8_ltrim_whitespace(pc.utf8_ltrim(before, '"')),
        "published": pc.struct_field(pc.extract_regex(triples, _DATE), "published"),
        "headline": pc.utf8_rtrim_whitespace(pc.utf8_rtrim(after, '"')),
    }
    mask = is_triple.to_numpy(zero_copy_only=False)
    told = {name: at_rows(mask, encoded(texts)) for name, texts in columns.items()}
    if len(others):
        told["publisher"] = either(told["publisher"], at_rows(~mask, encoded(pc.utf8_trim(others, '" '))))
    return {name: without(cells, pc.equal(cells.distinct, "")) for name, cells in told.items()}
