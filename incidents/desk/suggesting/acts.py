"""What was done, and how: the tactic of an event by the words of its sentences, and the role of ISIS in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from geodata.sounds import is_arabic
from incidents.desk.suggesting.denied import are_released
from incidents.desk.suggesting.lexicon import Entry, Found, lexicon, rows_of, small_words, wording
from incidents.desk.suggesting.told import Sentence

_SUBJECT = 8  # tokens before "were seized" in which it is said who, or what
_FLIES = 10  # tokens between a drone and what it did
_FLEES = 5  # tokens of لاذ أفراد الخلية بالفرار
_TRIED = 2  # tokens between "tried" and what
_STORMS = 3  # tokens between "stormed" and who did
CLASH = "clash"  # a word that leaves open who began: a raid, or an attack
_ASIDE = frozenset({"attack", "strike", CLASH})  # bombs that were found, attacks that were planned; a raid was done
# Tokens behind "seized" that are things, behind "planned" and "foiled" that did not happen.
_REACH = {"seized": 20, "plan": 12, "foil": 8}
IMPLIED = {"escaped": "escape", "transferred": "detainee-transfer", "killed": "armed-attack", "wounded": "armed-attack"}
_ACTS, _ACTS_ON = 8, 40  # tokens between forces, or those of ISIS, and a verb: before it in English, behind it
FORCES = frozenset({"coalition", "sdf", "security", "other"})  # sides that attack ISIS
_VAGUE = frozenset({"armed-attack", "shooting"})


def acts_in(sentence: Sentence, until: int) -> list[Found]:
    """Return the words of a sentence that say what was done, before token ``until``; what was seized is none."""
    claims = any(True for _ in wording("claim").among(sentence.tokens))
    aside = [any(said) for said in zip(*(behind(sentence, kind) for kind in _REACH), strict=True)]
    named = list(wording("a name").among(sentence.tokens))
    acts = [
        found
        for found in lexicon("tactics").among(sentence.tokens)
        if found.first < until
        and not (aside[found.first] and found.entry["kind"] in _ASIDE)
        and not is_adjective(sentence, found)
        and not any(one.first <= found.first < one.last for one in named)
        and not _is_of_attackers(sentence, found)
        and not _is_tried(sentence, found)
        and not are_released(sentence, found)
    ]
    acts = [_as_forces_do(sentence, _by_a_drone(sentence, _as_attackers_do(sentence, found))) for found in acts]
    acts += _cells_taken(sentence, until)
    return [_claimed(sentence, found) for found in acts] if claims else acts


def _cells_taken(sentence: Sentence, until: int) -> Iterator[Found]:
    """Yield the raid in which a cell was "seized", however far the verb stands from it: ضبطت القوات ..., خلية."""
    for place, token in enumerate(sentence.tokens[:until]):
        behind_it = sentence.tokens[place + 1 : place + _SUBJECT + 2]
        if token.word in small_words("takes hold of") and any(
            set(other.forms) & small_words("a cell") for other in behind_it
        ):
            yield act_of("killed", "is", place, place + 1)


def _as_attackers_do(sentence: Sentence, found: Found) -> Found:
    """Return an attack where it was gunmen who "stormed" a place; any other act as it is."""
    if not set(sentence.tokens[found.first].forms) & small_words("storms"):
        return found
    beside = sentence.tokens[max(0, found.first - _STORMS) : found.first + _STORMS]
    gunmen = any(True for kind in ("unknown", "gunmen") for _ in wording(kind).among(beside))
    return act_of("killed", "sdf", found.first, found.last) if gunmen else found


def _as_forces_do(sentence: Sentence, found: Found) -> Found:
    """Return a raid where it was forces that "attacked" or "targeted" somebody of ISIS: هاجمت الفصائل مواقع داعش."""
    tokens = sentence.tokens
    is_passive = found.first > 0 and tokens[found.first - 1].word in small_words("passive")
    if not set(tokens[found.first].forms) & small_words("attacks somebody") or is_passive or not _is_vague(found):
        return found
    named = list(lexicon("sides").among(tokens))
    before = [one for one in named if 0 <= found.first - one.last <= _ACTS]
    behind_it = [one for one in named if 0 <= one.first - found.last <= 1]
    who = next(iter(behind_it), None) if is_arabic(tokens[found.first].word) else next(reversed(before), None)
    if who is None or who.entry["side"] not in FORCES:
        return found
    reach = found.last + (_ACTS_ON if is_arabic(tokens[found.first].word) else _ACTS)
    others = [one for one in named if max(found.last, who.last) <= one.first <= reach]
    on_whom = next((one.entry["side"] for one in others if one.entry["side"] != who.entry["side"]), "")
    return act_of("killed", "is", found.first, found.last) if on_whom == "is" else found


def _is_vague(found: Found) -> bool:
    """Say whether a verb tells of an attack and not in which way."""
    return found.entry["kind"] == "attack" and found.entry["tactic"] in _VAGUE


def _by_a_drone(sentence: Sentence, found: Found) -> Found:
    """Return a drone strike where a drone is said to have "struck", "hit" or "killed", whosever it was."""
    before = sentence.tokens[max(0, found.first - _FLIES) : found.first]
    flies = any(token.word in small_words("a drone") for token in before)
    if found.entry["tactic"] != "armed-attack" or found.entry["kind"] == CLASH or not flies:
        return found
    return found._replace(entry=next(row for row in rows_of("tactics") if row["tactic"] == "drone-strike"))


def _is_of_attackers(sentence: Sentence, found: Found) -> bool:
    """Say whether it was the attackers who "escaped": لاذا بالفرار; that is no escape from where somebody was held."""
    near = sentence.tokens[max(0, found.first - _FLEES) : found.first]
    if set(sentence.tokens[found.first].forms) & small_words("flight") and any(
        token.word in small_words("takes to flight") for token in near
    ):
        return True
    return any(one.first <= found.first < one.last for one in wording("flees").among(sentence.tokens))


def _is_tried(sentence: Sentence, found: Found) -> bool:
    """Say whether somebody only tried to set off a bomb, or himself: حاول أحدهما تفجير حزام, "tried to detonate"."""
    tried = any(0 <= found.first - one.last <= _TRIED for one in wording("tried").among(sentence.tokens))
    return tried and found.entry["tactic"] in {"suicide-bombing", "ied-or-mine"}


def _claimed(sentence: Sentence, found: Found) -> Found:
    """Return the attack that a group means by the "operation" it claims; any other act as it is."""
    is_meant = set(sentence.tokens[found.first].forms) & small_words("a claimed operation")
    return act_of("killed", "sdf", found.first, found.last) if is_meant else found


def behind(sentence: Sentence, kind: str) -> list[bool]:
    """Say of each token whether it stands behind a wording that takes it aside: seized things, deeds only planned."""
    aside = [False] * len(sentence.tokens)
    for found in wording(kind).among(sentence.tokens):
        if kind == "seized" and (_is_about_people(sentence, found) or _is_how(sentence, found)):
            continue
        if kind == "plan" and _is_membership(sentence, found):
            continue
        end = min(found.last + _REACH[kind], len(aside))
        if kind == "plan":  # "men accused of a plot were arrested"
            ends = {
                other.first for other in wording("continuing").among(sentence.tokens)
            }  # "..., adding that two died"
            ends |= {at for at, token in enumerate(sentence.tokens) if token.word in small_words("then was")}
            end = min((at for at in ends if found.last <= at < end), default=end)
        aside[found.last : end] = [True] * (end - found.last)
        around = {token.word for token in sentence.tokens[max(0, found.first - 1) : found.first + 1]}
        if kind == "seized" and around & small_words("passive"):
            aside[: found.first] = [True] * found.first  # weapons were seized
    return aside


def _is_about_people(sentence: Sentence, found: Found) -> bool:
    """Say whether it was people who "were seized"."""
    before = sentence.tokens[max(0, found.first - _SUBJECT) : found.first]
    return any(True for _ in lexicon("people").among(before)) and sentence.tokens[found.first].word in small_words(
        "passive"
    )


def _is_how(sentence: Sentence, found: Found) -> bool:
    """Say whether weapons are those of the attack itself: "with light weapons", بالأسلحة الرشاشة."""
    token = sentence.tokens[found.first]
    before = {one.word for one in sentence.tokens[max(0, found.first - 1) : found.first]}
    written_on = is_arabic(token.word) and token.word.startswith("ب")
    return bool(set(token.forms) & small_words("means of an attack")) and (
        written_on or bool(before & small_words("by means of"))
    )


def _is_membership(sentence: Sentence, found: Found) -> bool:
    """Say whether somebody is suspected of belonging to a group, and of no deed."""
    behind_it = sentence.tokens[found.last - 1 : found.last + 1]
    return any(set(token.forms) & small_words("membership") for token in behind_it)


def is_adjective(sentence: Sentence, found: Found) -> bool:
    """Say whether a participle belongs to who is counted: "150 detained fighters" were not detained now."""
    before, word = sentence.tokens[max(0, found.first - 1) : found.first], sentence.tokens[found.first].word
    if word not in small_words("participle") or not before:
        return False
    behind_it = lexicon("sides").at(sentence.tokens, found.last) if found.last < len(sentence.tokens) else None
    return before[0].word.isdigit() or (behind_it is not None and before[0].word in small_words("before a participle"))


def act_of(harm: str, side: str, first: int, last: int) -> Found:
    """Return the act that a figure implies: who counts the escaped tells of an escape, who killed ISIS of a raid."""
    tactic = "raid" if side == "is" and harm in {"killed", "wounded"} else IMPLIED[harm]
    row = next(row for row in rows_of("tactics") if row["tactic"] == tactic and row["kind"] != CLASH)
    return Found(first, last, row)


def tactic_of(acts: Sequence[Sequence[Found]]) -> Found | None:
    """Return the act that tells most: of the first sentence that has one, the most definite.

    Tactics stand in their table from the most definite to the vaguest. Of a mere attack later sentences say how it was
    made, most often; of a clash whether it was one.
    """
    told = [sorted(some, key=lambda found: _rank(found.entry)) for some in acts if some]
    if not told:
        return None
    first = told[0][0]
    if first.entry["tactic"] not in _VAGUE:
        return first
    is_clash = first.entry["kind"] == CLASH
    finer = [
        some[0]
        for some in told[1:]
        if some[0].entry["tactic"] not in _VAGUE and (is_clash or some[0].entry["kind"] == first.entry["kind"])
    ]
    often = Counter(found.entry["tactic"] for found in finer)
    vague = min(
        (found for some in told for found in some if found.entry["tactic"] in _VAGUE), key=lambda one: _rank(one.entry)
    )
    return max(finer, key=lambda found: often[found.entry["tactic"]], default=first if is_clash else vague)


@cache
def _ranks() -> dict[str, int]:
    return {row["tactic"]: number for number, row in reversed(list(enumerate(rows_of("tactics"))))}


def _rank(entry: Entry) -> int:
    return _ranks().get(entry["tactic"], len(_ranks()))  # what the record has no tactic for comes last


def says(sentences: Sequence[Sentence], kind: str) -> bool:
    """Say whether some sentence has a wording of a kind."""
    return any(True for sentence in sentences for _ in wording(kind).among(sentence.tokens))
