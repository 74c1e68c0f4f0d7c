"""A second record beside a first, in words: its name and counts, what one of the two lacks, its likely pairs."""

from collections.abc import Mapping
from typing import Any

from incidents.language import Language, isolate, plain_text
from incidents.phrases.when_and_where import date_in_brief, place_in_words
from incidents.phrases.who_says_what import figures_and_who_says_them
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.beside import Beside
from incidents.selection.filters import LISTS
from incidents.selection.likely_pairs import DAYS, KM, Pair
from incidents.selection.selection import Selection


def counted_here(selection: Selection, lang: Language) -> str:
    """Say how many incidents of the first record answer: "ISIS-related incidents in Syria: 296 incidents"."""
    sentence = lang.plural("{title}: {count} incident", "{title}: {count} incidents", len(selection))
    return _counted(sentence, selection, lang)


def counted_beside(selection: Selection, lang: Language) -> str:
    """Say how many rows of the second record answer: "ACLED events in Syria: 45 rows"."""
    sentence = lang.plural("{title}: {count} row", "{title}: {count} rows", len(selection))
    return _counted(sentence, selection, lang)


def _counted(sentence: str, selection: Selection, lang: Language) -> str:
    title = isolate(plain_text(selection.record.short_title(lang)))
    return sentence.format(count=lang.number(len(selection)), title=title)


def lacking_in_words(shown: Record, beside: Beside, lang: Language) -> list[str]:
    """Say which values of the question one of two records lacks: such a value leaves none of it."""
    return [
        *_lacking(beside.record, shown, beside.lacking, lang),
        *_lacking(shown, beside.record, beside.lacking_here, lang),
    ]


def _lacking(record: Record, other: Record, codes: Mapping[str, tuple[str, ...]], lang: Language) -> list[str]:
    sentence = lang.say("{filter}: {values} is not in the lists of {title}, so it leaves none of that record.")
    title = isolate(plain_text(record.short_title(lang)))
    return [
        sentence.format(
            filter=LISTS[name].heading(other, lang),
            values=lang.listed([isolate(LISTS[name].label(other, code, lang)) for code in lacking], "or"),
            title=title,
        )
        for name, lacking in codes.items()
    ]


def pairs_in_words(count: int, lang: Language) -> str:
    """Say how many likely pairs there are."""
    return lang.plural("{count} likely pair", "{count} likely pairs", count).format(count=lang.number(count))


def rule_of_pairs(lang: Language) -> str:
    """Say what a likely pair is, and what it is not."""
    return lang.say(
        "Likely pairs are of one kind, at most {days} days and {km} km apart. They may be two accounts of one event or "
        "two events: nothing is merged, and no figure is added up."
    ).format(days=lang.number(DAYS), km=lang.number(KM))


def apart_in_words(pair: Pair, lang: Language) -> tuple[str, str]:
    """Say how many days and how many km lie between the incidents of a pair; the least where one is known roughly."""
    km = lang.number(round(pair.km, 1) if 0 < pair.km < 10 else round(pair.km))
    if pair.is_day_known:
        apart = lang.plural("{count} day apart", "{count} days apart", pair.days)
        days = apart.format(count=lang.number(pair.days)) if pair.days else lang.say("same day")
    else:
        least = lang.plural("at least {count} day apart", "at least {count} days apart", pair.days)
        days = least.format(count=lang.number(pair.days)) if pair.days else lang.say("may be the same day")
    if pair.km:
        return days, lang.say("at least {distance} km apart").format(distance=km)
    place = lang.say("same place or beside it") if pair.is_place_known else lang.say("places known roughly touch")
    return days, place


def sides_in_words(record: Record, incident_ids: list[str], lang: Language) -> dict[str, dict[str, Any]]:
    """Return what a list of pairs says of incidents of one record by their ids.

    Each has date, place, kind, kind_code, summary, and figures: a line per measure with who says it.
    """
    told = record.incidents.set_index("incident_id", drop=False).loc[list(dict.fromkeys(incident_ids))]
    figures = figures_and_who_says_them(record, told["incident_id"].tolist(), lang)
    return {
        str(incident["incident_id"]): {
            "date": date_in_brief(incident, lang),
            "place": plain_text(place_in_words(record, incident, lang)),
            "kind": record.schema.label(KINDS, str(incident["kind"]), lang),
            "kind_code": str(incident["kind"]),
            "what": plain_text(record.schema.what(incident, lang)),
            "summary": plain_text(lang.of(incident, "summary")),
            "figures": [plain_text(line) for line in figures[str(incident["incident_id"])]],
        }
        for incident in told.to_dict("records")
    }
