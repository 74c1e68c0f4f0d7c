"""The shipped record itself: that it is in order, and that it holds the accounts it was built around."""

import re
from functools import cache

import pandas as pd
import pytest

from geodata.cells import SEPARATOR
from geodata.gazetteer import load_gazetteer
from incidents.checks import find_problems
from incidents.record.record import Record
from incidents.record.storage import DATA, load_tables
from incidents.record.vocabulary import TEXT_MEASURES
from tests.conftest import LANGS, shipped_record

ARTICLES = tuple(f"article-{number}" for number in range(1, 6))
ALEPPO_RAID = "SYR-0049"
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def the_record() -> Record:
    return shipped_record()


def claims_of(incident_id: str, measure: str, source_id: str | None = None) -> pd.DataFrame:
    claims = the_record().claims_of([incident_id])
    claims = claims[claims["measure"] == measure]
    return claims if source_id is None else claims[claims["source_id"] == source_id]


def figures(incident_id: str, measure: str) -> set[int]:
    return {int(value) for value in claims_of(incident_id, measure)["value"].dropna()}


def texts(incident_id: str, measure: str, source_id: str | None = None) -> str:
    return " · ".join(claims_of(incident_id, measure, source_id)["text_en"])


def test_the_shipped_record_has_no_problems() -> None:
    assert find_problems() == []


def test_incidents_lie_within_the_coverage() -> None:
    record = the_record()
    start, end = record.coverage
    assert record.incidents["date_start"].min() >= start
    assert record.incidents["date_end"].max() <= end


def test_arabic_summaries_hold_no_latin_words_but_ids() -> None:
    told = the_record().incidents.set_index("incident_id")["summary_ar"].str.replace(r"SYR-\d+", "", regex=True)
    latin = told[told.str.contains("[A-Za-z]")]
    assert latin.to_dict() == {}


def test_every_text_has_its_arabic() -> None:
    pairs = [
        ("incidents", ["summary", "date_note", "location_note"]),
        ("claims", ["text", "note", "position", "attributed_to"]),
        ("milestones", ["label"]),
        ("origins", ["name"]),
        ("actors", ["name"]),
        ("sources", ["publisher"]),
    ]
    for table, names in pairs:
        rows = load_tables().read(table)
        for name in names:
            english = rows[name if name in {"attributed_to", "publisher"} else f"{name}_en"]
            lonely = rows[english.isna() != rows[f"{name}_ar"].isna()]
            assert lonely.empty, f"{table}.{name}: {lonely.iloc[:, 0].tolist()}"


def test_the_change_log_tells_the_same_in_both_languages() -> None:
    told = []
    for name in ("CHANGELOG.md", "CHANGELOG.ar.md"):
        entries = re.findall(r"^(?:## |- ).*$", (DATA / name).read_text(encoding="utf-8"), re.MULTILINE)
        told.append([re.findall(r"^## ([\d.]+)$|(SYR-\d{4})", entry) for entry in entries])
    assert told[0] == told[1]
    assert any(version == the_record().version for version, _id in told[0][0])


@pytest.mark.parametrize("table", [resource["name"] for resource in load_tables().schema.descriptor["resources"]])
def test_no_cell_holds_characters_that_could_reorder_a_line(table: str) -> None:
    cells = load_tables().read(table).astype("str")
    hits = cells.apply(lambda column: column.str.contains(HIDDEN))
    assert not hits.to_numpy().any()


def test_text_measures_hold_texts_and_numeric_measures_hold_figures() -> None:
    claims = the_record().claims
    is_text = claims["measure"].astype("str").isin(TEXT_MEASURES)
    numbers = claims[["value", "low", "high"]]
    assert claims.loc[is_text, "text_en"].notna().all()
    assert numbers[is_text].isna().all(axis=None)
    assert claims.loc[~is_text, "text_en"].isna().all()
    assert numbers[~is_text].notna().any(axis=1).all()


def test_a_superseded_figure_was_replaced_by_the_same_origin_on_the_same_question() -> None:
    claims = the_record().claims.set_index("claim_id")
    early = claims[claims["superseded_by"].notna()]
    later = claims.loc[early["superseded_by"]]
    assert len(early) > 0
    for name in ("incident_id", "origin_id", "measure"):
        assert early[name].astype("str").tolist() == later[name].astype("str").tolist()


def test_positions_stand_only_where_accounts_can_disagree() -> None:
    claims = the_record().claims
    taken = claims[claims["position_en"].notna()]
    assert set(taken["measure"].astype("str")) <= set(TEXT_MEASURES)
    sides = taken.drop_duplicates(["incident_id", "measure", "position_en"])
    arabic = sides.groupby(["incident_id", "measure"], observed=True)["position_ar"].nunique()
    english = sides.groupby(["incident_id", "measure"], observed=True)["position_en"].nunique()
    assert arabic.equals(english)


def test_related_incidents_and_places_exist() -> None:
    incidents = the_record().incidents
    known = set(incidents["incident_id"])
    related = {other for cell in incidents["related"].dropna() for other in cell.split(SEPARATOR)}
    places = {place for cell in incidents["other_place_ids"].dropna() for place in cell.split(SEPARATOR)}
    assert related <= known
    assert places <= set(load_gazetteer().places.index)


def test_isis_media_are_cited_but_never_linked() -> None:
    record = the_record()
    said = record.claims[record.claims["origin_id"] == "isis"]
    addresses = record.sources.loc[said["source_id"], "url"].dropna().str.lower()
    assert len(said) > 0
    assert not addresses.str.contains("t\\.me/|telegra|archive\\.org|justpaste|amaq|nabaa").any()


def test_every_publisher_is_written_in_one_way_only() -> None:
    names = the_record().sources[["publisher", "publisher_ar"]].drop_duplicates()
    assert names["publisher"].is_unique


def test_codes_and_columns_are_explained_in_both_languages() -> None:
    fields = [
        field for resource in load_tables().schema.descriptor["resources"] for field in resource["schema"]["fields"]
    ]
    categories = [category for field in fields for category in field.get("categories", [])]
    for entry in [*fields, *categories]:
        assert entry["description"]
        assert entry["description_ar"]
    for code in load_tables().schema.codes("incidents.tactic").values():
        assert all(code.label(lang) and code.definition(lang) for lang in LANGS)


def test_the_glossary_names_each_term_once_in_each_language() -> None:
    glossary = load_tables().schema.descriptor["glossary"]
    assert all(entry["term_en"] and entry["term_ar"] for entry in glossary)
    assert len({entry["term_en"] for entry in glossary}) == len(glossary)


def bounds(incident_id: str, measure: str) -> tuple[float, float] | None:
    """Return the lowest and the highest current figure of a measure, None where nobody states one."""
    found = the_record().figures_of(the_record().claims)
    found = found[(found["incident_id"] == incident_id) & (found["measure"] == measure)]
    return None if found.empty else (float(found["low"].iloc[0]), float(found["high"].iloc[0]))


# What the five articles tell, with their own figures


def test_each_article_is_the_source_of_claims() -> None:
    cited = set(the_record().claims["source_id"])
    assert set(ARTICLES) <= cited


def test_the_raid_of_17_may_2025_carries_every_rival_count() -> None:
    assert figures(ALEPPO_RAID, "killed_is") == {1, 2, 3}
    assert figures(ALEPPO_RAID, "killed_security") == {1, 2}
    assert figures(ALEPPO_RAID, "arrested") == {1, 4, 5, 10}
    told = {
        "article-1": {"killed_is": {1}, "arrested": {4}},
        "article-2": {"killed_is": {1}, "killed_security": {1}, "arrested": {1, 4}},
        "article-4": {"killed_is": {3}, "killed_security": {1}, "arrested": {4, 10}},
    }
    for article, counts in told.items():
        for measure, expected in counts.items():
            assert set(claims_of(ALEPPO_RAID, measure, article)["value"].astype(int)) == expected
    assert "blew himself up" in texts(ALEPPO_RAID, "outcome", "article-4")


def test_first_counts_of_the_ministry_are_shown_but_out_of_the_range() -> None:
    assert bounds(ALEPPO_RAID, "killed_is") == (2, 3)
    assert bounds(ALEPPO_RAID, "arrested") == (4, 10)


def test_the_shooting_before_the_raid_is_an_incident_of_its_own() -> None:
    assert figures("SYR-0044", "killed_security") == {1}
    assert "hours" in texts("SYR-0044", "date", "article-1")
    assert "inquiry" in texts("SYR-0044", "date", "article-2")


def test_the_shrine_plot_is_told_for_december_and_for_january() -> None:
    assert texts("SYR-0022", "date", "article-1") == "2024-12"
    assert texts("SYR-0022", "date", "article-4") == "2025-01"
    assert "foiled" in texts("SYR-0022", "outcome", "article-1")


def test_dumayr_holds_the_captured_the_killed_and_the_undercover_agent() -> None:
    assert texts("SYR-0097", "outcome", "article-3") == "Captured"
    assert "Killed instead of the intended ISIS official" in texts("SYR-0097", "outcome")
    assert "former ISIS commander" in texts("SYR-0097", "identity", "article-3")
    assert "undercover agent" in texts("SYR-0097", "identity")


def test_the_landing_at_kassar_al_fawqani_is_there() -> None:
    incident = the_record().incidents.set_index("incident_id").loc["SYR-0099"]
    assert incident["place_id"] == "kassar-fawqani"
    assert texts("SYR-0099", "date", "article-3") == "2025-10-22"
    assert "loudspeaker" in texts("SYR-0099", "outcome", "article-3")


def test_southern_hama_is_told_without_its_village_by_the_article() -> None:
    assert texts("SYR-0085", "date", "article-3") == "2025-09-19"
    assert "Southern Hama countryside" in texts("SYR-0085", "place", "article-3")
    assert set(claims_of("SYR-0085", "killed_total", "article-3")["value"]) == {1}


def test_hasakah_and_qamishli_carry_the_article_s_counts() -> None:
    assert set(claims_of("SYR-0027", "killed_is", "article-5")["value"]) == {1}
    assert set(claims_of("SYR-0027", "arrested", "article-5")["value"]) == {2}
    assert set(claims_of("SYR-0028", "arrested", "article-5")["value"]) == {2}
    assert "markets and schools" in texts("SYR-0028", "outcome", "article-5")


def test_five_sdf_members_were_killed_in_april_2025() -> None:
    assert set(claims_of("SYR-0043", "killed_sdf", "article-4")["value"]) == {5}


def test_abu_al_harith_was_arrested_in_february_2025() -> None:
    assert texts("SYR-0030", "date", "article-1") == "2025-02"
    assert set(claims_of("SYR-0030", "arrested", "article-1")["value"]) == {1}


def test_both_isis_statements_are_there_as_claims_without_a_place() -> None:
    assert texts("SYR-0025", "date", "article-5") == "2025-01-25"
    assert "Threatens" in texts("SYR-0025", "outcome", "article-5")
    assert "media answer to the Aleppo clash" in texts("SYR-0047", "outcome", "article-1")
    incidents = the_record().incidents.set_index("incident_id")
    assert incidents.loc[["SYR-0025", "SYR-0047"], "place_id"].isna().all()


def test_the_badia_is_an_area_over_four_governorates() -> None:
    badia = load_gazetteer().places.loc["syrian-badia"]
    assert set(badia["governorates"].split(SEPARATOR)) >= {"SY04", "SY05", "SY09", "SY11"}
    incidents = the_record().incidents
    in_badia = incidents[incidents["place_id"] == "syrian-badia"]
    assert len(in_badia) > 0
    assert set(in_badia["geo_precision"]) == {"3"}


# What an audit corrected


def test_losses_of_the_second_suwayda_bomb_are_not_counted_with_the_first() -> None:
    assert bounds("SYR-0054", "killed") is None
    assert bounds("SYR-0058", "killed") == (1, 1)


def test_four_dead_over_both_sabahiya_attacks_is_no_figure_of_either() -> None:
    for incident_id in ("SYR-0169", "SYR-0170"):
        assert "over both attacks" in texts(incident_id, "outcome", "alaraby-2026-02-24-raqqa-raid")


def test_al_hol_escape_is_56_and_not_a_dispute() -> None:
    assert bounds("SYR-0081", "turned_back") == (56, 56)
    assert bounds("SYR-0081", "arrested") is None


def test_the_foiled_mine_of_june_2025_is_an_incident_of_its_own() -> None:
    assert figures("SYR-0180", "killed_is") == {1}
    assert figures("SYR-0059", "killed_is") == set()


def test_the_ministry_s_warning_before_palmyra_is_a_claim() -> None:
    assert "warned the coalition" in texts("SYR-0119", "outcome", "okaz-2025-12-13-palmyra")
