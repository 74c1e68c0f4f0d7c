"""What is new in the record since an older version, drawn: totals then and now, and every incident that differs."""

import html
from collections.abc import Callable, Sequence

from incidents.language import Language, plain_text
from incidents.phrases.news import (
    Told,
    both_versions,
    incident_in_brief,
    moved_by_in_words,
    other_tables,
    place_moved_in_words,
    reasons,
    since_version_in_words,
    told_of,
    total_then_in_words,
    why_in_words,
)
from incidents.record.record import Record
from incidents.selection.differences import Difference, TotalMoved
from incidents.views.markup import left_to_right, text

MOST_TOLD = 150  # corrected incidents that are told cell by cell; the shell tells all


def draw_news(held: Difference, lang: Language) -> str:
    """Return the difference as HTML: ``section.news`` with headline, totals and incidents."""
    head = (
        f'<p class="headline"><strong>{text(since_version_in_words(held, lang))}</strong></p>'
        f"<p><small>{_versions(held, lang)}</small></p>"
    )
    if held.is_empty:
        return f'<section class="news">{head}</section>'
    rest = [one for one in held.totals if one not in held.headlines]
    other = f"<details><summary>{text(lang.say('The other totals'))}</summary>{_totals(held, rest, lang)}</details>"
    parts = (_totals(held, held.headlines, lang), _lists(held, lang), other if rest else "", _others(held, lang))
    return f'<section class="news">{head}{"".join(parts)}</section>'


def _versions(held: Difference, lang: Language) -> str:
    older, later = (f'<code dir="ltr">{text(version)}</code>' for version in both_versions(held))
    return text(lang.say("From {older} to {later}")).format(older=older, later=later)


def _totals(held: Difference, totals: Sequence[TotalMoved], lang: Language) -> str:
    titles = (lang.say("Total"), lang.say("Then"), lang.say("Now"), lang.say("Moved by"))
    heads = "".join(f'<th scope="col">{text(title)}</th>' for title in titles)
    rows = []
    for one in totals:
        name = text(held.after.record.schema.measure_label(one.measure, lang))
        was, now = map(text, total_then_in_words(one, lang))
        moved = "".join(f"<p>{text(line)}</p>" for line in moved_by_in_words(one, lang))
        marked = ' class="moved"' if one.is_moved else ""
        cells = "".join(
            f'<td data-title="{html.escape(title)}">{words}</td>'
            for title, words in zip(titles[1:], (was, now, moved), strict=True)
            if words
        )
        rows.append(f'<tr{marked}><th scope="row">{name}</th>{cells}{"" if moved else "<td></td>"}</tr>')
    label = html.escape(lang.say("Totals then and now"))
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _lists(held: Difference, lang: Language) -> str:
    said = reasons(held, lang)

    def plain(record: Record) -> Callable[[str], str]:
        return lambda one: f"<li>{_named(record, one, lang)}</li>"

    def told(one: str) -> str:
        lines = "".join(f"<li>{_line(line, lang)}</li>" for line in told_of(held, one, lang))
        why = "".join(f'<li class="why">{text(_bare(line))}</li>' for line in why_in_words(said, one))
        head = _named(held.after.record, one, lang)
        reason = f"<h5>{text(lang.say('From the change log'))}</h5><ul>{why}</ul>" if why else ""
        return f"<li><details><summary>{head}</summary><ul>{lines}</ul>{reason}</details></li>"

    return (
        _list(lang.say("Incidents added"), held.added, plain(held.after.record), lang)
        + _list(lang.say("Incidents removed"), held.removed, plain(held.before.record), lang)
        + _list(lang.say("Incidents corrected"), held.corrected, told, lang)
    )


def _list(title: str, ids: Sequence[str], draw: Callable[[str], str], lang: Language) -> str:
    """Return a list of incidents that is opened with a click; what is beyond ``MOST_TOLD`` is counted."""
    if not ids:
        return ""
    shown = "".join(map(draw, ids[:MOST_TOLD]))
    left = len(ids) - MOST_TOLD
    sentence = lang.plural("{count} more in {command}", "{count} more in {command}", max(left, 0))
    rest = sentence.format(count=lang.number(left), command="python -m incidents diff")
    more = f"<p><small>{text(rest)}</small></p>" if left > 0 else ""
    count = text(lang.number(len(ids)))
    return f"<details><summary><strong>{text(title)}</strong> {count}</summary><ul>{shown}</ul>{more}</details>"


def _named(record: Record, one: str, lang: Language) -> str:
    brief = " · ".join(incident_in_brief(record, one, lang))
    return f"{left_to_right(one)} · {text(brief)}"


def _line(told: Told, lang: Language) -> str:
    """Return what differs in one column or claim: what stood there struck out, what stands now after it."""
    spoken = f' lang="{told.spoken}"' if told.spoken else ""
    was, now = (f'<{tag} dir="auto"{spoken}>{text(words)}</{tag}>' if words else "" for tag, words in _ends(told))
    fate = {
        "added": lang.say("added"),
        "removed": lang.say("removed"),
        "superseded": lang.say("superseded"),
    }.get(told.fate, "")
    label = " · ".join(filter(None, [fate, told.what]))
    return f"<b>{text(label)}</b> {was} {now}"


def _ends(told: Told) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("del", told.was), ("ins", told.now)


def _bare(line: str) -> str:
    """Return a line of the change log without the signs of its writing."""
    return plain_text(line).replace("`", "").replace("**", "")


def _others(held: Difference, lang: Language) -> str:
    lines = [f"{title}: {counts}" for title, counts in other_tables(held, lang)]
    lines += [place_moved_in_words(edit, held, lang) for edit in held.places_moved]
    if not lines:
        return ""
    return f"<h4>{text(lang.say('Beside them'))}</h4><ul>{''.join(f'<li>{text(line)}</li>' for line in lines)}</ul>"
