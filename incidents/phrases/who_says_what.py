"""The accounts of one incident side by side, and their disagreement in plain sentences made from the claims."""

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from incidents.language import Language
from incidents.phrases.citations import numbered_sources, publisher
from incidents.phrases.figures import figure_text
from incidents.record.kept import Kept
from incidents.record.ranges import COMBINED, claim_bounds
from incidents.record.record import Record
from incidents.record.schema import Schema
from incidents.record.vocabulary import TEXT_MEASURES, UNATTRIBUTED

Claim = pd.Series | Mapping[Any, Any]  # a row of claims, by the names of its columns


def accounts(
    record: Record,
    incident_id: str,
    lang: Language,
    source_numbers: pd.Series | None = None,
    figures: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return every claim on one incident, one row each, ordered by measure (display order), current ones first.

    Columns: claim_id, measure, measure_label, statement (figure or text as shown), position, origin_id, origin,
    attributed_to (as the source words it), source_id, source_number, publisher, url, published, note,
    superseded (bool), superseded_by, contested (bool, of the measure), low and high (what a numeric claim allows, NaN
    for text and open ends). Missing text is "". ``source_numbers`` (index
    source_id) numbers the sources of a longer list; without it they are numbered within the incident. ``figures`` are
    those of ``Record.figures_of`` for the incident, where they are known already.
    """
    claims = record.claims_of([incident_id])
    numbers = numbered_sources(record, claims)["number"] if source_numbers is None else source_numbers
    known = _figures_of(record, [incident_id]) if figures is None else figures
    return _told(record, claims, _in_order(known, record.schema), numbers, lang)


def _told(
    record: Record, claims: pd.DataFrame, contested: Sequence[str], numbers: pd.Series, lang: Language
) -> pd.DataFrame:
    """Return the table of ``accounts`` for the claims of one incident."""
    sources = record.sources.loc[claims["source_id"]]
    measures = claims["measure"].astype("str")
    bounds = claim_bounds(claims)
    rows = claims.to_dict("records")
    frame = pd.DataFrame(
        {
            "claim_id": claims["claim_id"].to_numpy(),
            "measure": measures.to_numpy(),
            "measure_label": [record.schema.measure_label(measure, lang) for measure in measures],
            "statement": [statement(claim, lang) for claim in rows],
            "position": [lang.of(claim, "position") for claim in rows],
            "origin_id": claims["origin_id"].astype("str").to_numpy(),
            "origin": lang.column(record.origins, "name").loc[claims["origin_id"]].to_numpy(),
            "attributed_to": lang.column(claims, "attributed_to").fillna("").to_numpy(),
            "source_id": claims["source_id"].to_numpy(),
            "source_number": numbers.loc[claims["source_id"]].to_numpy(),
            "publisher": [publisher(source, lang) for source in sources.to_dict("records")],
            "url": sources["url"].fillna("").to_numpy(),
            "published": sources["published"].fillna("").astype("str").to_numpy(),
            "note": [lang.of(claim, "note") for claim in rows],
            "superseded": claims["superseded_by"].notna().to_numpy(),
            "superseded_by": claims["superseded_by"].fillna("").to_numpy(),
            "contested": measures.isin(contested).to_numpy(),
            "low": bounds["low"].to_numpy(),
            "high": bounds["high"].to_numpy(),
        }
    )
    order = {measure: number for number, measure in enumerate(record.schema.codes("claims.measure"))}
    place = np.lexsort((frame["superseded"].to_numpy(), measures.map(order).to_numpy()))
    return frame.iloc[place].reset_index(drop=True)


def contested_measures(record: Record, incident_id: str) -> list[str]:
    """Return the measures of one incident on which current accounts disagree, in display order, derived ones last."""
    return _in_order(_figures_of(record, [incident_id]), record.schema)


_figures: Kept[tuple[str, ...], pd.DataFrame] = Kept()


def _figures_of(record: Record, incident_ids: Sequence[str]) -> pd.DataFrame:
    """Return the figures of some incidents; accounts and sentences on the same ones ask one after the other."""
    return _figures.of(record, tuple(incident_ids), lambda: record.figures_of(record.claims_of(incident_ids)))


def _in_order(figures: pd.DataFrame, schema: Schema) -> list[str]:
    contested = set(figures.loc[figures["contested"], "measure"].astype("str"))
    return [measure for measure in (*schema.codes("claims.measure"), *COMBINED) if measure in contested]


def statement(claim: Claim, lang: Language) -> str:
    """Write what a claim states: its figure with bounds, or its text (in another language where one is missing)."""
    if str(claim["measure"]) in TEXT_MEASURES:
        return lang.of(claim, "text")
    return figure_text(claim, lang)


def disagreement(record: Record, incident_id: str, lang: Language) -> list[str]:
    """Say in one sentence per contested measure who states what, accounts that agree together, and earlier figures.

    Made only from the claims: "ISIS members killed: 1 according to local sources; 3 according to SOHR and SANA."
    """
    return disagreements(record, [incident_id], lang)[incident_id]


def disagreements(record: Record, incident_ids: Sequence[str], lang: Language) -> dict[str, list[str]]:
    """Return ``disagreement`` for several incidents; claims and ranges are read once for all of them."""
    said: dict[str, list[str]] = {incident_id: [] for incident_id in incident_ids}
    if not said:
        return said
    claims = record.claims_of(incident_ids)
    figures = _figures_of(record, incident_ids)
    disputed = figures[figures["contested"]]
    contested_in = {str(key): rows for key, rows in disputed.groupby("incident_id", observed=True, sort=False)}
    told = _told_by_measure(record, claims, lang)
    for incident_id, rows in contested_in.items():
        stated = [measure for measure in _in_order(rows, record.schema) if (incident_id, measure) in told]
        said[incident_id] = [_sentence(measure, told[incident_id, measure], record.schema, lang) for measure in stated]
    return said


def figures_and_who_says_them(record: Record, incident_ids: Sequence[str], lang: Language) -> dict[str, list[str]]:
    """Say of each of several incidents the current figures with who states them, a line per measure in its order.

    "Killed: 3 according to SOHR; 5 according to SANA." An incident of which nobody states a figure has no line.
    """
    said: dict[str, list[str]] = {incident_id: [] for incident_id in incident_ids}
    told = _told_by_measure(record, record.claims_of(incident_ids), lang) if said else {}
    order = {measure: number for number, measure in enumerate(record.schema.codes("claims.measure"))}
    for incident_id, measure in sorted(told, key=lambda key: order[key[1]]):
        current = [row for row in told[incident_id, measure] if not row["superseded"]]
        if measure not in TEXT_MEASURES and current:
            said[incident_id].append(_sentence(measure, current, record.schema, lang))
    return said


def _told_by_measure(
    record: Record, claims: pd.DataFrame, lang: Language
) -> dict[tuple[str, str], list[dict[Hashable, Any]]]:
    """Return claims by incident and measure, with what ``_sides`` asks for."""
    bounds = claim_bounds(claims)
    names = lang.column(record.origins, "name").to_dict()
    told: dict[tuple[str, str], list[dict[Hashable, Any]]] = {}
    for claim, low, high in zip(claims.to_dict("records"), bounds["low"], bounds["high"], strict=True):
        origin_id = str(claim["origin_id"])
        row: dict[Hashable, Any] = {
            "statement": statement(claim, lang),
            "position": lang.of(claim, "position"),
            "origin_id": origin_id,
            "origin": names[origin_id],
            "superseded": not pd.isna(claim["superseded_by"]),
            "low": low,
            "high": high,
        }
        told.setdefault((str(claim["incident_id"]), str(claim["measure"])), []).append(row)
    return told


def _sentence(measure: str, told: Sequence[Mapping[Hashable, Any]], schema: Schema, lang: Language) -> str:
    """Write the accounts of one contested measure as a sentence."""
    # A text that takes no side is no part of the disagreement; the accounts show it.
    rows = [row for row in told if row["position"] or measure not in TEXT_MEASURES]
    current = _sides([row for row in rows if not row["superseded"]], lang)
    earlier = _sides([row for row in rows if row["superseded"]], lang)
    label_of = schema.measure_label(measure, lang)
    if not earlier:
        return lang.say("{measure}: {accounts}.").format(measure=label_of, accounts=current)
    return lang.say("{measure}: {accounts}. Superseded figures: {earlier}.").format(
        measure=label_of, accounts=current, earlier=earlier
    )


def _sides(told: Sequence[Mapping[Hashable, Any]], lang: Language) -> str:
    """Write who states what, one clause for each figure (lowest first) or position: nobody is ranked."""
    by_side: dict[str, dict[str, None]] = {}
    for row in sorted(
        told, key=lambda row: [math.inf if math.isnan(row[end]) else row[end] for end in ("high", "low")]
    ):
        who = lang.say("reports that name no source") if row["origin_id"] == UNATTRIBUTED else row["origin"]
        by_side.setdefault(row["position"] or row["statement"], {})[who] = None
    clauses = [
        lang.say("{what} according to {who}").format(what=what, who=lang.listed(list(who)))
        for what, who in by_side.items()
    ]
    return lang.say("{first}; {then}").format(first="", then="").join(clauses)
