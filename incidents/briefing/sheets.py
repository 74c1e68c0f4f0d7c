"""What the templates are given: a briefing as JSON values, cut to the room that a slide or a paper has."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from incidents.briefing.content import Account, Bar, Briefing, Listed
from incidents.language import Lang, format_number, isolate_ltr, translator
from incidents.views.static_map import Marks, StaticMap, draw_static_map, height_of_map
from incidents.views.static_map.frame import ASPECT
from incidents.views.static_map.lettering import text_width
from incidents.views.symbology import PALETTE, SYMBOLOGY
from incidents.vocabulary import codes

ACCENT = "#9C3B14"
BAR = "#7C8794"
SLIDE_MAP_WIDTH = 530.0
PAPER_MAP_WIDTH = 523.28
DENSE_MAP_WIDTH = 384.0  # leaves room for the governorates beside it
DENSEST = 3
DENSE = 2  # from this level on a paper is set densely
FEW = 2  # so few incidents have no timeline and no ranking
SLIDE_FIGURES = 4
SLIDE_BODY = 413.0  # points of height between the head and the foot of the slide
ROW_TEXT_WIDTH = 286.0  # points of the second line of a row on the slide, sources excluded


def briefing_map(briefing: Briefing, width: float, *, marks: Marks = "drawn", transparent: bool = False) -> StaticMap:
    """Draw the briefing's map so wide (points); its ground is the same at every width."""
    return draw_static_map(
        briefing.points,
        briefing.pins,
        briefing.bounds,
        briefing.lang,
        width,
        width / ASPECT,
        briefing.map_notes,
        marks=marks,
        transparent=transparent,
    )


def slide_map(briefing: Briefing, *, marks: Marks = "drawn") -> StaticMap:
    """Draw the map so that it fits the body of the slide, legend included."""
    width, height = SLIDE_MAP_WIDTH, _height_at(briefing, SLIDE_MAP_WIDTH)
    while height > SLIDE_BODY and width > SLIDE_MAP_WIDTH / 2:
        width *= (SLIDE_BODY - 2) / height  # a narrower legend may take one row more: look again
        height = _height_at(briefing, width)
    return briefing_map(briefing, width, marks=marks)


def _height_at(briefing: Briefing, width: float) -> float:
    return height_of_map(briefing.points, briefing.pins, briefing.bounds, briefing.lang, width, briefing.map_notes)


def slide_content(briefing: Briefing, drawn: StaticMap) -> dict[str, Any]:
    """Return what the slide prints."""
    _ = translator(briefing.lang).gettext
    keyed = bool(briefing.listed) and briefing.listed[0].number > 0
    governorates = [] if keyed else _bars(briefing.governorates, briefing.lang)
    chart_height = 92 if keyed else 84
    taken = 56 + 24.5 + chart_height + (9 if briefing.timeline.note else 0) + 32
    taken += 21.5 + 10.5 * ((len(governorates) + 1) // 2) if governorates else 0
    rows = most_killed(briefing.listed, max(0, int((SLIDE_BODY - taken) // 23)))
    left_out = len(briefing.listed) - len(rows)
    note = ""
    if left_out or briefing.listed_note:
        note = _("{shown} of {count} incidents, those with most killed; all of them in paper and data.").format(
            shown=format_number(len(rows), briefing.lang), count=briefing.figures[0].value
        )
    few = 0 < len(briefing.listed) <= FEW
    content = _shared(briefing, drawn)
    content |= {
        "few": few,
        "stories": [_paper_row(row, 0, briefing.lang) for row in rows] if few else [],
        "figures": [asdict(figure) for figure in briefing.figures[:SLIDE_FIGURES]],
        "chart_height": chart_height,
        "governorates": governorates,
        "rows": [_slide_row(row) for row in rows],
        "rows_title": _("Incidents, numbered as on the map") if keyed else _("Most reported killed"),
        "rows_note": note,
        "footer": _footer(briefing, rows),
    }
    return content


def paper_map(briefing: Briefing, level: int) -> StaticMap:
    """Draw the map for a paper of this density."""
    return briefing_map(briefing, DENSE_MAP_WIDTH if level >= DENSE else PAPER_MAP_WIDTH)


def paper_content(briefing: Briefing, drawn: StaticMap, level: int) -> dict[str, Any]:
    """Return what the A4 paper prints; ``level`` 0 is roomy, 3 the densest."""
    _ = translator(briefing.lang).gettext
    keyed = bool(briefing.listed) and briefing.listed[0].number > 0
    sides = [
        f"{figure.label} {figure.value}" + (f" ({figure.unknown})" if figure.unknown else "")
        for figure in briefing.sides
    ]
    content = _shared(briefing, drawn)
    content |= {
        "figures": [asdict(figure) for figure in briefing.figures],
        "governorates": _bars(briefing.governorates, briefing.lang),
        "sides": sides,
        "sides_text": " · ".join(sides),
        "rows": [_paper_row(row, level, briefing.lang) for row in briefing.listed],
        "rows_title": _("Incidents, numbered as on the map") if keyed else _("Incidents"),
        "listed_note": briefing.listed_note,
        "sources": [asdict(source) for source in briefing.sources],
        "caveats": list(briefing.caveats),
        "method": briefing.method,
        "citation": briefing.citation,
        "running": cut(briefing.title, 380, 7),
        "level": level,
        "keyed": keyed,
        "few": len(briefing.listed) <= FEW,
    }
    return content


def _shared(briefing: Briefing, drawn: StaticMap) -> dict[str, Any]:
    palette = PALETTE["light"]
    return {
        "lang": briefing.lang,
        "kicker": briefing.kicker,
        "title": briefing.title,
        "period": briefing.period,
        "filters": briefing.filters,
        "comparison": briefing.comparison,
        "made": briefing.made,
        "made_on": {"year": briefing.made_on.year, "month": briefing.made_on.month, "day": briefing.made_on.day},
        "version": briefing.version,
        "link": briefing.link,
        "link_text": cut(briefing.link, 700, 6.3),
        "map": map_content(drawn),
        "map_alt": briefing.map_alt,
        "timeline": _timeline(briefing),
        "most_in_governorate": max((bar.count for bar in briefing.governorates), default=1),
        "words": _words(briefing),
        "palette": {"ink": palette.ink, "muted": palette.muted, "line": palette.line, "accent": ACCENT, "bar": BAR},
        "colours": {kind: symbol.colour() for kind, symbol in SYMBOLOGY.items()},
        "symbols": {kind: symbol_svg(kind) for kind in SYMBOLOGY},
        "kind_labels": {kind: code.label(briefing.lang) for kind, code in codes("symbol_groups").items()},
    }


def picture_content(briefing: Briefing, drawn: StaticMap) -> dict[str, Any]:
    """Return what the map alone prints."""
    return _shared(briefing, drawn)


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
    _ = translator(briefing.lang).gettext
    return {
        "selection": _("Selection:"),
        "governorates": _("By governorate · killed"),
        "sides": _("Killed, by side:"),
        "contested": _("Contested: who says what"),
        "is_contested": _("contested"),
        "also": _("Also told by:"),
        "accounts": _("Accounts"),
        "number": _("No."),
        "date": _("Date"),
        "place": _("Place"),
        "incident": _("Incident and accounts"),
        "killed": _("Killed"),
        "unknown": _("unknown"),
        "wounded": _("Wounded"),
        "sources": _("Sources"),
        "caveats": _("What these figures cannot tell"),
        "nothing": _("No incident of the record answers this selection."),
    }


def _bars(bars: tuple[Bar, ...], lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "label": bar.label,
            "count": bar.count,
            "count_text": format_number(bar.count, lang),
            "killed_text": bar.killed,
        }
        for bar in bars
    ]


def _timeline(briefing: Briefing) -> dict[str, Any]:
    line = briefing.timeline
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


def most_killed(listed: tuple[Listed, ...], most: int) -> list[Listed]:
    """Return the rows with most killed (contested ones first among equals), in the order of the table."""
    ranked = sorted(listed, key=lambda row: (-row.killed_high, not row.contested))
    kept = {row.incident_id for row in ranked[:most]}
    return [row for row in listed if row.incident_id in kept]


def _slide_row(row: Listed) -> dict[str, Any]:
    line = row.contested[0] if row.contested else row.summary
    sources = number_ranges(row.sources)
    return {
        "number": str(row.number) if row.number else "",
        "kind": row.kind,
        "head": cut(row.place, 200, 7.8, "bold"),
        "date": row.date,
        "line": cut(line, ROW_TEXT_WIDTH - text_width(sources, 6.4), 6.9),
        "contested": bool(row.contested),
        "sources": sources,
        "killed": row.killed,
        "known": row.killed_high >= 0,
    }


def _paper_row(row: Listed, level: int, lang: Lang) -> dict[str, Any]:
    return {
        "number": str(row.number) if row.number else "",
        "incident_id": isolate_ltr(row.incident_id),
        "kind": row.kind,
        "tactic": row.tactic,
        "date": row.date,
        "place": row.place,
        "summary": row.summary,
        "line": cut(f"{row.tactic} · {row.summary}", 204, 7.2 - 0.42 * level),
        "killed": row.killed,
        "wounded": row.wounded,
        "known": row.killed_high >= 0,
        "accounts": [_account(account) for account in row.accounts if account.says],
        "others": [_account(account) for account in row.accounts if not account.says],
        "contested": bool(row.contested),
        "contested_lines": _contested(row, level),
        "where_and_when": where_and_when(row, lang),
        "sources": number_ranges(row.sources),
    }


def _contested(row: Listed, level: int) -> list[str]:
    """Return who says what; at the densest about two lines for each incident, the rest stands in the data."""
    if level < DENSEST or not row.contested:
        return list(row.contested)
    return [cut(" ".join(row.contested), 1.6 * PAPER_MAP_WIDTH, 5.95)]


def where_and_when(row: Listed, lang: Lang) -> str:
    """Write place and date before a sentence about an incident."""
    _ = translator(lang).gettext
    return _("{place}, {date}:").format(place=row.place, date=row.date)


def semicolons(parts: Iterable[str], lang: Lang) -> str:
    """Join parts of a sentence, as the language writes it."""
    _ = translator(lang).gettext
    return _("{first}; {then}").format(first="", then="").join(parts)


def _account(account: Account) -> dict[str, str]:
    return {"origin": account.origin, "says": account.says, "sources": number_ranges(account.sources)}


def _footer(briefing: Briefing, rows: list[Listed]) -> list[str]:
    """Return the lines at the foot of the slide: the sources of its rows as far as they fit, what to bear in mind."""
    _ = translator(briefing.lang).gettext
    cited = {number for row in rows for number in row.sources}
    notes = [f"[{source.number}] {source.text}" for source in briefing.sources if source.number in cited]
    sources = _("Sources: {list}").format(list=semicolons(notes, briefing.lang))
    if not notes:
        return [cut(" ".join(briefing.caveats), 900, 6.3)]
    return [*wrapped(sources, 900, 6.3, 2), cut(" ".join([*briefing.caveats[:2], briefing.method]), 900, 6.3)]


def number_ranges(numbers: tuple[int, ...]) -> str:
    """Write the numbers of sources briefly: 1–3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}\u2013{run[-1]}" for run in runs)
    return isolate_ltr(text) if text else ""


def cut(text: str, width: float, size: float, weight: str = "regular") -> str:
    """Cut a text to one line of so many points, after a whole word, with an ellipsis for the rest."""
    # Letters are half as wide as high on average: measure no more of a long text than could fit.
    low = min(len(text), int(width / size * 3) + 8)
    measured = text_width(text[:low], size, weight)
    if low == len(text) and measured <= width:
        return text
    while measured > width and low > 0:  # two or three steps: the share that fits, then a little less
        low = max(0, min(low - 1, int(low * width / measured) - 1))
        measured = text_width(text[:low] + "\u2026", size, weight)
    kept = text[:low]
    if " " in kept[low * 2 // 3 :]:
        kept = kept[: kept.rfind(" ")]
    return closed(kept.rstrip(" ·،,;") + "\u2026")


def closed(text: str) -> str:
    """Close the isolates that a cut left open."""
    return text + "\u2069" * (sum(text.count(mark) for mark in "\u2066\u2067\u2068") - text.count("\u2069"))


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """Break a text into at most so many lines; the last one is cut."""
    lines = []
    for _line in range(most - 1):
        if text_width(text, size) <= width:
            break
        head = cut(text, width, size).rstrip("\u2069").removesuffix("\u2026")
        lines.append(closed(head))
        text = text[len(head) :].lstrip(" ;،,·")
    return [*lines, cut(text, width, size)]
