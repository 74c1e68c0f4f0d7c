"""The question that the accounts of one measure answer."""

from incidents.language import N_, Language
from incidents.record.schema import Schema
from incidents.record.vocabulary import TEXT_MEASURES

# Those that nearly every record has in the same sense; the others are those of one side, which the record names.
_QUESTIONS = {
    "killed_total": N_("How many were killed?"),
    "wounded_total": N_("How many were wounded?"),
    "arrested": N_("How many were arrested?"),
    "recaptured": N_("How many were caught again?"),
    "escaped": N_("How many escaped?"),
    "transferred": N_("How many were moved?"),
    "date": N_("When did it happen?"),
    "place": N_("Where did it happen?"),
    "responsibility": N_("Who is said to have done it?"),
    "outcome": N_("What came of it?"),
    "identity": N_("Who are the people concerned said to be?"),
    "seizure": N_("What was seized?"),
}


def question_of(measure: str, schema: Schema, lang: Language) -> str:
    """Return the question that claims of a measure answer."""
    own = schema.measure_question(measure, lang)
    if own:
        return own
    if measure in _QUESTIONS:
        return lang.say(_QUESTIONS[measure])
    label = schema.measure_label(measure, lang)
    return label if measure in TEXT_MEASURES else lang.say("{label}: how many?").format(label=label)
