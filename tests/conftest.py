"""Builders of tiny records: a test states what matters to it, everything else has a harmless value.

``a_selection(incidents=[an_incident(place_id=None)], claims=[a_claim(measure="arrested", value=3)])`` writes a data
package with the real schema, actors and origins into a temporary folder and loads it.
"""

import atexit
import csv
import gc
import itertools
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from geodata.gazetteer import shipped_gazetteer
from incidents.language import ENGLISH, Language, language, languages
from incidents.record.record import Record, load_record
from incidents.record.storage import DATA, load_tables
from incidents.selection.selection import Selection, select
from tests.order import longest_first
from tests.reach import REACH, costs, reached, times

Row = dict[str, Any]

SCHEMA = load_tables().schema
COVERED = {"from": "2024-11-04", "to": "2026-03-05"}  # what a built record covers, however far the shipped one reaches
APP = str(Path(__file__).parents[1] / "incidents" / "widgets" / "one_run.py")  # what app.py has run
LANGS = languages()
EN, AR = ENGLISH, language("ar")

# A busy machine says nothing about what holds.
settings.register_profile("here", settings.default, deadline=None, max_examples=times(100, quick=20))
settings.load_profile("here")

# Thousands of parsed tests, of libraries and of what tests share stay anyway. To look through them for garbage, which
# Streamlit does after each run of a page and the page after each reading of a record, would take a quarter of a run.
gc.set_threshold(50_000, 20, 20)


def _set_aside() -> None:
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the run does not reach, and let what takes long begin."""
    near = reached(items, REACH, costs())
    config.hook.pytest_deselected(items=list(set(items) - set(near)))
    items[:] = longest_first(near, costs(), getattr(config, "workerinput", {"workercount": 1})["workercount"])


def pytest_report_header() -> str:
    """Say how far the run reaches."""
    return f"reach: {REACH.words}"


def pytest_collection_finish() -> None:
    """Set aside what was there before the first test."""
    _set_aside()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Set aside what the tests of a module share with those of others."""
    if nextitem is None or nextitem.path != item.path:
        _set_aside()


@pytest.fixture(scope="session", autouse=True)
def _what_is_set_aside_stays_so():
    """Let a page that has read a record anew look for garbage in what came since, not in all that tests hold."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "unfreeze", lambda: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _packages_are_searched_once():
    """Let every page of a test know the components that are installed without reading about all packages anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a test by its language: ``[ar]``."""
    return str(val) if isinstance(val, Language) else None


_room = Path(tempfile.mkdtemp(prefix="records-"))
atexit.register(shutil.rmtree, _room, ignore_errors=True)
_numbers = itertools.count()


def an_incident(number: int = 1, **changes: Any) -> Row:
    """Return a row of incidents: an armed attack in the city of Deir ez-Zor on 17 May 2025."""
    return {
        "incident_id": f"SYR-{number:04}",
        "date_start": "2025-05-17",
        "date_end": changes.get("date_start", "2025-05-17"),
        "date_precision": "day",
        "event_type": "battles",
        "sub_event_type": "armed-clash",
        "tactic": "armed-attack",
        "place_id": "deir-ez-zor",
        "governorates": "SY09",
        "geo_precision": "1",
        "is_role": "perpetrator",
        "summary_en": "Gunmen attacked a checkpoint.",
        "summary_ar": "هاجم مسلحون حاجزاً.",
    } | changes


def a_claim(number: int = 1, **changes: Any) -> Row:
    """Return a row of claims: SOHR counts something on incident ``number`` (one killed, if nothing else is said)."""
    row = {
        "incident_id": f"SYR-{number:04}",
        "source_id": "a-source",
        "attributed_to": "SOHR",
        "attributed_to_ar": "المرصد",
        "origin_id": "sohr",
        "measure": "killed_total",
    }
    row |= changes
    if not {"value", "low", "high", "text_en"} & changes.keys():
        row["value"] = 1
    return row


def a_source(source_id: str = "a-source", **changes: Any) -> Row:
    """Return a row of sources: a page of a news agency."""
    return {
        "source_id": source_id,
        "publisher": "A Publisher",
        "publisher_ar": "ناشر",
        "publisher_kind": "news-agency",
        "url": f"https://example.org/{source_id}",
        "published": "2025-05-18",
        "language": "en",
    } | changes


def a_role(actor_id: str = "islamic-state", role: str = "initiator", number: int = 1) -> Row:
    """Return a row of incident_actors."""
    return {"incident_id": f"SYR-{number:04}", "actor_id": actor_id, "role": role}


def an_origin(origin_id: str = "sohr", **changes: Any) -> Row:
    """Return a row of origins: a monitor (or nobody, for ``unattributed``) whose name is its id."""
    kind = "unattributed" if origin_id == "unattributed" else "monitor"
    return {"origin_id": origin_id, "name_en": origin_id, "name_ar": origin_id, "kind": kind} | changes


def a_tally(**changes: Any) -> Row:
    """Return a row of tallies: SOHR counted four attacks in the whole country in May 2025."""
    row = {"tally_id": "sohr-may", "origin_id": "sohr", "source_id": "a-source", "attributed_to": "SOHR"}
    row |= {"attributed_to_ar": "المرصد", "date_start": "2025-05-01", "date_end": "2025-05-31", "end_precision": "day"}
    row |= {"area": "country", "counted": "attacks", "value": 4, "bound": "stated"}
    return row | changes


def a_folder(
    incidents: Sequence[Row] | None = None,
    claims: Sequence[Row] | None = None,
    roles: Sequence[Row] | None = None,
    sources: Sequence[Row] | None = None,
    origins: Sequence[Row] | None = None,
    milestones: Sequence[Row] = (),
    doubts: Sequence[Row] = (),
    tallies: Sequence[Row] = (),
    versions: Sequence[Row] = (),
    edits: Sequence[Row] = (),
    actors: Sequence[Row] | None = None,
) -> Path:
    """Write a data package and return its folder.

    Without ``claims`` every incident has one. Claims get ids, and the sources and origins they name, where none are
    given. Actors are those of the real record, unless others are given.
    """
    incidents = [an_incident()] if incidents is None else list(incidents)
    claims = [a_claim(incident_id=row["incident_id"]) for row in incidents] if claims is None else claims
    roles = [a_role() | {"incident_id": row["incident_id"]} for row in incidents] if roles is None else list(roles)
    numbered: list[Row] = []
    for claim in claims:
        place = sum(other["incident_id"] == claim["incident_id"] for other in numbered) + 1
        numbered.append({"claim_id": f"{claim['incident_id']}-{place:02}"} | claim)
    if sources is None:
        sources = [a_source(name) for name in dict.fromkeys(claim["source_id"] for claim in claims)]
    if origins is None:
        origins = [an_origin(name) for name in dict.fromkeys(claim["origin_id"] for claim in claims)]
    directory = _room / str(next(_numbers))
    directory.mkdir()
    schema = SCHEMA.descriptor | {"coverage": COVERED}
    (directory / "datapackage.json").write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
    tables: Mapping[str, Sequence[Row]] = {
        "incidents": incidents,
        "claims": numbered,
        "incident_actors": roles,
        "sources": sources,
        "milestones": milestones,
        "actors": _real("actors") if actors is None else actors,
        "origins": origins,
        "doubts": doubts,
        "tallies": tallies,
        "versions": versions,
        "edits": edits,
    }
    for resource in schema["resources"]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        with (directory / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields, lineterminator="\n", restval="")
            writer.writeheader()
            writer.writerows(tables[resource["name"]])
    return directory


@cache
def shipped_record() -> Record:
    """Return the record that the project ships, and what is worked out from it, once for all tests."""
    return load_record()


def a_record(**tables: Any) -> Record:
    """Return the record of these tables (see ``a_folder``). Records never change: equal tables share one."""
    return _loaded(json.dumps(tables, default=str))


@lru_cache(maxsize=256)
def _loaded(tables: str) -> Record:
    return load_record(load_tables(a_folder(**json.loads(tables))), shipped_gazetteer())


def a_selection(**tables: Any) -> Selection:
    """Return all incidents of a record (see ``a_record``)."""
    return select(a_record(**tables))


@cache
def _real(table: str) -> list[Row]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
