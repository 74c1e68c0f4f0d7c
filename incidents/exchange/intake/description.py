"""How a record that was read from a file describes itself: the columns of every record, its own lists and terms."""

import copy
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from incidents.exchange.intake.events import Shape
from incidents.exchange.intake.islamic_state import ROLES
from incidents.record.schema import Described
from incidents.record.storage import DATA, DESCRIPTOR, parsed
from incidents.record.vocabulary import AGGREGATE_COUNT, NOT_TYPED, STANDING

Codes = list[dict[str, Any]]

_LEFT = ("doubts", "tallies", "versions", "edits")  # tables of the shipped record that such a record does without
_SUM = {
    "value": AGGREGATE_COUNT,
    "label": "Sum over a long time",
    "label_ar": "مجموع مدة طويلة",
    "description": "One row for many events of a month or longer; it stays out of totals.",
    "description_ar": "صف واحد لأحداث كثيرة في شهر أو أكثر؛ ولا يدخل في المجاميع.",
    "group": "other",
}
_CODER = {
    "value": "coder",
    "label": "Figure of the data set",
    "label_ar": "رقم مجموعة البيانات",
    "description": "Coded from the sources that are cited; no account of its own.",
    "description_ar": "مرمّز من المصادر المذكورة؛ وليس رواية مستقلة.",
}
_UNCLASSED = {
    "value": "unclassed",
    "label": "Not classified",
    "label_ar": "غير مصنّف",
    "description": "The file does not say.",
    "description_ar": "لا يذكر الملف ذلك.",
}
NOT_SAID = {"label": "Kind not stated", "label_ar": "النوع غير مذكور"}
_LANGUAGES = (
    {"value": "en", "label": "English", "label_ar": "الإنكليزية"},
    {"value": "ar", "label": "Arabic", "label_ar": "العربية"},
    {"value": "other", "label": "Language not stated", "label_ar": "لغة غير مذكورة"},
)
_PLACE_KINDS = (
    {"value": "country", "label": "Country", "label_ar": "بلد"},
    {"value": "governorate", "label": "Governorate", "label_ar": "محافظة"},
    {"value": "place", "label": "Place", "label_ar": "مكان"},
    {"value": "area", "label": "Area", "label_ar": "منطقة"},
)


def code_of(text: str, taken: Iterable[str] = ()) -> str:
    """Return a code for a term of a closed list: its words with hyphens; numbered where another term has it."""
    code = re.sub(r"[^\w]+", "-", text.casefold()).strip("-_")[:60] or "other"
    number, free = 2, code
    while free in taken or free == "not-stated":
        free, number = f"{code}-{number}", number + 1
    return free


def codes_of(terms: Iterable[str]) -> dict[str, str]:
    """Return term → code for the terms of a closed list."""
    codes: dict[str, str] = {}
    for term in terms:
        codes[term] = code_of(term, codes.values())
    return codes


@cache
def _shipped() -> Described:
    described: Described = parsed((DATA / DESCRIPTOR).read_bytes())
    return described


@cache
def shipped_codes() -> Mapping[str, Mapping[str, Described]]:
    """Return the codes of the closed lists of the shipped record by table and column (``incidents.event_type``)."""
    return {
        f"{table['name']}.{field['name']}": {code["value"]: code for code in field["categories"]}
        for table in _shipped()["resources"]
        for field in table["schema"]["fields"]
        if "categories" in field
    }


def listed(field: str, codes: Mapping[str, str], **more: Mapping[str, str]) -> Codes:
    """Return a closed list of the source's own terms; one that the shipped record knows has its Arabic label."""
    known = {NOT_TYPED: NOT_SAID, **shipped_codes().get(field, {})}
    told = []
    for term, code in codes.items():
        shipped = known.get(code, {})
        arabic = {"label_ar": shipped["label_ar"]} if shipped.get("label", "").casefold() == term.casefold() else {}
        own = {name: values[term] for name, values in more.items() if values.get(term)}
        told.append({"value": code, "label": term, **arabic, **own})
    return told


def description(
    shape: Shape,
    name: str,
    lists: Mapping[str, Codes],
    coverage: tuple[pd.Timestamp, pd.Timestamp],
    *,
    ending: str,
    stamp: str,
) -> Described:
    """Return the descriptor of a record; ``name`` is what the file is called, ``lists`` the closed lists by field."""
    shipped = _shipped()
    tables = [_table(table, shape, lists, ending) for table in shipped["resources"] if table["name"] not in _LEFT]
    terms = shape.terms
    said: dict[str, Any] = {
        "name": code_of(terms.name or name),
        "title": terms.title or name,
        "title_ar": terms.title_ar or name,
        "file_stem": f"{code_of(terms.name or name)}-syria" if terms.name else code_of(name),
        "description": terms.description,
        "description_ar": terms.description_ar,
        "attribution": terms.attribution,
        "attribution_ar": terms.attribution_ar,
        "redistribution": terms.redistribution,
        "redistribution_ar": terms.redistribution_ar,
        "version": stamp,
        "coverage": {"from": str(coverage[0].date()), "to": str(coverage[1].date())},
        "licenses": [dict(terms.licence)] if terms.licence else [],
        "kinds": [{**kind, **_described(shape.kinds.get(kind["value"]))} for kind in shipped["kinds"]],
        "derived_measures": shipped["derived_measures"],
        "resources": [*tables, _places(ending)],
    }
    return {key: value for key, value in said.items() if value not in ("", [])}


def _described(own: Mapping[str, str] | None) -> dict[str, str]:
    return {"description": own["label"], "description_ar": own["label_ar"], **own} if own else {}


def _table(table: Described, shape: Shape, lists: Mapping[str, Codes], ending: str) -> Described:
    """Return a table as the shipped record describes it, without what is asked of that record alone."""
    own: dict[str, Any] = copy.deepcopy(dict(table))
    own["path"] = f"{own['name']}{ending}"
    for part in ("scheme", "format", "mediatype", "encoding"):
        own.pop(part, None)
    for field in own["schema"]["fields"]:
        constraints = {key: value for key, value in field.get("constraints", {}).items() if key in {"unique"}}
        field["constraints"] = constraints
        if not constraints:
            del field["constraints"]
        if "categories" in field:
            field["categories"] = _categories(f"{own['name']}.{field['name']}", field["categories"], shape, lists)
    return own


def _categories(field: str, shipped: Codes, shape: Shape, lists: Mapping[str, Codes]) -> Codes:
    fixed: Mapping[str, Codes] = {
        "incidents.tactic": [_SUM],
        "incidents.is_role": [{"value": code, **texts} for code, texts in ROLES.items()],
        f"claims.{STANDING}": [_CODER],
        "sources.publisher_kind": [_UNCLASSED],
        "sources.language": list(_LANGUAGES),
        "origins.kind": [_UNCLASSED],
        "incident_actors.role": [
            {"value": code, **texts} for code, texts in shape.labels["incident_actors.role"].items()
        ],
        "claims.measure": [_measure(code) for code in shipped],
    }
    return list(lists.get(field) or fixed.get(field) or shipped)


def _measure(code: Described) -> dict[str, Any]:
    """Return a measure as the shipped record has it; who is cited stands where it tells outcomes."""
    if code["value"] != "outcome":
        return {key: value for key, value in code.items() if key != "actor"}
    cited = {
        "label": "Cited as a source",
        "label_ar": "مذكور مصدراً",
        "question": "Who is cited?",
        "question_ar": "من المصادر المذكورة؟",
        "description": "Whom the file names as a source.",
        "description_ar": "من يسمّيه الملف مصدراً.",
    }
    return {"value": "outcome", **cited}


def _places(ending: str) -> Described:
    """Return the description of the record's own places."""
    numbers = {"latitude", "longitude", "uncertainty_km", "matched_km"}
    from incidents.exchange.intake.places import COLUMNS

    fields: Codes = [{"name": name, "type": "number" if name in numbers else "string"} for name in COLUMNS]
    for field in fields:
        if field["name"] == "kind":
            field["categories"] = [dict(kind) for kind in _PLACE_KINDS]
        if field["name"] == "verified":
            field["categories"] = [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]
    return {
        "name": "places",
        "path": f"places{ending}",
        "schema": {"fields": fields, "primaryKey": ["place_id"], "missingValues": [""]},
    }
