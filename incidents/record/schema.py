"""The schema a record comes with: its data package as a value, with closed lists, labels, title, terms and coverage.

Every enumerated field lists its codes once, under ``categories``, with a label and a definition in each language.
ACLED's codebook is the source of event_type, sub_event_type and the kinds of actors of the shipped record.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from incidents.language import Language, Row, plain_text, shortened
from incidents.record.contract import OTHER_KIND
from incidents.record.vocabulary import NOT_TYPED, TEXT_MEASURES

Described = Mapping[str, Any]
KINDS = "kinds"  # the closed list of kinds of events, which belongs to no column
LONGEST_STEM = 40
LONGEST_NAME = 80  # letters of the text by which an incident without a kind is called


@dataclass(frozen=True)
class Code:
    """One code of a closed list. ``groups`` names the codes above it (the event types of a sub-event type)."""

    value: str
    texts: Described
    groups: tuple[str, ...] = ()

    def label(self, lang: Language) -> str:
        """Return the label in one language."""
        return lang.of(self.texts, "label")

    def definition(self, lang: Language) -> str:
        """Return the definition in one language."""
        return lang.of(self.texts, "description")


def _as_code(category: Described) -> Code:
    groups = category.get("event_type", category.get("group", ()))
    return Code(str(category["value"]), category, (groups,) if isinstance(groups, str) else tuple(groups))


@dataclass(frozen=True, eq=False)
class Schema:
    """A data package descriptor, asked by table and field. Expects one in which ``checks`` finds no problem."""

    descriptor: Described

    @cached_property
    def tables(self) -> dict[str, Described]:
        """Return the resources that are tables by name; layers and pictures may lie beside them."""
        return {str(resource["name"]): resource for resource in self.descriptor["resources"] if "schema" in resource}

    def fields(self, table: str) -> list[Described]:
        """Return the described columns of a table; raise KeyError for a table the record does not have."""
        fields: list[Described] = self.tables[table]["schema"]["fields"]
        return fields

    @cached_property
    def _lists(self) -> dict[str, dict[str, Code]]:
        lists = {KINDS: {code.value: code for code in map(_as_code, self.descriptor[KINDS])}}
        for table in self.tables:
            for field in self.fields(table):
                if "categories" in field:
                    lists[f"{table}.{field['name']}"] = {
                        code.value: code for code in map(_as_code, field["categories"])
                    }
        return lists

    def codes(self, field: str) -> dict[str, Code]:
        """Return the codes of a field named ``table.field``, or of ``kinds``, in display order.

        Raises ValueError for a field without a closed list.
        """
        if field not in self._lists:
            raise ValueError(f"no closed list for {field}")
        return self._lists[field]

    def label(self, field: str, code: str, lang: Language) -> str:
        """Return the label of a code, such as ``label("incidents.tactic", "raid", lang)``; ValueError if unknown."""
        known = self.codes(field)
        if code not in known:
            raise ValueError(f"{code!r} is not a code of {field}")
        return known[code].label(lang)

    def kind_of(self, tactic: str) -> str:
        """Return the kind of event (attack, bombing, operation …) under which a tactic is drawn."""
        return self.codes("incidents.tactic")[tactic].groups[0]

    def kind_without_tactic(self, sub_event_type: str) -> str:
        """Return the kind under which an incident is drawn of which nobody says a tactic."""
        return str(self.codes("incidents.sub_event_type")[sub_event_type].texts.get("kind") or OTHER_KIND)

    def what(self, incident: Row, lang: Language) -> str:
        """Say what happened in the words of the closest list: the tactic, or the sub-event type where none is said.

        An incident of which nobody stated the kind, as in a sheet of one's own, is called by its own text.
        """
        tactic = incident.get("tactic")
        if isinstance(tactic, str):
            return self.label("incidents.tactic", tactic, lang)
        sub_event_type = str(incident.get("sub_event_type"))
        told = lang.of(incident, "summary") if sub_event_type == NOT_TYPED else ""
        if told:
            return shortened(plain_text(told), LONGEST_NAME)
        return self.label("incidents.sub_event_type", sub_event_type, lang)

    @cached_property
    def derived_measures(self) -> dict[str, Described]:
        """Return the measures that are made from several others, by their names (killed, wounded)."""
        return {str(derived["value"]): derived for derived in self.descriptor.get("derived_measures", ())}

    @cached_property
    def numeric_measures(self) -> list[str]:
        """Return the measures of claims that are stated by a number, in display order."""
        return [code for code in self.codes("claims.measure") if code not in TEXT_MEASURES]

    def measure_label(self, measure: str, lang: Language) -> str:
        """Return the label of a measure, stated or derived (killed, wounded); raise ValueError if unknown."""
        if measure in self.derived_measures:
            return lang.of(self.derived_measures[measure], "label")
        return self.label("claims.measure", measure, lang)

    def side_label(self, measure: str, lang: Language) -> str:
        """Return what a part of the killed is called below that heading ("Civilians"); else its label."""
        texts = self.codes("claims.measure")[measure].texts if measure in self.codes("claims.measure") else {}
        return lang.of(texts, "side") or self.measure_label(measure, lang)

    def measure_question(self, measure: str, lang: Language) -> str:
        """Return the question that a measure answers in this record alone, "" where it is that of every record."""
        code = self.codes("claims.measure").get(measure)
        return lang.of(code.texts, "question") if code else ""

    @property
    def version(self) -> str:
        """Return the version of the record as its curators name it."""
        return str(self.descriptor["version"])

    @cached_property
    def coverage(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Return the first and the last day that the record covers, both inclusive."""
        coverage = self.descriptor["coverage"]
        return pd.Timestamp(coverage["from"]), pd.Timestamp(coverage["to"])

    def title(self, lang: Language) -> str:
        """Return the record's title."""
        return lang.of(self.descriptor, "title")

    def short_title(self, lang: Language) -> str:
        """Return the title as a heading and a citation bear it; the whole title where there is no shorter one."""
        return lang.of(self.descriptor, "short_title") or self.title(lang)

    def purpose(self, lang: Language) -> str:
        """Return in a sentence what the record is for; its description where it does not say so."""
        return lang.of(self.descriptor, "purpose") or lang.of(self.descriptor, "description")

    def scope(self, lang: Language) -> str:
        """Return what counts as an incident of this record, "" where it does not say."""
        return lang.of(self.descriptor, "scope")

    def restraint(self, lang: Language) -> str:
        """Return what the record leaves out to do no harm, "" where it does not say."""
        return lang.of(self.descriptor, "restraint")

    def attribution(self, lang: Language) -> str:
        """Return whom a copy of the record has to name beside it, "" where it does not say."""
        return lang.of(self.descriptor, "attribution")

    def counted(self, count: int, lang: Language) -> str:
        """Say how many incidents there are, in the record's own nouns: "12 ISIS-related incidents".

        ``subject_en``, ``subject_ar`` … hold them by the plural categories of CLDR, beside ``none``; a record without
        them in a language has plain incidents.
        """
        forms = self.descriptor.get(f"subject_{lang.code}")
        said = lang.form(forms, count) if isinstance(forms, Mapping) else ""
        if not said and not count:
            return lang.say("No incidents")
        said = said or lang.plural("{count} incident", "{count} incidents", count)
        return said.replace("{count}", lang.number(count))

    @property
    def file_stem(self) -> str:
        """Return with what the name of every file made from the record begins: letters, digits and hyphens."""
        named = self.descriptor.get("file_stem") or self.descriptor.get("name") or ""
        return re.sub(r"[^a-z0-9]+", "-", str(named).lower()).strip("-")[:LONGEST_STEM].rstrip("-") or "incidents"

    def field_title(self, field: str, lang: Language) -> str:
        """Return the title of a column named ``table.column``; its name where it has none. ValueError if unknown."""
        table, _dot, column = field.partition(".")
        described = next((held for held in self.fields(table) if held["name"] == column), None)
        if described is None:
            raise ValueError(f"no column {field}")
        return lang.of(described, "title") or column

    def redistribution(self, lang: Language) -> str:
        """Return on what terms rows may be handed on where the source restrains that, "" where it does not."""
        return lang.of(self.descriptor, "redistribution")

    @property
    def licence(self) -> str:
        """Return the name of the licence (SPDX where there is one), "" where the record names none."""
        return str(next(iter(self.licences), {}).get("name", ""))

    @property
    def licence_title(self) -> str:
        """Return the licence as a citation names it (CC BY 4.0), "" where the record names none."""
        licence = next(iter(self.licences), {})
        return str(licence.get("short_title") or licence.get("title") or licence.get("name") or "")

    @property
    def licences(self) -> Iterable[Described]:
        """Return the licences as the data package describes them: name, title, path."""
        licences: list[Described] = self.descriptor.get("licenses", [])
        return licences
