"""A record of two incidents for the desk to work on, and a draft of a third."""

import shutil
from pathlib import Path

import pytest

from geodata.gazetteer import DATA as PLACES
from incidents.desk.draft import Draft
from incidents.desk.kept_record import KeptRecord, load_kept_record
from tests.conftest import a_claim, a_folder, a_role, a_source, an_incident

FIRST, SECOND = an_incident(1), an_incident(2, date_start="2025-06-20", place_id="raqqa", governorates="SY11")


def a_new_draft(name: str = "new-1", number: int = 3, **changes: str) -> Draft:
    """Return a draft of an incident with a source and a claim."""
    row = {key: str(cell) for key, cell in an_incident(number, **changes).items()}
    claim = {key: str(cell) for key, cell in a_claim(number, claim_id=f"SYR-{number:04}-01", source_id="new").items()}
    rows = {
        "incidents": (row,),
        "sources": (a_source("new"),),
        "claims": (claim,),
        "incident_actors": (a_role(number=number),),
    }
    return Draft(name, "", "Nour", "2026-04-01T10:00:00+00:00", "for review", rows)


@pytest.fixture(scope="module")
def kept() -> KeptRecord:
    """Return a record that no test changes."""
    return load_kept_record(a_folder([FIRST, SECOND], [a_claim(1), a_claim(2, source_id="other")]))


@pytest.fixture
def home(kept, tmp_path) -> Path:
    """Return a copy of it of the test's own."""
    assert isinstance(kept.home, Path)
    return Path(shutil.copytree(kept.home, tmp_path / "record"))


@pytest.fixture
def places(tmp_path) -> Path:
    """Return a gazetteer of the test's own."""
    return Path(shutil.copytree(PLACES, tmp_path / "places"))
