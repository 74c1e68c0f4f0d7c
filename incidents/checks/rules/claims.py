"""Rules on claims: what they state, which incident they are of, what replaces them."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.checks.tables import Mask, Table, Tables
from incidents.language import N_
from incidents.record.problem import Problem
from incidents.record.runs import decoded
from incidents.record.vocabulary import TEXT_MEASURES

Places = npt.NDArray[np.intp]


def claims_state_what_their_measure_asks(tables: Tables) -> Iterator[Problem]:
    """Hold each claim against its measure: a number or a text, never both; low ≤ value ≤ high."""
    claims = tables["claims"]
    measure, has_text = claims.text("measure"), claims.is_filled("text_en")
    figured = claims.is_filled("value") | claims.is_filled("low") | claims.is_filled("high")
    of_text, known = measure.isin(TEXT_MEASURES), measure.isin(list(tables.schema.codes("claims.measure")))
    mistold = of_text & (figured | ~has_text)
    yield from claims.where(mistold, "text_en", N_("This measure is stated by a text alone."))
    uncounted = known & ~of_text & (~figured | has_text)
    yield from claims.where(uncounted, "value", N_("This measure is stated by a number, without a text."))
    low, value, high = (claims.numbers(name) for name in ("low", "value", "high"))
    outside = (low > value) | (value > high) | (low > high)
    yield from claims.where(outside, "value", N_("The figure lies outside its own bounds."))


def claims_are_numbered_by_incident(tables: Tables) -> Iterator[Problem]:
    """Hold the id of a claim against its incident, with whose id it begins."""
    claims = tables["claims"]
    ids, incidents = (decoded(claims.column(name)).cast(pa.large_string()) for name in ("claim_id", "incident_id"))
    hyphen, nothing = (pa.scalar(text, pa.large_string()) for text in ("-", ""))
    begins = pc.binary_join_element_wise(incidents, hyphen, nothing)
    usual = pc.equal(pc.ascii_rtrim(ids, "0123456789"), begins).fill_null(fill_value=False)
    rest = np.flatnonzero(~np.asarray(usual.to_numpy(), dtype=bool)).tolist()
    own = {place: claims.cell("incident_id", place) for place in rest}
    astray = [place for place in rest if not claims.cell("claim_id", place).startswith(f"{own[place]}-")]
    stated = claims.is_filled("claim_id") & claims.is_filled("incident_id")
    sentence = N_("Does not begin with the incident {id}.")
    yield from claims.where(stated & claims.mask_of(astray), "claim_id", sentence, lambda place: {"id": own[place]})


def superseding_claims_correct_their_own(tables: Tables) -> Iterator[Problem]:
    """Follow each correction: same incident, measure and origin, and a chain that ends."""
    claims = tables["claims"]
    early, later = _successors(claims)
    differing: dict[int, list[str]] = {}
    for name in ("incident_id", "measure", "origin_id"):
        cells = claims.column(name)
        told, told_later = (decoded(cells.take(places)).to_pandas().astype("str") for places in (early, later))
        for place in early[told.fillna("").to_numpy() != told_later.fillna("").to_numpy()].tolist():
            differing.setdefault(place, []).append(name)
    yield from claims.where(
        claims.mask_of(differing),
        "superseded_by",
        N_("The later claim differs in {columns}."),
        lambda place: {"columns": ", ".join(differing[place])},
    )
    successor = dict(zip(early.tolist(), later.tolist(), strict=True))
    endless = claims.mask_of([place for place in successor if not _ends(place, successor)])
    yield from claims.where(endless, "superseded_by", N_("The chain of corrections does not end."))


def _successors(claims: Table) -> tuple[Places, Places]:
    """Return the positions of claims that were replaced, and those of the claims that replaced them."""
    early = np.flatnonzero(claims.is_filled("superseded_by"))
    wanted = claims.column("superseded_by").take(early)
    later = np.flatnonzero(claims.is_among("claim_id", wanted))
    place_of = dict(zip(claims.column("claim_id").take(later).to_pylist(), later.tolist(), strict=True))
    found = np.array([place_of.get(name, -1) for name in wanted.to_pylist()], dtype=np.intp)
    return early[found >= 0], found[found >= 0]


def _ends(place: int, successor: dict[int, int]) -> bool:
    seen = set()
    while place in successor:
        if place in seen:
            return False
        seen.add(place)
        place = successor[place]
    return True


def positions_have_one_name(tables: Tables) -> Iterator[Problem]:
    """Find positions with two Arabic names: equal positions mean agreement, so spelling must not part them."""
    claims = tables["claims"]
    places = np.flatnonzero(claims.is_filled("position_en"))
    names = ["incident_id", "measure", "position_en", "position_ar"]
    told = pd.DataFrame({name: decoded(claims.column(name).take(places)).to_pandas().astype("str") for name in names})
    told = told.set_axis(places).fillna("")
    times = told.groupby(names, sort=False)["measure"].transform("size")
    by_times = told.assign(times=times).sort_values("times", ascending=False, kind="stable")
    usual = by_times.groupby(names[:3], sort=False)["position_ar"].transform("first")
    mask: Mask = claims.mask_of(told.index[told["position_ar"] != usual.reindex(told.index)])
    sentence = N_("The same position has another name in Arabic elsewhere.")
    yield from claims.where(mask, "position_ar", sentence)
