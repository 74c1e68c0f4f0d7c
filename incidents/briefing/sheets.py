"""What every template is given: a briefing as JSON values, its map, its words and colours."""

from dataclasses import asdict
from typing import Any

from incidents.briefing.content import Account, Bar, Briefing, Listed
from incidents.briefing.fitting import number_ranges
from incidents.language import Language, isolate_ltr
from incidents.views.static_map import Marks, StaticMap, draw_static_map
from incidents.views.static_map.frame import ASPECT
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import PALETTE, PRINTED

FEW = 2  # so few incidents are told in full; they have no timeline and no ranking


def briefing_map(
    briefing: Briefing, width: float, *, marks: Marks = "drawn", transparent: bool = False, keyed: bool = True
) -> StaticMap:
    """Draw the briefing's map so wide (points), with its legend or without; its ground is the same at every width."""
    return draw_static_map(
        briefing.map.points,
        briefing.map.pins,
        briefing.map.bounds,
        briefing.lang,
        width,
        width / ASPECT,
        briefing.map.notes,
        briefing.map.remarks,
        marks=marks,
        transparent=transparent,
        keyed=keyed,
    )


def shared_content(briefing: Briefing, drawn: StaticMap) -> dict[str, Any]:
    """Return what slide, paper and picture have in common."""
    palette = PALETTE["light"]
    return {
        "lang": briefing.lang.code,
        "kicker": briefing.heading.kicker,
        "title": briefing.heading.title,
        "period": briefing.heading.period,
        "when": briefing.heading.when,
        "filters": briefing.heading.filters,
        "news": briefing.heading.news,
        "comparison": briefing.heading.comparison,
        "note": briefing.heading.note,
        "made": briefing.making.made,
        "made_on": {
            "year": briefing.making.made_on.year,
            "month": briefing.making.made_on.month,
            "day": briefing.making.made_on.day,
        },
        "version": briefing.making.version,
        "link": briefing.notes.link,
        "reproduce": briefing.notes.reproduce,
        "map": map_content(drawn),
        "map_alt": briefing.map.alt,
        "timeline": _timeline(briefing),
        "most_in_governorate": max((bar.count for bar in briefing.charts.governorates), default=1),
        "governorates_note": briefing.charts.governorates_note,
        "words": _words(briefing),
        "palette": {
            "ink": palette.ink,
            "muted": palette.muted,
            "line": palette.line,
            "accent": PRINTED.accent,
            "bar": PRINTED.bar,
            "field": PRINTED.field,
        },
        "colours": {kind: symbol.colour() for kind, symbol in SYMBOLOGY.items()},
        "symbols": {kind: symbol_svg(kind) for kind in SYMBOLOGY},
        "kind_labels": dict(briefing.charts.kind_labels),
    }


def map_content(drawn: StaticMap) -> dict[str, Any]:
    """Return a drawn map's words and size for a template."""
    return {"width": drawn.width, "height": drawn.height, "words": [asdict(word) for word in drawn.words]}


def symbol_svg(kind: str) -> str:
    """Return the symbol of a kind as a small picture."""
    symbol = SYMBOLOGY[kind]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30" viewBox="-1.5 -1.5 3 3">'
        f'<path d="{symbol.path}" fill="{symbol.colour()}"/></svg>'
    )


def _words(briefing: Briefing) -> dict[str, str]:
    return {
        "selection": briefing.lang.say("Selection:"),
        "governorates": briefing.lang.say("By governorate · killed"),
        "sides": briefing.lang.say("Killed, by side:"),
        "contested": briefing.lang.say("Conflicting accounts: who says what"),
        "is_contested": briefing.lang.say("conflicting accounts"),
        "also": briefing.lang.say("Also told by:"),
        "more": briefing.lang.say("More stands in the A4 brief."),
        "accounts": briefing.lang.say("Accounts"),
        "number": briefing.lang.say("No."),
        "date": briefing.lang.say("Date"),
        "place": briefing.lang.say("Place"),
        "incident": briefing.lang.say("Incident and accounts"),
        "killed": briefing.lang.say("Killed"),
        "unknown": briefing.lang.say("not reported"),
        "wounded": briefing.lang.say("Wounded"),
        "sources": briefing.lang.say("Sources"),
        "caveats": briefing.lang.say("What these figures cannot tell"),
        "nothing": briefing.table.nothing,
    }


def bars_content(bars: tuple[Bar, ...], lang: Language) -> list[dict[str, Any]]:
    """Return the bars of a ranking."""
    return [
        {
            "label": bar.label,
            "count": bar.count,
            "count_text": lang.number(bar.count),
            "killed_text": bar.killed,
        }
        for bar in bars
    ]


def _timeline(briefing: Briefing) -> dict[str, Any]:
    line = briefing.charts.timeline
    heights = [sum(counts) for counts in zip(*(counts for _kind, counts in line.counts), strict=True)] or [0]
    most = max(heights)
    step = next(step * 10**power for power in range(9) for step in (1, 2, 5) if step * 10**power * 4 >= most)
    ticks = list(range(step, most + step, step)) if most else []
    return {
        "title": line.title,
        "periods": line.periods,
        "counts": line.counts,
        "note": line.note,
        "top": max(ticks, default=1),
        "ticks": ticks,
        "every": max(1, -(-len(line.periods) // 6)),
    }


def most_killed(listed: tuple[Listed, ...], most: int, *, ordered: bool = True) -> list[Listed]:
    """Return the rows with most killed (contested ones first among equals), in the order of the table or ranked."""
    ranked = sorted(listed, key=lambda row: (-row.killed_high, not row.contested))
    if not ordered:
        return ranked[:most]
    kept = {row.incident_id for row in ranked[:most]}
    return [row for row in listed if row.incident_id in kept]


def rows_note(briefing: Briefing, shown: int) -> str:
    """Say how many of the incidents slide or deck list, where they do not list all; "" where they do."""
    if shown == len(briefing.table.listed) and not briefing.table.note:
        return ""
    return briefing.lang.say(
        "{shown} of {count} incidents, those with most killed; all of them in A4 brief and data."
    ).format(shown=briefing.lang.number(shown), count=briefing.figures.key[0].value)


def told_row(row: Listed, lang: Language) -> dict[str, Any]:
    """Return an incident told in full, with the accounts that give figures and the names of the others."""
    return {
        "number": str(row.number) if row.number else "",
        "incident_id": isolate_ltr(row.incident_id),
        "kind": row.kind,
        "tactic": row.tactic,
        "date": row.date,
        "place": row.place,
        "summary": row.summary,
        "killed": row.killed,
        "wounded": row.wounded,
        "known": row.killed_high >= 0,
        "accounts": [_account(account) for account in row.accounts if account.says],
        "others": [_account(account) for account in row.accounts if not account.says],
        "contested": bool(row.contested),
        "contested_lines": list(row.contested),
        "where_and_when": where_and_when(row, lang),
        "sources": number_ranges(row.sources),
    }


def where_and_when(row: Listed, lang: Language) -> str:
    """Write place and date before a sentence about an incident."""
    return lang.say("{place}, {date}:").format(place=row.place, date=row.date)


def _account(account: Account) -> dict[str, str]:
    return {"origin": account.origin, "says": account.says, "sources": number_ranges(account.sources)}
