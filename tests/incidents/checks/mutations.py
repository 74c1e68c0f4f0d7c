"""Ways in which the cells of a record and the parts of its description can be other than they should be."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geodata.gazetteer import DATA as GAZETTEER
from incidents.record.contract import needed_of
from tests.conftest import SCHEMA, Row, a_claim, a_folder, a_role, a_source, a_tally, an_incident, an_origin
from tests.reach import times

# What people, programs and attackers write into cells. Each is tried in every column of every table.
_WRITTEN = (
    *("", " ", "\u200b", "\u00a0", "\t", "0", "1", "-1", "007", "2.5", "1.0", "1e309", "INF", "nan", "None", "NULL"),
    *(
        "1_000",
        "1,000",
        "+5",
        " 3",
        "3 ",
        "1\u00a0",
        "\u0661",
        "\u06f3",
        "\u00b2",
        "1000000",
        "1000001",
        "10" * 12,
        "0x41",
    ),
    *("2025-05-17", "2025-5-7", "2025-02-30", "20250517", "2025-W20-6", "17/05/2025", "2025", "2025-13", "2025-05"),
    *("0025-11-04", "1899-12-31", "1999-12-31", "2924-11-04", "9999-12-31", "0001-01-01", "2025-05-17T00:00:00"),
    *("\x00", "a\x07b", "a\x1b[31mb", "\x7f", "\x85", "\ufffe", "a\uffff", "\U0001fffe", "\ufdd0", "a\nb", "a\r\nb"),
    *("|", "a|", "|a", "a|a", "SYR-0001|SYR-0001", "SY09|SY09", "SY99", "SY09|SY11", "sy09", "SY\u0660\u0669"),
    *("not-stated", "nobody", "unknown", "unattributed", "country", "month", "3", "killed_total", "date", "initiator"),
    *("=1+1", "@SUM(1)", "<b>bold</b>", '"', "'", "{0.__class__}", "{incidents}", "{places}", "%s", "\\", "a,b;c\td"),
    *("\u202egnp.exe", "\u2067a\u2066", "z" + "\u0301" * 50, "\U0001f468\u200d\U0001f469", "\u0627\u0654", "w" * 3000),
    *(
        "https://example.org/a",
        "javascript:alert(1)",
        "https://a b",
        "https://\u202ea",
        "ftp://x",
        "https://u@v/",
        "//x",
    ),
)
CELLS = _WRITTEN[:: times(1, quick=5)]
BATCH = 20  # so many cells of one cause are named one by one

Place = tuple[str, str]  # a table and a column
Part = tuple[str | int, ...]  # to a part of a description
Unit = Mapping[Place, str]  # the cells of one incident that are other than they should be, by their places


def carriers(count: int) -> dict[str, list[Row]]:
    """Return the tables of a record of so many incidents: row by row each table holds what belongs to one of them."""
    numbers = range(1, count + 1)
    actors = [{"actor_id": f"actor-{n}", "name_en": f"A{n}", "name_ar": "طرف", "kind": "rebel-group"} for n in numbers]
    return {
        "incidents": [an_incident(n, place_id=f"place-{n}") for n in numbers],
        "claims": [
            a_claim(n, claim_id=f"SYR-{n:04}-01", source_id=f"source-{n}", origin_id=f"origin-{n}") for n in numbers
        ],
        "roles": [a_role(f"actor-{n}", number=n) for n in numbers],
        "sources": [a_source(f"source-{n}") for n in numbers],
        "origins": [an_origin(f"origin-{n}") for n in numbers],
        "milestones": [
            {"date": "2025-01-01", "label_en": f"M{n}", "label_ar": "محطة", "source_id": f"source-{n}"} for n in numbers
        ],
        "doubts": [
            {"doubt_id": f"doubt-{n}", "subject": "map", "sentence_en": f"{n}?", "sentence_ar": "?"} for n in numbers
        ],
        "tallies": [a_tally(tally_id=f"tally-{n}", origin_id=f"origin-{n}", source_id=f"source-{n}") for n in numbers],
        "versions": [
            {"stamp": f"{n:012x}", "version": f"v{n}", "date": "2025-01-01", "digest": f"{n:012x}"} for n in numbers
        ],
        "edits": [
            {"stamp": f"{n:012x}", "table": "sources", "row": f"source-{n}", "column": "published", "was": "2025"}
            for n in numbers
        ],
        "actors": actors,
    }


def places(count: int) -> list[Row]:
    """Return a place for each incident of ``carriers``, and behind them the governorates and the country."""
    with (GAZETTEER / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        real = {row["place_id"]: row for row in csv.DictReader(file)}
    areas = [row for row in real.values() if row["kind"] in {"governorate", "country"}]
    return [real["deir-ez-zor"] | {"place_id": f"place-{number}"} for number in range(1, count + 1)] + areas


def columns_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every table with each of its columns."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        for field in resource["schema"]["fields"]:
            yield resource["name"], field["name"]


def write(units: Sequence[Unit]) -> Path:
    """Write a record with an incident for each unit, whose rows in all tables hold the cells of the unit."""
    tables = carriers(len(units))
    own_places = places(len(units))
    rows = {**tables, "incident_actors": tables["roles"], "places": own_places}
    for number, unit in enumerate(units):
        for (table, column), cell in unit.items():
            rows[table][number] = rows[table][number] | {column: cell}
    folder = a_folder(**tables)
    described = json.loads((GAZETTEER / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    resource = next(held for held in described if held["name"] == "gazetteer")
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"].append(resource | {"name": "places", "path": "places.csv"})
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(own_places[-1]), lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(own_places)
    return folder


# What may stand in place of any part of a description, by sorts of which each part is given one after the other; None
# of JSON is null, and ``ABSENT`` takes the part away.
ABSENT = object()
_HELD = ((ABSENT,), (None, True, 3), ("", " "), ("x", "<b>"), ("a\x07b", "\ud800"), ([], ["x"], [3]), ({}, {"x": "y"}))
PARTS = _HELD[:: times(1, quick=2)]


def a_short_description() -> dict[str, Any]:
    """Return the shipped description with those codes alone that every record or the records of these tests need."""
    used = {
        "battles",
        "armed-clash",
        "armed-attack",
        "perpetrator",
        "monitor",
        "news-agency",
        "en",
        "rebel-group",
        "map",
        "country",
        "attacks",
        "stated",
        "day",
    }
    package = json.loads(json.dumps(SCHEMA.descriptor))
    package["glossary"] = package["glossary"][:1]
    for resource in package["resources"]:
        needed = needed_of(resource["name"])
        for field in resource["schema"]["fields"]:
            column = needed.columns.get(field["name"]) if needed else None
            if column and column.codes is not None:
                kept = used | set(column.codes)
                codes = [code for code in field["categories"] if code["value"] in kept]
                for code in codes:
                    code.update({"roles": ["perpetrator"]} if "roles" in code else {})
                field["categories"] = sorted(codes, key=lambda code: code["value"] == "armed-clash")
    return package


def parts_of(descriptor: Mapping[str, Any]) -> list[Part]:
    """Return the paths to the parts of a description, of parts that are described alike only the first."""
    found: dict[Part, Part] = {}
    for path in _paths(descriptor, ()):
        alike = tuple("*" if isinstance(step, int) else step for step in path)
        found.setdefault(alike, path)
    return list(found.values())


def _paths(part: object, path: Part) -> Iterator[Part]:
    if path:
        yield path
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, held in inner:
        yield from _paths(held, (*path, step))


def with_part(part: Any, path: Part, value: object) -> Any:
    """Return a description with another value at a path; the rest of it is shared with the one that is given."""
    if not path:
        return value
    step, *rest = path
    changed = list(part) if isinstance(part, list) else dict(part)
    if not rest and value is ABSENT:
        del changed[step]
    else:
        changed[step] = with_part(part[step], tuple(rest), value)
    return changed


def a_described_folder(descriptor: Mapping[str, Any]) -> Path:
    """Write a record of two incidents that is described so."""
    folder = a_folder(
        **{name: rows[:2] for name, rows in carriers(2).items()} | {"incidents": [an_incident(1), an_incident(2)]}
    )
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder
