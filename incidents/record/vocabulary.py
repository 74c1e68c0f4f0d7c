"""The closed lists of the record, read from the one schema: ``data/datapackage.json``.

Every enumerated field of the data package lists its codes under ``categories`` with a label and a definition in both
languages. ACLED's codebook is the source of event_type, sub_event_type and the kinds of actors.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geodata.gazetteer import load_gazetteer
from incidents.language import Language

DATA = Path(__file__).parents[1] / "data"

# The codes on which behaviour depends; a test holds them against the schema.
AGGREGATE_COUNT = "aggregate-count"
UNATTRIBUTED = "unattributed"
NOT_STATED = "not-stated"
KILLED_CATEGORIES = ("killed_is", "killed_security", "killed_sdf", "killed_coalition", "killed_civilians")
WOUNDED_CATEGORIES = ("wounded_is", "wounded_security", "wounded_coalition", "wounded_civilians")
TEXT_MEASURES = ("date", "place", "responsibility", "outcome", "identity", "seizure")


@dataclass(frozen=True)
class Code:
    """One code of a closed list. ``groups`` names the codes above it (the event types of a sub-event type)."""

    value: str
    texts: Mapping[str, Any]
    groups: tuple[str, ...] = ()

    def label(self, lang: Language) -> str:
        """Return the label in one language."""
        return lang.of(self.texts, "label")

    def definition(self, lang: Language) -> str:
        """Return the definition in one language."""
        return lang.of(self.texts, "description")


@cache
def load_schema(directory: Path = DATA) -> dict[str, Any]:
    """Read the data package descriptor of a record."""
    schema: dict[str, Any] = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    return schema


def _as_code(category: dict[str, Any]) -> Code:
    groups = category.get("event_type", category.get("group", ()))
    return Code(
        value=str(category["value"]),
        texts=category,
        groups=(groups,) if isinstance(groups, str) else tuple(groups),
    )


@cache
def codes(field: str) -> dict[str, Code]:
    """Return the codes of a field named ``table.field``, or of ``symbol_groups``, in display order."""
    schema = load_schema()
    if field == "symbol_groups":
        return {code.value: code for code in map(_as_code, schema["symbol_groups"])}
    table, name = field.split(".")
    for resource in schema["resources"]:
        if resource["name"] == table:
            for described in resource["schema"]["fields"]:
                if described["name"] == name and "categories" in described:
                    return {code.value: code for code in map(_as_code, described["categories"])}
    raise ValueError(f"no closed list for {field}")


def label(field: str, code: str, lang: Language) -> str:
    """Return the label of a code, such as ``label("incidents.tactic", "raid", "ar")``; raise ValueError if unknown."""
    known = codes(field)
    if code not in known:
        raise ValueError(f"{code!r} is not a code of {field}")
    return known[code].label(lang)


@cache
def symbol_group(tactic: str) -> str:
    """Return the kind of event (attack, bombing, operation …) under which a tactic is drawn."""
    return codes("incidents.tactic")[tactic].groups[0]


@cache
def governorate_names() -> dict[str, dict[str, str]]:
    """Return p-code → short names (``name_en``, ``name_ar``) of the 14 governorates, from the gazetteer."""
    places = load_gazetteer()
    rows = places[places["kind"] == "governorate"]
    return {
        str(pcode): {
            "name_en": str(english).removesuffix(" Governorate"),
            "name_ar": str(arabic).removeprefix("محافظة "),
        }
        for pcode, english, arabic in zip(rows["governorates"], rows["name_en"], rows["name_ar"], strict=True)
    }


def governorate_name(pcode: str, lang: Language) -> str:
    """Return the name of a governorate by its OCHA p-code."""
    return lang.of(governorate_names()[pcode], "name")
