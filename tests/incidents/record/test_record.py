"""What the record in memory says of its incidents, and that profiles lose nothing."""

import json

import numpy as np
import pandas as pd
import pytest

from incidents.record.derived import FIGURES
from incidents.record.profiles import COUNTED, measured_columns
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.selection.filters import LISTS
from incidents.selection.options import count_options
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import key_figures
from tests.conftest import SCHEMA, a_claim, a_folder, a_record, a_role, a_selection, an_incident
from tests.incidents.selection.test_filters import VARIED

FOLDER = a_folder(**VARIED)
RECORD = load_record(load_tables(FOLDER))


def test_incidents_stand_in_the_order_of_their_dates_undated_first():
    incidents = [an_incident(1, date_start="2025-06-01"), an_incident(2, date_start="2025-01-01")]
    incidents.append(an_incident(3, date_start="", date_end="", date_precision="unknown"))
    assert a_selection(incidents=incidents).incidents["incident_id"].tolist() == ["SYR-0003", "SYR-0002", "SYR-0001"]


def test_actors_are_sets_by_role():
    roles = [a_role("sdf"), a_role("civilians", "target"), a_role("sdf", "target"), a_role("islamic-state", "support")]
    incident = a_selection(roles=roles).incidents.iloc[0]
    assert set(incident["actors"].split("|")) == {"sdf", "civilians", "islamic-state"}
    assert incident["initiators"] == "sdf"
    assert set(incident["targets"].split("|")) == {"sdf", "civilians"}


def test_ten_reprints_of_one_origin_count_once():
    claims = [a_claim(source_id=f"page-{number}") for number in range(10)]
    assert a_selection(claims=claims).incidents["origins"].tolist() == [1]


def test_replaced_figures_are_out_of_the_range_and_their_origin_still_counts():
    claims = [a_claim(value=9, superseded_by="SYR-0001-02"), a_claim(value=2), a_claim(value=3, origin_id="sana")]
    incident = a_selection(claims=claims).incidents.iloc[0]
    assert (incident["killed_low"], incident["killed_high"], incident["origins"]) == (2, 3, 2)


@pytest.mark.parametrize(
    ("value", "killed"), [(0, "0"), (1, "1-4"), (4, "1-4"), (5, "5-9"), (9, "5-9"), (10, "10+"), (None, "unknown")]
)
def test_killed_are_classed_by_the_highest_count_and_unknown_is_a_class(value, killed):
    claim = a_claim(measure="arrested", value=1) if value is None else a_claim(value=value)
    assert a_selection(claims=[claim]).incidents["killed_class"].tolist() == [killed]


def test_record_of_texts_alone_can_be_loaded():
    selection = a_selection(claims=[a_claim(measure="outcome", text_en="fled", text_ar="فرّ")])
    assert key_figures(selection).killed.unknown == 1


def test_record_without_incidents_can_be_loaded_and_asked():
    record = a_record(incidents=[], claims=[], sources=[])
    assert len(select(record, Question(text="Raqqa", governorate=("SY09",)))) == 0
    assert key_figures(select(record)).incidents == 0
    assert sum(count_options(select(record), ["governorate"])["governorate"].values()) == 0


def test_a_profile_says_of_its_incidents_what_they_say_themselves():
    incidents, profiles = RECORD.incidents, RECORD.profiles.iloc[RECORD.incidents["profile"]]
    for name in COUNTED:
        assert profiles[name].astype("str").tolist() == incidents[name].astype("str").tolist()
    for measure in FIGURES:
        for end in ("low", "high"):
            np.testing.assert_array_equal(profiles[f"{measure}_{end}"], incidents[f"{measure}_{end}"])
    assert profiles["located"].tolist() == incidents["latitude"].notna().tolist()


def test_profiles_are_distinct():
    assert not RECORD.profiles.astype("str").duplicated().any()


def test_every_measure_is_carried():
    selection = select(RECORD)
    figures = RECORD.figures_of(RECORD.claims).set_index(["incident_id", "measure"])
    ends = selection.measured().set_index(selection.incidents["incident_id"])
    for measure in measured_columns(SCHEMA):
        stated = figures.index[figures.index.get_level_values("measure") == measure]
        assert ends[f"{measure}_high"].notna().sum() == len(stated)
        for key in stated:
            assert ends.loc[key[0], f"{measure}_high"] == figures.loc[key, "high"]


def test_figures_of_one_incident_do_not_depend_on_the_selection():
    incident_id = RECORD.incidents["incident_id"].iloc[7]
    figures = RECORD.figures_of(RECORD.claims)
    among_all = figures[figures["incident_id"] == incident_id].reset_index(drop=True)
    alone = select(RECORD).only([incident_id])
    pd.testing.assert_frame_equal(alone.figures, among_all)
    pd.testing.assert_frame_equal(RECORD.figures_of(RECORD.claims_of([incident_id])), among_all)


def test_incident_is_found_outside_the_selection_and_unknown_ids_are_refused():
    nothing = select(RECORD, Question(governorate=("SY10",)))
    assert nothing.record.incident("SYR-0001")["incident_id"] == "SYR-0001"
    with pytest.raises(KeyError):
        RECORD.incident("SYR-9999")


def as_columnar(directory, target):
    """Write the big tables of a record as Parquet, the way large copies are kept."""
    schema = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    tables = load_tables(directory)
    for resource in schema["resources"]:
        path = directory / resource["path"]
        if resource["name"] in {"incidents", "claims", "incident_actors"}:
            resource["path"] = f"{resource['name']}.parquet"
            tables.read(resource["name"]).to_parquet(target / resource["path"])
        else:
            (target / resource["path"]).write_bytes(path.read_bytes())
    (target / "datapackage.json").write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
    return target


def test_columnar_copy_gives_the_same_answers(tmp_path):
    copy = load_record(load_tables(as_columnar(FOLDER, tmp_path)))
    for question in (Question(), Question(governorate=("SY09",), text="mine"), Question(contested=True, min_origins=2)):
        one, other = select(RECORD, question), select(copy, question)
        assert one.incidents["incident_id"].tolist() == other.incidents["incident_id"].tolist()
        assert key_figures(one) == key_figures(other)
        assert count_options(one, LISTS) == count_options(other, LISTS)
        assert one.claims["claim_id"].tolist() == other.claims["claim_id"].tolist()


def test_places_of_the_data_package_come_before_the_gazetteer(tmp_path):
    directory = a_folder()
    schema = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    schema["resources"].append({"name": "places", "path": "places.parquet", "schema": {"fields": []}})
    (directory / "datapackage.json").write_text(json.dumps(schema), encoding="utf-8")
    RECORD.places.assign(latitude=35.5).reset_index(drop=True).to_parquet(directory / "places.parquet")
    assert load_record(load_tables(directory)).incidents["latitude"].tolist() == [35.5]


def test_edited_table_is_read_again():
    directory = a_folder()
    assert len(load_record(load_tables(directory))) == 1
    path = directory / "incidents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("SYR-0001", "SYR-0042"), encoding="utf-8")
    assert load_record(load_tables(directory)).incidents["incident_id"].tolist() == ["SYR-0042"]


def opened(*claims):
    incident = a_selection(claims=list(claims)).incidents.iloc[0]
    return incident["killed_high"], bool(incident["killed_at_least"])


def test_range_is_open_above_where_its_highest_figure_is():
    assert opened(a_claim(low=54)) == (54, True)
    assert opened(a_claim(value=60), a_claim(low=54, origin_id="sana")) == (60, False)
    assert opened(a_claim(value=54), a_claim(low=54, origin_id="sana")) == (54, True)
    assert opened(a_claim(high=30)) == (30, False)
    assert opened(a_claim(low=2, high=3)) == (3, False)


def test_groups_added_up_are_open_above_where_one_of_them_is():
    parts = [a_claim(measure="killed_is", low=5), a_claim(measure="killed_civilians", value=2)]
    assert opened(*parts) == (7, True)
    assert opened(*parts, a_claim(value=9, origin_id="sana")) == (9, False)
    by_two = [a_claim(measure="killed_is", low=5), a_claim(measure="killed_civilians", value=2, origin_id="sana")]
    assert opened(*by_two) == (7, True)
