"""What a record says of itself: its nouns, its terms, its names; and what stands in where it says nothing."""

import pytest

from incidents.record.schema import Schema
from tests.conftest import AR, EN, SCHEMA


def a_schema(**words: object) -> Schema:
    return Schema({"name": "detentions-2025", "resources": [], "kinds": [], **words})


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "No floods"), (1, "1 flood"), (2, "2 floods"), (1234, "1,234 floods")],
)
def test_incidents_are_counted_in_the_nouns_of_the_record(count: int, said: str) -> None:
    schema = a_schema(subject_en={"none": "No floods", "one": "{count} flood", "other": "{count} floods"})
    assert schema.counted(count, EN) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "لا أحداث"), (2, "حدثان"), (7, "7 أحداث"), (11, "11 حدثاً"), (100, "100 حدث")],
)
def test_arabic_nouns_take_all_six_forms(count: int, said: str) -> None:
    assert SCHEMA.counted(count, AR).startswith(said)


@pytest.mark.parametrize("subject", [None, "floods", ["floods"], {}, {"one": 3, "other": None}])
def test_a_record_without_usable_nouns_has_plain_incidents(subject: object) -> None:
    schema = a_schema(subject_en=subject)
    assert [schema.counted(count, EN) for count in (0, 1, 2)] == ["No incidents", "1 incident", "2 incidents"]
    assert schema.counted(2, AR) == "حدثان"


def test_braces_in_the_nouns_of_a_record_are_text() -> None:
    assert a_schema(subject_en={"other": "{count} {place} {0}"}).counted(5, EN) == "5 {place} {0}"


@pytest.mark.parametrize(
    ("stem", "written"),
    [
        ("floods", "floods"),
        ("../../etc/passwd", "etc-passwd"),
        ("فيضانات", "incidents"),
        ("", "detentions-2025"),
        ("A" * 90, "a" * 40),
        (7, "7"),
    ],
)
def test_file_names_begin_with_letters_and_hyphens_only(stem: object, written: str) -> None:
    assert a_schema(file_stem=stem).file_stem == written


def test_a_licence_is_cited_by_its_short_name_where_it_has_one() -> None:
    assert SCHEMA.licence_title == "CC BY 4.0"
    assert a_schema(licenses=[{"name": "ODbL-1.0", "title": "Open Database License 1.0"}]).licence_title == (
        "Open Database License 1.0"
    )
    assert a_schema(licenses=[{"name": "ODbL-1.0"}]).licence_title == "ODbL-1.0"
    assert a_schema().licence_title == ""


def test_a_heading_is_the_short_title_or_else_the_title() -> None:
    assert a_schema(title="Floods in Syria").short_title(AR) == "Floods in Syria"
    assert a_schema(title="Floods in Syria", short_title="Floods").short_title(EN) == "Floods"


def test_a_column_is_named_by_its_title() -> None:
    assert SCHEMA.field_title("incidents.is_role", EN) == "Role of ISIS"
    with pytest.raises(ValueError, match="no column"):
        SCHEMA.field_title("incidents.nothing", EN)
