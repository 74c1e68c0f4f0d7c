"""The record in memory: typed tables, places and derived columns, all of one version. Immutable.

``load_record`` reads the tables where they are kept and derives per incident what the filters ask for. What is asked
of a record is a ``Selection``; a record itself selects nothing.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

import numpy as np
import pandas as pd

from geodata.boundaries import layers_stamp
from geodata.gazetteer import Gazetteer, load_gazetteer
from incidents.language import N_, Language
from incidents.record.derived import (
    ORIGINS,
    actor_sets,
    derived_columns,
    figures_of_claims,
    figures_of_record,
)
from incidents.record.positions import Positions, in_order, rows_by_day
from incidents.record.profiles import profiles
from incidents.record.schema import Schema
from incidents.record.search import Search, search_of
from incidents.record.storage import by_place, load_tables
from incidents.record.tables import Tables
from incidents.record.web_addresses import with_true_addresses


def _set_event() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@dataclass(frozen=True, eq=False)
class Record:
    """What is written down, in one version.

    ``incidents`` has one row per incident in date order, with the columns of the schema and derived: kind, latitude
    and longitude (degrees; NaN without a place), uncertainty_km, in_totals, origins (count), contested, killed_class,
    actors, initiators and targets (categories), ``<measure>_low``, ``_high`` (NaN = unknown) and
    ``_at_least`` of the measures in ``derived.FIGURES``, period numbers, and ``profile``: the row of ``profiles`` that
    says all that can be counted of the incident. ``order`` is per incident its row in the table of incidents.
    ``sources``, ``origins`` and ``actors`` are indexed by their ids. ``stamp`` is a digest of all that feeds the
    record: tables, schema, gazetteer, layers.
    """

    tables: Tables
    gazetteer: Gazetteer
    stamp: str
    incidents: pd.DataFrame
    profiles: pd.DataFrame
    sources: pd.DataFrame
    origins: pd.DataFrame
    actors: pd.DataFrame
    milestones: pd.DataFrame
    order: Positions = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    _searches: list[Search] = field(default_factory=list, init=False, repr=False)  # one, once it is made
    _one_at_a_time: threading.RLock = field(default_factory=threading.RLock, init=False, repr=False)
    _ready: threading.Event = field(default_factory=_set_event, init=False, repr=False)

    def __len__(self) -> int:
        """Count the incidents."""
        return len(self.incidents)

    @property
    def schema(self) -> Schema:
        """Return what the record says of itself."""
        return self.tables.schema

    @property
    def version(self) -> str:
        """Return the version of the record as its curators name it."""
        return self.schema.version

    def title(self, lang: Language) -> str:
        """Return the record's title, or the name of where it is kept."""
        return self.schema.title(lang) or self.tables.name

    def short_title(self, lang: Language) -> str:
        """Return the title as a heading and a citation bear it, or the name of where the record is kept."""
        return self.schema.short_title(lang) or self.tables.name

    @property
    def coverage(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Return the first and the last day that the record covers, both inclusive."""
        return self.schema.coverage

    @property
    def places(self) -> pd.DataFrame:
        """Return the places of the gazetteer (see ``Gazetteer``)."""
        return self.gazetteer.places

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Return all claims in the order of the table."""
        return self.tables.read("claims")

    @property
    def search(self) -> Search:
        """Return what can be found by names and words (see ``search``); made once, when a text is asked for."""
        with self._one_at_a_time:
            if not self._searches:
                self._searches.append(search_of(self))
            return self._searches[0]

    def begin_search(self) -> None:
        """Have the search made in the background."""

        def make() -> None:
            try:
                self.search.prepare()
            finally:
                self._ready.set()

        self._ready.clear()
        threading.Thread(target=make, name="makes the search", daemon=True).start()

    def has_search(self, seconds: float) -> bool:
        """Wait so long while the search is being made in the background; say whether nobody has to wait for it."""
        return self._ready.wait(seconds)

    def claims_of(self, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the claims of some incidents."""
        return self.tables.rows_of("claims", incident_ids)

    def roles_of(self, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return incident_id, actor_id, role of some incidents."""
        return self.tables.rows_of("incident_actors", incident_ids)

    def batches(self, table: str, columns: list[str]) -> Iterator[pd.DataFrame]:
        """Yield some columns of the claims or the roles, whole incidents in each batch.

        ``incident_id`` is the position of the incident in the record, -1 where the record has no such incident.
        """
        return in_order(self.tables.batches(table, columns), self.incidents["incident_id"], self.order)

    def figures_of(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Return incident_id, measure, low, high, at_least, contested: one row per measure that the claims state."""
        figures = figures_of_claims(claims, self.schema)
        return figures[figures["measure"] != ORIGINS].reset_index(drop=True)

    def incident(self, incident_id: str) -> pd.Series:
        """Return one incident; raise KeyError for an unknown id."""
        found = np.flatnonzero((self.incidents["incident_id"] == incident_id).to_numpy(dtype=bool))
        if not len(found):
            raise KeyError(incident_id)
        return self.incidents.iloc[int(found[0])]

    def governorate_name(self, pcode: str, lang: Language) -> str:
        """Return the name of a governorate by its OCHA p-code; raise KeyError for an unknown one."""
        return lang.of(self.gazetteer.governorates[pcode], "name")


# What is done until a record can be shown, one after the other: of a large record each takes seconds.
LOADING = (
    N_("reading the tables"),
    N_("comparing the accounts"),
    N_("gathering incidents that count alike"),
)


def _nobody(step: int) -> None:
    """Listen to the steps of ``LOADING``, and do nothing."""


SEARCHED_AT_ONCE = 20_000  # incidents; the search of more takes longer than all that a first map needs


def prepare_search(record: Record) -> None:
    """Make the search now; of a large record while its readers look at the map (see ``begin_search``)."""
    if not begin_search(record):
        record.search.prepare()


def begin_search(record: Record) -> bool:
    """Begin to make the search of a large record, and say whether it is one: who asks for a text waits for it.

    ``has_search`` says whether he has to. The search of any other record is made by whoever asks for it first.
    """
    is_large = len(record) > SEARCHED_AT_ONCE
    if is_large:
        record.begin_search()
    return is_large


def load_record(
    tables: Tables | None = None, gazetteer: Gazetteer | None = None, tell: Callable[[int], object] = _nobody
) -> Record:
    """Derive what the filters ask for from the tables of a record (else the shipped one).

    Places are those of the gazetteer, unless the data package has a table ``places`` of its own. Raises KeyError or
    ValueError where the tables do not fit the schema: run ``checks`` first, which names every problem by file, row and
    column. ``tell`` is called with the number of each step of ``LOADING``.
    """
    tell(0)
    tables = tables or load_tables()
    gazetteer = places_of(tables, gazetteer or load_gazetteer())
    actors, curated = tables.read("actors"), tables.read("incidents")
    incidents, order, table_of_profiles = _derived(tables, curated, gazetteer, tell)
    return Record(
        tables=tables,
        gazetteer=gazetteer,
        stamp=stamp_of(tables.stamp, gazetteer.stamp),
        incidents=incidents,
        profiles=table_of_profiles,
        sources=with_true_addresses(tables.read("sources")).set_index("source_id", drop=False),
        origins=tables.read("origins").set_index("origin_id", drop=False),
        actors=actors.set_index("actor_id", drop=False),
        milestones=tables.read("milestones").sort_values("date", ignore_index=True),
        order=order,
    )


def _derived(
    tables: Tables, curated: pd.DataFrame, gazetteer: Gazetteer, tell: Callable[[int], object] = _nobody
) -> tuple[pd.DataFrame, Positions, pd.DataFrame]:
    """Derive incidents, their order and profiles from curated rows and what the tables state of them."""
    tell(1)
    figures = figures_of_record(tables, curated["incident_id"])
    incidents = actor_sets(derived_columns(curated, figures, gazetteer.places, tables.schema), tables)
    tell(2)
    profile, table_of_profiles = profiles(incidents, figures, tables.schema)
    order = rows_by_day(incidents)
    return incidents.assign(profile=profile).take(order).reset_index(drop=True), order, table_of_profiles


def record_of_rows(frame: Record, tables: Tables) -> Record:
    """Return a record of the incidents that some tables hold, with places, parties and sources of another record."""
    incidents, order, table_of_profiles = _derived(tables, tables.read("incidents"), frame.gazetteer)
    return replace(frame, tables=tables, incidents=incidents, profiles=table_of_profiles, order=order)


def stamp_of(tables: str, gazetteer: str) -> str:
    """Return the digest of all that feeds a record, from those of its tables and its places."""
    return sha256("".join((tables, gazetteer, layers_stamp())).encode()).hexdigest()


def places_of(tables: Tables, gazetteer: Gazetteer) -> Gazetteer:
    """Return the record's own places as a gazetteer, or the gazetteer given where it has none."""
    if "places" not in tables.schema.tables:
        return gazetteer
    return Gazetteer(by_place(tables.read("places")), tables.stamp, gazetteer.districts)
