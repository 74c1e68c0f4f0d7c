"""The filters: one table of all that can be asked, in the order in which page and shell offer them.

A new filter is an entry here and a field of ``Question`` of the same name. Page, link, shell, sentences, counts and
exports follow from the entry.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from incidents.language import N_, Language
from incidents.record.derived import KILLED_CLASSES
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.closed_lists import ClosedList
from incidents.selection.filter_kinds import Area, Day, Filter, Flag, Number, Section, Text
from incidents.selection.holdings import Holding, Mask, of_claims, of_column, of_places
from incidents.selection.near import Nearby
from incidents.selection.publishers import publisher_of_sources, publishers
from incidents.selection.question import Question


def _column(name: str, *, multivalued: bool = False) -> Callable[[Record], Holding]:
    return lambda record: of_column(record, name, multivalued=multivalued)


def _of_schema(name: str, field: str, **texts: Any) -> ClosedList:  # noqa: ANN401 - fields of ``ClosedList``
    """Return the filter on a closed list of the schema; the column of the incidents is named as the list."""

    def listed(record: Record) -> Iterable[str]:
        return record.schema.codes(field)

    def labelled(record: Record, code: str, lang: Language) -> str:
        return record.schema.label(field, code, lang)

    column = "kind" if field == KINDS else field.partition(".")[2]
    return ClosedList(name=name, listed=listed, labelled=labelled, held=_column(column), **texts)


def _of_actors(name: str, **texts: Any) -> ClosedList:  # noqa: ANN401 - fields of ``ClosedList``
    def listed(record: Record) -> Iterable[str]:
        return record.actors["actor_id"]

    def labelled(record: Record, code: str, lang: Language) -> str:
        return lang.of(record.actors.loc[code], "name")

    held = _column(f"{name}s", multivalued=True)
    return ClosedList(
        name=name, section="who", listed=listed, labelled=labelled, held=held, is_long=True, is_sorted=True, **texts
    )


def _governorate(record: Record, code: str, lang: Language) -> str:
    names = record.gazetteer.governorates
    return lang.of(names[code], "name") if code in names else lang.forwards(code)


def _districts(record: Record) -> Iterable[str]:
    codes = record.places["adm2_pcode"].dropna() if "adm2_pcode" in record.places else ()
    return sorted({*record.gazetteer.districts, *map(str, codes)})


def _district(record: Record, code: str, lang: Language) -> str:
    names = record.gazetteer.districts
    if code in names:
        return lang.of(names[code], "name")
    return lang.say("{code}, {governorate}").format(
        code=lang.forwards(code), governorate=_governorate(record, code[: len("SY01")], lang)
    )


def _place(record: Record, code: str, lang: Language) -> str:
    places = record.gazetteer.places
    return lang.of(record.gazetteer.place(code), "name") if code in places.index else lang.forwards(code)


def _killed_class(_record: Record, code: str, lang: Language) -> str:
    if code == "unknown":
        return lang.say("number not reported")
    if code.endswith("+"):
        return lang.say("{number} or more").format(number=code.removesuffix("+"))
    return lang.forwards(code.replace("-", "\u2013")) if "-" in code else code


def _at_least_origins(lang: Language, count: int) -> str:
    return lang.plural(
        "at least {count} independent primary source", "at least {count} independent primary sources", count
    )


_ALL: tuple[Filter[Any], ...] = (
    ClosedList(
        name="governorate",
        section="where",
        title=N_("Governorate"),
        explained=N_("p-code, such as {example}"),
        example="SY09",
        sentence=N_("in {options}"),
        unstated=N_("a governorate not stated"),
        unstated_alone=N_("governorate not stated"),
        listed=lambda record: record.gazetteer.governorates,
        labelled=_governorate,
        held=_column("governorates", multivalued=True),
    ),
    ClosedList(
        name="district",
        section="where",
        title=N_("District"),
        note=N_("That of the places named. What is reported of a whole governorate or desert lies in no district."),
        explained=N_("p-code of a district (OCHA admin 2), such as {example}"),
        example="SY0902",
        sentence=N_("district: {options}"),
        listed=_districts,
        labelled=_district,
        held=lambda record: of_places(record, "adm2_pcode"),
        is_long=True,
    ),
    ClosedList(
        name="place",
        section="map",  # asked for by opening its dossier: a list of all places would be as long as the record
        title=N_("Place"),
        note=N_("Incidents that name just this place, exactly or roughly; what lies around it is asked for by “Near”."),
        explained=N_("place of the gazetteer, such as {example}"),
        example="mayadin",
        sentence=N_("place: {options}"),
        listed=lambda record: map(str, record.gazetteer.places.index),
        labelled=_place,
        held=lambda record: of_places(record, "place_id"),
        is_long=True,
        is_sorted=True,
    ),
    _of_schema(
        "is_role",
        "incidents.is_role",
        section="who",
        title="",
        titled=lambda record, lang: record.schema.field_title("incidents.is_role", lang),
        explained=N_("part of those whom the record is about, such as {example}"),
        example="suspected-perpetrator",
        sentence=N_("{title}: {options}"),
    ),
    _of_actors(
        "actor",
        title=N_("Actor in any role"),
        explained=N_("actor in any role, such as {example}"),
        example="islamic-state",
        sentence=N_("involving {options}"),
        unstated=N_("a party not stated"),
    ),
    _of_actors(
        "initiator",
        title=N_("Carried out by"),
        note=N_("As the accounts have it: an accusation is not a verdict."),
        explained=N_("actor said to have carried it out, such as {example}"),
        example="coalition",
        sentence=N_("reportedly carried out by {options}"),
        unstated=N_("a party not stated"),
    ),
    _of_actors(
        "target",
        title=N_("Targeted"),
        explained=N_("actor that was targeted, such as {example}"),
        example="civilians",
        sentence=N_("targeting {options}"),
        unstated=N_("a party not stated"),
    ),
    _of_schema(
        "kind",
        KINDS,
        section="what",
        title=N_("Kind"),
        explained=N_("kind of the map's legend, such as {example}"),
        example="bombing",
        sentence=N_("kind: {options}"),
    ),
    _of_schema(
        "event_type",
        "incidents.event_type",
        section="what",
        title=N_("ACLED event type"),
        explained=N_("event type of ACLED's codebook, such as {example}"),
        example="battles",
        sentence=N_("ACLED event type: {options}"),
    ),
    _of_schema(
        "tactic",
        "incidents.tactic",
        section="what",
        title=N_("Detailed kind"),
        explained=N_("detailed kind, such as {example}"),
        example="raid",
        sentence=N_("detailed kind: {options}"),
        is_long=True,
    ),
    ClosedList(
        name="killed",
        section="what",
        title=N_("Killed (highest current account)"),
        explained=N_("class of people killed: {example}"),
        example="unknown, 0, 1-4, 5-9, 10+",
        sentence=N_("people killed: {options}"),
        listed=lambda _record: KILLED_CLASSES,
        labelled=_killed_class,
        held=_column("killed_class"),
    ),
    _of_schema(
        "precision",
        "incidents.geo_precision",
        section="where",
        title=N_("Location precision"),
        explained=N_("location precision: {example}"),
        example="1, 2, 3, 0",
        sentence=N_("location precision: {options}"),
    ),
    Nearby(
        name="near",
        section="where",
        title=N_("Near"),
        note=N_(
            "Keeps what may lie within so many km. A place known only roughly is an area: it counts where any part of "
            "the area lies inside, and the line of the question says how many surely do."
        ),
        explained=N_("within so many km of a place or of coordinates, such as {example}"),
        example="raqqa,30 / 35.95,39.01,30",
        sentence=N_("within {distance} km of {place}"),
    ),
    Day(
        name="date_from",
        parameter="from",
        section="when",
        title=N_("From"),
        explained=N_("first day, YYYY-MM-DD"),
        sentence=N_("from {date}"),
    ),
    Day(
        name="date_to",
        parameter="to",
        section="when",
        title=N_("To"),
        explained=N_("last day, YYYY-MM-DD"),
        sentence=N_("until {date}"),
        is_last=True,
    ),
    ClosedList(
        name="publisher",
        section="said",
        title=N_("Publisher of a source"),
        explained=N_("publisher of a source, such as {example}"),
        example="shafaq-news",
        sentence=N_("reported by {options}"),
        listed=publishers,
        labelled=lambda record, code, lang: lang.of(publishers(record)[code], "publisher"),
        held=lambda record: of_claims(record, "source_id", publisher_of_sources),
        is_long=True,
        is_sorted=True,
    ),
    ClosedList(
        name="origin",
        section="said",
        title=N_("Primary source"),
        note=N_("The party from which a report has what it tells, whoever printed it."),
        explained=N_("party that said it, such as {example}"),
        example="sohr",
        sentence=N_("according to {options}"),
        listed=lambda record: record.origins["origin_id"],
        labelled=lambda record, code, lang: lang.of(record.origins.loc[code], "name"),
        held=lambda record: of_claims(record, "origin_id"),
        is_long=True,
        is_sorted=True,
    ),
    Flag(
        name="contested",
        section="sure",
        title=N_("Conflicting accounts only"),
        explained=N_("only incidents with conflicting current accounts"),
        sentence=N_("conflicting accounts only"),
        column="contested",
    ),
    Number(
        name="min_origins",
        section="sure",
        title=N_("Independent primary sources"),
        note=N_("Parties that said it first. Ten reprints of one report count once."),
        explained=N_("at least so many independent primary sources"),
        column="origins",
        counted=_at_least_origins,
    ),
    Text(
        name="text",
        section="search",
        title=N_("Search"),
        note=N_(
            "Names of places and parties in any spelling and language, words, dates such as “17 May 2025”, and ids. "
            "Looks in texts, claims and sources."
        ),
        explained=N_("names in any spelling, words, dates or ids, in Arabic or English"),
        sentence=N_("mentioning “{text}”"),
    ),
    Area(
        name="bounds",
        section="map",
        title=N_("Filter to map view"),
        explained=N_("south,west,north,east in degrees"),
        sentence=N_("inside the view of the map"),
    ),
)

FILTERS: Mapping[str, Filter[Any]] = MappingProxyType({kind.name: kind for kind in _ALL})
LISTS: Mapping[str, ClosedList] = MappingProxyType(
    {name: kind for name, kind in FILTERS.items() if isinstance(kind, ClosedList)}
)

# What the reader is offered, in this order; search and map stand elsewhere.
SECTIONS: Mapping[Section, str] = {
    "where": N_("Where"),
    "when": N_("When"),
    "what": N_("What happened"),
    "who": N_("Who"),
    "said": N_("Who says so"),
    "sure": N_("Corroboration"),
}


def filters_of(section: Section) -> list[Filter[Any]]:
    """Return the filters that the page offers in one section."""
    return [kind for kind in FILTERS.values() if kind.section == section]


def answers_to(record: Record, question: Question) -> dict[str, Mask]:
    """Return per filter of a question which incidents of the record answer it."""
    return {name: FILTERS[name].answer(record, getattr(question, name)) for name in question.active()}


def work_ahead(record: Record) -> None:
    """Work out what a press may ask for and what takes seconds of a large record: the origins of each incident."""
    LISTS["origin"].held(record)
