"""The filter with options: some of the codes of a list, such as governorates, tactics or publishers."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.normalising import normalise_name
from incidents.language import N_, Language, languages, plain_text
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.filter_kinds import Filter, by_profile
from incidents.selection.holdings import Holding, Mask
from incidents.selection.notices import Notice
from incidents.selection.question import Codes

MOST_VALUES = 100  # codes of one filter
_BETWEEN = re.compile("[,;|،؛]")
_codes: Kept[str, Codes] = Kept()
_spellings: Kept[str, Mapping[str, str | None]] = Kept()


@dataclass(frozen=True, eq=False, kw_only=True)
class ClosedList(Filter[Codes]):
    """Some of the codes of a list. ``listed`` gives them in order, ``labelled`` a label, ``held`` who holds which.

    A long list is typed into; ``is_sorted`` orders its options by their labels, as it has no order of its own.
    ``unstated`` says in a sentence that an incident holds none, ``unstated_alone`` where nothing else is asked.
    ``titled`` takes the title from the record.
    """

    listed: Callable[[Record], Iterable[str]]
    labelled: Callable[[Record, str, Language], str]
    held: Callable[[Record], Holding]
    is_long: bool = False
    is_sorted: bool = False
    unstated: str = N_("not stated")
    unstated_alone: str = ""
    titled: Callable[[Record, Language], str] | None = None

    def codes(self, record: Record) -> Codes:
        """Return the codes of the list, whether they occur or not, and "not stated"."""
        return _codes.of(record, self.name, lambda: tuple(dict.fromkeys([*self.listed(record), NOT_STATED])))

    def heading(self, record: Record, lang: Language) -> str:
        """Return the title of the list: the record's own where it names the list itself."""
        return self.titled(record, lang) if self.titled else lang.say(self.title)

    def label(self, record: Record, code: str, lang: Language) -> str:
        """Return the label of a code."""
        return lang.say("not stated") if code == NOT_STATED else plain_text(self._labelled(record, code, lang))

    def _labelled(self, record: Record, code: str, lang: Language) -> str:
        """Return the label of a code; the code itself where it is one of another record that is shown beside this."""
        try:
            return self.labelled(record, code, lang)
        except (KeyError, ValueError):
            return lang.forwards(code)

    def read(self, given: Sequence[str], record: Record) -> tuple[Codes | None, list[Notice]]:
        """Read codes, parted by commas or given one by one; labels and other spellings of a code are understood."""
        known, notices = frozenset(self.codes(record)), []
        found: dict[str, None] = {}
        for text in given:
            parts = [part for part in _BETWEEN.split(text) if part.strip()]
            meant = {part: part if part in known else self._meant(part, record) for part in parts}
            codes = dict.fromkeys(code for code in meant.values() if code)
            notices += [Notice(self.parameter, part) for part in meant or [text] if not meant.get(part)]
            if codes and ",".join(meant[part] or part for part in parts) != text:
                notices.append(Notice(self.parameter, text, "changed", f"{self.parameter}={self.write(tuple(codes))}"))
            found |= codes
        read, rest = tuple(found)[:MOST_VALUES], tuple(found)[MOST_VALUES:]
        if rest:
            notices.append(Notice(self.parameter, self.write(rest), "cut"))
        return read or None, notices

    def _meant(self, text: str, record: Record) -> str | None:
        """Return the one code that a text names in another spelling, or by its label in any language."""

        def make() -> Mapping[str, str | None]:
            codes: dict[str, str | None] = {}
            for code in self.codes(record):
                labels = (self.label(record, code, lang) for lang in languages())
                for spelling in {normalise_name(form) for form in (code, *labels)}:
                    codes[spelling] = None if spelling in codes else code
            return codes

        return _spellings.of(record, self.name, make).get(normalise_name(text) or text)

    def write(self, value: Codes) -> str:
        """Write the codes, parted by commas."""
        return ",".join(value)

    def take(self, held: Iterable[str] | None) -> Codes | None:
        """Return each chosen code once."""
        return tuple(dict.fromkeys(held or ()))[:MOST_VALUES] or None

    def of_profiles(self, record: Record, value: Codes) -> Mask | None:
        """Say which profiles hold one of the codes, if profiles tell."""
        held = self.held(record)
        return held.with_any(value) if held.of_profiles else None

    def answer(self, record: Record, value: Codes) -> Mask:
        """Say which incidents hold one of the codes."""
        held = self.held(record)
        return by_profile(record, held.with_any(value)) if held.of_profiles else held.with_any(value)

    def say(self, record: Record, value: Codes, lang: Language) -> str:
        """Name the codes: in Homs or Hama."""
        if self.unstated_alone and value == (NOT_STATED,):
            return lang.say(self.unstated_alone)
        return self.phrase(record, lang).replace("{options}", lang.listed(self.named(record, value, lang), "or"))

    def phrase(self, record: Record, lang: Language) -> str:
        """Return the sentence of the list, with a gap ``{options}`` for its codes."""
        return lang.say(self.sentence).format(options="{options}", title=self.heading(record, lang))

    def named(self, record: Record, value: Codes, lang: Language) -> list[str]:
        """Name the codes as a sentence does."""
        unstated = lang.say(self.unstated)
        return [unstated if code == NOT_STATED else self._labelled(record, code, lang) for code in value]
