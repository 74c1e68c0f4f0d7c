"""What weakens the record without making it wrong: listed by the checks, never hidden."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from geodata.cells import SEPARATOR, parts_of
from incidents.checks.rules.history import latest_version_is_led_back_to
from incidents.checks.rules.places import places_of
from incidents.checks.tables import Mask, Tables
from incidents.language import N_
from incidents.record.problem import Problem
from incidents.record.vocabulary import STANDING, UNATTRIBUTED

_IN_TWO_LANGUAGES = {"incidents": ("date_note", "location_note"), "claims": ("text", "position", "note")}


def _origins(tables: Tables) -> tuple[pd.Series, pd.Series]:
    """Return per incident how many parties tell of it, and whether somebody does without being named."""
    claims, incidents = tables["claims"], tables["incidents"].text("incident_id")
    told = pd.DataFrame({name: claims.text(name).astype("str") for name in ("incident_id", "origin_id")})
    if claims.has(STANDING):  # what is no account of the incident makes no origin of it
        told = told[~claims.is_filled(STANDING)]
    told = told.drop_duplicates()
    named = told[told["origin_id"] != UNATTRIBUTED].groupby("incident_id").size()
    return incidents.map(named).fillna(0), incidents.isin(told.loc[told["origin_id"] == UNATTRIBUTED, "incident_id"])


def incidents_of_one_origin(tables: Tables) -> Iterator[Problem]:
    """Find incidents that one party alone tells of, whatever the number of outlets."""
    named, _nameless = _origins(tables)
    yield from _all(tables, "incidents", named == 1, "incident_id", N_("Rests on a single primary source."))


def incidents_of_nobody(tables: Tables) -> Iterator[Problem]:
    """Find incidents of which every account leaves open who says so."""
    named, nameless = _origins(tables)
    silent = (named == 0) & nameless
    yield from _all(tables, "incidents", silent, "incident_id", N_("Nobody is named as saying so."))


ACCUSED = ("perpetrator", "suspected-perpetrator", "claimed")  # codes of is_role
_NAMING = ("responsibility", "identity")


def incidents_without_accuser(tables: Tables) -> Iterator[Problem]:
    """Find incidents that give the group the part of the attacker while no account names it.

    An account does so in a claim on who did it that says one of the ``group_names`` of the record (any such claim,
    where the record has none); or it is the group's own. Remarks such as "nobody claimed it" accuse nobody.
    """
    claims, incidents = tables["claims"], tables["incidents"]
    names = [re.escape(str(name)) for name in tables.schema.descriptor.get("group_names", ())]
    names_it = claims.matches("text_en", "|".join(names)) if names else claims.is_filled("text_en")
    accuses = claims.text("measure").isin(_NAMING).to_numpy() & names_it
    if "origins" in tables:
        origins = tables["origins"]
        own = origins.text("origin_id")[(origins.text("kind") == "isis").to_numpy()]
        accuses |= claims.text("origin_id").isin(own).to_numpy()
    if claims.has(STANDING):
        accuses &= ~claims.is_filled(STANDING)
    named = claims.text("incident_id")[accuses]
    bare = incidents.text("is_role").isin(ACCUSED) & ~incidents.text("incident_id").isin(named)
    yield from _all(tables, "incidents", bare, "incident_id", N_("Called the attacker while no account names it."))


_AIMS = "cells?|members?|leaders?|commanders?|emirs?|hideouts?|networks?|operatives?|governors?|bombers?|plots?"
_ARREST = "arrests"  # code of sub_event_type


def arrests_of_whom_is_said_otherwise(tables: Tables) -> Iterator[Problem]:
    """Find arrests whose target is the group while no account calls it the aim, or is not while one does.

    Rule: the codebook on ``incident_actors.role``. An account does so where it speaks of a cell, a member, a hideout or
    a plot of the group; who is only suspected or accused of belonging to it is a person, not the group. The group is
    every actor of which one of the ``group_names`` of the record is an alias. Only English texts are read.
    """
    names = [str(name) for name in tables.schema.descriptor.get("group_names", ())]
    if not names or "actors" not in tables or "incident_actors" not in tables:
        return
    actors, roles, incidents = tables["actors"], tables["incident_actors"], tables["incidents"]
    aliases = actors.text("aliases").dropna().str.split(SEPARATOR).explode()
    group = actors.text("actor_id")[aliases.index[aliases.isin(names)].unique()]
    is_target = roles.text("actor_id").isin(group) & (roles.text("role") == "target")
    arrests = incidents.text("incident_id")[(incidents.text("sub_event_type") == _ARREST).to_numpy()]
    is_aim = arrests.isin(_calling_it_the_aim(tables, names, arrests))
    told = arrests.index[is_aim != arrests.isin(roles.text("incident_id")[is_target])]
    sentence = N_(
        "The group is the target of this arrest only where an account calls its cell, member or plot the aim."
    )
    yield from _all(tables, "incidents", incidents.mask_of(told), "incident_id", sentence)


def _calling_it_the_aim(tables: Tables, names: Sequence[str], of: "pd.Series[str]") -> pd.Series:
    """Return the ids, among some, of incidents of which a text calls a part of the group what was sought."""
    name = "|".join(map(re.escape, names))
    accused = rf"(?i)\b(?:suspected|accused)(?: of)?(?: \w+){{0,2}} (?:{name})(?: \w+)?"
    aim = (
        rf"(?i)\b(?:{name})\W+(?:\w+\W+){{0,2}}?(?:{_AIMS})\b"
        rf"|\b(?:{_AIMS})\b[^.;]{{0,60}}?\b(?:of|for|in|ascribes? to) (?:{name})\b"
    )
    found = []
    for table, column in (("incidents", "summary_en"), ("claims", "text_en"), ("claims", "note_en")):
        if tables[table].has(column):
            ids = tables[table].text("incident_id")
            texts = tables[table].text(column)[ids.isin(of)].dropna().str.replace(accused, "", regex=True)
            found.append(ids[texts.index[texts.str.contains(aim, regex=True)]])
    return pd.concat(found)


def related_one_way(tables: Tables) -> Iterator[Problem]:
    """Find incidents that name another one which does not name them."""
    incidents = tables["incidents"]
    stated = np.flatnonzero(incidents.is_filled("related"))
    ids, related = (incidents.column(name).take(stated).to_pylist() for name in ("incident_id", "related"))
    named = {own: parts_of(cell) for own, cell in zip(ids, related, strict=True)}
    one_way = [
        place
        for place, own in zip(stated.tolist(), ids, strict=True)
        if any(own not in named.get(other, ()) for other in named[own])
    ]
    yield from _all(
        tables, "incidents", incidents.mask_of(one_way), "incident_id", N_("Names one that does not name it.")
    )


def incidents_at_unverified_places(tables: Tables) -> Iterator[Problem]:
    """Find incidents at places on which fewer than two independent lists agree."""
    places = places_of(tables)
    if places is not None:
        unverified = places.text("place_id")[(places.text("verified") == "no").to_numpy()]
        mask = tables["incidents"].text("place_id").isin(unverified)
        sentence = N_("Its place is not verified by two independent lists.")
        yield from _all(tables, "incidents", mask, "place_id", sentence)


def sources_without_date(tables: Tables) -> Iterator[Problem]:
    """Find pages whose day of publication is not known."""
    yield from _without(tables, "published", N_("The source has no date."))


def sources_without_address(tables: Tables) -> Iterator[Problem]:
    """Find documents that a reader cannot open."""
    yield from _without(tables, "url", N_("The source has no link."))


def _without(tables: Tables, column: str, sentence: str) -> Iterator[Problem]:
    mask = ~tables["sources"].is_filled(column)
    yield from _all(tables, "sources", mask, column, sentence, value_of="source_id")


def texts_in_one_language(tables: Tables) -> Iterator[Problem]:
    """Find texts that lack their other language."""
    for table, names in _IN_TWO_LANGUAGES.items():
        filled = tables[table].is_filled
        for name in names:
            for given, missing in ((f"{name}_en", f"{name}_ar"), (f"{name}_ar", f"{name}_en")):
                mask = filled(given) & ~filled(missing)
                yield from _all(tables, table, mask, missing, N_("Stands in one language only."), value_of=given)


def doubts_about_what_is_not_there(tables: Tables) -> Iterator[Problem]:
    """Find doubts about incidents or places that the record has not, or no longer."""
    places = places_of(tables)
    if "doubts" in tables and places is not None:
        known = {"incident_ids": tables["incidents"].text("incident_id"), "place_ids": places.text("place_id")}
        for column, ids in known.items():
            gone = tables["doubts"].text(column).dropna().str.split(SEPARATOR).explode()
            mask = tables["doubts"].mask_of(gone.index[~gone.isin(ids)])
            yield from _all(tables, "doubts", mask, column, N_("Is about something that the record has not."))


def _all(
    tables: Tables, table: str, mask: "Mask | pd.Series[bool]", column: str, sentence: str, value_of: str = ""
) -> Iterator[Problem]:
    """Name every row of a mask, however many: each is a reader's concern of its own."""
    of = tables[table]
    for place in np.flatnonzero(np.asarray(mask, dtype=bool)).tolist():
        yield Problem(of.file, of.rows[place], column, of.cell(value_of or column, place), sentence)


WEAKNESSES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    incidents_of_one_origin,
    incidents_of_nobody,
    incidents_without_accuser,
    arrests_of_whom_is_said_otherwise,
    related_one_way,
    incidents_at_unverified_places,
    sources_without_date,
    sources_without_address,
    texts_in_one_language,
    doubts_about_what_is_not_there,
    latest_version_is_led_back_to,
)
