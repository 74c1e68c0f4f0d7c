"""What changed, in a narrow form: the headline in words, the largest changes as filters, what may lie behind them."""

from collections.abc import Hashable, Mapping
from typing import Any

from incidents.language import Language
from incidents.phrases.changes import (
    behind_the_change,
    change_headline,
    difference_in_words,
    periods_compared,
    row_in_words,
)
from incidents.record.record import Record
from incidents.selection.changes import Changes
from incidents.selection.question import Question

MOST_CHANGES = 12  # rows: the full table stands in the comparison


def changed_message(changes: Changes, record: Record, question: Question, lang: Language) -> dict[str, Any]:
    """Write changes by governorate and kind as the list shows them; a row has both codes, which are its filter."""
    moved = changes.rows[changes.rows["difference"] != 0].head(MOST_CHANGES)
    return {
        "periods": periods_compared(changes, lang),
        "headline": change_headline(changes, record, lang),
        "rows": [_row(row, record, question, lang) for row in moved.to_dict("records")],
        "behind": behind_the_change(changes, record, lang),
        "words": {
            "rows": lang.say("Largest changes: press one to keep only these incidents"),
            "few": lang.say("so few incidents that chance alone could make it"),
            "behind": lang.say("What may lie behind it"),
            "full": lang.say("Full table of changes"),
            "still": lang.say("Nothing changed between the two periods."),
        },
    }


def _row(row: Mapping[Hashable, Any], record: Record, question: Question, lang: Language) -> dict[str, Any]:
    governorate, kind, difference = str(row["governorate"]), str(row["kind"]), int(row["difference"])
    where, what = row_in_words(record, [("governorate", governorate), ("kind", kind)], lang)
    then, now = lang.number(int(row["then"])), lang.number(int(row["now"]))
    return {
        "governorate": governorate,
        "kind": kind,
        "where": where,
        "what": what,
        "counts": lang.say("{then} → {now}").format(then=then, now=now),
        "difference": difference_in_words(difference, lang),
        "rises": difference > 0,
        "few": bool(row["is_few"]),
        "chosen": question.governorate == (governorate,) and question.kind == (kind,),
    }
