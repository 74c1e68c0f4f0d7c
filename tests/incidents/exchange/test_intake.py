"""Anybody's file becomes a record: what is good comes in, what is not is named by row and reason."""

import csv
import datetime as dt
import io
import json
import re

import pytest

from incidents.__main__ import main
from incidents.checks import Sound, find_problems, read_sound
from incidents.exchange.intake.importing import read_as_record
from incidents.exchange.intake.mapping import guessed, kept_mapping
from incidents.exchange.intake.opened import open_content, open_file
from incidents.exchange.intake.remarks import UnreadableFileError
from incidents.exchange.intake.shapes import SHAPES, known_headings
from incidents.exchange.intake.telling import outcome_in_words
from incidents.language import isolate
from incidents.record.reading import CODECS
from incidents.record.record import load_record
from incidents.views.incident_card import draw_card
from tests.conftest import AR, EN
from tests.incidents.exchange.odd_files import SAME, cell, text

TODAY = dt.date(2026, 11, 27)


def read(name, content, **options):
    """Return what becomes of a file."""
    return read_as_record(open_content(name, content, known_headings()), today=TODAY, **options)


def record_of(found, folder):
    """Write an import into a folder and load it."""
    for name, content in found.files(EN):
        (folder / name).write_bytes(content)
    sound = read_sound(folder)
    assert isinstance(sound, Sound), [str(problem) for problem in sound]
    return load_record(sound.tables, sound.gazetteer)


def reasons(found, fate="row"):
    """Return the rows and what is said of them."""
    return [(row, remark.say(EN)) for remark in found.remarks if remark.fate == fate for row in remark.rows.tolist()]


@pytest.mark.parametrize("name", SAME)
def test_however_a_file_was_saved_it_says_the_same(name, tmp_path):
    found = read(*SAME[name](tmp_path))
    first = found.events.rows.iloc[0]
    assert (found.mapping.kind, reasons(found)) == ("own", [])
    assert str(first["date_start"])[:10] == str(first["date_end"])[:10] == "2025-05-03"
    at = found.places.places.set_index("place_id").loc[found.places.place_id[0]]
    assert (round(at["latitude"], 2), round(at["longitude"], 2), at["governorates"]) == (34.56, 38.28, "SY04")
    assert first["summary"] == "An attack."
    if name != "points of a map":
        assert found.events.figures[["measure", "value"]].iloc[0].tolist() == ["killed_total", 2]
        assert at["name_en"] == "Tadmur" or name == "one Arabic word in Windows-1256"
        assert at["name_ar"] == "تدمر"
        assert 0 <= at["matched_km"] < 15


@pytest.mark.parametrize(("encoding", "word"), [
    ("Windows-1252", "Tués à Déraa, Wüste"), ("Windows-1254", "Şam kırsalı, IŞİD"), ("Windows-1256", "البادية"),
    ("MacRoman", "Tués à Déraa, enlèvement"),
])  # fmt: skip
def test_an_encoding_that_is_assumed_is_said_and_may_be_another(encoding, word):
    content = text({"description": word}).encode(CODECS[encoding])
    opened = open_content("s.csv", content, known_headings())
    assert (opened.encoding, opened.is_assumed) == (encoding, True)
    assert encoding in opened.told(EN)[0]
    assert opened.columns["description"].to_pylist() == [word]
    other = open_content("s.csv", content, known_headings(), "Windows-1254" if encoding == "MacRoman" else "MacRoman")
    assert not other.is_assumed
    assert other.columns["description"].to_pylist() != [word]


def test_utf_8_of_which_some_bytes_are_damaged_is_no_code_page():
    content = text({"description": "هجوم على حاجز في البادية"}).encode().replace("هجوم".encode(), b"\xd9\x87\xd9")
    with pytest.raises(UnreadableFileError):
        open_content("s.csv", content, known_headings())


@pytest.mark.parametrize("name", ["plain", "Arabic headings", "workbook", "points of a map"])
def test_what_was_read_is_a_record_in_order(name, tmp_path):
    record = record_of(read(*SAME[name](tmp_path)), tmp_path)
    assert len(record) == 1
    assert record.incidents["is_role"].tolist() == ["not-said"]


# What a cell says → the row is left out, or only the cell, or it is read otherwise; and a word of the reason.
WRONG = {
    "year 0025": (cell("date", "0025-05-03"), "row", "Earlier than 1980"),
    "year 1924": (cell("date", "1924-05-03"), "row", "Earlier than 1980"),
    "year 2924": (cell("date", "2924-05-03"), "row", "not come yet"),
    "tomorrow": (cell("date", "2026-11-28"), "row", "not come yet"),
    "no day": (cell("date", "2025-02-30"), "row", "Not a day"),
    "no date": (cell("date", "soon"), "row", "Not a day"),
    "epoch": (cell("date", "1970-01-01"), "cell", "stands for"),
    "infinite": (cell("killed", "inf"), "cell", "Not a number"),
    "half a person": (cell("killed", "1.5"), "cell", "Not a whole number"),
    "sentinel": (cell("killed", "99999"), "cell", "stands for"),
    "below nothing": (cell("killed", "-9"), "cell", "stands for"),
    "words": (cell("killed", "many"), "cell", "Not a number"),
    "point in the sea": (cell("longitude", "4239.00416"), "cell", "outside Syria"),
    "point elsewhere": (cell("latitude", "52.5"), "cell", "outside Syria"),
    "half a point": (cell("longitude", ""), "cell", "Only one"),
    "no degrees": (cell("latitude", "north"), "cell", "Not a number"),
    "governorate of nowhere": (cell("governorate", "Bavaria"), "cell", "Not a governorate"),
    "exchanged": (("sheet.csv", text({"latitude": "38.28", "longitude": "34.56"}).encode()), "changed", "exchanged"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_named_and_does_not_block_the_others(name):
    (file, content), fate, reason = WRONG[name]
    found = read(file, content + b"b-2,2025-05-04,Raqqa,Raqqa,35.95,39.01,1,A raid.,SANA\n")
    assert [row for row, said in reasons(found, fate) if reason in said] == [2]
    assert found.kept == (1 if fate == "row" else 2)


@pytest.mark.parametrize(("place", "governorate", "latitude", "longitude"),
                         [("Afrin", "Aleppo", "36.866", "36.511"), ("Idlib", "Idlib", "36.635", "35.929"),
                          ("Afrin", "", "36.866", "36.511"), ("إدلب", "", "36.635", "35.929")])  # fmt: skip
def test_coordinates_that_fit_both_ways_are_held_against_governorate_and_name(place, governorate, latitude, longitude):
    found = read(
        "s.csv",
        text({"place": place, "governorate": governorate, "latitude": latitude, "longitude": longitude}).encode(),
    )
    assert [said for _row, said in reasons(found, "changed") if "exchanged" in said]
    assert found.places.places["latitude"].iloc[-1] == float(longitude)


def test_day_and_month_are_asked_for_only_where_nobody_can_tell():
    open_question = read("s.csv", text({"date": "03/04/2025"}).encode())
    assert open_question.order_is_open
    told = read("s.csv", text({"date": "03/04/2025"}).encode(), mapping=open_question.mapping.with_order("month-first"))
    assert not told.order_is_open
    assert str(told.events.rows["date_start"].iloc[0])[:10] == "2025-03-04"
    assert not read("s.csv", text({"date": "13/04/2025"}).encode()).order_is_open


def test_single_days_that_can_be_read_in_two_ways_are_named_and_nobody_is_asked():
    days = [f"2025-05-{day:02}" for day in range(4, 29)]
    rows = "".join(f"b-{day},{day},Homs,Tadmur,34.56,38.28,1,x,y\n" for day in [*days, "03/04/2025", "05/05/2025"])
    found = read("s.csv", text({"date": "2025-05-03"}, after=rows).encode())
    assert not found.order_is_open
    assert [row for row, said in reasons(found) if "read in two ways" in said] == [28]
    assert found.kept == 27
    told = found.mapping.with_order("day-first")
    assert read("s.csv", text({"date": "2025-05-03"}, after=rows).encode(), mapping=told).kept == 28


def test_names_of_columns_cannot_reorder_a_sentence():
    found = read("s.csv", text({"killed": "many"}).encode().replace(b"source", b"remark of ours", 1))
    told = "\n".join(outcome_in_words(found, AR))
    assert isolate("killed") in told
    assert isolate("remark of ours") in told


def test_the_days_that_are_shown_as_readable_in_two_ways_are(tmp_path, capsys):
    file = tmp_path / "s.csv"
    file.write_text(
        text({"date": "2025-05-03"}, after="b,03/04/2025,Homs,Tadmur,34.56,38.28,1,x,y\n"), encoding="utf-8"
    )
    with pytest.raises(SystemExit):
        main(["import", str(file), "--out", str(tmp_path / "record")])
    assert "Days such as 03/04/2025 can be read in two ways." in capsys.readouterr().err


def test_rows_of_another_width_are_mended_or_named():
    rows = "b,2025-05-04,Raqqa,Raqqa,35.95,39.01,1,A raid.\nc,2025-05-05,Raqqa,Raqqa,35.95,39.01,1,x,y,z\nd,2025"
    found = read("s.csv", (text() + rows).encode())
    assert found.kept == 2
    assert reasons(found) == [
        (4, "The row has more cells than the table has columns."),
        (5, "The file ends within this row."),
    ]


def test_a_quotation_mark_that_is_never_closed_costs_only_what_follows():
    found = read("s.csv", (text() + 'b,2025-05-04,"Raqqa,Raqqa,35.95,39.01,1,A raid.,SANA\n').encode())
    assert (found.kept, [row for row, _said in reasons(found)]) == (1, [3])


def test_a_row_with_a_line_break_keeps_the_numbers_of_the_rows_below_it():
    found = read("s.csv", (text({"description": "One.\nTwo."}) + "b,soon,Raqqa,Raqqa,35.95,39.01,1,x,y\n").encode())
    assert [row for row, _said in reasons(found)] == [3]
    assert found.events.rows["summary"].tolist() == ["One. Two."]


def test_an_id_that_comes_again_and_columns_that_nobody_reads_are_said():
    content = text(headings={"source": "names of victims"}) + text().splitlines()[1] + "\n"
    found = read("s.csv", content.encode())
    assert reasons(found) == [(3, "This id is used in a row above.")]
    assert [remark.say(EN) for remark in found.remarks if remark.fate == "column"] == [
        "It may name victims or other persons: it is never read."
    ]


def test_arabic_stays_arabic_and_nothing_is_translated(tmp_path):
    found = read("s.csv", text({"description": "هاجم مسلحون حاجزاً", "place": "تدمر", "source": "المرصد"}).encode())
    record = record_of(found, tmp_path)
    incident = record.incidents.iloc[0]
    assert (incident["summary_ar"], incident["summary_en"]) == ("هاجم مسلحون حاجزاً", None) or incident.isna()[
        "summary_en"
    ]
    assert record.places.loc[incident["place_id"], "name_ar"] == "تدمر"
    assert record.origins.drop(index="s", errors="ignore")["name_ar"].tolist() == ["المرصد"]


def test_a_name_alone_is_set_where_the_gazetteer_has_it_and_that_is_said():
    found = read("s.csv", text({"latitude": "", "longitude": "", "place": "Raqqa", "governorate": "Raqqa"}).encode())
    assert [said for _row, said in reasons(found, "changed") if "gazetteer" in said]
    assert found.places.places["latitude"].iloc[-1] == pytest.approx(35.95, abs=0.05)


@pytest.mark.parametrize(("name", "content", "word"), [
    ("s.csv", b"", "is empty"),
    ("s.csv", b"\xff\xfe\x00", "is no text"),
    ("s.pdf", b"%PDF-1.4", "not read here"),
    ("s.csv", b"1,2\n3,4\n", "no row names"),
    ("s.csv", b"name,colour\nx,red\n", "when or where"),
    ("s.xlsx", b"PK\x03\x04 nothing", "cannot be read"),
    ("s.geojson", b"{", "cannot be read"),
    ("s.parquet", b"PAR1", "cannot be read"),
    ("s.csv", text({"date": "soon"}).encode(), "no row can be read"),
])  # fmt: skip
def test_what_is_no_table_is_refused_in_a_sentence(name, content, word):
    with pytest.raises(UnreadableFileError) as caught:
        read(name, content)
    assert word in caught.value.say(EN)


def test_that_no_row_is_left_is_said_in_the_language_of_the_reader():
    with pytest.raises(UnreadableFileError) as caught:
        read("s.csv", text({"date": "1925-05-03"}).encode())
    assert caught.value.say(EN) == "s.csv: no row can be read. Earlier than 1980."
    assert caught.value.say(AR) == "s.csv: لا صف تمكن قراءته. أقدم من عام 1980."


@pytest.mark.parametrize("kind", SHAPES)
def test_the_headings_of_a_shape_are_told_apart(kind):
    headings = SHAPES[kind].headings
    columns = [words[0] for words in headings.values()]
    assert guessed(kind, headings, columns).columns == dict(zip(headings, columns, strict=True))


def test_the_shell_shows_first_and_writes_a_record_that_opens(tmp_path, capsys):
    file, out = tmp_path / "weekly.csv", tmp_path / "record"
    file.write_text(text(after="b,soon,Raqqa,Raqqa,35.95,39.01,1,x,=1+1\n"), encoding="utf-8")
    assert main(["import", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "1 of 2 rows become incidents." in shown
    assert "Nothing is written." in shown
    assert not out.exists()
    assert main(["import", str(file), "--out", str(out)]) == 0
    assert find_problems(out) == []
    left = list(csv.DictReader(io.StringIO((out / "left-out.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["row"], row["value"]) for row in left] == [("3", "soon")]
    capsys.readouterr()
    assert main(["list", "--data", str(out), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["incidents"][0]["incident_id"] == "a-1"
    assert main(["import", str(file), "--mapping", str(out / "mapping.json"), "--out", str(out)]) == 2  # it is there
    assert main(["import", str(file), "--mapping", str(out / "mapping.json"), "--out", str(out), "--force"]) == 0


def test_a_mapping_may_be_changed_and_used_again(tmp_path):
    content = text(headings={"date": "registered"}).encode()
    columns = guessed("own", SHAPES["own"].headings, ["registered"]).columns
    assert "date" not in columns
    opened = open_content("s.csv", content, known_headings())
    changed = guessed("own", SHAPES["own"].headings, list(opened.columns))
    changed = type(changed)("own", {**changed.columns, "date": "registered"})
    assert (
        str(read_as_record(opened, mapping=changed, today=TODAY).events.rows["date_start"].iloc[0])[:10] == "2025-05-03"
    )


def test_a_kept_mapping_names_what_the_next_file_of_the_office_lacks_and_guesses_nothing(tmp_path, capsys):
    first = read("week1.csv", text(headings={"killed": "martyrs (total)"}).encode())
    kept = tmp_path / "mapping.json"
    chosen = type(first.mapping)("own", {**first.mapping.columns, "killed": "martyrs (total)"})
    kept.write_bytes(chosen.to_json())
    same = tmp_path / "week2.csv"
    same.write_text(text(headings={"killed": "martyrs (total)"}), encoding="utf-8")
    assert main(["import", str(same), "--mapping", str(kept)]) == 0
    assert "martyrs (total)" in capsys.readouterr().out
    renamed = tmp_path / "week3.csv"
    renamed.write_text(text(), encoding="utf-8")  # "killed" would be guessed by its heading
    with pytest.raises(SystemExit):
        main(["import", str(renamed), "--mapping", str(kept)])
    said = capsys.readouterr().err
    assert "no column martyrs (total)" in said
    assert "killed" in said
    mapping, gone = kept_mapping("mapping.json", kept.read_bytes(), text().splitlines()[0].split(","))
    assert gone == {"killed": "martyrs (total)"}
    assert "killed" not in mapping.columns
    assert "killed" in mapping.left


def test_columns_that_no_record_is_made_of_are_read_only_when_asked_for():
    rows = "".join(f"r{number},2025-05-03,Tadmur,Homs,34.56,38.28,1,x,y,extra {number}\n" for number in range(60))
    content = f"{text().splitlines()[0]},colour\n{rows}short,2025-05-03\n".encode()
    opened = open_content("s.csv", content, known_headings())
    assert [row[-1] for row in opened.first_rows(3)] == ["extra 0", "extra 1", "extra 2"]
    assert opened.columns["colour"].to_pylist() == [f"extra {number}" for number in range(60)]
    assert "nothing" not in opened.columns


def test_a_file_on_disk_is_not_kept_and_is_read_again_when_asked_for(tmp_path):
    rows = "".join(f"r{number},2025-05-03,Tadmur,Homs,34.56,38.28,1,x,y,extra {number}\n" for number in range(60))
    path = tmp_path / "s.csv"
    path.write_text(f"{text().splitlines()[0]},colour\n{rows}short,2025-05-03\n", encoding="utf-8")
    opened = open_file(path, known_headings())
    names = opened.columns["id"].to_pylist()
    opened.let_go()
    assert [row[-1] for row in opened.first_rows(3)] == ["extra 0", "extra 1", "extra 2"]
    assert opened.columns["id"].to_pylist() == names == [f"r{number}" for number in range(60)]
    opened.let_go()
    path.write_text(path.read_text(encoding="utf-8").replace("extra 1\n", "extra 2\n"), encoding="utf-8")  # as long
    with pytest.raises(UnreadableFileError, match="was changed"):
        opened.columns["colour"]


def test_cells_that_a_record_was_made_of_are_not_kept_beside_it(tmp_path):
    rows = "".join(f"r{number},2025-05-03,Tadmur,Homs,34.56,38.28,1,x,y\n" for number in range(60))
    path = tmp_path / "s.csv"
    path.write_text(f"{text().splitlines()[0]}\n{rows}", encoding="utf-8")
    opened = open_file(path, known_headings())
    first = read_as_record(opened)
    assert opened.columns._table.column_names == []
    again = read_as_record(opened, mapping=first.mapping)
    assert again.events.rows.equals(first.events.rows)


def test_a_large_file_says_the_same_whatever_its_columns_repeat(tmp_path):
    head = text().splitlines()[0]
    note = "x" * 900
    rows = [f"r{number},2025-05-03,Tadmur,Homs,34.56,38.28,{number % 3},{note}{number},y" for number in range(5000)]
    path = tmp_path / "large.csv"  # of more than one block, with rows that are too short and too long between
    path.write_text("\n".join([head, *rows, "r1,2025-05-03", *rows[:1], f"{rows[1]},more"]), encoding="utf-8")
    found = read_as_record(open_file(path, known_headings()), today=TODAY)
    assert (found.kept, found.gone) == (5000, 3)
    assert {number for number, _reason in reasons(found)} == {5002, 5003, 5004}
    assert found.events.rows["id"].tolist() == [f"r{number}" for number in range(5000)]


# As OCHA's exchange has them: the month in a column of its own, or as a span of days; a row of HXL tags below.
SUMS = {
    "month and year": """Country,Admin1,Admin2,ISO3,Month,Year,Events,Fatalities
#country+name,#adm1+name,#adm2+name,#country+code,#date+month,#date+year,#inc+num,#affected+killed
Syria,Homs,Tadmor,SYR,January,2024,12,30
Syria,Homs,Tadmor,SYR,February,2024,0,0
Syria,Aleppo,Menbij,SYR,January,2024,1,3
""",
    "first and last day": """\
admin1_name,admin2_name,event_type,events,fatalities,reference_period_start,reference_period_end
#adm1+name,#adm2+name,#event+type,#inc+num,#affected+killed,#date+start,#date+end
Homs,Tadmor,political_violence,12,30,2024-01-01,2024-01-31
Homs,Tadmor,political_violence,0,0,2024-02-01,2024-02-29
Aleppo,Menbij,political_violence,1,3,2024-01-01T00:00:00,2024-01-31T23:59:59
""",
}


def test_a_point_that_is_left_out_is_not_said_to_be_rounded():
    head = "code,date,loc_en,gov,lat,lon,acc,bell,strike,kmin,kmax"
    rows = "X1,2016-06-23,A,Ar Raqqah,35.96261,39.00416,exact_location,Unknown,Airstrike,1,2\n"
    rows += "X2,2016-06-23,B,Ar Raqqah,35.96261,4239.00416,exact_location,Unknown,Airstrike,1,2\n"
    found = read("a.csv", f"{head}\n{rows}".encode(), kind="airwars")
    assert [row for row, said in reasons(found, "changed") if "rounded" in said] == [2]
    assert [row for row, said in reasons(found, "cell") if "outside Syria" in said] == [3]


def test_what_ucdp_only_numbers_has_a_name_in_both_languages(tmp_path):
    head = (
        "id,type_of_violence,side_a,side_b,where_coordinates,adm_1,latitude,longitude,date_start,date_end,low,best,high"
    )
    rows = "".join(f"{kind},{kind},A,B,Tadmur,Homs,34.56,38.28,2016-01-10,2016-01-10,1\n" for kind in (1, 2, 3))
    record = record_of(read("g.csv", f"{head}\n{rows}".encode(), kind="ucdp-ged"), tmp_path)
    for field in ("incidents.event_type", "incidents.sub_event_type"):
        names = [code.label(AR) for code in record.schema.codes(field).values()]
        assert len(names) == 3
        assert not any(re.search("[A-Za-z]", name) for name in names)


@pytest.mark.parametrize("name", SUMS)
def test_a_row_that_counts_the_events_of_a_month_is_a_sum_and_stays_out_of_totals(name, tmp_path):
    found = read("events.csv", SUMS[name].encode())
    assert [reason for _row, reason in reasons(found)] == ["The row counts no event."]
    assert [row for row, reason in reasons(found, "changed") if "stays out of totals" in reason] == [3, 5]
    incidents = record_of(found, tmp_path).incidents
    assert not incidents["in_totals"].any()
    assert sorted(incidents["killed_high"]) == [3, 30]
    assert {str(day)[:10] for day in incidents["date_end"]} == {"2024-01-31"}


def test_an_event_of_one_day_that_counts_itself_is_no_sum(tmp_path):
    found = read("events.csv", b"date,governorate,events,killed\n2024-01-05,Homs,1,2\n")
    assert record_of(found, tmp_path).incidents["in_totals"].all()


def test_a_day_that_cannot_be_read_leaves_out_one_row_of_acled():
    head = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,country,admin1,geo_precision\n"
    rows = "".join(f"SYR{at},{day},{at},Battles,Armed clash,A,Syria,Homs,1\n" for at, day in enumerate(DAYS, start=1))
    found = read("acled.csv", (head + rows).encode())
    assert [row for row, _reason in reasons(found)] == [3]
    assert found.events.rows["date_note"].tolist() == ["", "ACLED gives 2024-05-09"]


DAYS = ("2024-05-03", "2024-13-01", "2024-05-09")


def test_a_card_asks_who_is_cited_and_names_a_kind_without_finer_ones_once(tmp_path):
    row = "9,1,IS - Civilians,IS,Civilians,SOHR,4,Deir ez Zor,Syria,2019-01-30,2019-01-30,3,3,3"
    heads = "id,type_of_violence,dyad_name,side_a,side_b,source_office,where_prec,adm_1,country,date_start,date_end"
    record = record_of(read("ged.csv", f"{heads},low,best,high\n{row}\n".encode()), tmp_path)
    card = draw_card(record, "9", EN)
    assert "Who is cited?" in card
    assert "What came of it?" not in card
    assert "من المصادر المذكورة؟" in draw_card(record, "9", AR)
    assert "State-based conflict" in card
    assert "› State-based conflict" not in card
