"""Two selections side by side, each beside its period before if there is one: figures as ranges, kinds, differences."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from incidents.language import Language
from incidents.phrases import total_text
from incidents.phrases.changes import difference_of_means_in_words, range_difference_in_words
from incidents.phrases.figures import mean_in_words
from incidents.record.schema import KINDS, Schema
from incidents.selection.selection import Selection
from incidents.selection.sides import Side, side_of
from incidents.selection.summaries import KeyFigures, Total
from incidents.views.markup import text


@dataclass(frozen=True, eq=False)
class Comparison:
    """What several selections have in common to compare.

    ``figures`` has one row per figure: label, is_mean, and per selection (1, 2 …) text, low, high (numbers; NaN =
    unknown) and open (somebody's figure is a least one). More sources per incident look like more violence: they stand
    beside the number of incidents. ``kinds`` (index kind) has label and the number of incidents of each.
    """

    figures: pd.DataFrame
    kinds: pd.DataFrame


@dataclass(frozen=True)
class Before:
    """The same two selections in the period before, and how the two periods are called."""

    first: Selection
    second: Selection
    then: str
    now: str


def compare(first: Selection, second: Selection, lang: Language, *more: Selection) -> Comparison:
    """Compare two selections of one record, or more."""
    return compare_sides(first.record.schema, [side_of(selection) for selection in (first, second, *more)], lang)


def compare_sides(schema: Schema, compared: Sequence[Side], lang: Language) -> Comparison:
    """Compare two sides of one record, or more."""
    sides = [side.figures for side in compared]
    rows = [
        _count_row(lang.say("Incidents"), [side.incidents for side in sides], lang),
        _mean_row(lang.say("Sources per incident"), [side.sources for side in compared], lang),
        *_range_rows(sides, schema, lang),
        _count_row(lang.say("Conflicting accounts"), [side.contested for side in sides], lang),
        _count_row(lang.say("Single primary source"), [side.single_origin for side in sides], lang),
        _count_row(lang.say("Governorates"), [side.governorates for side in sides], lang),
    ]
    kinds = pd.DataFrame({str(n): side.kinds for n, side in enumerate(compared, start=1)})
    kinds.insert(0, "label", [schema.label(KINDS, kind, lang) for kind in kinds.index])
    return Comparison(pd.DataFrame(rows), kinds)


def _count_row(title: str, counts: Sequence[int], lang: Language) -> dict[str, object]:
    row: dict[str, object] = {"label": title, "is_mean": False}
    for number, count in enumerate(counts, start=1):
        row |= {f"text_{number}": lang.number(count), f"low_{number}": count, f"high_{number}": count}
        row[f"open_{number}"] = False
    return row


def _mean_row(title: str, means: Sequence[float], lang: Language) -> dict[str, object]:
    row: dict[str, object] = {"label": title, "is_mean": True}
    for number, mean in enumerate(means, start=1):
        row |= {f"text_{number}": mean_in_words(mean, lang), f"low_{number}": mean, f"high_{number}": mean}
        row[f"open_{number}"] = False
    return row


def _range_rows(sides: Sequence[KeyFigures], schema: Schema, lang: Language) -> list[dict[str, object]]:
    """Return the rows of the sums, without the sides of the killed that no selection counts."""
    by_side = {measure: [side.killed_by_side[measure] for side in sides] for measure in sides[0].killed_by_side}
    sums: dict[str, list[Total]] = {}
    for measure in sides[0].totals:
        sums[measure] = [side.totals[measure] for side in sides]
        if measure == "killed":
            sums |= {part: totals for part, totals in by_side.items() if any(total.high for total in totals)}
    return [_range_row(schema.measure_label(measure, lang), totals, lang) for measure, totals in sums.items()]


def _range_row(title: str, totals: Sequence[Total], lang: Language) -> dict[str, object]:
    row: dict[str, object] = {"label": title, "is_mean": False}
    for number, total in enumerate(totals, start=1):
        row |= {
            f"text_{number}": total_text(total, lang),
            f"low_{number}": float("nan") if total.low is None else total.low,
            f"high_{number}": float("nan") if total.high is None else total.high,
            f"open_{number}": bool(total.open),
        }
    return row


def draw_comparison(
    first: Selection, second: Selection, names: tuple[str, str], lang: Language, before: Before | None = None
) -> str:
    """Return two selections of one record, under their names, as an HTML table ``table.comparison``.

    Each figure has a bar beside it: what is sure full, the rest pale. The last column is the difference of the two.
    With ``before`` each selection has three columns: what it was, what it is, and how it changed.
    """
    sides = [side_of(one) for one in (first, second, *((before.first, before.second) if before else ()))]
    return draw_sides(first.record.schema, sides, names, lang, (before.then, before.now) if before else None)


def draw_sides(
    schema: Schema,
    sides: Sequence[Side],
    names: tuple[str, str],
    lang: Language,
    periods: tuple[str, str] | None = None,
) -> str:
    """Draw the same of two sides; with ``periods``, then and now, of four: both now, and both as they were then."""
    comparison = compare_sides(schema, sides, lang)
    columns = _WITH_BEFORE if periods else _TWO
    title = lang.say("Comparison of {names}").format(names=" · ".join(names))
    figures = "".join(_row(row, columns, lang) for _position, row in comparison.figures.iterrows())
    most = max(1, int(comparison.kinds[["1", "2"]].to_numpy().max()))
    kinds = "".join(
        _row(_counts_of(row, len(comparison.kinds.columns) - 1, lang), columns, lang, kind=str(kind), most=most)
        for kind, row in comparison.kinds.iterrows()
    )
    by_kind = text(lang.say("Incidents by kind"))
    return (
        f'<table class="comparison{" before" if periods else ""}"><caption>{text(title)}</caption>'
        f"<thead>{_heads(names, periods, lang)}</thead><tbody>{figures}</tbody>"
        f'<tbody><tr class="part"><th scope="rowgroup" colspan="{len(columns) + 1}">{by_kind}</th></tr>'
        f"{kinds}</tbody></table>"
    )


# What stands in the columns: the number of a selection, or the numbers of two whose difference is told.
_TWO: tuple[int | tuple[int, int], ...] = (1, 2, (1, 2))
_WITH_BEFORE: tuple[int | tuple[int, int], ...] = (3, 1, (3, 1), 4, 2, (4, 2), (1, 2))
_DRAWN = {1, 2}  # of the selections, those with a bar


def _heads(names: tuple[str, str], periods: tuple[str, str] | None, lang: Language) -> str:
    difference = text(lang.say("Difference"))
    if periods is None:
        heads = "".join(f'<th scope="col">{text(name)}</th>' for name in names)
        return f'<tr><td></td>{heads}<th scope="col">{difference}</th></tr>'
    groups = "".join(f'<th scope="colgroup" colspan="3">{text(name)}</th>' for name in names)
    columns = [*periods, lang.say("Change")] * 2
    heads = "".join(f'<th scope="col">{text(column)}</th>' for column in columns)
    return f'<tr><td rowspan="2"></td>{groups}<th scope="col" rowspan="2">{difference}</th></tr><tr>{heads}</tr>'


def _counts_of(row: pd.Series, selections: int, lang: Language) -> pd.Series:
    """Return the counts of a kind as a row of figures."""
    return pd.Series(_count_row(row["label"], [int(row[str(n)]) for n in range(1, selections + 1)], lang))


def _row(
    row: pd.Series, columns: Sequence[int | tuple[int, int]], lang: Language, kind: str = "", most: float = 0
) -> str:
    highs = [float(row[f"high_{number}"]) for number in _DRAWN]
    most = most or max([1.0, *(high for high in highs if high == high)])
    cells = "".join(
        _figure(row, column, most) if isinstance(column, int) else _difference(row, *column, lang) for column in columns
    )
    mark = f'<i class="mark {kind}"></i>' if kind else ""
    return f'<tr><th scope="row">{mark}{text(row["label"])}</th>{cells}</tr>'


def _figure(row: pd.Series, number: int, most: float) -> str:
    bar = _bar(row[f"low_{number}"], row[f"high_{number}"], most) if number in _DRAWN else ""
    return f"<td>{bar}{text(row[f'text_{number}'])}</td>"


def _difference(row: pd.Series, one: int, other: int, lang: Language) -> str:
    """Write by how much the other is more than the one."""
    if row["is_mean"]:
        words = difference_of_means_in_words(float(row[f"low_{one}"]), float(row[f"low_{other}"]), lang)
        return f'<td class="difference">{text(words)}</td>'
    ends = [(float(row[f"low_{n}"]), float(row[f"high_{n}"]), bool(row[f"open_{n}"])) for n in (one, other)]
    return f'<td class="difference">{text(range_difference_in_words(ends[0], ends[1], lang))}</td>'


def _bar(low: float, high: float, most: float) -> str:
    """Draw a range as a bar: up to the lowest figure full, up to the highest pale; nothing where it is unknown."""
    if high != high:
        return '<span class="bar"></span>'
    low = 0.0 if low != low else low
    return (
        f'<span class="bar"><b style="inline-size:{100 * high / most:.1f}%"></b>'
        f'<i style="inline-size:{100 * low / most:.1f}%"></i></span>'
    )
