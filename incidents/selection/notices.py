"""What became of a part of an address that was not read word for word."""

from dataclasses import dataclass
from typing import Literal

LONGEST_TEXT = 200  # characters of a text that are read, and of a value that is repeated to the reader

# left out as it cannot be used; read otherwise than written; read in part; given again later; a name nobody knows;
# left out as the layer that it names is not here; left out as the record of one's own that it shows is not here;
# left out as the story that it holds came cut or changed; left out as it is a story of incidents, this its value, that
# the record does not have
Fate = Literal["unused", "changed", "cut", "repeated", "unknown", "not here", "no record", "no story", "no incident"]


@dataclass(frozen=True)
class Notice:
    """A part of an address by its parameter and the value as it came; ``instead`` is what was read, as written anew."""

    parameter: str
    value: str
    fate: Fate = "unused"
    instead: str = ""

    @property
    def written(self) -> str:
        """Return the part as the address has it, long values cut."""
        return f"{self.parameter[:LONGEST_TEXT]}={self.value[:LONGEST_TEXT]}"
