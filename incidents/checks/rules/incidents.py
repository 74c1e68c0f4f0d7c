"""Rules on incidents and on what they list."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from geodata.cells import SEPARATOR
from incidents.checks.tables import Tables, always
from incidents.language import N_
from incidents.record.contract import GAZETTEER, IN_SOME_LANGUAGE, PLACES
from incidents.record.problem import Problem

LISTS = (
    ("incidents", "other_place_ids"),
    ("incidents", "governorates"),
    ("incidents", "related"),
    ("doubts", "incident_ids"),
    ("doubts", "place_ids"),
    (PLACES, "governorates"),
    (GAZETTEER, "governorates"),
)


def texts_stand_in_some_language(tables: Tables) -> Iterator[Problem]:
    """Find rows without a text that readers are shown, in any language."""
    for name, pairs in IN_SOME_LANGUAGE.items():
        for pair in pairs if name in tables else ():
            held = [column for column in pair if tables[name].has(column)]
            silent = ~np.logical_or.reduce([tables[name].is_filled(column) for column in held])
            sentence = N_("One of these has to be filled: {columns}.")
            yield from tables[name].where(silent, held[0], sentence, always(columns=", ".join(held)))


def sub_event_belongs_to_event_type(tables: Tables) -> Iterator[Problem]:
    """Hold the sub-event type against the event types under which ACLED's codebook has it."""
    incidents = tables["incidents"]
    known, types = tables.schema.codes("incidents.sub_event_type"), tables.schema.codes("incidents.event_type")
    pairs = [(event, sub) for sub, code in known.items() for event in code.groups]
    event, sub = incidents.text("event_type"), incidents.text("sub_event_type")
    apart = event.isin(list(types)) & sub.isin(list(known)) & ~pd.MultiIndex.from_arrays([event, sub]).isin(pairs)
    sentence = N_("Not a kind of {event}.")
    yield from incidents.where(
        apart, "sub_event_type", sentence, lambda place: {"event": incidents.cell("event_type", place)}
    )


def every_incident_has_a_sourced_claim(tables: Tables) -> Iterator[Problem]:
    """Find incidents of which no claim with a source speaks."""
    claims, incidents = tables["claims"], tables["incidents"]
    sourced = claims.is_among("source_id", tables["sources"].column("source_id"))
    spoken_of = claims.column("incident_id").filter(sourced)
    silent = incidents.is_filled("incident_id") & ~incidents.is_among("incident_id", spoken_of)
    yield from incidents.where(silent, "incident_id", N_("No claim with a source speaks of this incident."))


def related_incidents_exist(tables: Tables) -> Iterator[Problem]:
    """Look up related ids, which are other incidents of the record."""
    incidents = tables["incidents"]
    stated = np.flatnonzero(incidents.is_filled("related"))
    ids, related = (incidents.column(name) for name in ("incident_id", "related"))
    known = set(ids.to_pylist()) if len(stated) else set()
    wrong: dict[int, str] = {}
    told = zip(stated.tolist(), ids.take(stated).to_pylist(), related.take(stated).to_pylist(), strict=True)
    for place, own, cell in told:
        for other in str(cell).split(SEPARATOR):
            if other == own or other not in known:
                wrong.setdefault(place, other)
    sentence = N_("{incident} is not another incident of the record.")
    yield from incidents.where(incidents.mask_of(wrong), "related", sentence, lambda place: {"incident": wrong[place]})


def nothing_is_listed_twice(tables: Tables) -> Iterator[Problem]:
    """Find cells of several codes that hold one of them twice."""
    for name, column in LISTS:
        if name in tables and tables[name].has(column):
            sentence = N_("{code} stands twice in this cell.")
            yield from tables[name].where_listed(column, _repeated, sentence, "code")


def _repeated(codes: list[str]) -> str | None:
    return next((code for number, code in enumerate(codes) if code in codes[:number]), None)
