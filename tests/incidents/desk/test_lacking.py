"""What incidents lack is told one by one, with what only their claims and sources show."""

from incidents.checks import Sound, read_sound
from incidents.desk.lacking import DOUBTED, NO_DAY, NO_PLACE, find_lacks
from incidents.record.record import load_record
from tests.conftest import a_claim, a_folder, a_source, an_incident


def lacks(incidents, claims, sources=None):
    sound = read_sound(a_folder(incidents, claims, sources=sources) if sources else a_folder(incidents, claims))
    assert isinstance(sound, Sound), sound
    return find_lacks(sound, load_record(sound.tables, sound.gazetteer))


def test_a_single_origin_a_missing_day_and_a_missing_place_are_told():
    unknown = an_incident(
        2, date_start="", date_end="", date_precision="unknown", place_id="", governorates="", geo_precision="0"
    )
    told = lacks([an_incident(1), unknown], [a_claim(1), a_claim(1, origin_id="sdf"), a_claim(2)])
    assert {NO_DAY, NO_PLACE, "Rests on a single primary source."} <= set(told["SYR-0002"])
    assert not {NO_DAY, NO_PLACE, DOUBTED, "Rests on a single primary source."} & set(told.get("SYR-0001", ()))


def test_what_a_source_lacks_is_told_of_the_incidents_that_rest_on_it():
    claims = [a_claim(1, source_id="dated"), a_claim(2, source_id="undated")]
    sources = [a_source("dated", published="2025-06-01"), a_source("undated", published="")]
    told = lacks([an_incident(1), an_incident(2)], claims, sources)
    assert [name for name in ("SYR-0001", "SYR-0002") if "The source has no date." in told[name]] == ["SYR-0002"]
