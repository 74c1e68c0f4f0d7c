"""The sentences that card, table, briefing and shell share, made from codes and claims, in either language."""

from incidents.phrases.figures import (
    figure_text,
    listed_text,
    measure_text,
    range_text,
    stated_range,
    total_range,
    total_text,
    unknown_text,
)
from incidents.phrases.questions import (
    filters_in_words,
    known_places_in_words,
    notices_in_words,
    only_shared,
    option_label,
    period_in_words,
    question_in_words,
    title_sentence,
    when_in_title,
)
from incidents.phrases.search_reasons import found_by, reasons_in_words, search_in_words
from incidents.phrases.when_and_where import (
    date_in_brief,
    date_in_words,
    governorates_of,
    other_places,
    place_in_words,
    place_name,
)
from incidents.phrases.who_says_what import accounts, contested_measures, disagreement, disagreements, statement

__all__ = [
    "accounts",
    "contested_measures",
    "date_in_brief",
    "date_in_words",
    "disagreement",
    "disagreements",
    "figure_text",
    "filters_in_words",
    "found_by",
    "governorates_of",
    "known_places_in_words",
    "listed_text",
    "measure_text",
    "notices_in_words",
    "only_shared",
    "option_label",
    "other_places",
    "period_in_words",
    "place_in_words",
    "place_name",
    "question_in_words",
    "range_text",
    "reasons_in_words",
    "search_in_words",
    "stated_range",
    "statement",
    "title_sentence",
    "total_range",
    "total_text",
    "unknown_text",
    "when_in_title",
]
