"""Governorates shaded by number, on request."""

from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from incidents.language import Language
from incidents.phrases import range_text, total_text
from incidents.phrases.changes import change_in_words, difference_in_words, periods_compared
from incidents.phrases.figures import pair_in_words
from incidents.selection.changes import Changes, changes
from incidents.selection.periods import Period
from incidents.selection.selection import Selection
from incidents.selection.summaries import Total, incidents_by_governorate
from incidents.views.symbology import shade_breaks
from incidents.views.tones import PALETTE

Shading = Literal["none", "incidents", "killed_low", "killed_high", "change"]
SHADINGS: tuple[Shading, ...] = get_args(Shading)


@dataclass(frozen=True)
class Shades:
    """Governorates by number: p-code → (style class, lines of the tooltip); classes of the legend."""

    title: str
    styles: dict[str, tuple[str, list[str]]]
    classes: list[tuple[str, str]]


def governorate_shades(
    selection: Selection, shading: Shading, lang: Language, against: Period | None = None
) -> Shades | None:
    """Class the governorates in even steps; one whose deaths nobody counts is hatched, never shaded as 0.

    ``against`` is the period with which "change" compares; None for the one before.
    """
    if shading == "none":
        return None
    if shading == "change":
        return change_shades(changes(selection, ("governorate",), against), lang)
    return shades_of(incidents_by_governorate(selection), shading, lang)


def shades_of(table: pd.DataFrame, shading: Shading, lang: Language) -> Shades:
    """Class governorates by a table as ``incidents_by_governorate`` has it; not by change."""
    breaks = shade_breaks(table[shading].tolist())
    styles = {}
    for pcode, row in table.iterrows():
        nobody_counts = shading != "incidents" and row["unknown"] > 0 and row["killed_high"] == 0
        place = sum(row[shading] >= lowest for lowest in breaks) - 1
        style = "shade-unknown" if nobody_counts else f"shade-{place}" if place >= 0 else "none"
        killed = Total(row["killed_low"], row["killed_high"], row["unknown"], row["unknown"], row["open"])
        if nobody_counts:
            killed = Total(None, None, row["unknown"], row["unknown"])
        lines = [
            lang.say("Incidents: {count}").format(count=lang.number(row["incidents"])),
            lang.say("Killed: {figures}").format(figures=total_text(killed, lang)),
        ]
        styles[str(pcode)] = (style, lines)
    titles = {
        "incidents": lang.say("Incidents per governorate"),
        "killed_low": lang.say("Killed per governorate, lowest figures"),
        "killed_high": lang.say("Killed per governorate, highest figures"),
    }
    return Shades(titles[shading], styles, _classes(table[shading].max(), breaks, lang, killed=shading != "incidents"))


def _classes(largest: int, breaks: list[int], lang: Language, *, killed: bool) -> list[tuple[str, str]]:
    """Write the classes of the shading for the legend, from none to most."""
    ends = [*(low - 1 for low in breaks[1:]), largest][: len(breaks)]
    classes = [("shade-none", lang.say("none"))]
    for number, (low, high) in enumerate(zip(breaks, ends, strict=True)):
        classes.append((f"shade-{number}", range_text(low, high, lang)))
    return [*classes, ("shade-unknown", lang.say("not reported"))] if killed else classes


def change_shades(found: Changes, lang: Language) -> Shades:
    """Class the governorates by rise and fall in even steps from the middle; what rests on few incidents is said."""
    largest = max((abs(difference) for difference in found.rows["difference"]), default=0)
    breaks = shade_breaks([largest], len(PALETTE["light"].rises))
    styles = {}
    for row in found.rows.to_dict("records"):
        difference = int(row["difference"])
        place = sum(abs(difference) >= lowest for lowest in breaks) - 1
        style = "none" if place < 0 else f"shade-{'rise' if difference > 0 else 'fall'}-{place}"
        sources = pair_in_words(row["sources_then"], row["sources_now"], lang)
        lines = [
            change_in_words(lang.say("Incidents"), int(row["then"]), int(row["now"]), lang),
            lang.say("Sources per incident: {sources}").format(sources=sources),
        ]
        if row["is_few"]:
            lines.append(lang.say("so few incidents that chance alone could make it"))
        styles[str(row["governorate"])] = (style, lines)
    title = lang.say("Change of incidents, {periods}").format(periods=periods_compared(found, lang))
    return Shades(title, styles, _change_classes(breaks, largest, lang))


def _change_classes(breaks: list[int], largest: int, lang: Language) -> list[tuple[str, str]]:
    """Write the classes for the legend, from the largest fall to the largest rise."""
    ends = [*(low - 1 for low in breaks[1:]), largest][: len(breaks)]

    def written(sign: int, low: int, high: int) -> str:
        parts = [difference_in_words(sign * end, lang) for end in dict.fromkeys((low, high))]
        return lang.say("{low} to {high}").format(low=parts[0], high=parts[1]) if len(parts) > 1 else parts[0]

    steps = list(enumerate(zip(breaks, ends, strict=True)))
    falls = [(f"shade-fall-{number}", written(-1, low, high)) for number, (low, high) in reversed(steps)]
    rises = [(f"shade-rise-{number}", written(1, low, high)) for number, (low, high) in steps]
    return [*falls, ("shade-none", lang.say("no change")), *rises]
