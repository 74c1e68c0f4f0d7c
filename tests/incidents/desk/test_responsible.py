"""Who is suggested to say that it was ISIS, so that no attack is called its own without an account of somebody."""

import pytest

from incidents.desk.suggesting import suggest
from tests.conftest import shipped_record

the_record = shipped_record


def accounts(text):
    rows = {}
    for one in suggest(the_record(), text, "2025-05-30"):
        if one.table == "claims":
            rows.setdefault(one.row, {})[one.column] = one.value
    told = [row for row in rows.values() if row["measure"] == "responsibility"]
    assert all(row["text_en"] and row["text_ar"] for row in told)
    return [(row["origin_id"], row["text_en"]) for row in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ISIS claimed responsibility on Friday for an attack that killed four soldiers in Palmyra.",
            [("isis", "Claimed by ISIS")],
        ),
        ("تبنى تنظيم داعش هجوماً قُتل فيه أربعة جنود في مدينة تدمر أمس.", [("isis", "Claimed by ISIS")]),
        (
            "ISIS gunmen killed one SDF fighter in al-Susah on Monday, the Syrian Observatory for Human Rights said.",
            [("sohr", "ISIS")],
        ),
        ("أفاد المرصد السوري بأن خلايا داعش هاجمت حاجزاً لقسد في بلدة ذيبان اليوم.", [("sohr", "ISIS")]),
        (
            "Two soldiers were shot dead in Palmyra on Monday. The interior ministry said it suspects ISIS.",
            [("interior-ministry", "Suspected ISIS members")],
        ),
        (
            "أصيب مدنيان أمس برصاص مسلحين يُعتقد أنهم من خلايا داعش في بلدة الصور، وفق المرصد السوري.",
            [("sohr", "Suspected ISIS members")],
        ),
        ("Forces arrested four ISIS militants in a raid in Aleppo on Saturday, the interior ministry said.", []),
        ("Unknown gunmen killed a soldier in Palmyra on Monday. No group claimed the attack.", []),
    ],
)
def test_who_names_or_suspects_the_group_or_that_it_claims_an_attack_is_suggested_as_an_account(text, told):
    assert accounts(text) == told


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (
            "Four soldiers were killed by ISIS near Palmyra on Monday, SANA said. The interior ministry called it a "
            "terrorist attack and said one of the assailants was killed.",
            "interior-ministry",
        ),
        ("The US-led coalition said on Thursday that it killed an ISIS commander in Markada.", "cjtf-oir"),
        ("ألقت الأسايش القبض على اثنين من داعش في ناحية تل حميس، ليلة السبت - الأحد، بحسب بيان نشرته.", "asayish"),
    ],
)
def test_who_says_a_figure_is_found_behind_a_second_verb_and_by_a_statement_of_its_own(text, origin):
    suggested = suggest(the_record(), text, "2025-05-30")
    assert origin in {one.value for one in suggested if one.column == "origin_id"}
