"""The head of the page: the record's title, what it is for, what it covers."""

from incidents.language import Language, isolate_ltr
from incidents.record.record import Record
from incidents.views.markup import text


def title_of(record: Record, lang: Language) -> str:
    """Return the title of a record, or the name of its folder where it has none."""
    return record.schema.title(lang) or record.tables.name


def draw_masthead(record: Record, lang: Language) -> str:
    """Return the head of the page as HTML: an element ``header.masthead``."""
    purpose = lang.say(
        "What happened and where, who says so, and how sure it is: an open record made from public reports."
    )
    covered = lang.say("Covers {start} to {end} · record {version}").format(
        start=lang.date(record.coverage[0].date()),
        end=lang.date(record.coverage[1].date()),
        version=isolate_ltr(record.version),
    )
    return (
        f'<header class="masthead"><h1>{text(title_of(record, lang))}</h1>'
        f'<p>{text(purpose)}</p><p class="covered">{text(covered)}</p></header>'
    )
