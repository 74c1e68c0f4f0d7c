"""The reader's question in words: each filter as part of a sentence, and the title of a selection."""

from incidents.language import Language
from incidents.phrases.figures import range_text, total_range
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.filters import COLUMNS
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import total


def option_label(record: Record, name: str, code: str, lang: Language) -> str:
    """Return the label of one option of a filter on a closed list, such as ("governorate", "SY09")."""
    if code == NOT_STATED:
        return lang.say("not stated")
    if name == "governorate":
        return record.governorate_name(code, lang)
    if name in {"actor", "initiator", "target"}:
        return lang.of(record.actors.loc[code], "name")
    if name == "killed":
        return _killed_class_label(code, lang)
    return record.schema.label(f"incidents.{COLUMNS[name]}", code, lang)


def _killed_class_label(code: str, lang: Language) -> str:
    if code == "unknown":
        return lang.say("number unknown")
    if code.endswith("+"):
        return lang.say("{number} or more").format(number=code.removesuffix("+"))
    first, _dash, last = code.partition("-")
    return range_text(float(first), float(last or first), lang)


def filters_in_words(record: Record, filters: Question, lang: Language) -> dict[str, str]:
    """Say each active filter as part of a sentence, by the filter's name, in the order of the fields."""
    return {name: _filter_in_words(record, filters, name, lang) for name in filters.active()}


def _filter_in_words(record: Record, filters: Question, name: str, lang: Language) -> str:
    value = getattr(filters, name)
    if name in COLUMNS:
        sentences = {
            "governorate": lang.say("in {options}"),
            "actor": lang.say("involving {options}"),
            "initiator": lang.say("initiated by {options}"),
            "target": lang.say("targeting {options}"),
            "event_type": lang.say("event type: {options}"),
            "tactic": lang.say("tactic: {options}"),
            "is_role": lang.say("role of ISIS: {options}"),
            "killed": lang.say("people killed: {options}"),
            "precision": lang.say("location: {options}"),
        }
        options = [option_label(record, name, code, lang) for code in value]
        return sentences[name].format(options=lang.listed(options, "or"))
    if name in {"date_from", "date_to"}:
        sentence = lang.say("from {date}") if name == "date_from" else lang.say("until {date}")
        return sentence.format(date=lang.date(value))
    if name == "min_origins":
        sentence = lang.plural("at least {count} independent origin", "at least {count} independent origins", value)
        return sentence.format(count=lang.number(value))
    if name == "text":
        return lang.say("mentioning “{text}”").format(text=value)
    return lang.say("contested accounts only") if name == "contested" else lang.say("inside the view of the map")


def period_in_words(record: Record, filters: Question, lang: Language) -> str:
    """Write the period a question asks about; without a limit, the period the record covers."""
    first, last = (stamp.date() for stamp in record.coverage)
    start, end = filters.date_from or first, filters.date_to or last
    return lang.date(start) if start >= end else lang.period(start, end)


def title_sentence(selection: Selection, lang: Language) -> str:
    """Say the selection in one line: how many incidents, where, how many killed, when. ``dataset`` is filtered."""
    count = len(selection)
    period = period_in_words(selection.record, selection.question, lang)
    subject = lang.plural("{count} ISIS-related incident", "{count} ISIS-related incidents", count).format(
        count=lang.number(count)
    )
    if not count:
        subject = lang.say("No ISIS-related incidents")
    if selection.question.governorate:
        where = lang.listed(
            [selection.record.governorate_name(pcode, lang) for pcode in selection.question.governorate]
        )
        subject = lang.say("{incidents} in {place}").format(incidents=subject, place=where)
    killed = total(selection, "killed")
    if killed.low is None:
        return lang.say("{incidents}, {period}").format(incidents=subject, period=period)
    return lang.say("{incidents}, {killed} killed, {period}").format(
        incidents=subject, killed=total_range(killed, lang), period=period
    )
