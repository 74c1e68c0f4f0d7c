"""Coverage: claims per month and kind of origin agree with the record, empty months included."""

import re

import pytest

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.selection import select, select_ids
from incidents.views.coverage import draw_coverage
from incidents.views.origin_kinds import ORIGIN_COLOURS, origin_property
from incidents.views.tones import Theme
from tests.conftest import EN, LANGS, a_claim, a_selection, an_incident, an_origin


def rows_of(table: str) -> list[list[str]]:
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)]


def test_claims_stand_in_the_month_of_their_incident_under_the_kind_of_their_origin() -> None:
    dataset = a_selection(
        incidents=[an_incident(1, date_start="2025-03-02"), an_incident(2, date_start="2025-05-20")],
        claims=[a_claim(1), a_claim(1, measure="arrested"), a_claim(2, origin_id="a-paper")],
        origins=[an_origin("sohr"), an_origin("a-paper", kind="media")],
    )
    rows = draw_coverage(dataset, EN).rows
    told = {(row.month, row.group.split(" · ")[0]): row.claims for row in rows.itertuples()}
    assert told == {("2025-03", "Monitor or rescue service"): 2, ("2025-05", "Media, own reporting"): 1}


@pytest.mark.parametrize("lang", LANGS)
def test_chart_and_table_hold_every_dated_claim(record: Record, lang: Language) -> None:
    coverage = draw_coverage(select(record), lang)
    dated = record.incidents.loc[record.incidents["date_start"].notna(), "incident_id"]
    wanted = record.claims["incident_id"].isin(dated).sum()
    assert coverage.rows["claims"].sum() == wanted
    assert rows_of(coverage.table)[-1][2] == f"{wanted:,}"


def test_every_month_covered_has_a_row_also_one_without_claims() -> None:
    selection = a_selection()
    first, last = (stamp.date() for stamp in selection.record.coverage)
    rows = rows_of(draw_coverage(selection, EN).table)
    months = [row[0] for row in rows[1:-1]]
    assert months[0] == EN.month(first)
    assert months[-1] == EN.month(last)
    assert len(months) == (last.year - first.year) * 12 + last.month - first.month + 1
    assert rows[1][2] == "–"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chart_keeps_the_order_and_colour_of_its_groups(record: Record, theme: Theme) -> None:
    coverage = draw_coverage(select(record), EN)
    scale = coverage.spec["encoding"]["color"]["scale"]
    assert set(coverage.rows["group"]) <= set(scale["domain"])
    declared = {origin_property(kind): colours[theme] for kind, colours in ORIGIN_COLOURS.items()}
    assert len({declared[colour] for colour in scale["range"]}) == len(scale["domain"])


def test_chart_is_said_in_words_and_an_empty_one_too(record: Record) -> None:
    drawn = draw_coverage(select(record), EN)
    most = drawn.rows.groupby("group")["claims"].sum().idxmax()
    assert f"by: {most}." in drawn.alt
    assert draw_coverage(select_ids(record, []), EN).alt == "No claims."
