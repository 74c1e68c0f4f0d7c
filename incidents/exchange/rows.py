"""Incidents, claims and sources as flat rows for whoever takes them away.

Codes stand beside labels, so that a program and a reader can both use a row. Every text is plain.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import SEPARATOR
from incidents.exchange.provenance import provenance
from incidents.exchange.safe_cells import plain_cells
from incidents.language import Language
from incidents.phrases import place_name, statement
from incidents.phrases.citations import legible_address
from incidents.record.schema import KINDS, Schema
from incidents.selection.selection import Selection


def incident_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per selected incident in date order, flat: codes, labels in a language, place, figures.

    Columns: incident_id, date_start, date_end (datetime), date_precision; event_type, sub_event_type, tactic, kind,
    is_role and geo_precision, each with ``_label``; place_id, place, other_place_ids, latitude and longitude (WGS 84
    degrees), uncertainty_km, governorates, governorate_names; actors, initiators and targets, each with ``_names``;
    independent_origins, contested, in_totals; ``<measure>_low`` and ``<measure>_high`` as whole numbers or NA (nobody
    states a figure; never 0) and ``<measure>_at_least`` (the high is open above); summary, location_note, date_note,
    related. Lists are written ``a|b``.
    """
    incidents = selection.incidents
    rows: dict[str, Any] = {name: incidents[name] for name in ("incident_id", "date_start", "date_end")}
    for name in ("date_precision", "event_type", "sub_event_type", "tactic", "kind", "is_role", "geo_precision"):
        rows[name] = incidents[name].astype("str")
        rows[f"{name}_label"] = _labels(incidents[name], _label_of(selection.record.schema, name, lang))
    rows["place_id"] = incidents["place_id"].astype("str")
    rows["place"] = _labels(incidents["place_id"], lambda place_id: place_name(selection.record, place_id, lang))
    for name in ("other_place_ids", "latitude", "longitude", "uncertainty_km"):
        rows[name] = incidents[name]
    rows["governorates"] = incidents["governorates"].astype("str")
    rows["governorate_names"] = _labels(
        incidents["governorates"], _each(lambda code: selection.record.governorate_name(code, lang))
    )
    names = lang.column(selection.record.actors, "name").to_dict()
    for name in ("actors", "initiators", "targets"):
        rows[name] = incidents[name].astype("str")
        rows[f"{name}_names"] = _labels(incidents[name], _each(lambda code: names[code]))
    rows["independent_origins"] = incidents["origins"]
    for name in ("contested", "in_totals"):
        rows[name] = incidents[name]
    ends = selection.measured()
    for column in map(str, ends):
        rows[column] = _whole(ends[column].to_numpy(), is_answer=column.endswith("_at_least"))
    for name in ("summary", "location_note", "date_note"):
        rows[name] = lang.column(incidents, name)
    rows["related"] = incidents["related"]
    return plain_cells(pd.DataFrame(rows).reset_index(drop=True))


def _whole(figures: npt.NDArray[np.float64], *, is_answer: bool) -> pd.api.extensions.ExtensionArray:
    """Return figures as whole numbers, or 0 and 1 as answers; missing ones as NA."""
    missing = np.isnan(figures)
    whole = np.where(missing, 0, figures).round()
    if is_answer:
        return pd.arrays.BooleanArray(whole.astype(bool), missing)
    return pd.arrays.IntegerArray(whole.astype(np.int64), missing)


def _label_of(schema: Schema, name: str, lang: Language) -> Callable[[str], str]:
    field = KINDS if name == "kind" else f"incidents.{name}"
    return lambda code: schema.label(field, code, lang)


def _each(label_of: Callable[[str], str]) -> Callable[[str], str]:
    """Turn a label for one code into labels for a list of codes ``a|b``."""
    return lambda held: SEPARATOR.join(label_of(code) for code in held.split(SEPARATOR) if code)


def _labels(column: pd.Series, label_of: Callable[[str], str]) -> pd.Series:
    """Label a column of categories: one call per category, however many incidents there are. Missing stays missing."""
    labels = [label_of(str(category)) for category in column.cat.categories]
    return pd.Series(np.array([*labels, None], dtype=object)[column.cat.codes], index=column.index, dtype="str")


def claim_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per claim on the selected incidents, in the order of the table.

    Columns: claim_id, incident_id, measure, measure_label, statement (as shown), value, low, high, text, position,
    status (current or superseded), superseded_by, origin_id, origin, attributed_to, source_id, publisher, url,
    published, note.
    """
    claims = selection.claims
    origins, sources = (
        selection.record.origins.loc[claims["origin_id"]],
        selection.record.sources.loc[claims["source_id"]],
    )
    rows = pd.DataFrame(
        {
            "claim_id": claims["claim_id"],
            "incident_id": claims["incident_id"].astype("str"),
            "measure": claims["measure"].astype("str"),
            "measure_label": _labels(
                claims["measure"], lambda measure: selection.record.schema.measure_label(measure, lang)
            ),
            "statement": [statement(claim, lang) for _, claim in claims.iterrows()],
            **{name: claims[name] for name in ("value", "low", "high")},
            **{name: lang.column(claims, name) for name in ("text", "position")},
            "status": claims["superseded_by"].isna().map({True: "current", False: "superseded"}),
            "superseded_by": claims["superseded_by"],
            "origin_id": claims["origin_id"].astype("str"),
            "origin": lang.column(origins, "name").to_numpy(),
            "attributed_to": lang.column(claims, "attributed_to"),
            "source_id": claims["source_id"].astype("str"),
            "publisher": lang.column(sources, "publisher").to_numpy(),
            "url": sources["url"].to_numpy(),
            "published": sources["published"].to_numpy(),
            "note": lang.column(claims, "note"),
        }
    )
    return plain_cells(rows.reset_index(drop=True))


def source_rows(selection: Selection) -> pd.DataFrame:
    """Return the cited sources as the record has them, in the order in which they are first cited."""
    return plain_cells(selection.record.sources.loc[selection.claims["source_id"].unique()].reset_index(drop=True))


def cited_incident_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per incident that answers the question: ``incident_rows`` with sources and provenance.

    Adds ``sources`` (publisher and address of each, ``a | b``), ``record_version``, ``record_stamp``, ``licence``,
    ``selection``.
    """
    rows = incident_rows(selection, lang)
    sources = rows["incident_id"].map(sources_of(selection)).fillna("")
    return rows.assign(**plain_cells(pd.DataFrame({"sources": sources})), **provenance(selection))


def cited_claim_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per claim on the incidents that answer the question: ``claim_rows`` with provenance."""
    return claim_rows(selection, lang).assign(**provenance(selection))


def sources_of(selection: Selection, lang: Language | None = None) -> pd.Series:
    """Return per incident its sources as text, in the order in which its claims cite them.

    ``lang`` names publishers and writes addresses for readers; without it both stand as in the record.
    """
    cited = selection.claims[["incident_id", "source_id"]].drop_duplicates()
    sources = selection.record.sources.loc[cited["source_id"]]
    named = sources["publisher"] if lang is None else lang.column(sources, "publisher")
    written = str if lang is None else legible_address
    text = named.astype("str") + sources["url"].map(lambda url: "" if pd.isna(url) else f" {written(url)}")
    cited = cited.assign(text=text.to_numpy())
    return cited.groupby(cited["incident_id"].astype("str"), sort=False)["text"].agg(" | ".join)
