"""The head of the page: the record's title, what it is for, what it covers."""

from incidents.language import Language, isolate_ltr
from incidents.record.record import Record
from incidents.views.markup import text


def draw_masthead(record: Record, lang: Language) -> str:
    """Return the head of the page as HTML: an element ``header.masthead``."""
    purpose = record.schema.purpose(lang)
    covered = lang.say("Data from {start} to {end} · dataset version {version}").format(
        start=lang.date(record.coverage[0].date()),
        end=lang.date(record.coverage[1].date()),
        version=isolate_ltr(record.version),
    )
    return (
        f'<header class="masthead"><h1>{text(record.short_title(lang))}</h1>'
        f'{f"<p>{text(purpose)}</p>" if purpose else ""}<p class="covered">{text(covered)}</p></header>'
    )
