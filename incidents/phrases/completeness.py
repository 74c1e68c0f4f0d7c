"""How complete a record is, in words: one sentence for whatever is printed, and the parts of a table of all tallies."""

import datetime as dt

import pandas as pd

from incidents.language import Language
from incidents.phrases.figures import range_text
from incidents.record.contract import TALLIES
from incidents.record.record import Record
from incidents.selection.completeness import Tally, headline

NOT_COMPARED = "\u2014"


def sample_in_words(record: Record, lang: Language) -> str:
    """Say that the record is a sample, and of what: the largest count of somebody else beside its own; "" without one.

    "A sample: this record holds 85 where SOHR counted 241 (attacks of ISIS; SDF areas; 2025)."
    """
    tally = headline(record)
    if tally is None:
        return ""
    sentence = lang.say("A sample: this record holds {held} where {who} counted {number} ({what}; {where}; {when}).")
    return sentence.format(
        who=lang.of(record.origins.loc[tally.origin_id], "name"),
        number=number_of(tally, lang),
        what=record.schema.label(f"{TALLIES}.counted", tally.counted, lang),
        where=record.schema.label(f"{TALLIES}.area", tally.area, lang),
        when=period_of(tally, lang),
        held=held_of(tally, lang),
    )


def number_of(tally: Tally, lang: Language) -> str:
    """Write the number that was published: 241, at least 6."""
    return range_text(tally.value, tally.value, lang, at_least=tally.at_least)


def period_of(tally: Tally, lang: Language) -> str:
    """Write the period that was counted; where its last day is not known, say so."""
    period = lang.period(tally.start, tally.end)
    return lang.say("{period}, last day not known").format(period=period) if tally.vague_end else period


def held_of(tally: Tally, lang: Language) -> str:
    """Write what the record holds of the same: 85, or 67–71 where incidents are dated by a span."""
    return NOT_COMPARED if tally.low is None or tally.high is None else range_text(tally.low, tally.high, lang)


def share_of(tally: Tally, lang: Language) -> str:
    """Write the share that the record holds in whole per cent; a dash where nothing can be compared."""
    if tally.share is None or tally.low is None or tally.high is None:
        return NOT_COMPARED
    return share_in_words(tally.value, tally.low, tally.high, lang)


def share_in_words(number: int, low: int, high: int, lang: Language) -> str:
    """Write which share ``low`` to ``high`` are of a number, in whole per cent."""
    low, high = (round(100 * end / number) for end in (low, high))
    return percent_sentence(lang).format(number=range_text(low, high, lang))


def percent_sentence(lang: Language) -> str:
    """Return how a number of per cent is written, with a gap for the ``number``."""
    return lang.say("{number} %")


def remarks_on(tally: Tally, note: str, lang: Language) -> list[str]:
    """Say what is not comparable in a tally, beside the note of the curators."""
    remarks = [note] if note else []
    if not tally.covered:
        remarks.append(lang.say("Reaches beyond what the record covers."))
    if tally.left_out and tally.low is not None:
        left_out = lang.plural(
            "{count} aggregate report is left out.",
            "{count} aggregate reports are left out.",
            tally.left_out,
        )
        remarks.append(left_out.format(count=lang.number(tally.left_out)))
    if tally.share is not None and tally.share[0] > 1:
        remarks.append(
            lang.say("The record holds more: it takes the events of all parties, and some counted otherwise.")
        )
    return remarks


def end_in_words(record: Record, today: dt.date, lang: Language) -> str:
    """Say when the record ends and how many days ago that was."""
    end: pd.Timestamp = record.coverage[1]
    days = (today - end.date()).days
    ago = lang.plural("{count} day ago", "{count} days ago", max(days, 0)).format(count=lang.number(max(days, 0)))
    return lang.say("The record ends on {end}, {ago}: what came after is not in it, which is not calm.").format(
        end=lang.date(end.date()), ago=ago
    )
