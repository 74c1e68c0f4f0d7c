"""What rose and what fell, drawn: a table with bars from the middle, and classes of change for the map."""

from collections.abc import Mapping
from typing import Any

from incidents.language import Language
from incidents.phrases.changes import (
    behind_the_change,
    change_headline,
    difference_in_words,
    period_in_days,
    periods_compared,
    row_in_words,
)
from incidents.phrases.figures import pair_in_words
from incidents.record.record import Record
from incidents.selection.changes import Changes
from incidents.selection.filters import LISTS
from incidents.views.markup import text

MOST_ROWS = 25  # of a long list, the largest changes


def draw_changes(changes: Changes, record: Record, lang: Language) -> str:
    """Return the changes as HTML: ``section.changes`` with headline, table and what may lie behind them."""
    headline = text(change_headline(changes, record, lang))
    behind = "".join(f"<li>{text(sentence)}</li>" for sentence in behind_the_change(changes, record, lang))
    return (
        f'<section class="changes"><p class="periods">{text(periods_compared(changes, lang))}</p>'
        f'<p class="headline"><strong>{headline}</strong></p>{_table(changes, record, lang)}'
        f'<ul class="behind">{behind}</ul></section>'
    )


def _table(changes: Changes, record: Record, lang: Language) -> str:
    titles = [LISTS[name].heading(record, lang) for name in changes.by]
    columns = [
        (lang.say("Then"), period_in_days(changes.then.period, lang)),
        (lang.say("Now"), period_in_days(changes.now.period, lang)),
        (lang.say("Change"), ""),
        (lang.say("Sources per incident"), ""),
    ]
    heads = "".join(f'<th scope="col">{text(title)}</th>' for title in titles)
    heads += "".join(
        f'<th scope="col">{text(title)}{f"<small>{text(days)}</small>" if days else ""}</th>' for title, days in columns
    )
    shown = changes.rows.head(MOST_ROWS).to_dict("records")
    widest = max((abs(int(row["difference"])) for row in shown), default=0) or 1
    rows = "".join(_row(row, changes, record, widest, lang) for row in shown)
    left_out = len(changes.rows) - len(shown)
    more = lang.plural("{count} smaller change is not shown", "{count} smaller changes are not shown", left_out)
    note = f'<p class="hint">{text(more.format(count=lang.number(left_out)))}</p>' if left_out else ""
    caption = text(lang.say("What rose and what fell"))
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _row(row: Mapping[Any, Any], changes: Changes, record: Record, widest: int, lang: Language) -> str:
    labels = row_in_words(record, [(name, str(row[name])) for name in changes.by], lang)
    mark = f'<i class="mark {text(row["kind"])}"></i>' if "kind" in row and row["kind"] in _kinds(record) else ""
    names = [f"{mark if name == 'kind' else ''}{text(label)}" for name, label in zip(changes.by, labels, strict=True)]
    first, *others = names
    few = f'<abbr title="{text(lang.say("so few incidents that chance alone could make it"))}">°</abbr>'
    twice = lang.plural("{count} counts in both periods", "{count} count in both periods", int(row["both"]))
    both = f"<small>{text(twice.format(count=lang.number(row['both'])))}</small>" if row["both"] else ""
    cells = [
        f'<td class="number">{lang.number(row["then"])}</td>',
        f'<td class="number">{lang.number(row["now"])}</td>',
        f'<td class="change">{_bar(int(row["difference"]), widest)}'
        f"<b>{text(difference_in_words(int(row['difference']), lang))}</b>{few if row['is_few'] else ''}{both}</td>",
        f'<td class="number">{text(pair_in_words(row["sources_then"], row["sources_now"], lang))}</td>',
    ]
    state = ' class="still"' if not row["then"] and not row["now"] else ""
    rest = "".join(f"<td>{name}</td>" for name in others)
    return f'<tr{state}><th scope="row">{first}</th>{rest}{"".join(cells)}</tr>'


def _kinds(record: Record) -> tuple[str, ...]:
    return LISTS["kind"].codes(record)


def _bar(difference: int, widest: int) -> str:
    """Draw a difference as a bar from the middle: a rise towards the end of the line, a fall towards its beginning."""
    share = 50 * abs(difference) / widest
    side = "rise" if difference > 0 else "fall"
    inside = f'<i class="{side}" style="inline-size:{share:.1f}%"></i>' if difference else ""
    return f'<span class="diverging" aria-hidden="true">{inside}</span>'
