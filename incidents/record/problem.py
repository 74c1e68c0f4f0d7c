"""One thing that is wrong with the record, addressed like a cell of a spreadsheet."""

from dataclasses import dataclass, field

from incidents.language import ENGLISH, Language, plain_text

LONGEST_VALUE, LONGEST_DETAIL = 80, 800  # characters of a line


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: file, row (the header is row 1; None = the whole file), column, and the value found.

    ``sentence`` is a message id of the catalogue, ``details`` fill its placeholders.
    """

    file: str
    row: int | None
    column: str
    value: str
    sentence: str
    details: dict[str, str] = field(default_factory=dict)

    def message(self, lang: Language = ENGLISH) -> str:
        """Say what is wrong in one language."""
        told = {name: _shown(text, LONGEST_DETAIL) for name, text in self.details.items()}
        return lang.say(self.sentence).format(**told)

    def line(self, lang: Language = ENGLISH) -> str:
        """Write the problem as one line: claims.csv:14:source_id: x: Not found in the table sources.

        It holds nothing that could not be printed; a long value is cut, for its address leads to the whole.
        """
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part)
        told = (plain_text(place), _shown(self.value, LONGEST_VALUE), self.message(lang))
        return ": ".join(part for part in told if part)

    def __str__(self) -> str:
        """Write the problem as one line of English."""
        return self.line()


def _shown(text: str, most: int) -> str:
    """Return text of the data as one harmless line of so many characters."""
    plain = plain_text(text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
