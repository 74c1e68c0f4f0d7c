"""Texts fitted to the room they have: cut after whole words, or after whole statements with the number left out."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from incidents.language import Language, isolate_ltr
from incidents.views.static_map.lettering import text_width

Measure = Callable[[str, float], float]  # of a text at a size, in points
BROKEN = 0.93  # of the width of a line is filled on average: the word that did not fit stands on the next
# A full stop after a word, not after the letter of an abbreviation, and another sentence after it.
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9)\u0600-\u06ff»”][.!؟])\s+(?=\S)")


def cut(text: str, width: float, size: float, weight: str = "regular") -> str:
    """Cut a text to one line of so many points, after a whole word, with an ellipsis for the rest."""
    # Letters are half as wide as high on average: measure no more of a long text than could fit.
    low = min(len(text), int(width / size * 3) + 8)
    measured = text_width(text[:low], size, weight)
    if low == len(text) and measured <= width:
        return text
    while measured > width and low > 0:  # two or three steps: the share that fits, then a little less
        low = max(0, min(low - 1, int(low * width / measured) - 1))
        measured = text_width(text[:low] + "\u2026", size, weight)
    kept = text[:low]
    if " " in kept[low * 2 // 3 :]:
        kept = kept[: kept.rfind(" ")]
    return closed(kept.rstrip(" ·،,;؛") + "\u2026")


def closed(text: str) -> str:
    """Close the isolates that a cut left open."""
    return text + "\u2069" * (sum(text.count(mark) for mark in "\u2066\u2067\u2068") - text.count("\u2069"))


def lines_of(text: str, width: float, size: float) -> int:
    """Return about how many lines of so many points a text takes."""
    length = text_width(text, size)
    return 1 if length <= width else -int(-length // (width * BROKEN))


def semicolon(lang: Language) -> str:
    """Return what stands between parts of a sentence."""
    return lang.say("{first}; {then}").format(first="", then="")


def whole_parts(parts: Sequence[str], width: float, size: float, lang: Language, measure: Measure = text_width) -> str:
    """Join as many whole parts as fit into the width (points, over all lines) and say how many more there are."""
    between = semicolon(lang)
    ends = list(accumulate(measure(f"{part}{between}", size) for part in parts))
    if not ends or ends[-1] - measure(between, size) <= width:
        return between.join(parts)
    kept = sum(end <= width for end in ends)
    while kept:
        more = lang.say("and {count} more in A4 brief and data").format(count=lang.number(len(parts) - kept))
        if ends[kept - 1] + measure(more, size) <= width:
            return between.join([*parts[:kept], more])
        kept -= 1
    return cut(between.join(parts), width, size)


def whole_sentences(sentences: Sequence[str], width: float, size: float, measure: Measure = text_width) -> str:
    """Join as many whole sentences as fit into the width, the first one cut where even that does not fit."""
    if not sentences:
        return ""
    kept = sum(end <= width for end in accumulate(measure(f"{sentence} ", size) for sentence in sentences))
    return " ".join(sentences[:kept]) if kept else cut(sentences[0], width, size)


def ended(sentences: Sequence[str]) -> list[str]:
    """Return sentences that may stand in one paragraph: one without a mark at its end gets a full stop."""
    return [sentence if sentence.endswith((".", "!", "؟", "?")) else f"{sentence}." for sentence in sentences]


def sentences_of(text: str) -> list[str]:
    """Part a text into its sentences."""
    return _NEXT_SENTENCE.split(text)


def number_ranges(numbers: tuple[int, ...]) -> str:
    """Write the numbers of sources briefly: 1–3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}\u2013{run[-1]}" for run in runs)
    return isolate_ltr(text) if text else ""
