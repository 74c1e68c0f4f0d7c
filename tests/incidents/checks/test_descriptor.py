"""The description of a record: whatever is wrong with it, the part that is wrong is named, and nothing is raised."""

import copy
import json

import pytest

from incidents.checks import Sound, find_problems, read_sound
from incidents.checks.tables import MOST_LINES
from incidents.record.contract import DRAWN_KINDS, TABLES
from incidents.record.record import load_record
from incidents.record.schema import KINDS
from incidents.record.storage import DATA
from incidents.selection.selection import select
from incidents.views.interactive_map.message import map_message
from incidents.views.map_points import map_points
from tests.conftest import EN, SCHEMA, a_claim, a_folder, a_role, an_incident
from tests.incidents.opening import open_everything

SHIPPED = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: number for number, resource in enumerate(SHIPPED["resources"])}


def described(change):
    """Write a record whose description was changed by a function, or is the text that it returns."""
    package = copy.deepcopy(SHIPPED)
    text = change(package)
    folder = a_folder()
    content = text if isinstance(text, bytes) else (text if isinstance(text, str) else json.dumps(package)).encode()
    (folder / "datapackage.json").write_bytes(content)
    return folder


def table(package, name):
    return package["resources"][RESOURCES[name]]


def field(package, name):
    of, _dot, column = name.partition(".")
    return next(held for held in table(package, of)["schema"]["fields"] if held["name"] == column)


def without(package, *parts):
    for part in parts:
        del package[part]


KINDS_OF_DESCRIPTIONS = {
    "resources {}": (lambda d: d.update(resources={}), "resources"),
    "resources []": (lambda d: d.update(resources=[]), "resources"),
    "no resources": (lambda d: without(d, "resources"), ""),
    "no version": (lambda d: without(d, "version"), ""),
    "no title": (lambda d: without(d, "title"), ""),
    "no coverage": (lambda d: without(d, "coverage"), ""),
    "no kinds": (lambda d: without(d, "kinds"), ""),
    "half a letter in the version": (lambda d: d.update(version="1\ud800"), "version"),
    "a number as version": (lambda d: d.update(version=2026), "version"),
    "coverage a text": (lambda d: d.update(coverage="2024-2026"), "coverage"),
    "coverage nonsense": (lambda d: d["coverage"].update({"from": "2025-02-30"}), "coverage.from"),
    "coverage without an end": (lambda d: without(d["coverage"], "to"), "coverage"),
    "coverage of all time": (lambda d: d.update(coverage={"from": "0001-01-01", "to": "9999-12-31"}), "coverage.from"),
    "coverage of days to come": (lambda d: d["coverage"].update({"to": "9999-12-31"}), "coverage.to"),
    "coverage reversed": (lambda d: d["coverage"].update({"from": "2026-03-05", "to": "2024-11-04"}), "coverage"),
    "coverage written otherwise": (lambda d: d["coverage"].update({"from": "20241104"}), "coverage.from"),
    "claims left out": (lambda d: d["resources"].pop(RESOURCES["claims"]), "resources"),
    "milestones left out": (lambda d: d["resources"].pop(RESOURCES["milestones"]), "resources"),
    "a table twice": (lambda d: d["resources"].append(table(d, "claims")), "resources.claims"),
    "no categories": (lambda d: without(field(d, "incidents.tactic"), "categories"), "fields.tactic.categories"),
    "categories []": (lambda d: field(d, "incidents.tactic").update(categories=[]), "fields.tactic.categories"),
    "a code of the enum alone": (
        lambda d: field(d, "incidents.tactic")["constraints"].update(enum=["raid", "drone"]),
        "fields.tactic.constraints.enum",
    ),
    "a tactic of no kind": (lambda d: without(field(d, "incidents.tactic")["categories"][0], "group"), "ambush"),
    "a tactic of a kind unknown": (
        lambda d: field(d, "incidents.tactic")["categories"][0].update(group="war"),
        "categories.ambush.group",
    ),
    "a kind without symbol": (lambda d: d["kinds"].append(d["kinds"][0] | {"value": "war"}), "kinds"),
    "a kind left out": (lambda d: d["kinds"].pop(), "kinds"),
    "a code twice": (lambda d: d["kinds"].append(d["kinds"][0]), "kinds"),
    "a code with a comma": (lambda d: d["kinds"][0].update(value="a,b"), "kinds"),
    "a label that is a number": (lambda d: d["kinds"][0].update(label=3), "kinds.attack.label"),
    "an Arabic label that is a list": (lambda d: d["kinds"][0].update(label_ar=[]), "kinds.attack.label_ar"),
    "a measure left out": (lambda d: field(d, "claims.measure")["categories"].pop(0), "fields.measure.categories"),
    "a precision of one's own": (
        lambda d: field(d, "incidents.geo_precision")["categories"].append({"value": "9", "label": "x"}),
        "fields.geo_precision.categories",
    ),
    "path a list": (lambda d: table(d, "claims").update(path=["claims.csv"]), "resources.claims.path"),
    "path absolute": (lambda d: table(d, "claims").update(path="/etc/passwd.csv"), "/etc/passwd.csv"),
    "path upwards": (lambda d: table(d, "claims").update(path="../claims.csv"), "../claims.csv"),
    "path .txt": (lambda d: table(d, "claims").update(path="claims.txt"), "resources.claims.path"),
    "path .CSV": (lambda d: table(d, "claims").update(path="claims.CSV"), "resources.claims.path"),
    "path empty": (lambda d: table(d, "claims").update(path=""), "resources.claims.path"),
    "path .": (lambda d: table(d, "claims").update(path="."), "resources.claims.path"),
    "path of another table": (lambda d: table(d, "claims").update(path="sources.csv"), "resources.sources"),
    "schema a text": (lambda d: table(d, "claims").update(schema="schema.json"), "resources.claims.schema"),
    "no schema": (lambda d: without(table(d, "claims"), "schema"), "resources.claims"),
    "no fields": (lambda d: without(table(d, "claims")["schema"], "fields"), "resources.claims.schema"),
    "fields {}": (lambda d: table(d, "claims")["schema"].update(fields={}), "resources.claims.schema.fields"),
    "fields []": (lambda d: table(d, "claims")["schema"].update(fields=[]), "resources.claims.schema.fields"),
    "a field without name": (
        lambda d: without(table(d, "claims")["schema"]["fields"][3], "name"),
        "claims.schema.fields",
    ),
    "a field without type": (lambda d: without(field(d, "claims.value"), "type"), "fields.value"),
    "a field of another type": (lambda d: field(d, "claims.value").update(type="string"), "fields.value.type"),
    "a field of a type unknown": (lambda d: field(d, "claims.value").update(type="geojson"), "fields.value.type"),
    "a date written otherwise": (lambda d: field(d, "incidents.date_start").update(format="%d/%m/%Y"), "date_start"),
    "a field twice": (
        lambda d: table(d, "claims")["schema"]["fields"].append(field(d, "claims.value")),
        "resources.claims.schema.fields",
    ),
    "a field left out": (lambda d: table(d, "claims")["schema"]["fields"].pop(3), "resources.claims.schema.fields"),
    "a pattern that is none": (
        lambda d: field(d, "claims.claim_id")["constraints"].update(pattern="(["),
        "fields.claim_id.constraints.pattern",
    ),
    "a constraint unknown": (
        lambda d: field(d, "claims.value")["constraints"].update(exclusiveMinimum=0),
        "fields.value.constraints.exclusiveMinimum",
    ),
    "required a text": (
        lambda d: field(d, "claims.claim_id")["constraints"].update(required="yes"),
        "fields.claim_id.constraints.required",
    ),
    "foreignKeys a text": (lambda d: table(d, "claims")["schema"].update(foreignKeys="x"), "claims.schema.foreignKeys"),
    "foreignKeys of texts": (
        lambda d: table(d, "claims")["schema"].update(foreignKeys=["x"]),
        "claims.schema.foreignKeys",
    ),
    "a reference to a table unknown": (
        lambda d: table(d, "claims")["schema"]["foreignKeys"][0]["reference"].update(resource="nothing"),
        "resources.claims.schema.foreignKeys",
    ),
    "a reference to a column unknown": (
        lambda d: table(d, "claims")["schema"]["foreignKeys"][0]["reference"].update(fields=["nothing"]),
        "resources.claims.schema.foreignKeys",
    ),
    "a reference of two to one": (
        lambda d: table(d, "claims")["schema"]["foreignKeys"][0].update(fields=["incident_id", "source_id"]),
        "resources.claims.schema.foreignKeys",
    ),
    "a key of a column unknown": (
        lambda d: table(d, "claims")["schema"].update(primaryKey=["nothing"]),
        "resources.claims.schema.primaryKey",
    ),
    "another missing value": (lambda d: table(d, "claims")["schema"].update(missingValues=["NA"]), "missingValues"),
    "another encoding": (lambda d: table(d, "claims").update(encoding="cp1256"), "resources.claims.encoding"),
    "a licence that leads elsewhere": (
        lambda d: d["licenses"][0].update(path="javascript:x"),
        "licenses.CC-BY-4.0.path",
    ),
    "a tally compared with a kind unknown": (
        lambda d: field(d, "tallies.counted")["categories"][0].update(kinds=["atack"]),
        "tallies.schema.fields.counted.categories.attacks.kinds",
    ),
    "a tally compared with all roles at once": (
        lambda d: field(d, "tallies.counted")["categories"][0].update(roles="perpetrator"),
        "tallies.schema.fields.counted.categories.attacks.roles",
    ),
    "a tally of an area unknown": (
        lambda d: field(d, "tallies.area")["categories"][1].update(governorates=["SY99"]),
        "tallies.schema.fields.area.categories.sdf-areas.governorates",
    ),
    "a glossary of texts": (lambda d: d.update(glossary=["x"]), "glossary.0"),
    "nouns that are no texts": (lambda d: d.update(subject_en={"one": 1}), "subject_en.one"),
    "brackets": (lambda _d: "[" * 100_000, ""),
    "braces that do not end": (lambda d: json.dumps(d)[:-9], ""),
    "a number without end": (lambda _d: '{"version": ' + "9" * 5_000 + "}", ""),
    "no text": (lambda _d: b"\xff\xfe\x00", ""),
    "a text of Windows": (lambda d: json.dumps(d, ensure_ascii=False).encode("cp1256", "replace"), ""),
    "true": (lambda _d: "true", ""),
    "null": (lambda _d: "null", ""),
}


@pytest.mark.parametrize("kind", KINDS_OF_DESCRIPTIONS)
def test_what_is_wrong_is_named_by_the_part_it_is_in(kind):
    change, part = KINDS_OF_DESCRIPTIONS[kind]
    problems = find_problems(described(change))
    assert problems
    assert len(problems) <= MOST_LINES, list(map(str, problems))
    assert any(part in problem.column or part in problem.file for problem in problems), list(map(str, problems))
    assert all("tests" not in str(problem) and "Traceback" not in str(problem) for problem in problems)


def test_a_description_with_a_byte_order_mark_or_of_another_layout_is_the_same():
    assert find_problems(described(lambda d: json.dumps(d, ensure_ascii=False).encode("utf-8-sig"))) == []
    assert find_problems(described(lambda d: json.dumps(d, indent="\t").encode("utf-16"))) == []


def test_the_shipped_schema_describes_all_that_every_record_has_to_have():
    for name, needed in TABLES.items():
        columns = {field["name"]: field for field in SCHEMA.fields(name)}
        assert columns.keys() >= needed.columns.keys()
        for column, asked in needed.columns.items():
            constraints = columns[column].get("constraints", {})
            assert columns[column]["type"] == asked.type
            assert asked.required <= bool(constraints.get("required")), (name, column)
            assert (asked.low, asked.high) == (constraints.get("minimum"), constraints.get("maximum")), (name, column)
            assert (asked.codes is None) == ("categories" not in columns[column]), (name, column)
    assert tuple(SCHEMA.codes(KINDS)) == DRAWN_KINDS


def test_a_closed_list_stands_once():
    fields = [held for resource in SHIPPED["resources"] for held in resource["schema"]["fields"]]
    assert any("categories" in held for held in fields)
    assert not any("enum" in held.get("constraints", {}) for held in fields)


def with_codes_of_its_own(package):
    """Give a record a tactic, an event type, a measure, a role and kinds of origins and sources of its own."""
    code = {"label": "Own", "label_ar": "خاص", "description": "Own.", "description_ar": "خاص."}
    own = {
        "incidents.tactic": {"value": "shelling", "group": "strike"},
        "incidents.event_type": {"value": "own-type"},
        "incidents.sub_event_type": {"value": "own-sub", "event_type": ["own-type"]},
        "incidents.is_role": {"value": "own-role"},
        "claims.measure": {"value": "displaced"},
        "origins.kind": {"value": "own-origin"},
        "sources.publisher_kind": {"value": "own-publisher"},
        "sources.language": {"value": "eo"},
        "actors.kind": {"value": "own-actor"},
        "incident_actors.role": {"value": "own-part"},
    }
    for name, changes in own.items():
        field(package, name)["categories"].append(code | changes)


def test_a_record_with_codes_of_its_own_opens():
    incident = an_incident(tactic="shelling", event_type="own-type", sub_event_type="own-sub", is_role="own-role")
    folder = a_folder(
        incidents=[incident],
        claims=[a_claim(measure="displaced", value=5, origin_id="o"), a_claim(origin_id="o", value=7)],
        origins=[{"origin_id": "o", "name_en": "O", "name_ar": "و", "kind": "own-origin"}],
        roles=[a_role("somebody", "own-part")],
        actors=[{"actor_id": "somebody", "name_en": "S", "name_ar": "س", "kind": "own-actor"}],
    )
    package = copy.deepcopy(SHIPPED)
    with_codes_of_its_own(package)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    sound = read_sound(folder)
    assert isinstance(sound, Sound), [str(problem) for problem in sound]
    record = open_everything(sound, [EN], ())
    assert record.schema.label("incidents.tactic", "shelling", EN) == "Own"
    assert record.incidents["kind"].tolist() == ["strike"]


def test_kinds_in_another_order_keep_their_names():
    sound = read_sound(described(lambda d: d["kinds"].reverse()))
    record = open_everything(sound, [EN], ())
    assert record.incidents["kind"].tolist() == ["attack"]
    told = map_message(map_points(select(record)), select(record), EN).data
    drawn = [told["words"]["kinds"][number] for number, count, _asked in told["legend"]["kinds"] if count]
    assert drawn == ["Armed attack"]


def test_ids_may_be_those_of_another_source():
    package = copy.deepcopy(SHIPPED)
    for name in ("incidents.incident_id", "claims.incident_id", "claims.claim_id", "incident_actors.incident_id"):
        del field(package, name)["constraints"]["pattern"]
    folder = a_folder(incidents=[an_incident() | {"incident_id": "CS123_a.b"}])
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    sound = read_sound(folder)
    assert isinstance(sound, Sound), [str(problem) for problem in sound]
    open_everything(sound, [EN], ())


def test_an_incident_without_its_tactic_is_of_the_kind_that_its_sub_event_type_names_and_never_of_the_last():
    for named, kind in (("bombing", "bombing"), (None, "other")):
        package = copy.deepcopy(SHIPPED)
        codes = {code["value"]: code for code in field(package, "incidents.sub_event_type")["categories"]}
        del codes["armed-clash"]["kind"]
        codes["armed-clash"] |= {"kind": named} if named else {}
        del field(package, "incidents.tactic")["constraints"]
        folder = a_folder(incidents=[an_incident(tactic=""), an_incident(2)])
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        sound = read_sound(folder)
        assert isinstance(sound, Sound), [str(problem) for problem in sound]
        record = open_everything(sound, [EN], ()) if named is None else load_record(sound.tables, sound.gazetteer)
        assert record.incidents["kind"].tolist() == [kind, "attack"]
        assert record.schema.what(record.incident("SYR-0001"), EN) == "Armed clash"
