from dataclasses import replace

from incidents.phrases.citations import incident_citation, numbered_sources, record_citation, source_text
from incidents.record.schema import Schema
from tests.conftest import AR, EN, a_claim, a_record, a_selection, a_source, an_incident


def test_sources_are_numbered_as_they_are_first_cited():
    claims = [a_claim(source_id="b"), a_claim(source_id="a", origin_id="sana"), a_claim(source_id="b")]
    selection = a_selection(claims=claims)
    assert numbered_sources(selection.record, selection.claims)["number"].to_dict() == {"b": 1, "a": 2}


def test_sources_of_one_incident_are_numbered_among_themselves():
    claims = [a_claim(1, source_id="a"), a_claim(2, source_id="b")]
    selection = a_selection(incidents=[an_incident(1), an_incident(2)], claims=claims)
    assert numbered_sources(selection.record, selection.record.claims_of(["SYR-0002"]))["number"].to_dict() == {"b": 1}


def test_source_is_written_with_what_is_known_of_its_date():
    sources = [
        a_source("a"),
        a_source("b", published="2025-05"),
        a_source("c", published="2025"),
        a_source("d", published=""),
    ]
    selection = a_selection(claims=[a_claim(source_id=name) for name in "abcd"], sources=sources)
    texts = [
        source_text(source, EN).replace("\u2068", "").replace("\u2069", "")
        for _, source in selection.record.sources.iterrows()
    ]
    assert texts == [
        "A Publisher, 18 May 2025",
        "A Publisher, May 2025",
        "A Publisher, 2025",
        "A Publisher, no date",
    ]


def test_publisher_is_named_in_the_readers_language():
    selection = a_selection()
    assert "ناشر" in source_text(selection.record.sources.iloc[0], AR)


def test_incident_citation_names_record_incident_and_link():
    selection = a_selection()
    citation = incident_citation(
        selection.record, selection.incidents.iloc[0], EN, "http://localhost/?incident=SYR-0001"
    )
    for part in (
        selection.record.version,
        "SYR-0001",
        "Gunmen attacked a checkpoint.",
        "http://localhost/?incident=SYR-0001",
    ):
        assert part in citation


def test_record_citation_names_version_coverage_and_licence():
    record = a_selection().record
    citation = record_citation(record, EN)
    first, last = (EN.date(stamp.date()) for stamp in record.coverage)
    assert f"{first} to {last}" in citation
    assert "CC BY 4.0" in citation


def test_a_record_is_cited_by_its_own_title_and_without_a_licence_where_it_names_none():
    record = a_record()
    descriptor = record.schema.descriptor | {"title": "Floods in Syria", "short_title": "Floods", "licenses": []}
    other = replace(record, tables=replace(record.tables, schema=Schema(descriptor)))
    assert record_citation(other, EN).startswith("Floods in Syria, dataset version ")
    assert record_citation(other, EN).endswith("March 2026.")
    assert incident_citation(other, other.incidents.iloc[0], EN).startswith("Floods, dataset version ")
