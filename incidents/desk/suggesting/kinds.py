"""Of what kind an event was, by its tactic and by whom it harmed: an attack, or one on ISIS itself."""

from collections.abc import Sequence

from incidents.desk.suggesting.acts import CLASH, FORCES, act_of
from incidents.desk.suggesting.figures import Figure, figures_in
from incidents.desk.suggesting.hearing import Heard
from incidents.desk.suggesting.lexicon import Found, small_words
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.who import actors_in

Told = tuple[Sentence, Figure]
_BESIDE = 3  # tokens of the group that a leader leads: قيادي في تنظيم الدولة
_SUICIDE = frozenset({"suicide-bombing"})


def kind_of_event(act: Found, figures: Sequence[Figure]) -> dict[str, str]:
    """Return the codes that follow from the tactic: a raid in which somebody died was a clash."""
    cells = {name: act.entry[name] for name in ("tactic", "event_type", "sub_event_type")}
    died = any(figure.harm == "killed" for figure in figures)
    if act.entry["tactic"] in {"raid", "heliborne-raid"} and died:
        cells |= {"event_type": "battles", "sub_event_type": "armed-clash"}
    hurt = {figure.side for figure in figures}
    if act.entry["tactic"] in {"shooting", "armed-attack"} and hurt and hurt <= {"civilians", "total"}:
        cells |= {"event_type": "violence-against-civilians", "sub_event_type": "attack"}
    return cells


def as_it_happened(act: Found, heard: Sequence[Heard], told: Sequence[Told]) -> Found:
    """Return the attack itself where one was "foiled", or a clash, in which others than ISIS were hurt."""
    figures = [figure for _, figure in told]
    if act.entry["kind"] in {"attack", CLASH} and _hit_only_isis(heard, told):
        return _on_isis(act, heard)
    if act.entry["tactic"] == "raid" and _lost_more(act, figures):
        return act_of("killed", "sdf", act.first, act.last)
    hurt = any(one.harm in {"killed", "wounded"} and one.side not in {"is", "total"} for one in figures)
    if act.entry["tactic"] != "foiled-plot" or not hurt:
        return act
    return act_of("killed", "sdf", act.first, act.last)


def _lost_more(act: Found, figures: Sequence[Figure]) -> bool:
    """Say whether only the dead of ISIS tell of a raid, and more of the others died: it was an attack of ISIS."""
    dead = [one for one in figures if one.harm == "killed"]
    implies = any((one.first, one.last, one.side) == (act.first, act.last, "is") for one in dead)
    own = sum(one.low or 0 for one in dead if one.side == "is")
    return implies and sum(one.low or 0 for one in dead if one.side not in {"is", "total"}) > own


def _hit_only_isis(heard: Sequence[Heard], told: Sequence[Told]) -> bool:
    """Say whether only those of ISIS were hurt, and no sentence with an act names it as more than whose they were."""
    hurt = [(said, one) for said, one in told if one.harm in {"killed", "wounded"}]
    if not hurt or any(one.side != "is" or one.low is None or _attacked(said, one) for said, one in hurt):
        return False
    acting = [one for one in heard if one.acts]
    if any(act.entry["tactic"] in _SUICIDE for one in acting for act in one.acts):
        return False
    return all(_names_only_the_hurt(one.sentence) for one in acting)


def _attacked(sentence: Sentence, one: Figure) -> bool:
    """Say whether those who were hurt are called the attackers, which makes it an attack of theirs."""
    words = {form for token in sentence.tokens[one.first : one.last] for form in token.forms}
    return bool(words & small_words("always the attackers"))


def _names_only_the_hurt(sentence: Sentence) -> bool:
    named = [(first, last) for side, _, first, last in actors_in(sentence) if side == "is"]
    hurt = figures_in(sentence, [False] * len(sentence.tokens), len(sentence.tokens), "") if named else []
    spans = [(one.first, one.last + _BESIDE) for one in hurt if one.side == "is" and one.harm in {"killed", "wounded"}]
    return all(any(start <= first and last <= end for start, end in spans) for first, last in named)


def _on_isis(act: Found, heard: Sequence[Heard]) -> Found:
    """Return an attack whose target was ISIS: a raid where forces are named, else in the way that is told."""
    if any(side in FORCES for one in heard for side, *_ in actors_in(one.sentence)):
        return act_of("killed", "is", act.first, act.last)
    return act._replace(entry={**act.entry, "kind": "operation"})
