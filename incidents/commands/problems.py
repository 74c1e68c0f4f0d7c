"""Problems and weaknesses of a record as lines of the terminal."""

from collections.abc import Iterator, Sequence

from incidents.commands.terminal import heading, show
from incidents.language import Language, plain_text
from incidents.record.problem import Problem


def show_problems(problems: Sequence[Problem], lang: Language) -> None:
    """Print each problem as one line, claims.csv:14:source_id: x: Not found in the table sources; and their number."""
    show(plain_text(problem.line(lang)) for problem in problems)
    count = lang.plural("{count} problem", "{count} problems", len(problems)).format(count=len(problems))
    show([heading(count)])


def weakness_lines(weaknesses: Sequence[Problem], lang: Language, most: int | None) -> Iterator[str]:
    """Say per kind of weakness how many rows have it and which, at most ``most`` of them."""
    by_sentence: dict[str, list[str]] = {}
    for weakness in weaknesses:
        by_sentence.setdefault(weakness.message(lang), []).append(weakness.value)
    for sentence, values in by_sentence.items():
        shown = lang.say(", ").join(values[:most])
        more = len(values) - len(values[:most])
        rest = lang.say(", and {count} more").format(count=lang.number(more)) if more else ""
        yield plain_text(f"{lang.number(len(values))} · {sentence} {shown}{rest}")
