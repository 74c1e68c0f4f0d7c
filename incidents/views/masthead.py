"""The head of the page: the record's title, and the line that says what it covers and what it is."""

import datetime as dt

from incidents.language import Language, isolate_ltr
from incidents.phrases.completeness import sample_in_words
from incidents.record.record import Record
from incidents.views.markup import text


def draw_masthead(record: Record, lang: Language) -> str:
    """Return the head of the page as HTML: an element ``header.masthead``."""
    purpose = record.schema.purpose(lang)
    title = f' title="{text(purpose)}"' if purpose else ""
    return f'<header class="masthead"{title}><h1>{text(record.short_title(lang))}</h1></header>'


def draw_honesty(record: Record, today: dt.date, lang: Language) -> str:
    """Return the line under the head as HTML: how far the record goes, and that it is a sample."""
    last = record.coverage[1].date()
    ago = (today - last).days
    covered = lang.say("Data from {start} to {end}").format(
        start=lang.date(record.coverage[0].date()), end=lang.date(last)
    )
    days = lang.plural("{count} day ago", "{count} days ago", ago).format(count=lang.number(ago))
    since = f" <strong>({text(days)})</strong>" if ago > 0 else ""
    version = lang.say("dataset version {version}").format(version=isolate_ltr(record.version))
    sample = sample_in_words(record, lang) if len(record) else ""  # of a record that is not here nothing is compared
    said = " · ".join(filter(None, [text(sample), text(version)]))
    return f'<p class="honest" role="note">{text(covered)}{since} · {said}</p>'
