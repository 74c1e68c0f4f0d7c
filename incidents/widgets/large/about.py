"""About a large record: the chapters that every record has, with what its database counts."""

from collections.abc import Iterator

from incidents.language import Language
from incidents.selection.selection import select
from incidents.views.coverage import coverage_drawn
from incidents.widgets.about_panel import chapters_of, show_chapters, show_coverage, ways_of_prose
from incidents.widgets.large.answers import Answers
from incidents.widgets.standing import stands

_LEFT_OUT = (
    "new",
    "own",
)  # older versions are made again in memory alone; a file of one's own is shown beside no other


def parts_of_about(answers: Answers) -> Iterator[object]:
    """Yield what the chapter is made of that is shown."""
    yield answers.in_full
    chapter = stands().chapter
    if chapter == "coverage":
        yield answers.coverage
    elif chapter == "doubts":
        yield answers.figures
    elif chapter == "citing":
        yield answers.last


def show_large_about(answers: Answers, lang: Language) -> None:
    """Draw the chapters of About, one at a time; ``answers`` are those of the whole record."""
    record = answers.in_full
    chapter = stands().chapter
    figures = answers.figures if chapter == "doubts" else None
    ways = ways_of_prose(select(record), answers.last if chapter == "citing" else record, lang, figures)
    ways["coverage"] = lambda: show_coverage(coverage_drawn(record, *answers.coverage, lang), lang)
    show_chapters([chapter for chapter in chapters_of(record) if chapter not in _LEFT_OUT], ways, lang)
