"""What stands beside the timeline as HTML: the legend of its kinds, and its milestones in words."""

from incidents.language import Language
from incidents.record.record import Record
from incidents.record.schema import KINDS, Schema
from incidents.views.markup import text
from incidents.views.symbology import SYMBOLOGY


def draw_legend(schema: Schema, lang: Language) -> str:
    """Show shape and colour of each kind, as on the map: a list ``ul.legend``."""
    items = "".join(
        f'<li><i class="mark {kind}"></i>{text(schema.label(KINDS, kind, lang))}</li>' for kind in SYMBOLOGY
    )
    return f'<ul class="legend">{items}</ul>'


def draw_milestones(record: Record, lang: Language) -> str:
    """List the milestones under the numbers that the chart shows: an element ``details.milestones``."""
    items = "".join(
        f"<li><time>{text(lang.date(day.date()))}</time> {text(words)}</li>"
        for day, words in zip(record.milestones["date"], lang.column(record.milestones, "label"), strict=True)
    )
    title = lang.say("Political and military events 1 to {count}").format(count=lang.number(len(record.milestones)))
    return f'<details class="milestones"><summary>{text(title)}</summary><ol>{items}</ol></details>'
