"""Governorates shaded by number, on request."""

from dataclasses import dataclass
from typing import Literal

from incidents.language import Language
from incidents.phrases import range_text, total_text
from incidents.selection.selection import Selection
from incidents.selection.summaries import Total, incidents_by_governorate
from incidents.views.symbology import shade_breaks

Shading = Literal["none", "incidents", "killed_low", "killed_high"]
SHADINGS: tuple[Shading, ...] = ("none", "incidents", "killed_low", "killed_high")


@dataclass(frozen=True)
class Shades:
    """Governorates by number: p-code → (style class, lines of the tooltip); classes of the legend."""

    title: str
    styles: dict[str, tuple[str, list[str]]]
    classes: list[tuple[str, str]]


def governorate_shades(selection: Selection, shading: Shading, lang: Language) -> Shades | None:
    """Class the governorates in even steps; one whose deaths nobody counts is hatched, never shaded as 0."""
    if shading == "none":
        return None
    table = incidents_by_governorate(selection)
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
    return [*classes, ("shade-unknown", lang.say("nobody gives a figure"))] if killed else classes
