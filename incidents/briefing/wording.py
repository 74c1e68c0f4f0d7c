"""The sentences only a briefing needs: how it compares, what it cannot know, what its map leaves out."""

from incidents.dataset import Dataset
from incidents.filters import Filters, same_period_before
from incidents.language import Lang, format_date, format_number, format_period, isolate, isolate_ltr, translator
from incidents.phrases import filters_in_words, range_text
from incidents.summaries import KeyFigures, Total

ALLEGED_ROLES = ("suspected-perpetrator", "claimed", "alleged-false", "planner")


def question_in_words(dataset: Dataset, filters: Filters, lang: Lang) -> str:
    """Say all filters in one line, or that there are none."""
    _ = translator(lang).gettext
    parts = list(filters_in_words(dataset, filters, lang).values())
    return _(" · ").join(parts) if parts else _("all incidents of the record")


def unknown_in(total: Total, lang: Lang) -> str:
    """Say in how many incidents nobody states the figure; "" where all have one, or none (the figure says that)."""
    ngettext = translator(lang).ngettext
    if not total.unknown or total.low is None:
        return ""
    return ngettext("unknown in {count}", "unknown in {count}", total.unknown).format(
        count=format_number(total.unknown, lang)
    )


def before_in_words(total: Total, lang: Lang) -> str:
    """Say the same figure of the preceding period; "none" where that has no incidents."""
    _ = translator(lang).gettext
    return range_text(total.low, total.high, lang) if total.of else _("none")


def is_covered(dataset: Dataset, filters: Filters, previous: Filters | None) -> bool:
    """Say whether both the period asked about and the one before lie inside what the record covers."""
    first, last = (stamp.date() for stamp in dataset.coverage)
    if previous is None or previous.date_from is None or filters.date_to is None:
        return False
    return previous.date_from >= first and filters.date_to <= last


def comparison_in_words(dataset: Dataset, filters: Filters, lang: Lang) -> str:
    """Name the preceding period that figures are compared with, or why there is none; "" for an open period."""
    _ = translator(lang).gettext
    previous = same_period_before(filters)
    if previous is None or previous.date_from is None or previous.date_to is None:
        return ""
    span = format_period(previous.date_from, previous.date_to, lang)
    if is_covered(dataset, filters, previous):
        return _("“Before” is the preceding period of equal length: {period}.").format(period=span)
    return _("No comparison with the preceding period ({period}): the record does not cover both.").format(period=span)


def caveats_in_words(dataset: Dataset, figures: KeyFigures, lang: Lang) -> tuple[str, ...]:
    """Say what a reader must know before using the figures. ``dataset`` is the selection."""
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    first, last = (format_date(stamp.date(), lang) for stamp in dataset.coverage)
    incidents = dataset.incidents
    sentences = [
        _("The record covers {start} to {end}; nothing after that date is in it.").format(start=first, end=last),
        _(
            "Every figure is somebody's claim. Ranges run from the lowest to the highest current figure; "
            "unknown is never counted as zero."
        ),
    ]
    vague = int(incidents["geo_precision"].astype("str").isin(["2", "3"]).sum())
    if vague:
        sentence = ngettext(
            "{count} incident is located only near a place or in an area, and drawn with that area.",
            "{count} incidents are located only near a place or in an area, and drawn with that area.",
            vague,
        )
        sentences.append(sentence.format(count=format_number(vague, lang)))
    alleged = int(incidents["is_role"].astype("str").isin(ALLEGED_ROLES).sum())
    if alleged:
        sentence = ngettext(
            "In {count} incident the part of ISIS is suspected, claimed or denied: an accusation is not a verdict.",
            "In {count} incidents the part of ISIS is suspected, claimed or denied: an accusation is not a verdict.",
            alleged,
        )
        sentences.append(sentence.format(count=format_number(alleged, lang)))
    if figures.single_origin:
        sentence = ngettext(
            "{count} incident rests on a single origin.",
            "{count} incidents rest on a single origin.",
            figures.single_origin,
        )
        sentences.append(sentence.format(count=format_number(figures.single_origin, lang)))
    if figures.aggregates:
        sentence = ngettext(
            "{count} count of several operations is listed but left out of totals.",
            "{count} counts of several operations are listed but left out of totals.",
            figures.aggregates,
        )
        sentences.append(sentence.format(count=format_number(figures.aggregates, lang)))
    return tuple(sentences)


def map_notes_in_words(outside: int, without_place: int, lang: Lang) -> tuple[str, ...]:
    """Say which incidents of the selection the map does not show."""
    ngettext = translator(lang).ngettext
    notes = []
    if without_place:
        notes.append(
            ngettext("{count} without a known place", "{count} without a known place", without_place).format(
                count=format_number(without_place, lang)
            )
        )
    if outside:
        notes.append(
            ngettext("{count} outside this map", "{count} outside this map", outside).format(
                count=format_number(outside, lang)
            )
        )
    return tuple(notes)


def method_in_words(lang: Lang) -> str:
    """Say how figures were made."""
    _ = translator(lang).gettext
    return _(
        "Figures are claims of named origins, counted account by account; replaced figures are left out, nothing is "
        "averaged."
    )


def made_in_words(version: str, date: str, lang: Lang) -> str:
    """Name the version of the record and the day of making."""
    _ = translator(lang).gettext
    return _("Record {version} · made on {date}").format(version=isolate_ltr(version), date=isolate(date))
