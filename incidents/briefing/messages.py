"""Sentences that may head a briefing in place of its counts: true of the figures, with what may lie behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.briefing.wording import is_covered
from incidents.language import Language, unbroken
from incidents.phrases import period_in_words
from incidents.phrases.changes import change_in_words
from incidents.selection.changes import Changes, changes
from incidents.selection.filters import LISTS
from incidents.selection.selection import Selection
from incidents.selection.summaries import incidents_by_kind

_MOST = 4  # messages that are offered


@dataclass(frozen=True)
class Message:
    """A title that the figures bear out; ``caveat`` has to stand beside it, "" for none."""

    title: str
    caveat: str = ""


def messages(selection: Selection, lang: Language) -> tuple[Message, ...]:
    """Return the sentences that may head a briefing of this selection, what changed most first; () for an empty one.

    A change is offered only where the record covers both periods. Where chance or other reporting could make it, the
    caveat says so.
    """
    if not len(selection):
        return ()
    period = unbroken(period_in_words(selection.record, selection.question, lang))

    def titled(sentence: str, caveat: str = "") -> Message:
        return Message(lang.say("{incidents}, {period}").format(incidents=sentence, period=period), caveat)

    told = [titled(*said) for said in _changed(selection, lang)] + [titled(said) for said in _shares(selection, lang)]
    return tuple(told[:_MOST])


def _changed(selection: Selection, lang: Language) -> Iterator[tuple[str, str]]:
    if not is_covered(selection.record, selection.question, selection.question.period_before()):
        return
    found = changes(selection, ("kind",))
    rows = [("", found.then.incidents, found.now.incidents, found.is_few)]
    rows += [
        (str(row["kind"]), int(row["then"]), int(row["now"]), bool(row["is_few"]))
        for row in found.rows.to_dict("records")
    ]
    rows = [row for row in rows if row[1] != row[2]]
    for kind, then, now, is_few in sorted(rows, key=lambda row: row[3]):  # those that chance hardly makes, first
        what = LISTS["kind"].label(selection.record, kind, lang) if kind else lang.say("Incidents")
        yield change_in_words(_there(what, selection, lang), then, now, lang), _caveat(found, lang, is_few=is_few)


def _caveat(found: Changes, lang: Language, *, is_few: bool) -> str:
    said = []
    if found.told.is_told_differently:
        said.append(lang.say("Reporting itself changed notably: part of the change may rest on that."))
    if is_few:
        said.append(lang.say("So few incidents that chance alone could make the change."))
    return " ".join(said)


def _shares(selection: Selection, lang: Language) -> Iterator[str]:
    """Name the kind of more than half of the incidents."""
    for kind, count in incidents_by_kind(selection).items():
        if len(selection) > count > len(selection) / 2:
            what = _there(LISTS["kind"].label(selection.record, str(kind), lang), selection, lang)
            yield lang.say("{what}: {count} of {total} incidents").format(
                what=what, count=lang.number(int(count)), total=lang.number(len(selection))
            )


def _there(what: str, selection: Selection, lang: Language) -> str:
    asked = selection.question.governorate
    if not asked:
        return what
    places = lang.listed(LISTS["governorate"].named(selection.record, asked, lang))
    return lang.say("{incidents} in {place}").format(incidents=what, place=places)
