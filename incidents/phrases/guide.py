"""How to use the page, on one page: what its guide tells readers who are here for the first time."""

from collections.abc import Mapping
from typing import Literal

from incidents.language import Language

Sign = Literal["known", "unknown", "area", "several", "moved"]  # what is drawn on the map, and in the guide beside it
Section = tuple[str, list[str]]


def signs_in_words(lang: Language) -> Mapping[Sign, str]:
    """Return what each sign of the map says, in the order in which a reader meets them."""
    return {
        "known": lang.say(
            "A filled symbol: its place is known by name. It grows with the highest number of dead that anybody states."
        ),
        "unknown": lang.say("A hollow symbol: nobody says how many died. That is not 0."),
        "area": lang.say("A dashed symbol or circle: somewhere in this area, nobody says where."),
        "several": lang.say("A ring with a number: several incidents. Press it to come nearer or to list them."),
        "moved": lang.say("A thin line: the symbol had to be moved, the line leads to where it belongs."),
    }


def before_the_map(lang: Language) -> list[Section]:
    """Return how the page is asked."""
    return [
        (
            lang.say("Ask"),
            [
                lang.say(
                    "Press a row of the rankings, a governorate on the map or a kind in the legend: the whole screen "
                    "answers it. A second press takes it back."
                ),
                lang.say(
                    "Search takes places, actors, dates and words, in Arabic or Latin letters. Filters holds the rest: "
                    "days, district, publisher, what lies near a place."
                ),
                lang.say("Each part of the question stands beside the count; its cross takes it out."),
            ],
        )
    ]


def behind_the_map(lang: Language) -> list[Section]:
    """Return how figures are read, what changed, what can be taken along, and what to beware of."""
    return [
        (
            lang.say("Read a figure"),
            [
                lang.say(
                    "52–61 runs from the lowest to the highest figure that somebody stands by; with + somebody says "
                    "“at least”. Nothing is averaged."
                ),
                lang.say("“not reported in 94”: so many incidents of which nobody states it. They are in no sum."),
                lang.say(
                    "Open an incident: the accounts stand side by side, each with who says so and the source. "
                    "“Conflicting” means that no single number satisfies them all."
                ),
            ],
        ),
        (
            lang.say("See what changed"),
            [
                lang.say(
                    "Under each figure stands its latest period and the one of equal length before it. Changed and "
                    "Comparison say where, what and by whom it rose or fell."
                ),
                lang.say("Look at the sources per incident beside it: more reports look like more incidents."),
                lang.say("Drag over the timeline, or press play: map and figures then answer for those days."),
            ],
        ),
        (
            lang.say("Take it with you"),
            [
                lang.say(
                    "Briefing makes a slide, a brief on paper, a deck, a page in one file and data, all of exactly "
                    "this question."
                ),
                lang.say("Each names its filters, count, version and sources, and how to make it again."),
                lang.say("The address of the page is the link: whoever opens it sees the same."),
            ],
        ),
        (
            lang.say("Before you quote it"),
            [
                lang.say(
                    "It is a sample of what is reported. “How complete” says how much others counted of the same."
                ),
                lang.say("After its last day nothing is known. That is not calm."),
                lang.say("An accusation is not a verdict. Cite the source of a figure beside the record."),
                lang.say("No other host learns what you ask, unless you turn on the map from the internet yourself."),
            ],
        ),
    ]
