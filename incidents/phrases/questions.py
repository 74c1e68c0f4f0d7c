"""The reader's question in words: each filter as part of a sentence, and the title of a selection."""

from incidents.language import Lang, format_date, format_list, format_number, format_period, translator
from incidents.phrases.figures import range_text, total_range
from incidents.record.record import Dataset
from incidents.record.vocabulary import NOT_STATED, governorate_name, label
from incidents.selection.filters import COLUMNS, Filters
from incidents.selection.summaries import total


def option_label(dataset: Dataset, name: str, code: str, lang: Lang) -> str:
    """Return the label of one option of a filter on a closed list, such as ("governorate", "SY09")."""
    _ = translator(lang).gettext
    if code == NOT_STATED:
        return _("not stated")
    if name == "governorate":
        return governorate_name(code, lang)
    if name in {"actor", "initiator", "target"}:
        return str(dataset.actors.loc[code, f"name_{lang}"])
    if name == "killed":
        return _killed_class_label(code, lang)
    return label(f"incidents.{COLUMNS[name]}", code, lang)


def _killed_class_label(code: str, lang: Lang) -> str:
    _ = translator(lang).gettext
    if code == "unknown":
        return _("number unknown")
    if code.endswith("+"):
        return _("{number} or more").format(number=code.removesuffix("+"))
    first, _dash, last = code.partition("-")
    return range_text(float(first), float(last or first), lang)


def filters_in_words(dataset: Dataset, filters: Filters, lang: Lang) -> dict[str, str]:
    """Say each active filter as part of a sentence, by the filter's name, in the order of the fields."""
    return {name: _filter_in_words(dataset, filters, name, lang) for name in filters.active()}


def _filter_in_words(dataset: Dataset, filters: Filters, name: str, lang: Lang) -> str:
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    value = getattr(filters, name)
    if name in COLUMNS:
        sentences = {
            "governorate": _("in {options}"),
            "actor": _("involving {options}"),
            "initiator": _("initiated by {options}"),
            "target": _("targeting {options}"),
            "event_type": _("event type: {options}"),
            "tactic": _("tactic: {options}"),
            "is_role": _("role of ISIS: {options}"),
            "killed": _("people killed: {options}"),
            "precision": _("location: {options}"),
        }
        options = [option_label(dataset, name, code, lang) for code in value]
        return sentences[name].format(options=format_list(options, lang, "or"))
    if name in {"date_from", "date_to"}:
        sentence = _("from {date}") if name == "date_from" else _("until {date}")
        return sentence.format(date=format_date(value, lang))
    if name == "min_origins":
        sentence = ngettext("at least {count} independent origin", "at least {count} independent origins", value)
        return sentence.format(count=format_number(value, lang))
    if name == "text":
        return _("mentioning “{text}”").format(text=value)
    return _("contested accounts only") if name == "contested" else _("inside the view of the map")


def period_in_words(dataset: Dataset, filters: Filters, lang: Lang) -> str:
    """Write the period a question asks about; without a limit, the period the record covers."""
    first, last = (stamp.date() for stamp in dataset.coverage)
    start, end = filters.date_from or first, filters.date_to or last
    return format_date(start, lang) if start >= end else format_period(start, end, lang)


def title_sentence(dataset: Dataset, filters: Filters, lang: Lang) -> str:
    """Say the selection in one line: how many incidents, where, how many killed, when. ``dataset`` is filtered."""
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    count = len(dataset)
    period = period_in_words(dataset, filters, lang)
    subject = ngettext("{count} ISIS-related incident", "{count} ISIS-related incidents", count).format(
        count=format_number(count, lang)
    )
    if not count:
        subject = _("No ISIS-related incidents")
    if filters.governorate:
        where = format_list([governorate_name(pcode, lang) for pcode in filters.governorate], lang)
        subject = _("{incidents} in {place}").format(incidents=subject, place=where)
    killed = total(dataset, "killed")
    if killed.low is None:
        return _("{incidents}, {period}").format(incidents=subject, period=period)
    return _("{incidents}, {killed} killed, {period}").format(
        incidents=subject, killed=total_range(killed, lang), period=period
    )
