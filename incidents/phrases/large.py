"""What is said where a record is larger than memory, and more is asked of it than can be held at once."""

from collections.abc import Sequence

from incidents.language import Language


def too_many_in_words(count: int, most: int, lang: Language) -> str:
    """Say that more answers than can be held at once, and what helps."""
    sentence = lang.say("{count} incidents are more than the {most} that this holds at once. Ask for fewer of them.")
    return sentence.format(count=lang.number(count), most=lang.number(most))


def any_number_in_words(formats: Sequence[str], lang: Language) -> str:
    """Say which formats take any number of incidents."""
    return lang.say("Any number of incidents fits into: {formats}.").format(formats=lang.listed(formats))
