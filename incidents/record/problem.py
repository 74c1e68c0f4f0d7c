"""One thing that is wrong with the record, addressed like a cell of a spreadsheet."""

from dataclasses import dataclass, field

from incidents.language import ENGLISH, Language


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
        return lang.say(self.sentence).format(**self.details)

    def line(self, lang: Language = ENGLISH) -> str:
        """Write the problem as one line: claims.csv:14:source_id: x: Not found in the table sources."""
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part)
        return ": ".join(part for part in (place, self.value, self.message(lang)) if part)

    def __str__(self) -> str:
        """Write the problem as one line of English."""
        return self.line()
