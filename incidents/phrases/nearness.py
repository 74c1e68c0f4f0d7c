"""How sure it is that incidents lie within the distance that was asked for."""

from incidents.language import Language
from incidents.phrases.figures import EN_DASH
from incidents.selection.nearness import Nearness


def nearness_in_words(found: Nearness, lang: Language) -> list[str]:
    """Say how many surely lie within, how many may, and how many have no stated place: one sentence each."""
    may = found.possible - found.certain
    counted = lang.number(found.possible)
    if may:
        counted = lang.forwards(f"{lang.number(found.certain)}{EN_DASH}{counted}")
    within = lang.say("Within {distance} km: {count}")
    said = [within.format(count=counted, distance=lang.number(found.near.km))]
    counts = [
        (
            may,
            lang.plural(
                "{count} may lie inside or outside: its place is known only roughly",
                "{count} may lie inside or outside: their places are known only roughly",
                may,
            ),
        ),
        (
            found.unplaced,
            lang.plural(
                "{count} more without a stated place could belong here and is not counted",
                "{count} more without a stated place could belong here and are not counted",
                found.unplaced,
            ),
        ),
    ]
    return said + [sentence.format(count=lang.number(count)) for count, sentence in counts if count]
