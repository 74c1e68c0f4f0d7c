"""Whom UCDP cites: triples of office, date and headline in one cell, or the names of offices alone."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.events import CITED, parted
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.pools import Coded, as_bytes, at_rows, coded, either, encoded, pooled, taken, without

_DATE_BETWEEN = r"\s*,\s*\d{4}-\d{2}-\d{2}\s*,\s*"  # office, date, headline: both texts may hold commas
_DATE_AT_END = r",\s*\d{4}-\d{2}-\d{2}\s*(?:,|$)"
_DATE_LENGTH, _PIECES = 10, 6
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
    plain, texts = _written_plainly(parts)
    told = {name: at_rows(plain, encoded(held)) for name, held in texts.items()}
    if not plain.all():
        further = _by_pattern(parts.filter(pa.array(~plain)))
        told = {name: either(told[name], at_rows(~plain, cells)) for name, cells in further.items()}
    return {name: without(cells, pc.equal(cells.distinct, "")) for name, cells in told.items()}


def _by_pattern(parts: pa.Array) -> dict[str, Coded]:
    is_triple = pc.match_substring_regex(parts, _DATE_BETWEEN)
    triples, others = parts.filter(is_triple), parts.filter(pc.invert(is_triple))
    halves = pc.split_pattern_regex(triples, _DATE_BETWEEN, max_splits=1)
    before, after = (pc.list_flatten(pc.list_slice(halves, place, place + 1)) for place in (0, 1))
    published = pc.struct_field(pc.extract_regex(triples, _DATE), "published")
    mask = is_triple.to_numpy(zero_copy_only=False)
    told = {name: at_rows(mask, encoded(held)) for name, held in _trimmed(before, published, after).items()}
    told["publisher"] = either(told["publisher"], at_rows(~mask, encoded(pc.utf8_trim(others, '" '))))
    return told


def _trimmed(before: pa.Array, published: pa.Array, after: pa.Array) -> dict[str, pa.Array]:
    return {
        "publisher": pc.utf8_ltrim_whitespace(pc.utf8_ltrim(before, '"')),
        "published": published,
        "headline": pc.utf8_rtrim_whitespace(pc.utf8_rtrim(after, '"')),
    }


def _written_plainly(parts: pa.Array) -> tuple[npt.NDArray[np.bool_], dict[str, pa.Array]]:
    """Say which parts hold ``,YYYY-MM-DD,`` and no other date before it, and return the columns of these.

    Nearly all of a million do. They are looked at as one row of bytes, which takes a third of what a pattern takes.
    """
    plain = np.zeros(len(parts), dtype=bool)
    data, offsets = as_bytes(parts)
    at = np.flatnonzero(data[: -(_DATE_LENGTH + 1)] == ord(","))
    at = at[data[at + _DATE_LENGTH + 1] == ord(",")]
    at = at[at >= offsets[0]]
    for place, sign in enumerate("0000-00-00", 1):
        signs = data[at + place]
        at = at[signs == ord("-") if sign == "-" else (signs >= ord("0")) & (signs <= ord("9"))]
    row = np.searchsorted(offsets, at, side="right") - 1
    held = at + _DATE_LENGTH + 2 <= offsets[row + 1]
    at, row = at[held], row[held]
    first = np.diff(row, prepend=-1) > 0
    at, row = at[first], row[first]
    # Without a copy: one array in which the pieces of all parts follow each other, and what lies between two parts.
    ends = np.full(_PIECES * len(at) + 1, offsets[-1])
    for place, end in enumerate(
        (offsets[row], at, at + 1, at + 1 + _DATE_LENGTH, at + 2 + _DATE_LENGTH, offsets[row + 1])
    ):
        ends[place:-1:_PIECES] = end
    pieces = pa.LargeStringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), parts.buffers()[2])
    before = pieces.take(pa.array(np.arange(0, len(ends) - 1, _PIECES)))
    is_alone = ~pc.match_substring_regex(before, _DATE_AT_END).to_numpy(zero_copy_only=False)
    plain[row[is_alone]] = True
    first_piece = _PIECES * np.flatnonzero(is_alone)
    published, after = (pieces.take(pa.array(first_piece + place)) for place in (2, 4))
    before = pc.utf8_rtrim_whitespace(before.filter(pa.array(is_alone)))
    return plain, _trimmed(before, published, pc.utf8_ltrim_whitespace(after))
