"""The words of the interface and of the record, for tests that run in both languages."""

from functools import cache

from incidents.language import Lang, translator
from incidents.phrases import option_label
from incidents.record.record import Record, load_record

LOCALES: dict[Lang, str] = {"en": "en-GB", "ar": "ar-SY"}


@cache
def record() -> Record:
    return load_record()


def say(sentence: str, lang: Lang, **values: object) -> str:
    """Return a sentence of the interface in a language."""
    return translator(lang).gettext(sentence).format(**values)


def label_of(name: str, code: str, lang: Lang) -> str:
    """Return what an option of a filter is called."""
    return option_label(record(), name, code, lang)
