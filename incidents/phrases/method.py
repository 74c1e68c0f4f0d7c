"""How the record is made, in words: what the codebook and the page's About tell its readers and its curators."""

from incidents.language import Language
from incidents.record.schema import Schema
from incidents.record.vocabulary import AGGREGATE_COUNT

Chapter = tuple[str, list[str]]


def chapters(schema: Schema, lang: Language) -> list[Chapter]:
    """Return how the record is made: titles with their paragraphs, in reading order.

    What is true of any record is said here; what counts as an incident of this one, and what it leaves out to do no
    harm, the record says itself.
    """
    restraint = schema.restraint(lang)
    return [
        (lang.say("What counts as an incident"), _what_counts(schema, lang)),
        (
            lang.say("Every figure is somebody's claim"),
            [
                lang.say(
                    "Each row of the claims table is what one source states on one measure, and who said it "
                    "first: its primary source. Nothing is averaged, ranked or chosen. Ten reprints of one "
                    "monitor's line are ten claims of one primary source."
                ),
                lang.say(
                    "Independent primary sources are the distinct primary sources of an incident. Accounts "
                    "that name nobody cannot be shown to be independent: together they count once, and only "
                    "where nobody is named."
                ),
                lang.say(
                    "A figure that the same primary source later revised is superseded and points to the later "
                    "claim. It is kept and shown, and left out of the range."
                ),
            ],
        ),
        (
            lang.say("How ranges are made"),
            [
                lang.say(
                    "Per incident and measure: from the lowest to the highest claim that somebody still stands "
                    "by. Where nobody states a figure, it is not reported; that is counted as such and is "
                    "never 0. A 0 stands only where a source says so."
                ),
                lang.say(
                    "All killed, or all wounded, are built account by account: an account states the whole, or its "
                    "groups are added. Figures of different accounts are added only where nobody states the whole and "
                    "they speak of different groups."
                ),
                lang.say(
                    "Accounts conflict when no single number, or no single position, would satisfy all current "
                    "claims on a measure. Totals add the lows and the highs and say for how many incidents "
                    "nothing is reported."
                ),
            ],
        ),
        (
            lang.say("Precision of date and location"),
            [
                lang.say(
                    "A date is a day, a span, a month or unknown. A date filter finds an incident when its span "
                    "touches the period. Nothing is placed in the middle of a span."
                ),
                lang.say(
                    "A place is a named place (1), near one (2: at least 10 km around it), an area or governorate "
                    "(3), or not stated (0). Areas are drawn as areas, never as a pin. The governorate is the one the "
                    "sources name, not the one in which a point falls."
                ),
            ],
        ),
        *([(lang.say("Do no harm"), [restraint])] if restraint else []),
    ]


def _what_counts(schema: Schema, lang: Language) -> list[str]:
    scope = schema.scope(lang)
    one = lang.say(
        "One incident is what happened at one place, or in one operation, on one day or over one stated span."
    )
    counts = schema.codes("incidents.tactic").get(AGGREGATE_COUNT)
    if counts is not None:
        left_out = lang.say(
            "What sums several operations has the detailed kind “{tactic}” and stays out of all totals."
        )
        one = f"{one} {left_out.format(tactic=counts.label(lang))}"
    return [scope, one] if scope else [one]


def checklist(lang: Language) -> list[str]:
    """Return what a curator goes through for one new incident."""
    return [
        lang.say(
            "Is it in the record already, under another date or spelling? Search place and day in both languages."
        ),
        lang.say(
            "Which sources tell of it, and who said it first in each? Two independent primary sources "
            "are better than ten reprints."
        ),
        lang.say("Add the sources with publisher, address, language and day of publication; archive the pages."),
        lang.say("Give the incident the next free id. Ids are permanent and never used again."),
        lang.say("Is the date as precise as the sources are, and no more precise?"),
        lang.say("Is the place in the gazetteer, with p-code and uncertainty? Is the precision honest?"),
        lang.say("One claim per source and measure. “At least” is a low without a high, “up to” a high without a low."),
        lang.say("Did a primary source correct itself? Point the early claim to the later one; delete nothing."),
        lang.say("Do text accounts conflict? Name their positions, the same name for the same side."),
        lang.say("Summaries in English and Arabic that say the same and only what is agreed."),
        lang.say(
            "No names of victims, relatives, residents, minors; no address finer than a neighbourhood; "
            "accusations worded so."
        ),
        lang.say(
            "Run the checks, write the change with its incident into the change log, commit data apart from code."
        ),
    ]
