"""Two selections side by side: the same figures for both, as ranges, and how their kinds differ."""

from dataclasses import dataclass

import pandas as pd

from incidents.language import Language
from incidents.phrases import total_text
from incidents.record.schema import KINDS, Schema
from incidents.selection.selection import Selection
from incidents.selection.summaries import KeyFigures, Total, incidents_by_kind, key_figures
from incidents.views.markup import text


@dataclass(frozen=True, eq=False)
class Comparison:
    """What two selections have in common to compare.

    ``figures`` has one row per figure: label, and per side (1, 2) text, low and high (numbers to draw; NaN = unknown).
    ``kinds`` (index kind) has label and the number of incidents of each side.
    """

    figures: pd.DataFrame
    kinds: pd.DataFrame


def compare(first: Selection, second: Selection, lang: Language) -> Comparison:
    """Compare two selections of one record."""
    sides = (key_figures(first), key_figures(second))
    rows = [
        _count_row(lang.say("Incidents"), [side.incidents for side in sides], lang),
        *_range_rows(sides, first.record.schema, lang),
        _count_row(lang.say("Conflicting accounts"), [side.contested for side in sides], lang),
        _count_row(lang.say("Single primary source"), [side.single_origin for side in sides], lang),
        _count_row(lang.say("Governorates"), [side.governorates for side in sides], lang),
    ]
    kinds = pd.DataFrame({"1": incidents_by_kind(first), "2": incidents_by_kind(second)})
    kinds.insert(0, "label", [first.record.schema.label(KINDS, kind, lang) for kind in kinds.index])
    return Comparison(pd.DataFrame(rows), kinds)


def _count_row(title: str, counts: list[int], lang: Language) -> dict[str, object]:
    row: dict[str, object] = {"label": title, "is_range": False}
    for number, count in enumerate(counts, start=1):
        row |= {f"text_{number}": lang.number(count), f"low_{number}": count, f"high_{number}": count}
    return row


def _range_rows(sides: tuple[KeyFigures, KeyFigures], schema: Schema, lang: Language) -> list[dict[str, object]]:
    """Return the rows of the sums, without the sides of the killed that neither selection counts."""
    by_side = {measure: [side.killed_by_side[measure] for side in sides] for measure in sides[0].killed_by_side}
    pairs: dict[str, list[Total]] = {}
    for measure in sides[0].totals:
        pairs[measure] = [side.totals[measure] for side in sides]
        if measure == "killed":
            pairs |= {part: totals for part, totals in by_side.items() if any(total.high for total in totals)}
    return [_range_row(schema.measure_label(measure, lang), totals, lang) for measure, totals in pairs.items()]


def _range_row(title: str, totals: list[Total], lang: Language) -> dict[str, object]:
    row: dict[str, object] = {"label": title, "is_range": True}
    for number, total in enumerate(totals, start=1):
        row |= {
            f"text_{number}": total_text(total, lang),
            f"low_{number}": float("nan") if total.low is None else total.low,
            f"high_{number}": float("nan") if total.high is None else total.high,
        }
    return row


def draw_comparison(first: Selection, second: Selection, names: tuple[str, str], lang: Language) -> str:
    """Return two selections of one record, under their names, as an HTML table ``table.comparison``.

    Each figure has a bar beside it: what is sure full, the rest pale.
    """
    comparison = compare(first, second, lang)
    title = lang.say("Comparison of {names}").format(names=" · ".join(names))
    heads = "".join(f'<th scope="col">{text(name)}</th>' for name in names)
    figures = "".join(_figure_row(row) for _position, row in comparison.figures.iterrows())
    most = max(1, int(comparison.kinds[["1", "2"]].to_numpy().max()))
    kinds = "".join(
        f'<tr><th scope="row"><i class="mark {kind}"></i>{text(row["label"])}</th>'
        + "".join(f"<td>{_bar(row[side], row[side], most)}{lang.number(row[side])}</td>" for side in ("1", "2"))
        + "</tr>"
        for kind, row in comparison.kinds.iterrows()
    )
    by_kind = text(lang.say("Incidents by kind"))
    return (
        f'<table class="comparison"><caption>{text(title)}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{figures}</tbody>"
        f'<tbody><tr class="part"><th scope="rowgroup" colspan="3">{by_kind}</th></tr>'
        f"{kinds}</tbody></table>"
    )


def _figure_row(row: pd.Series) -> str:
    highs = [row[f"high_{number}"] for number in (1, 2)]
    most = max([1.0, *(float(high) for high in highs if high == high)])
    cells = "".join(
        f"<td>{_bar(row[f'low_{number}'], row[f'high_{number}'], most)}{text(row[f'text_{number}'])}</td>"
        for number in (1, 2)
    )
    return f'<tr><th scope="row">{text(row["label"])}</th>{cells}</tr>'


def _bar(low: float, high: float, most: float) -> str:
    """Draw a range as a bar: up to the lowest figure full, up to the highest pale; nothing where it is unknown."""
    if high != high:
        return '<span class="bar"></span>'
    low = 0.0 if low != low else low
    return (
        f'<span class="bar"><b style="inline-size:{100 * high / most:.1f}%"></b>'
        f'<i style="inline-size:{100 * low / most:.1f}%"></i></span>'
    )
