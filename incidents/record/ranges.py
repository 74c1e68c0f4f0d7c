"""From claims to ranges: the lowest and the highest figure that somebody currently stands by.

The rules and their worked examples are decision 0003. In short: superseded claims are left out; nothing is averaged;
"killed" and "wounded" are built account by account, because figures of one account may be added to each other
and figures of different accounts may not.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.record.distinct import Answers, Groups, Values, distinct_rows, widened
from incidents.record.vocabulary import KILLED_CATEGORIES, STANDING, UNATTRIBUTED, WOUNDED_CATEGORIES

# Columns of equal length by name: of a few rows a frame takes longer than its cells, and most records are small.
Columns = dict[str, npt.NDArray[Any]]

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
    return widened(claims, _bounds(claims))


def _bounds(claims: pd.DataFrame) -> Columns:
    value, low, high = (claims[name].to_numpy(dtype=np.float64) for name in ("value", "low", "high"))
    no_low, no_high = np.isnan(low), np.isnan(high)
    stated_low = np.where(no_low, np.where(no_high | (value < high), value, np.nan), low)
    stated_high = np.fmax(np.fmax(value, low), high)
    at_most = np.where(~no_low & no_high, np.inf, stated_high)
    opened = np.where(~no_low & no_high, stated_high, np.nan)
    return {"low": stated_low, "high": stated_high, "at_most": at_most, "open": opened}


def figure_ranges(claims: pd.DataFrame) -> pd.DataFrame:
    """Return one row per incident and measure: low, high, at_least, contested, from current numeric claims.

    ``claims`` needs incident_id, origin_id, source_id, measure, value, low, high and only rows that are current and
    numeric. A measure is contested when no single number would satisfy all claims of named parties: what a page without
    a source says belongs to the range and is no side in a dispute. ``at_least`` says that the highest figure is open
    above. ``killed`` and ``wounded`` are added; an incident of which nobody says how many were killed (or wounded) has
    no such row.
    """
    ranges, nameless = _ranges_of_all(claims), (claims["origin_id"] == UNATTRIBUTED).to_numpy(dtype=bool)
    if nameless.any():
        touched = claims.loc[nameless, "incident_id"].unique()
        theirs = claims[~nameless & claims["incident_id"].isin(touched).to_numpy()]
        named = _ranges_of_all(theirs) if len(theirs) else ranges.iloc[:0]
        disputed = pd.MultiIndex.from_frame(named.loc[named["contested"], ["incident_id", "measure"]])
        held = ranges["incident_id"].isin(touched)
        by_parties = pd.MultiIndex.from_frame(ranges[["incident_id", "measure"]]).isin(disputed)
        ranges["contested"] = np.where(held, by_parties, ranges["contested"]).astype(bool)
    return ranges


def _ranges_of_all(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the ranges of ``figure_ranges``, whoever states the figures."""
    incident, first = distinct_rows([claims["incident_id"]])
    measure, names = pd.factorize(claims["measure"])
    code_of = {str(name): code for code, name in enumerate(names)}
    bounds = _bounds(claims) | {"incident": incident, "account": _account(claims), "measure": measure}
    stated = _ranges(bounds)
    found = [stated | {"measure": np.asarray(names, dtype=object)[stated["measure"]]}]
    for name, (whole, parts) in COMBINED.items():
        if code_of.keys().isdisjoint((whole, *parts)):
            continue
        made = _combined(bounds, len(first), code_of, whole, parts)
        found.append(made | {"measure": np.full(len(made["incident"]), name, dtype=object)})
    columns = {name: np.concatenate([part[name] for part in found]) for name in found[0]}
    rows = first[columns.pop("incident")]
    return pd.DataFrame(columns | {"incident_id": claims["incident_id"].iloc[rows].array})


def _rows(columns: Columns, mask: Answers) -> Columns:
    return columns if mask.all() else {name: values[mask] for name, values in columns.items()}


def _is_any(measure: npt.NDArray[Any], code_of: Mapping[str, int], wanted: Sequence[str]) -> Answers:
    return np.isin(measure, [code_of[name] for name in wanted if name in code_of])


def _account(claims: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Tell accounts apart: one per origin, but one per source where no origin is named (those are not one party)."""
    account, names = pd.factorize(claims["origin_id"])
    nameless = (claims["origin_id"] == UNATTRIBUTED).to_numpy(dtype=bool)
    if nameless.any():  # in a large record of one data set it never is, and its sources are as many as its incidents
        account = np.where(nameless, len(names) + pd.factorize(claims["source_id"])[0], account)
    return account.astype(np.int64)


def _extremes(bounds: Columns, keys: list[str]) -> Columns:
    """Return per group its keys, and low, high, floor (highest lower bound), cap (lowest upper bound), open.

    ``open`` is the highest figure that is open above. All are arrays, one value per group in order of appearance.
    """
    number, first = distinct_rows([bounds[key] for key in keys])
    groups = Groups(number, len(first))
    low, high, at_most, opened = (bounds[name] for name in ("low", "high", "at_most", "open"))
    return {key: bounds[key][first] for key in keys} | {
        "low": groups.least(low),
        "high": groups.most(high),
        "floor": groups.most(low),
        "cap": groups.least(at_most),
        "open": groups.most(opened),
    }


def _exceeds(floor: Values, cap: Values) -> Answers:
    """Say where the highest lower bound lies above the lowest upper one: no single number lies in between."""
    return np.nan_to_num(floor, nan=-np.inf, posinf=np.inf) > cap


def _ranges(bounds: Columns) -> Columns:
    """Return measure, low, high, contested, at_least, incident of every incident and measure that is stated."""
    found = _extremes(bounds, ["incident", "measure"])
    contested, at_least = _exceeds(found["floor"], found["cap"]), found["open"] >= found["high"]
    ranges = {name: found[name] for name in ("measure", "low", "high")}
    return ranges | {"contested": contested, "at_least": at_least, "incident": found["incident"]}


def _combined(bounds: Columns, count: int, code_of: Mapping[str, int], whole: str, parts: Sequence[str]) -> Columns:
    """Build the range of all killed (or wounded) of each of ``count`` incidents from its accounts.

    Where some account is complete, the range runs from the lowest complete account to the highest account. Where none
    is, it runs from what the fullest account counts to all parts added up: people counted by different accounts may
    be the same, called civilian by one and soldier by the other.
    """
    measure = bounds["measure"]
    accounts = _accounts(_rows(bounds, _is_any(measure, code_of, [whole, *parts])), count, code_of, whole, parts)
    every, complete = Groups(accounts["incident"], count), accounts["complete"]
    of_complete = {end: every.least(np.where(complete, accounts[end], np.nan)) for end in ("low", "cap")}
    high, full = every.most(accounts["high"]), every.any(complete)
    at_least = every.most(accounts["open"]) >= high
    stated = _ranges(_rows(bounds, _is_any(measure, code_of, parts)))
    added = Groups(stated["incident"], count)
    ranges = {
        "incident": np.arange(count),
        "low": np.where(full, of_complete["low"], every.most(accounts["floor"])),
        "high": np.where(full, high, added.total(stated["high"])),
        "contested": np.where(
            full, _exceeds(every.most(accounts["least"]), of_complete["cap"]), added.any(stated["contested"])
        ),
        "at_least": np.where(full, at_least, added.any(stated["at_least"])),
    }
    return _rows(ranges, every.any(accounts["told"]))


def _accounts(bounds: Columns, count: int, code_of: Mapping[str, int], whole: str, parts: Sequence[str]) -> Columns:
    """Return per incident and account: low, high, cap, least, floor, open, complete, told, and the incident.

    An account states the whole, or else its parts are added; ``least`` is the larger of the two. It is complete when
    it states the whole, or every part in which any current claim of the incident counts somebody. ``floor`` is the
    account at the lowest that anybody says of its parts. ``open`` is ``high`` where that is open above, and missing
    elsewhere. ``told`` is False where nobody states the whole and no part counts anybody: "no soldiers killed" does
    not say how many were.
    """
    cells = _extremes(bounds, ["incident", "account", "measure"])
    of_measure, first = distinct_rows([cells["incident"], cells["measure"]])
    cells["floor"] = Groups(of_measure, len(first)).least(cells["low"])[of_measure]
    cells["open"] = np.where(cells["open"] >= cells["high"], 1.0, 0.0)
    account, first = distinct_rows([cells["incident"], cells["account"]])
    groups, incident = Groups(account, len(first)), cells["incident"][first]
    is_whole = _is_any(cells["measure"], code_of, [whole])
    ends = ("low", "high", "cap", "open")
    summed = {name: groups.total(np.where(is_whole, np.nan, cells[name])) for name in (*ends, "floor")}
    stated = {name: groups.total(np.where(is_whole, cells[name], np.nan)) for name in ends}
    low, high, cap, opened = (np.where(np.isnan(stated[name]), summed[name], stated[name]) for name in ends)
    # An account that counts more in its parts than in its whole contradicts itself: both figures stay in the range.
    least = np.fmax(summed["low"], low)
    high = np.fmax(high, least)
    # A set of parts is a number with one bit per part; the whole is none of them.
    bits = {code_of[part]: 1 << number for number, part in enumerate(parts) if part in code_of}
    part = np.array([bits.get(code, 0) for code in range(len(code_of))], dtype=np.int64)[cells["measure"]]
    named = groups.united(part)
    needed = Groups(cells["incident"], count).united(np.where(cells["high"] > 0, part, 0))[incident]
    states_whole = groups.any(is_whole)
    return {
        "incident": incident,
        "low": low,
        "high": high,
        "cap": cap,
        "least": least,
        "floor": summed["floor"],
        "open": np.where(opened > 0, high, np.nan),
        "complete": states_whole | (((named & needed) == needed) & (needed > 0)),
        "told": states_whole | (needed > 0),
    }


def independent_origins(claims: pd.DataFrame, unattributed: str) -> pd.Series:
    """Count the distinct origins of each incident (index incident_id), whatever number of outlets reprint them.

    Unattributed accounts cannot be shown to be independent: together they count once, and only where nobody is named.
    Claims with a ``standing`` are no accounts ("nobody claimed it"), and count only where there is nothing else.
    """
    incident, first = distinct_rows([claims["incident_id"]])
    counted = (claims["origin_id"] != unattributed).to_numpy(dtype=bool)
    if STANDING in claims:
        counted = counted & claims[STANDING].isna().to_numpy()
    theirs = incident[counted]
    _number, pairs = distinct_rows([theirs, claims["origin_id"].array[counted]])
    count = np.bincount(theirs[pairs], minlength=len(first))
    everyone = pd.Index(claims["incident_id"].array[first], name="incident_id")
    return pd.Series(np.maximum(count, 1), index=everyone)


def contested_positions(claims: pd.DataFrame) -> pd.DataFrame:
    """Return incident_id and measure of the text measures on which named parties take two or more positions.

    A position that only pages without a source take is shown and makes no dispute.
    """
    sides = claims.dropna(subset=["position_en"])
    if len(sides) and "origin_id" in sides:
        sides = sides[sides["origin_id"].astype("str") != UNATTRIBUTED]
    if sides.empty:
        return sides[["incident_id", "measure"]]
    count = sides.groupby(["incident_id", "measure"], observed=True)["position_en"].nunique()
    return count[count >= 2].reset_index()[["incident_id", "measure"]]
