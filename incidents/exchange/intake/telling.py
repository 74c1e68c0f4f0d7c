"""What becomes of a file, in sentences: the same in the shell and on the page."""

from collections.abc import Iterator

from incidents.exchange.intake.importing import LEFT_OUT, Import
from incidents.exchange.intake.mapping import MEANINGS
from incidents.exchange.intake.matching import MATCHED_KM
from incidents.exchange.intake.remarks import FATES
from incidents.language import Language, isolate

_ROWS_NAMED = 8


def recognised_in_words(found: Import, lang: Language) -> Iterator[str]:
    """Say how the file was saved and how it writes its days."""
    yield from found.opened.told(lang)
    if found.mapping.dates and found.mapping.columns.get("date"):
        said = {"day-first": lang.say("the day first"), "month-first": lang.say("the month first")}
        yield lang.say("Where day and month are written as numbers: {order}.").format(order=said[found.mapping.dates])


def mapping_in_words(found: Import, lang: Language) -> list[tuple[str, str]]:
    """Return per column what it holds, in words."""
    held = {column: meaning for meaning, column in found.mapping.columns.items()}
    unread = lang.say("not read")
    return [(column, lang.say(MEANINGS[held[column]]) if column in held else unread) for column in found.opened.columns]


def outcome_in_words(found: Import, lang: Language) -> Iterator[str]:
    """Say how many rows come in, what does not and why, and how the places were found."""
    line = lang.say("{kept} of {all} rows become incidents.")
    yield line.format(kept=lang.number(found.kept), all=lang.number(found.kept + found.gone))
    yield from _remarks(found, lang)
    unread = [isolate(remark.column) for remark in found.remarks if remark.fate == "column"]
    if unread:
        yield lang.say("Columns that are not read: {columns}.").format(columns=lang.say(", ").join(unread))
    yield lang.say("All of this, row by row, stands in {file} beside the record.").format(file=isolate(LEFT_OUT))
    if found.places.named:
        near = int((found.places.matched <= MATCHED_KM).sum())
        line = lang.say(
            "Places of the file: {count}. The gazetteer has {near} of these names within {km} km, {far} farther away."
        )
        numbers = {"near": near, "far": len(found.places.matched) - near, "count": found.places.named}
        yield line.format(km=f"{MATCHED_KM:.0f}", **{name: lang.number(count) for name, count in numbers.items()})


def _remarks(found: Import, lang: Language) -> Iterator[str]:
    line = lang.say("{count} × {fate} · {column}: {reason} Rows: {rows}{more}")
    for fate, label in FATES.items():
        for remark in (held for held in found.remarks if held.fate == fate and fate != "column"):
            left = len(remark.rows) - _ROWS_NAMED
            yield line.format(
                count=lang.number(remark.count),
                fate=lang.say(label),
                column=isolate(remark.column),
                reason=remark.say(lang),
                rows=lang.listed([str(number) for number in remark.rows[:_ROWS_NAMED]]),
                more=lang.say(", and {count} more").format(count=lang.number(left)) if left > 0 else "",
            )
