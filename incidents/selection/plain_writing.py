"""What a link becomes on its way through letters and hands, undone: digits of other scripts, marks around a value."""

import unicodedata

from incidents.language import plain_text

_AROUND = " \u00a0\u200b\u2060\t\r\n.,;،؛\"'<>()«»“”‘’"


def western_digits(text: str) -> str:
    """Return text with the decimal digits of any script as 0 to 9."""
    if text.isascii():  # as most are
        return text
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def bare(text: str) -> str:
    """Return a value without the stops, quotes and brackets that a sentence put around it, its digits 0 to 9."""
    return western_digits(plain_text(text)).strip(_AROUND)
