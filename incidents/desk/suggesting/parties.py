"""Who acted, who was meant, and the role of ISIS, by tactic, figures and the parties that sentences name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.desk.suggesting.acts import says
from incidents.desk.suggesting.beside import stands_at, stands_before
from incidents.desk.suggesting.deeds import DEED
from incidents.desk.suggesting.figures import Figure
from incidents.desk.suggesting.hearing import Heard
from incidents.desk.suggesting.lexicon import Found, small_words, wording
from incidents.desk.suggesting.told import Sentence, Token
from incidents.desk.suggesting.who import DETAINEES, actors_in, names_isis
from incidents.desk.suggesting.who import ISIS_ACTOR as ISIS

SUSPECTED, UNKNOWN = "is-suspected-attackers", "unidentified-armed-group"
CAMP_RESIDENTS = "camp-residents"
_PARTIES = frozenset({"interior-ministry", "defence-ministry", "sdf", "asayish", "ypj", "general-intelligence",
                      "customs-authority", "health-ministry", "syrian-state-media"})  # fmt: skip
_ARMED = frozenset({"security", "sdf", "coalition", "other"})
_NEAR = 6  # tokens of "south of the Al-Omar" before the oil field
_WHY, _ONCE = 4, 2  # tokens of "cooperating with the", "a former"
_SEVERAL = 8  # tokens of "claimed last month six attacks"
_SUBJECT = 5  # tokens behind a verb in which Arabic names who acts
Told = tuple[Sentence, Figure]


@dataclass(frozen=True)
class Role:
    """An actor with a role, said by tokens ``first`` up to ``last`` of a sentence."""

    actor: str
    role: str
    sentence: Sentence
    first: int
    last: int


def role_of_isis(
    kind: str, tactic: str, heard: Sequence[Heard], lead: Sequence[Sentence], origins: Sequence[str]
) -> str:
    """Return the role of ISIS in an event; "" where neither its sentences nor those that lead the text name it."""
    sentences = [one.sentence for one in heard]
    lead = [one for one in lead if doubts_it(one) or not (says([one], "habit") or says([one], "history"))]
    if kind == DEED or (kind == "attack" and nobody_knows_who(heard, lead)):
        return ""
    if not any(map(names_isis, sentences)):
        if not any(map(names_isis, lead)):
            return ""
        sentences += lead
    if tactic == "foiled-plot":
        return "planner"
    if kind in {"operation", "strike"}:
        return "target"
    if says(sentences, "denial"):
        return "alleged-false"
    if origins and set(origins) == {"isis"}:
        return "claimed"
    claims = any(claims_it(sentence) for sentence in sentences)
    claims |= "isis" in origins and any(map(claims_it, lead))
    if claims:
        return "claimed"
    if tactic == "statement":
        return "perpetrator"
    doubts = any(map(doubts_it, sentences)) or says(sentences, "unknown")
    doubts |= says(sentences, "no-claim") and not any(one.acts and names_isis(one.sentence) for one in heard)
    told_by_parties = bool(origins) and all(origin in _PARTIES for origin in origins)
    return "suspected-perpetrator" if doubts or told_by_parties else "perpetrator"


def names_its_attackers(heard: Sequence[Heard]) -> bool:
    """Say whether an event beside the first tells itself who attacked, or is an item of a list, whose head does."""
    return any(names_isis(one.sentence) or one.sentence.is_listed for one in heard)


def nobody_knows_who(heard: Sequence[Heard], lead: Sequence[Sentence] = ()) -> bool:
    """Say whether those who attacked are told to be unknown, or nobody claimed it, and nobody suspects ISIS of it.

    That the headline, or the background, names the group says nothing of this attack.
    """
    own = [one.sentence for one in heard]
    if any(names_isis(one) and (doubts_it(one) or not says([one], "no-claim") or _accuses(one)) for one in own):
        return False
    if any(names_isis(one) and (doubts_it(one) or _claimed_before(one)) for one in lead):
        return False
    return says(own, "unknown") or says(own, "no-claim")


def _accuses(sentence: Sentence) -> bool:
    """Say whether somebody says so beside "nobody claimed it": "..., but the ministry said that a man of ISIS did"."""
    unclaimed = [range(found.first, found.last + 2) for found in wording("no-claim").among(sentence.tokens)]
    said = (found.first for found in wording("speech").among(sentence.tokens))
    return any(
        not any(at in span for span in unclaimed) and not sentence.tokens[at].word.startswith("claim") for at in said
    )


def _claimed_before(sentence: Sentence) -> bool:
    """Say whether ISIS claimed an earlier deed: "earlier this year he had survived an attempt claimed by ISIS"."""
    several = any(
        set(token.forms) & small_words("other attacks")
        for found in wording("claim").among(sentence.tokens)
        for token in sentence.tokens[found.last : found.last + _SEVERAL]
    )
    return not several and says([sentence], "claim") and says([sentence], "earlier")


def doubts_it(sentence: Sentence) -> bool:
    """Say whether a sentence leaves open that it was ISIS; that the victim was "accused of spying" leaves nothing."""
    return any(
        not any(set(token.forms) & small_words("works for another") for token in sentence.tokens[at.last : at.last + 2])
        for at in wording("suspicion").among(sentence.tokens)
    )


def claims_it(sentence: Sentence) -> bool:
    """Say whether a sentence tells that ISIS claims this very deed, and none that was before."""
    aside = says([sentence], "no-claim") or says([sentence], "earlier")
    return names_isis(sentence) and says([sentence], "claim") and not aside


def roles_in(kind: str, tactic: str, is_role: str, heard: Sequence[Heard], told: Sequence[Told]) -> list[Role]:
    """Return who acted, helped, and was meant; ``told`` are figures with their sentences."""
    if kind == DEED:
        return []
    if tactic == "escape":
        fled = _named(heard, DETAINEES, "initiator") or _named(heard, CAMP_RESIDENTS, "initiator")
        foiled = [one for one in heard if one.acts and says([one.sentence], "foil")]
        return fled or list(_of_forces(foiled))[:1]
    acting = [one for one in heard if one.acts] or list(heard)
    roles = list(_of_attackers(is_role, heard) if kind == "attack" else _of_forces([*acting, *heard]))
    if kind in {"operation", "strike"}:
        meant = [one for one in heard if one.acts] if tactic == "detainee-transfer" else heard
        roles += _named(heard, DETAINEES, "target") or _named(meant, ISIS, "target")
    elif kind == "attack":
        roles += _of_victims(acting, heard, told)
    held: dict[str, Role] = {}
    for role in roles:
        held.setdefault(role.actor, role)
    return list(held.values())


def _of_attackers(is_role: str, heard: Sequence[Heard]) -> list[Role]:
    if not is_role:
        return [*_said(heard, "unknown", UNKNOWN), *_said(heard, "gunmen", UNKNOWN)][:1]
    if is_role in {"suspected-perpetrator", "alleged-false"}:
        found = [role for kind in ("unknown", "gunmen", "suspicion") for role in _said(heard, kind, SUSPECTED)]
        found += [
            Role(SUSPECTED, one.role, one.sentence, one.first, one.last) for one in _named(heard, ISIS, "initiator")
        ]
        acts = [(one.sentence, act) for one in heard for act in one.acts]
        return found[:1] or [Role(SUSPECTED, "initiator", one, act.first, act.last) for one, act in acts[:1]]
    return _named(heard, ISIS, "initiator")


def _of_forces(acting: Sequence[Heard]) -> Iterator[Role]:
    """Yield the forces that the first sentence with an act names; whoever is named behind "with" helped."""
    for one in acting:
        end = one.acts[0].last + _SUBJECT if one.acts else len(one.sentence.tokens)
        named = [found for found in actors_in(one.sentence) if found[0] in _ARMED and found[2] <= end]
        named += [found for found in actors_in(one.sentence) if found[0] in _ARMED and found not in named and named]
        helped = [found.last for found in wording("support").among(one.sentence.tokens)]
        for number, (_, actor, first, last) in enumerate(named):
            helps = number > 0 and any(0 <= first - place <= 4 for place in helped)
            joins = number > 0 and 0 <= first - named[number - 1][3] <= 1
            if number == 0 or helps or joins:
                yield Role(actor, "support" if helps else "initiator", one.sentence, first, last)
        if named:
            return


def _of_victims(acting: Sequence[Heard], heard: Sequence[Heard], told: Sequence[Told]) -> Iterator[Role]:
    """Yield who was hit: the armed side that sentences with an act name, and civilians that were harmed."""
    hurt = {figure.side for _, figure in told if figure.harm in {"killed", "wounded"}}
    of_both_sides = {"is", "total"} <= hurt  # "thirty of both sides were killed, 11 of them of ISIS"
    hurt -= {"is"}
    hurt |= {"civilians"} if "total" in hurt and not (hurt & _ARMED or of_both_sides) else set()
    wanted = hurt & {*_ARMED, "civilians"} or set(_ARMED) - {"coalition"}
    for one in [*acting, *(one for one in heard if not one.until or one.counts(one.until))]:
        for side, actor, first, last in actors_in(one.sentence):
            if _tells_where(one.sentence, actor, first) or _is_only_why(one.sentence.tokens, first):
                continue
            is_meant = actor == "oil-sector" or side in wanted & hurt or (side in wanted and not hurt & _ARMED)
            if is_meant and actor != DETAINEES and (side in hurt or not _speaks(one.sentence, first, last)):
                yield Role(actor, "target", one.sentence, first, last)
                wanted = wanted - {side} if side in hurt else set()
    if "civilians" in wanted & hurt:
        yield from (
            Role("civilians", "target", sentence, figure.first, figure.last)
            for sentence, figure in told
            if figure.side in {"civilians", "total"}
        )


def _tells_where(sentence: Sentence, actor: str, first: int) -> bool:
    """Say whether a party only tells where it was: "in areas controlled by", جنوب حقل, "south of the oil field"."""
    tokens = sentence.tokens
    if actor == "oil-sector":
        near = [stands_at(tokens, at, "near") for at in range(max(0, first - _NEAR), first)]
        return any(found is not None and found.last <= first for found in near)
    return stands_before(tokens, first, "holds")


def _is_only_why(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a party tells why somebody was meant, or what he was: "for cooperating with", "former member of"."""
    before = [form for token in tokens[max(0, first - _WHY) : first] for form in token.forms]
    once = [form for token in tokens[max(0, first - _ONCE) : first] for form in token.forms]
    return bool(set(before) & small_words("works for another")) or bool(set(once) & small_words("was once"))


def _speaks(sentence: Sentence, first: int, last: int) -> bool:
    speech: list[Found] = list(wording("speech").among(sentence.tokens))
    return any(0 <= verb.first - last <= 2 or 0 <= first - verb.last <= 2 for verb in speech)


def leading(sentence: Sentence) -> Heard:
    """Return a sentence that leads a text as one without an act: it names parties where nothing nearer does."""
    return Heard(sentence, (), (), (), 0)


def _named(heard: Sequence[Heard], actor: str, role: str) -> list[Role]:
    for one in heard:
        for _, other, first, last in actors_in(one.sentence):
            if other == actor:
                return [Role(actor, role, one.sentence, first, last)]
    return []


def _said(heard: Sequence[Heard], kind: str, actor: str) -> Iterator[Role]:
    for one in heard:
        for found in wording(kind).among(one.sentence.tokens):
            yield Role(actor, "initiator", one.sentence, found.first, found.last)
