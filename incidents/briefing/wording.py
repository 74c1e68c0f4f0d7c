"""The sentences only a briefing needs: how it compares, what it cannot know, what its map leaves out."""

import shlex

from geodata.mercator import Spot
from incidents.language import Language, isolate, isolate_ltr, unbroken
from incidents.phrases import known_places_in_words, total_range, total_text, unknown_text
from incidents.phrases.changes import change_headline
from incidents.phrases.completeness import sample_in_words
from incidents.phrases.coverage import coverage_in_brief, coverage_in_full
from incidents.phrases.nearness import nearness_in_words
from incidents.record.record import Record
from incidents.selection.address import filters_to_query, link_to
from incidents.selection.change_periods import change_periods
from incidents.selection.changes import changes
from incidents.selection.circles import layer_of
from incidents.selection.nearness import nearness
from incidents.selection.question import Question
from incidents.selection.reporting import reporting
from incidents.selection.selection import Selection
from incidents.selection.spot import written_spot
from incidents.selection.summaries import KeyFigures, Total, in_several_governorates

ALLEGED_ROLES = ("suspected-perpetrator", "claimed", "alleged-false", "planner", "not-named")


def unknown_in(total: Total, lang: Language) -> str:
    """Say in how many incidents nobody states the figure; "" where all have one, or none (the figure says that)."""
    return unknown_text(total, lang) if total.unknown and total.low is not None else ""


def before_in_words(total: Total, lang: Language) -> str:
    """Say the same figure of the preceding period; "none" where that has no incidents."""
    return total_range(total, lang) if total.of else lang.say("none")


def is_covered(record: Record, filters: Question, previous: Question | None) -> bool:
    """Say whether both the period asked about and the one before lie inside what the record covers."""
    first, last = (stamp.date() for stamp in record.coverage)
    if previous is None or previous.date_from is None or filters.date_to is None:
        return False
    return previous.date_from >= first and filters.date_to <= last


def comparison_in_words(selection: Selection, lang: Language) -> str:
    """Name the preceding period that figures are compared with and how its coverage differs, or why there is none.

    "" for an open period.
    """
    record, filters = selection.record, selection.question
    previous = filters.period_before()
    if previous is None or previous.date_from is None or previous.date_to is None:
        return ""
    span = unbroken(lang.period(previous.date_from, previous.date_to))
    if is_covered(record, filters, previous):
        before = lang.say("“Before” is the preceding period of equal length: {period}.").format(period=span)
        told = coverage_in_brief(reporting(selection, change_periods(record, filters)), lang)
        return " ".join(filter(None, [before, told and lang.say("Mind the coverage – {told}.").format(told=told)]))
    return lang.say("No comparison with the preceding period ({period}): the record does not cover both.").format(
        period=span
    )


def caveats_in_words(selection: Selection, figures: KeyFigures, lang: Language) -> tuple[str, ...]:
    """Say what a reader must know before using the figures of a selection: the same in every language and format."""
    first, last = (lang.date(stamp.date()) for stamp in selection.record.coverage)
    incidents = selection.incidents
    sample = sample_in_words(selection.record, lang)
    always = [
        lang.say("Data from {start} to {end}; no data after that.").format(start=first, end=last),
        *([sample] if sample else []),
        lang.say(
            "Every figure is somebody's claim. Ranges run from the lowest to the highest current "
            "figure; what is not reported is never counted as 0."
        ),
    ]
    vague = int(incidents["geo_precision"].astype("str").isin(["2", "3"]).sum())
    alleged = int(incidents["is_role"].astype("str").isin(ALLEGED_ROLES).sum())
    alone, several = figures.single_origin, figures.aggregates
    counted = [
        (
            several,
            lang.plural(
                "{count} aggregate report is listed (—) but not added, to avoid double counting.",
                "{count} aggregate reports are listed (—) but not added, to avoid double counting.",
                several,
            ),
        ),
        (
            alleged,
            lang.plural(
                "In {count} incident somebody's part is only suspected, claimed or denied: an accusation is not a "
                "verdict.",
                "In {count} incidents somebody's part is only suspected, claimed or denied: an accusation is not a "
                "verdict.",
                alleged,
            ),
        ),
        (
            alone,
            lang.plural(
                "{count} incident rests on a single primary source: uncorroborated.",
                "{count} incidents rest on a single primary source: uncorroborated.",
                alone,
            ),
        ),
        (
            vague,
            lang.plural(
                "The place of {count} incident is approximate or an area, and drawn as an area.",
                "The places of {count} incidents are approximate or areas, and drawn as areas.",
                vague,
            ),
        ),
    ]
    near = nearness(selection)
    surely = nearness_in_words(near, lang) if near else []
    whole_in_each = in_several_governorates(selection)
    shared = [several_in_words(whole_in_each, lang)] if whole_in_each.of and selection.question.governorate else []
    return (*always, *_said(counted, lang), *surely, *shared)


def several_in_words(several: Total, lang: Language) -> str:
    """Say that incidents of several governorates count whole in each, how many these are, and how many died in them."""
    if not several.of:
        return lang.say("An incident reported in several governorates counts in each.")
    sentence = lang.plural(
        "{count} incident reported in several governorates counts whole in each (killed: {killed}).",
        "{count} incidents reported in several governorates count whole in each (killed: {killed}).",
        several.of,
    )
    return sentence.format(count=lang.number(several.of), killed=total_text(several, lang))


def nothing_in_words(selection: Selection, lang: Language) -> str:
    """Say that no incident answers, and which of the places asked for are known all the same; "" where some answer."""
    if len(selection):
        return ""
    nothing = lang.say("No matching record. It does not mean that nothing happened.")
    return " ".join([nothing, *known_places_in_words(selection, lang)])


def changes_in_words(selection: Selection, lang: Language) -> tuple[str, ...]:
    """Say what rose and fell by kind, and how many sources told of it, where the record covers both periods."""
    if not is_covered(selection.record, selection.question, selection.question.period_before()):
        return ()
    found = changes(selection, ("kind",))
    headline = change_headline(found, selection.record, lang)
    return headline, *coverage_in_full(found.told, selection.record, lang)


def map_notes_in_words(filters: Question, outside: int, without_place: int, lang: Language) -> tuple[str, ...]:
    """Say which incidents of the selection the map does not show, and what of it is a layer of the reader's own."""
    layer = layer_of(filters.near)
    drawn = (lang.say("Violet lines: your layer {file}").format(file=isolate(layer.name)),) if layer else ()
    counted = [
        (
            without_place,
            lang.plural(
                "{count} not on the map (no coordinates)", "{count} not on the map (no coordinates)", without_place
            ),
        ),
        (outside, lang.plural("{count} outside this map", "{count} outside this map", outside)),
    ]
    return (*drawn, *_said(counted, lang))


def _said(counted: list[tuple[int, str]], lang: Language) -> tuple[str, ...]:
    """Say each sentence whose count is not 0, with the count in it."""
    return tuple(sentence.format(count=lang.number(count)) for count, sentence in counted if count)


def method_in_words(lang: Language) -> str:
    """Say how figures were made."""
    return lang.say(
        "Figures are claims of named primary sources, counted account by account; superseded "
        "figures are left out, nothing is averaged."
    )


def made_in_words(version: str, date: str, lang: Language) -> str:
    """Name the version of the record and the day of making."""
    return lang.say("Dataset version {version} · made on {date}").format(
        version=isolate_ltr(version), date=isolate(date)
    )


def reproduction_in_words(
    link: str, filters: Question, lang: Language, since: str = "", spot: Spot | None = None, made_by: str = "brief"
) -> str:
    """Say how to make the same again: its address, or where there is no page the command of the shell.

    ``spot`` is the part of the map that the reader moved to, ``made_by`` the command.
    """
    if link:
        return link
    asked = link_to("", filters_to_query(filters) | ({"at": written_spot(spot)} if spot else {}))
    command = f"python -m incidents {made_by} --lang {lang}" + (f" --link {shlex.quote(asked)}" if asked else "")
    command += f" --since {shlex.quote(since)}" if since else ""
    if (layer := layer_of(filters.near)) is not None:
        command += f" --layer {shlex.quote(layer.name)}"
    return lang.say("To make this again: {command}").format(command=isolate_ltr(command))
