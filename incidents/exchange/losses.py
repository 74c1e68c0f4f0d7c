"""What a copy in somebody else's shape cannot carry, counted and said in sentences beside the copy."""

from collections import Counter
from collections.abc import Iterator

from incidents.exchange.provenance import provenance
from incidents.language import Language
from incidents.selection.selection import Selection


def losses_in_words(counts: Counter[str], selection: Selection, lang: Language) -> tuple[str, ...]:
    """Say each kind of loss that occurred and how often, and at the end what no row of such a copy has."""
    said = {kind: sentence.format(n=lang.number(counts[kind])) for kind, sentence in _sentences(counts, lang)}
    always = lang.say(
        "Claims, primary sources and superseded figures are not in this shape; districts, the "
        "scale of sources and codes of other datasets stay empty. The rows have the shape of "
        "another dataset and are no part of it."
    )
    made_from = lang.say(
        "No row names where it comes from: dataset version {record_version} (stamp "
        "{record_stamp}), question {selection}."
    ).format(**provenance(selection))
    terms = selection.record.schema.licence_title
    licence = lang.say("Licence: {licence}.").format(licence=terms) if terms else ""
    licence = f"{licence} {selection.record.schema.redistribution(lang)}".strip()
    return (
        *(sentence for kind, sentence in said.items() if counts[kind]),
        " ".join([always, made_from, licence]).strip(),
    )


def _sentences(counts: Counter[str], lang: Language) -> Iterator[tuple[str, str]]:
    """Yield kind of loss and sentence, in the order in which a report says them."""
    for told in (_left_out, _of_figures, _of_when_and_where, _of_parties):
        yield from told(counts, lang)


def _left_out(n: Counter[str], lang: Language) -> Iterator[tuple[str, str]]:
    """Yield what leaves no row."""
    yield (
        "aggregate",
        lang.plural(
            "{n} aggregate report is left out: some of its incidents have rows of their own.",
            "{n} aggregate reports are left out: some of their incidents have rows of their own.",
            n["aggregate"],
        ),
    )
    yield (
        "no_date",
        lang.plural(
            "{n} incident without a date is left out.", "{n} incidents without a date are left out.", n["no_date"]
        ),
    )
    yield (
        "no_place",
        lang.plural(
            "{n} incident without a place inside Syria is left out.",
            "{n} incidents without a place inside Syria are left out.",
            n["no_place"],
        ),
    )
    yield (
        "no_deaths",
        lang.plural(
            "{n} incident is left out because no account counts anybody killed.",
            "{n} incidents are left out because no account counts anybody killed.",
            n["no_deaths"],
        ),
    )


def _of_figures(n: Counter[str], lang: Language) -> Iterator[tuple[str, str]]:
    """Yield what becomes of the dead."""
    yield (
        "deaths_unknown",
        lang.plural(
            "{n} incident whose dead are not reported is written as 0.",
            "{n} incidents whose dead are not reported are written as 0.",
            n["deaths_unknown"],
        ),
    )
    yield (
        "deaths_range",
        lang.plural(
            "In {n} incident a range of deaths is reduced to its lowest figure.",
            "In {n} incidents a range of deaths is reduced to its lowest figure.",
            n["deaths_range"],
        ),
    )
    yield (
        "deaths_no_floor",
        lang.plural(
            "In {n} incident accounts say only “up to”: the lowest figure is written as 0.",
            "In {n} incidents accounts say only “up to”: the lowest figure is written as 0.",
            n["deaths_no_floor"],
        ),
    )
    yield (
        "best_is_low",
        lang.plural(
            "In {n} incident “best” is the lowest figure: the record chooses no account.",
            "In {n} incidents “best” is the lowest figure: the record chooses no account.",
            n["best_is_low"],
        ),
    )


def _of_when_and_where(n: Counter[str], lang: Language) -> Iterator[tuple[str, str]]:
    """Yield what is reduced of dates and places."""
    yield (
        "date_span",
        lang.plural(
            "In {n} incident a span of days is reduced to one date; totals of several days are not split.",
            "In {n} incidents a span of days is reduced to one date; totals of several days are not split.",
            n["date_span"],
        ),
    )
    yield (
        "place_area",
        lang.plural(
            "In {n} incident an area is reduced to a point.",
            "In {n} incidents an area is reduced to a point.",
            n["place_area"],
        ),
    )
    yield (
        "several_governorates",
        lang.plural(
            "In {n} incident only the first of several governorates is kept.",
            "In {n} incidents only the first of several governorates is kept.",
            n["several_governorates"],
        ),
    )


def _of_parties(n: Counter[str], lang: Language) -> Iterator[tuple[str, str]]:
    """Yield what is reduced of who took part and who says what."""
    yield (
        "several_actors",
        lang.plural(
            "In {n} incident a side has several actors; all but the first are associates.",
            "In {n} incidents a side has several actors; all but the first are associates.",
            n["several_actors"],
        ),
    )
    yield (
        "contested",
        lang.plural(
            "In {n} incident accounts conflict; who says what is lost.",
            "In {n} incidents accounts conflict; who says what is lost.",
            n["contested"],
        ),
    )
