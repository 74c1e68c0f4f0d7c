"""A text as sentences of folded words, each of which knows where it stands in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from geodata.normalising import folded
from geodata.sounds import is_arabic
from incidents.desk.suggesting.datelines import length_of_a_dateline
from incidents.record.words import particles_off

_MARKS = "\u0300-\u036f\u064b-\u0652\u0670\u0640'’"
_TOKENS = re.compile(
    rf"(?P<particle>[وبل]ـ*(?=\d))|(?P<number>\d+(?:[.,٬/]\d+)*(?![^\W_]))|(?P<initials>(?:[A-Z]\.){{2,}})|(?P<word>[^\W_](?:[^\W_]|[{_MARKS}])*)"
    r"|(?P<comma>[,،;؛:])|(?P<dash>(?<=[\s\d])[-–—]+(?=[\s\d])|[–—])"
)
_POSSESSIVE = re.compile(r"['’]s$")
# A stop ends a sentence, but not behind an initial, a short title or month, and not before a number or a small letter.
_ENDS = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\b(?:St|Dr|Lt|Mr))(?<!\b(?:Fla|Gen|Col|Maj|Mrs))(?<!\bBrig)"
    r"[.!?؟](?=[\"”»)]*(?:\s+[^\Wa-z\d_]|\s+[\"“«(]|\s*$)|[^\W\d_a-z]|[\"”»])"
)
_CAPITALS = {"IS": "isis", "US": "usa", "ISIL": "isis", "UN": "un", "AP": "ap"}  # words, where they are not capitals
_BULLETS = frozenset("•◦▪*–-·")
_NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)-]\s+(?=\D)")  # 1. On August 2, ...; not "1.5"
_OF_SOMEBODY = re.compile(r"(?<=\w{4})(?:ها|هم|هما)$")
_SHORTEST_WITH_AND = 2  # letters
_SHORTEST_SENTENCE = 2  # words
_LONGEST_SENTENCE = 2_000  # characters; what runs on without a stop is cut
_LONGEST_TITLE, _LONGEST_HEADING = 22, 7  # words
_LONGEST_ARABIC_LEAD = 4  # tokens
_LEAD, _SHORTEST_LEAD, _CAPITALS_READ = 14, 2, 40  # tokens in which a dateline ends, and has at least; characters


_DATED_LEAD = re.compile(r"[A-Z][\w' -]{2,30},[^.]{0,40}\b20\d\d\W{0,4}[-–—]")  # Qamishli, 14 November 2025 -
# دمشق (أ ف ب) –, دمشق 21 فبراير شباط (رويترز) -
_ARABIC_LEAD = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)? ?(?:\d\d? [^\W\d_]+(?:[ /][^\W\d_]+)? )?\([^()]{2,20}\) ?[-–—]")
# Idlib, Nov. 8 (SANA)
_AGENCY_LEAD = re.compile(r"[A-Z][\w' -]{2,40}, [^().\d]{0,12}\.? ?\d{1,2}[^().]{0,8}\([A-Z]\w+\)(?= )")
_INTERNAL_SECURITY = (("internal", "security", "forces"), ("internal", "security"), ("قوي", "الامن", "الداخلي"))
_CALLS = ("read more", "read also", "also read", "see also", "related:", "related articles", "related news", "more on:",
          "أخبار ذات", "اقرأ أيضا", "اقرأ أيضاً", "اقرأ المزيد", "اقرأ ايضا", "مواضيع ذات", "موضوعات ذات", "شاهد أيضا",
          "للمزيد")  # fmt: skip
_DUAL = re.compile("\u064eين(?=[\u064b-\u0652]*$)")
_LONGEST_CALL = 40  # characters in which a line says that it leads elsewhere


@lru_cache(maxsize=1 << 15)
def _fold_word(word: str) -> str:
    plain = _POSSESSIVE.sub("", word)
    return _CAPITALS.get(plain) or folded(plain)


def fold(words: str) -> str:
    """Return words as texts are compared: lower case, without marks, one form per Arabic letter; numbers in digits."""
    return " ".join(filter(None, (token.word for token in tokens_of(words))))


@dataclass(frozen=True)
class Token:
    """A word, a number or a comma: as it is compared (``word``), and ``text[start:end]``.

    ``is_dual``: an Arabic noun that is marked as two of a kind, مقاتلَين, which without its marks may be many.
    """

    word: str
    start: int
    end: int
    is_dual: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the word, and what of an Arabic one is left without its particles and article."""
        return _forms(self.word)


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> tuple[str, ...]:
    if not is_arabic(word):
        return (word,)
    once = particles_off(word)
    once = (*once, *(_OF_SOMEBODY.sub("", form) for form in (word, *once) if _OF_SOMEBODY.search(form)))  # جنودها
    short = (word[1:],) if word.startswith("و") and len(word) > _SHORTEST_WITH_AND else ()  # وفي
    return tuple(dict.fromkeys((word, *once, *short, *(form for part in once for form in particles_off(part)))))


def tokens_of(text: str, start: int = 0) -> list[Token]:
    """Return the tokens of a text that begins at a place of a longer one."""
    found = []
    for match in _TOKENS.finditer(text):
        written = match[0]
        if match["number"]:
            word = re.sub("[,٬]", "", folded_digits(written))
        elif match["initials"]:
            plain = written.replace(".", "")
            word = _CAPITALS.get(plain, plain.lower())
        elif match["word"] or match["particle"]:
            word = _fold_word(written)
        else:
            word = "," if match["comma"] else "-"
        if word:
            found.append(Token(word, start + match.start(), start + match.end(), bool(_DUAL.search(written))))
    return found


def folded_digits(number: str) -> str:
    """Return a number with the digits of English."""
    return "".join(str(int(sign)) if sign.isdigit() else sign for sign in number)


@dataclass(frozen=True)
class Sentence:
    """A sentence: ``text[start:end]`` is ``words``. A title is a line that does not end: the first, or a short one."""

    words: str
    start: int
    end: int
    paragraph: int
    is_title: bool = False
    is_listed: bool = False  # behind a bullet
    is_second_half: bool = False  # of one that tells of two events
    means_asayish: bool = False  # by "internal security forces"
    people: tuple[tuple[str, str], ...] = ()  # who are introduced in the text, by a name, and the origin they speak for

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Return its tokens."""
        found = tokens_of(self.words, self.start)
        return _with_asayish(found) if self.means_asayish else found

    @cached_property
    def plain(self) -> str:
        """Return its tokens parted by spaces, for patterns."""
        return " ".join(token.word for token in self.tokens)

    @cached_property
    def dateline(self) -> int:
        """Return how many tokens a dateline takes: DAMASCUS, May 17 (Reuters) -; 0 where there is none."""
        if carried := length_of_a_dateline(self.words):
            return sum(token.start < self.start + carried for token in self.tokens)
        if self.is_title:
            return 0
        if agency := _AGENCY_LEAD.match(self.words):
            told = sum(token.end <= self.start + agency.end() for token in self.tokens)
            return told + (told < len(self.tokens) and self.tokens[told].word == "-")
        lead = next((place + 1 for place, token in enumerate(self.tokens[:_LEAD]) if self._parts_words(token)), 0)
        capitals = self.words[:_CAPITALS_READ].split(" ")[0].strip(",")
        is_place = bool(re.search(r"[A-Z]{3}", capitals) or is_arabic(capitals[:1]) or ")" in self.words[:60])
        is_place |= bool(_DATED_LEAD.match(self.words))
        is_short = lead <= _LONGEST_ARABIC_LEAD or not is_arabic(capitals[:1]) or bool(_ARABIC_LEAD.match(self.words))
        return lead if is_place and is_short and lead >= _SHORTEST_LEAD else 0

    def _parts_words(self, token: Token) -> bool:
        """Say whether a token is a dash that parts a dateline from its text, and not "Raqqa–Homs"."""
        return token.word == "-" and not self.words[token.end - self.start :][:1].isalpha()

    def words_of(self, first: int, last: int) -> str:
        """Return tokens ``first`` up to ``last`` (not included) as they are written."""
        return self.words[self.tokens[first].start - self.start : self.tokens[last - 1].end - self.start]

    def tokens_at(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens (first, and the one behind the last) that ``plain[start:end]`` touches."""
        first = self.plain.count(" ", 0, start)
        return first, self.plain.count(" ", 0, max(end - 1, start)) + 1


def leads_elsewhere(words: str) -> bool:
    """Say whether a line only names another page: "Read more: ...", أخبار ذات علاقة."""
    return fold(words[:_LONGEST_CALL]).startswith(_elsewhere())


@cache
def _elsewhere() -> tuple[str, ...]:
    return tuple(fold(call) for call in _CALLS)


def _with_asayish(tokens: list[Token]) -> list[Token]:
    """Read "internal security forces" as the force of the north-east that bears that name."""
    words = [token.word for token in tokens]
    for phrase in _INTERNAL_SECURITY:
        for place in range(len(tokens) - len(phrase) + 1):
            if all(part in tokens[place + at].forms for at, part in enumerate(phrase)):
                words[place : place + len(phrase)] = ["asayish"] * len(phrase)
    return [replace(token, word=word) for token, word in zip(tokens, words, strict=True)]


def sentences_of(text: str) -> list[Sentence]:
    """Part a text into sentences."""
    found: list[Sentence] = []
    for number, line in enumerate(re.finditer(r"[^\n\r]+", text)):
        numbered = _NUMBERED.match(line[0])
        skipped = numbered.end() if numbered else 0
        parts = list(_parts(line[0][skipped:], line.start() + skipped))
        for start, end in parts:
            words = text[start:end]
            if len(tokens_of(words)) < _SHORTEST_SENTENCE:
                continue
            untold = len(parts) == 1 and not words.rstrip("\"”»' ").endswith((".", "؟", "!", "?"))
            longest = _LONGEST_HEADING if found else _LONGEST_TITLE
            is_title = untold and len(words.split()) <= longest and text[end:].strip() != ""
            is_title |= leads_elsewhere(words)
            is_listed = line[0].lstrip()[:1] in _BULLETS or numbered is not None
            found.append(Sentence(words, start, end, number, is_title, is_listed))
    return found


def _parts(line: str, offset: int) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [match.end() for match in _ENDS.finditer(line)] + [len(line)]:
        while start < end:
            stop = end if end - start <= _LONGEST_SENTENCE else start + _LONGEST_SENTENCE
            part = line[start:stop]
            if part.strip():
                yield offset + start + len(part) - len(part.lstrip()), offset + start + len(part.rstrip())
            start = stop
