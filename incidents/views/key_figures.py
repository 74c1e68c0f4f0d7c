"""The key figures of a selection: every sum a range, with what is unknown beside it."""

import html
from dataclasses import replace

from incidents.language import Language
from incidents.phrases import only_shared, total_range, unknown_text
from incidents.record.schema import Schema
from incidents.selection.selection import Selection
from incidents.selection.summaries import KeyFigures, Total, in_several_governorates, key_figures
from incidents.views.markup import text

_MANY = 9_999  # incidents: the sums of more have so many digits that they need more room


def draw_key_figures(selection: Selection, lang: Language) -> str:
    """Return the strip of key figures as HTML: an element ``section.figures``."""
    figures, schema = key_figures(selection), selection.record.schema
    parts = {"killed": _sides(figures, schema, lang)}
    cards = [
        _card(lang.say("Incidents"), lang.number(figures.incidents), _left_out(figures, lang)),
        _card(lang.say("Governorates"), lang.number(figures.governorates), _of_places(selection, figures, lang)),
        *(
            _total_card(schema.measure_label(measure, lang), total, lang, parts.get(measure, ""))
            for measure, total in figures.totals.items()
        ),
        _card(lang.say("Conflicting accounts"), lang.number(figures.contested), lang.say("on figures or facts")),
        _card(lang.say("Single primary source"), lang.number(figures.single_origin), lang.say("uncorroborated")),
    ]
    long = " long" if figures.incidents > _MANY else ""
    return (
        f'<section class="figures{long}" aria-label="{html.escape(lang.say("Key figures"))}">{"".join(cards)}</section>'
    )


def _card(label: str, figure: str, remark: str, parts: str = "") -> str:
    """Return one figure; ``parts`` is the HTML of what it is made of."""
    remark = f"<small>{text(remark)}</small>" if remark else ""
    return (
        f'<div class="figure{" parted" if parts else ""}"><span>{text(label)}</span>'
        f"<strong>{text(figure)}</strong>{remark}{parts}</div>"
    )


def _total_card(label: str, total: Total, lang: Language, parts: str = "") -> str:
    """Return a sum as a range; below it that it may be higher, and for how many nobody states a figure."""
    remarks = [lang.say("or more")] if total.open else []
    if total.unknown:
        remarks.append(unknown_text(total, lang))
    return _card(label, total_range(replace(total, open=0), lang), " · ".join(remarks), parts)


def _sides(figures: KeyFigures, schema: Schema, lang: Language) -> str:
    """List the killed by side, for the sides that any account counts."""
    rows = "".join(
        f"<dt>{text(schema.side_label(side, lang))}</dt><dd>{text(total_range(total, lang))}</dd>"
        for side, total in figures.killed_by_side.items()
        if total.high
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _left_out(figures: KeyFigures, lang: Language) -> str:
    """Say that counts which sum other incidents are left out of the totals, and how many the timeline cannot show."""
    remarks = []
    if figures.aggregates:
        summed = lang.plural(
            "{count} aggregate report not added (avoids double counting)",
            "{count} aggregate reports not added (avoids double counting)",
            figures.aggregates,
        )
        remarks.append(summed.format(count=lang.number(figures.aggregates)))
    if figures.without_date:
        undated = lang.plural(
            "{count} incident without a date", "{count} incidents without a date", figures.without_date
        )
        remarks.append(undated.format(count=lang.number(figures.without_date)))
    return " · ".join(remarks)


def _of_places(selection: Selection, figures: KeyFigures, lang: Language) -> str:
    """Say how many incidents have no place, and how many count whole in several governorates."""
    remarks = []
    if figures.without_place:
        sentence = lang.plural(
            "{count} incident not on the map", "{count} incidents not on the map", figures.without_place
        )
        remarks.append(sentence.format(count=lang.number(figures.without_place)))
    if shared := only_shared(selection, lang):
        remarks.append(shared)
    if several := in_several_governorates(selection).of:
        sentence = lang.plural("{count} counts in several", "{count} count in several", several)
        remarks.append(sentence.format(count=lang.number(several)))
    return " · ".join(remarks)
