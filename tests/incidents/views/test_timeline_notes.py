"""What stands beside the timeline: its legend, and the milestones under the numbers that the chart shows."""

import pytest

from incidents.language import Language
from incidents.record.schema import KINDS
from incidents.views.timeline import draw_legend, draw_milestones
from tests.conftest import EN, LANGS, SCHEMA, a_record


@pytest.mark.parametrize("lang", LANGS)
def test_the_legend_names_every_kind_beside_its_symbol(lang: Language):
    legend = draw_legend(SCHEMA, lang)
    for kind in SCHEMA.codes(KINDS):
        assert f'<i class="mark {kind}"></i>{SCHEMA.label(KINDS, kind, lang)}' in legend


def test_milestones_stand_in_the_order_of_their_days_and_stay_text():
    record = a_record(
        milestones=[
            {"date": "2025-06-01", "label_en": "Later <b>", "label_ar": "لاحقاً"},
            {"date": "2025-05-01", "label_en": "Earlier", "label_ar": "سابقاً"},
        ]
    )
    drawn = draw_milestones(record, EN)
    assert "Political and military events 1 to 2" in drawn
    assert drawn.index("Earlier") < drawn.index("Later &lt;b&gt;")
    assert "1 May 2025" in drawn
