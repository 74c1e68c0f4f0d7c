"""What a page in one file says in one language: the messages of the parts of the screen, and the words of its frame.

The messages are those that the page gets for the whole file; the scripts of the file put other counts into them.
"""

from collections.abc import Mapping
from typing import Any

from incidents.exchange.provenance import about_rows
from incidents.language import Language, plain_text
from incidents.phrases import filters_in_words
from incidents.publishing.inside import parts_inside
from incidents.publishing.nearby import names_nearby
from incidents.record.older import noted_versions, older_record
from incidents.selection.differences import difference
from incidents.selection.filter_kinds import Filter, Section
from incidents.selection.filters import FILTERS, LISTS, SECTIONS, filters_of
from incidents.selection.selection import Selection
from incidents.views.answering import answer_words, forms_of
from incidents.views.incident_card import card_head
from incidents.views.incident_list import list_message, tabs_message
from incidents.views.interactive_map import map_message
from incidents.views.map_points import map_points
from incidents.views.masthead import draw_honesty
from incidents.views.news import draw_news
from incidents.views.question_line import chip_words
from incidents.views.rankings import RANKS, figures_message, rankings_message

Message = dict[str, Any]


def told(selection: Selection, lang: Language, places: list[str]) -> Message:
    """Return what the scripts are told in a language, as plain JSON.

    Beside what ``answer_words`` tells (``places`` as there) the messages of the whole file. Cards are written apart.
    """
    record = selection.record
    map_told = map_message(map_points(selection), selection, lang).data
    needed = answer_words(selection, lang, places)
    return needed | {
        "name": lang.name,
        "title": plain_text(record.short_title(lang)),
        "purpose": plain_text(record.schema.purpose(lang)),
        "honest": draw_honesty(record, record.coverage[1].date(), lang),
        "chosen": [plain_text(words) for words in filters_in_words(record, selection.question, lang).values()],
        "map": map_told | {"marks": [], "areas": []},
        "rankings": {rank: rankings_message(selection, rank, "change", lang) for rank in RANKS},
        "figures": figures_message(selection, lang),
        "side": tabs_message(("recent", "here"), "recent", lang),
        "card": _head_words(selection, lang),
        "filters": [_section(selection, section, lang) for section in SECTIONS],
        "inside": [part._asdict() for part in parts_inside(lang)],
        "unlisted": [
            _filter(selection, kind, lang) for kind in (LISTS["place"], FILTERS["text"])
        ],  # of cards, of the head
        "read_as": list_message(selection, lang)["read_as"],
        "news": _news(selection, lang),
        "about": [pair for pair in about_rows(selection, lang).to_numpy().tolist() if pair[1] != "?"],  # asks nothing
        "words": needed["words"] | words(lang),
        "forms": needed["forms"] | forms(lang),
    }


def _news(selection: Selection, lang: Language) -> str:
    """Return as HTML what is new since the version before, under the filters of the file; "" where nothing tells."""
    record = selection.record
    for version in noted_versions(record)[:1]:
        if (older := older_record(record, version)) is not None:
            return draw_news(difference(older, record, selection.question), lang)
    return ""


def _head_words(selection: Selection, lang: Language) -> Message:
    """Return the words of the head of a card, with gaps where it names an incident or counts."""
    if not len(selection):
        return {}
    incident_id = str(selection.incidents["incident_id"].iloc[0])
    return card_head(selection.record, incident_id, lang)["words"] | {
        "place": lang.say("{place} of {count}"),
        "outside": lang.say("This incident is not among those your filters select."),
        "related": forms_of(lang, "{count} related incident", "{count} related incidents"),
        "related_place": lang.say("related {place} of {count}"),
        "opened": lang.say("Incident opened: {what}"),
    }


def _section(selection: Selection, section: Section, lang: Language) -> Message:
    filters = [_filter(selection, kind, lang) for kind in filters_of(section)]
    return {"title": lang.say(SECTIONS[section]), "filters": filters}


def _filter(selection: Selection, kind: Filter[Any], lang: Language) -> Message:
    """Return a filter: its name in an address, title, remark; labels and chips of options by code, else a sentence."""
    record = selection.record
    said: Message = {
        "name": kind.name,
        "parameter": kind.parameter,
        "title": kind.heading(record, lang),
        "note": lang.say(kind.note) if kind.note else "",
    }
    if kind.name in LISTS:
        options = LISTS[kind.name]
        codes = options.codes(record)
        said["labels"] = {code: options.label(record, code, lang) for code in codes}
        said["is_long"], said["is_sorted"] = options.is_long, options.is_sorted
        said["chips"] = dict(zip(codes, chip_words(record, kind.name, codes, lang), strict=True))
    else:
        said["sentence"] = lang.say(kind.sentence) if kind.sentence else ""
    if kind.name == "near":
        said["note"] = lang.say(
            "Keeps what may lie within so many km. A place known only roughly is an area: it counts where any part of "
            "the area lies inside."
        )
        said["places"] = names_nearby(selection, lang)
        said["km"], said["within"] = lang.say("{distance} km"), lang.say("Within")
        said["placeholder"] = lang.say("Place, or 35.95, 39.01")
    if kind.name == "min_origins":
        most = int(selection.incidents["origins"].max()) if len(selection) else 0
        said["numbers"] = {number: kind.say(record, number, lang) for number in range(1, most + 1)}
    return said


def words(lang: Language) -> Mapping[str, str]:
    """Return the words of the file's own frame."""
    return {
        "filters": lang.say("Filters"),
        "reset": lang.say("Reset all"),
        "search": lang.say("Place, actor, date, word …"),
        "search_note": lang.say(
            "Names of places and parties in any spelling and language, words, dates such as “17 May 2025”, and ids. "
            "Looks in texts, claims and sources."
        ),
        "close": lang.say("Close"),
        "remove": lang.say("Remove: {filter}"),
        "search_options": lang.say("Find in this list"),
        "any_number": lang.say("any number"),
        "theme": lang.say("Light or dark"),
        "print": lang.say("Print"),
        "about": lang.say("About this file"),
        "in_this_file": lang.say("This file holds: {filters}"),
        "no_match": lang.say("No matching record."),
        "no_match_reason": lang.say("It does not mean that nothing happened."),
        "unchanged": lang.say("Is it unchanged?"),
        "unchanged_how": lang.say(
            "The last line of this file tells the digest ({digest}) of all above it. This command must give the same:"
        ).format(digest="SHA-256"),
        "unchanged_by": lang.say("Whoever gave you the file can tell you the same line."),
        "new": lang.say("What is new"),
        "inside": lang.say("What is inside, and by whose leave"),
        "links_out": lang.say(
            "The file asks no other computer for anything. Only a link to a source that you press leads out."
        ),
    }


def forms(lang: Language) -> Mapping[str, Mapping[str, str]]:
    """Return the counted sentences of the file's own frame."""

    def of(one: str, many: str) -> dict[str, str]:
        return forms_of(lang, one, many)

    return {
        "shown": of("{shown} of {total} incident", "{shown} of {total} incidents"),
        "answer": of("Show {count} incident", "Show {count} incidents"),
        "ago": of("{count} day ago", "{count} days ago"),
        "here": of("{count} incident here", "{count} incidents here"),
    }
