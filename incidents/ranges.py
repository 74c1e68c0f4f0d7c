"""From claims to ranges: the lowest and the highest figure that somebody currently stands by.

The rules and their worked examples are decision 0003. In short: superseded claims are left out; nothing is averaged;
"killed" and "wounded" are built account by account, because figures of one account may be added to each other
and figures of different accounts may not.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from incidents.vocabulary import KILLED_CATEGORIES, WOUNDED_CATEGORIES

# derived measure → (measure that states the whole, measures that state a part)
COMBINED = {
    "killed": ("killed_total", KILLED_CATEGORIES),
    "wounded": ("wounded_total", WOUNDED_CATEGORIES),
}


def claim_bounds(claims: pd.DataFrame) -> pd.DataFrame:
    """Return for each numeric claim what it allows: ``low``, ``high`` (figures) and ``at_most`` (inf if open above).

    "At least 54" is low 54, high 54 and open above; "up to 30" has no low. Frame in, frame out, same rows.
    """
    value, low, high = (claims[name].astype("float64") for name in ("value", "low", "high"))
    stated_low = low.where(low.notna(), value.where(high.isna() | (value < high)))
    stated_high = pd.concat([value, low, high], axis=1).max(axis=1)
    open_above = low.notna() & high.isna()
    return claims.assign(low=stated_low, high=stated_high, at_most=stated_high.where(~open_above, np.inf))


def figure_ranges(claims: pd.DataFrame) -> pd.DataFrame:
    """Return one row per incident and measure: ``low``, ``high``, ``contested``, from current numeric claims.

    ``claims`` needs incident_id, origin_id, measure, value, low, high and only rows that are current and numeric.
    A measure is contested when no single number would satisfy all its claims. ``killed`` and ``wounded`` are added.
    """
    bounds = claim_bounds(claims)
    keys = ["incident_id", "measure"]
    grouped = bounds.groupby(keys, observed=True, sort=False)
    ranges = grouped.agg(low=("low", "min"), high=("high", "max"), floor=("low", "max"), cap=("at_most", "min"))
    ranges["contested"] = ranges.pop("floor").fillna(-np.inf) > ranges.pop("cap")
    figures = [ranges.reset_index().astype({"measure": "str"})]
    figures += [_combined(bounds, name, whole, parts) for name, (whole, parts) in COMBINED.items()]
    return pd.concat(figures, ignore_index=True)


def _combined(bounds: pd.DataFrame, name: str, whole: str, parts: Sequence[str]) -> pd.DataFrame:
    """Build the range of all killed (or wounded) per incident from the accounts of its origins."""
    accounts = _accounts(bounds[bounds["measure"].isin([whole, *parts])], whole, parts)
    complete = accounts["complete"]
    per_incident = accounts.groupby("incident_id", observed=True, sort=False)
    ranges = pd.DataFrame(
        {
            "low": accounts["low"].where(complete).groupby(accounts["incident_id"], observed=True, sort=False).min(),
            "high": per_incident["high"].max(),
            "any_complete": per_incident["complete"].any(),
        }
    )
    # Nobody states the whole: groups that different accounts speak of are different people, so parts add up.
    by_part = bounds[bounds["measure"].isin(parts)].groupby(["incident_id", "measure"], observed=True, sort=False)
    added = by_part.agg(low=("low", "min"), high=("high", "max")).groupby("incident_id", observed=True).sum(min_count=1)
    added = added.reindex(ranges.index)
    ranges["low"] = ranges["low"].where(ranges["any_complete"], added["low"])
    ranges["high"] = ranges["high"].where(ranges["any_complete"], added["high"])
    lowest_account = accounts["low"].where(complete).groupby(accounts["incident_id"], observed=True, sort=False).max()
    lowest_cap = accounts["cap"].where(complete).groupby(accounts["incident_id"], observed=True, sort=False).min()
    ranges["contested"] = (lowest_account > lowest_cap).reindex(ranges.index, fill_value=False)
    return ranges.drop(columns="any_complete").reset_index().assign(measure=name)


def _accounts(bounds: pd.DataFrame, whole: str, parts: Sequence[str]) -> pd.DataFrame:
    """Return one row per incident and origin: low, high, cap of its account, and whether the account is complete.

    An account states the whole, or else its parts are added. It is complete when it states the whole, or every part
    in which any current claim of the incident counts somebody.
    """
    keys = ["incident_id", "origin_id"]
    cells = bounds.groupby([*keys, "measure"], observed=True, sort=False)
    cells_frame = cells.agg(low=("low", "min"), high=("high", "max"), cap=("at_most", "min")).reset_index()
    measure = cells_frame["measure"].astype("str")
    is_whole = (measure == whole).to_numpy()
    bit = measure.map({part: 1 << number for number, part in enumerate(parts)} | {whole: 0}).to_numpy("int64")
    cells_frame["stated"] = bit
    cells_frame["counted"] = np.where(cells_frame["high"].to_numpy() > 0, bit, 0)
    wholes = cells_frame[is_whole].set_index(keys)[["low", "high", "cap"]]
    summed = cells_frame[~is_whole].groupby(keys, observed=True, sort=False)
    accounts = summed[["low", "high", "cap"]].sum(min_count=1)
    accounts["stated"] = summed["stated"].sum()
    # Distinct powers of two: their sum is the set of parts counted by anybody.
    distinct = cells_frame.drop_duplicates(["incident_id", "counted"])
    counted = distinct.groupby("incident_id", observed=True, sort=False)["counted"].sum()
    accounts = accounts.reindex(accounts.index.union(wholes.index))
    states_whole = accounts.index.isin(wholes.index)
    accounts.update(wholes)
    accounts = accounts.reset_index()
    needed = accounts["incident_id"].map(counted).astype("int64")
    stated = accounts["stated"].fillna(0).astype("int64")
    accounts["complete"] = states_whole | (((stated & needed) == needed) & (stated > 0))
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
