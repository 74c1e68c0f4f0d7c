"""From claims to ranges: the lowest and the highest figure that somebody currently stands by.

The rules and their worked examples are decision 0003. In short: superseded claims are left out; nothing is averaged;
"killed" and "wounded" are built account by account, because figures of one account may be added to each other
and figures of different accounts may not.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.record.vocabulary import KILLED_CATEGORIES, UNATTRIBUTED, WOUNDED_CATEGORIES

# derived measure → (measure that states the whole, measures that state a part)
COMBINED = {
    "killed": ("killed_total", KILLED_CATEGORIES),
    "wounded": ("wounded_total", WOUNDED_CATEGORIES),
}


def claim_bounds(claims: pd.DataFrame) -> pd.DataFrame:
    """Return for each numeric claim what it allows: ``low``, ``high`` (figures), ``at_most`` (inf if open above).

    "At least 54" is low 54, high 54 and open above: ``open`` is 54, and missing for other claims. "Up to 30" has no
    low. Frame in, frame out, same rows.
    """
    value, low, high = (claims[name].astype("float64") for name in ("value", "low", "high"))
    stated_low = low.where(low.notna(), value.where(high.isna() | (value < high)))
    stated_high = pd.concat([value, low, high], axis=1).max(axis=1)
    open_above = low.notna() & high.isna()
    at_most, opened = stated_high.where(~open_above, np.inf), stated_high.where(open_above)
    return claims.assign(low=stated_low, high=stated_high, at_most=at_most, open=opened)


def figure_ranges(claims: pd.DataFrame) -> pd.DataFrame:
    """Return one row per incident and measure: low, high, at_least, contested, from current numeric claims.

    ``claims`` needs incident_id, origin_id, source_id, measure, value, low, high and only rows that are current and
    numeric. A measure is contested when no single number would satisfy all its claims; ``at_least`` says that the
    highest figure is open above. ``killed`` and ``wounded`` are added; an incident of which nobody says how many were
    killed (or wounded) has no such row.
    """
    bounds = claim_bounds(claims).assign(account=_account(claims))
    ranges = _extremes(bounds, ["incident_id", "measure"]).reset_index()
    ranges["contested"] = ranges["floor"].fillna(-np.inf) > ranges["cap"]
    ranges["at_least"] = ranges["open"] >= ranges["high"]
    figures = [ranges.drop(columns=["floor", "cap", "open"]).astype({"measure": "str"})]
    figures += [_combined(bounds, name, whole, parts) for name, (whole, parts) in COMBINED.items()]
    return pd.concat(figures, ignore_index=True)


def _account(claims: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Tell accounts apart: one per origin, but one per source where no origin is named (those are not one party)."""
    origin, source = claims["origin_id"].astype("category").cat, claims["source_id"].astype("category").cat
    nameless = claims["origin_id"].to_numpy() == UNATTRIBUTED
    return np.where(nameless, len(origin.categories) + source.codes.astype("int64"), origin.codes.astype("int64"))


def _extremes(bounds: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return low, high, floor (highest lower bound), cap (lowest upper bound), open (highest open figure) per group."""
    grouped = bounds.groupby(keys, observed=True, sort=False)
    return grouped.agg(
        low=("low", "min"), high=("high", "max"), floor=("low", "max"), cap=("at_most", "min"), open=("open", "max")
    )


def _combined(bounds: pd.DataFrame, name: str, whole: str, parts: Sequence[str]) -> pd.DataFrame:
    """Build the range of all killed (or wounded) per incident from its accounts.

    Where some account is complete, the range runs from the lowest complete account to the highest account. Where none
    is, it runs from what the fullest account counts to all parts added up: people counted by different accounts may
    be the same, called civilian by one and soldier by the other.
    """
    of_parts = bounds[bounds["measure"].isin(parts)]
    extremes = _extremes(of_parts, ["incident_id", "measure"])
    extremes["contested"] = extremes["floor"].fillna(-np.inf) > extremes["cap"]
    accounts = _accounts(bounds[bounds["measure"].isin([whole, *parts])], whole, parts, extremes["low"])
    complete = accounts[accounts["complete"]].groupby("incident_id", observed=True, sort=False)
    every = accounts.groupby("incident_id", observed=True, sort=False)
    extremes["at_least"] = extremes["open"] >= extremes["high"]
    added = extremes.groupby("incident_id", observed=True).agg(
        high=("high", "sum"), contested=("contested", "any"), at_least=("at_least", "any")
    )
    ranges = every.agg(
        low=("floor", "max"),
        high=("high", "max"),
        floor=("least", "max"),
        told=("told", "any"),
        full=("complete", "any"),
        open=("open", "max"),
    )
    added, full = added.reindex(ranges.index), ranges.pop("full")
    ranges["low"] = complete["low"].min().reindex(ranges.index).where(full, ranges["low"])
    ranges["at_least"] = (ranges.pop("open") >= ranges["high"]).where(full, added["at_least"]).astype("bool")
    ranges["high"] = ranges["high"].where(full, added["high"])
    against = ranges.pop("floor").fillna(-np.inf) > complete["cap"].min().reindex(ranges.index)
    ranges["contested"] = against.where(full, added["contested"]).astype("bool")
    return ranges[ranges.pop("told")].reset_index().assign(measure=name)


def _accounts(bounds: pd.DataFrame, whole: str, parts: Sequence[str], lowest: pd.Series) -> pd.DataFrame:
    """Return one row per incident and account: low, high, cap, least, floor, open, complete, told.

    An account states the whole, or else its parts are added; ``least`` is the larger of the two. It is complete when
    it states the whole, or every part in which any current claim of the incident counts somebody. ``floor`` is the
    account at the lowest that anybody says of its parts (``lowest``, per incident and measure). ``open`` is ``high``
    where that is open above, and missing elsewhere. ``told`` is False
    where nobody states the whole and no part counts anybody: "no soldiers killed" does not say how many were.
    """
    keys = ["incident_id", "account"]
    cells = _extremes(bounds, [*keys, "measure"]).reset_index()
    measure = cells["measure"].astype("str")
    is_whole = (measure == whole).to_numpy()
    # A set of parts is a number with one bit per part.
    bit = measure.map({part: 1 << number for number, part in enumerate(parts)} | {whole: 0}).to_numpy("int64")
    cells["stated"], cells["counted"] = bit, np.where(cells["high"].to_numpy() > 0, bit, 0)
    cells["floor"] = lowest.reindex(pd.MultiIndex.from_frame(cells[["incident_id", "measure"]])).to_numpy()
    cells["open"] = (cells["open"] >= cells["high"]).astype("float64")
    wholes = cells[is_whole].set_index(keys)[["low", "high", "cap", "open"]]
    summed = cells[~is_whole].groupby(keys, observed=True, sort=False)
    accounts = summed[["low", "high", "cap", "floor"]].sum(min_count=1)
    accounts["stated"], accounts["open"] = summed["stated"].sum(), summed["open"].max()
    # Distinct powers of two: their sum is the set of parts in which anybody is counted.
    distinct = cells.drop_duplicates(["incident_id", "counted"])
    needed_by_incident = distinct.groupby("incident_id", observed=True, sort=False)["counted"].sum()
    accounts = accounts.reindex(accounts.index.union(wholes.index))
    states_whole = accounts.index.isin(wholes.index)
    accounts["least"] = accounts["low"]
    accounts.update(wholes)
    # An account that counts more in its parts than in its whole contradicts itself: both figures stay in the range.
    accounts["least"] = accounts[["least", "low"]].max(axis=1)
    accounts["high"] = accounts[["high", "least"]].max(axis=1)
    accounts["open"] = accounts["high"].where(accounts["open"] > 0)
    accounts = accounts.reset_index()
    needed = accounts["incident_id"].map(needed_by_incident).astype("int64")
    stated = accounts["stated"].fillna(0).astype("int64")
    accounts["complete"] = states_whole | (((stated & needed) == needed) & (needed > 0))
    accounts["told"] = states_whole | (needed > 0)
    return accounts


def independent_origins(claims: pd.DataFrame, unattributed: str) -> pd.Series:
    """Count the distinct origins of each incident (index incident_id), whatever number of outlets reprint them.

    Unattributed accounts cannot be shown to be independent: together they count once, and only where nobody is named.
    """
    pairs = claims[["incident_id", "origin_id"]].drop_duplicates()
    named = pairs[pairs["origin_id"].astype("str") != unattributed]
    counts = named.groupby("incident_id", observed=True).size()
    everyone = pairs["incident_id"].drop_duplicates()
    return counts.reindex(everyone, fill_value=0).clip(lower=1)


def contested_positions(claims: pd.DataFrame) -> pd.DataFrame:
    """Return incident_id and measure of the text measures on which current claims take two or more positions."""
    sides = claims.dropna(subset=["position_en"])
    count = sides.groupby(["incident_id", "measure"], observed=True)["position_en"].nunique()
    return count[count >= 2].reset_index()[["incident_id", "measure"]]
