"""Who says that it was ISIS: the group's own claim, and who names or suspects it; no attack is its own without one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidents.desk.suggesting.acts import says
from incidents.desk.suggesting.claims import only_speaker, speaking
from incidents.desk.suggesting.lexicon import rows_of, wording
from incidents.desk.suggesting.one_event import Event
from incidents.desk.suggesting.parties import claims_it, doubts_it
from incidents.desk.suggesting.relaying import speaker_of
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.who import ISIS_ACTOR, UNATTRIBUTED, actors_in, speakers_in
from incidents.desk.suggesting.whose_word import ISIS
from incidents.record.record import Record


@dataclass(frozen=True)
class Account:
    """A party (``origin``) that says so, ``claimed``, ``named`` or ``suspected``, in tokens of a sentence."""

    origin: str
    says: str
    sentence: Sentence
    first: int
    last: int

    @property
    def cells(self) -> Mapping[str, str]:
        """Return the claim's measure and its words in both languages."""
        (row,) = (row for row in rows_of("responsibility") if row["says"] == self.says)
        return {"measure": "responsibility", "text_en": row["text_en"], "text_ar": row["text_ar"]}


def accounts_of(record: Record, event: Event, lead: Sequence[Sentence]) -> Iterator[Account]:
    """Yield the group's own claim, and the first other account that names it, of an attack.

    An account is sought in the sentences of the event, those with an act first, and then in those that lead the text.
    """
    own = [one.sentence for one in event.heard]
    claimed = next((sentence for sentence in own if claims_it(sentence)), None)
    if claimed and ISIS in record.origins.index:
        found = next(wording("claim").among(claimed.tokens))
        yield Account(ISIS, "claimed", claimed, found.first, found.last)
    acting = [one.sentence for one in event.heard if one.acts]
    for sentence in [*acting, *(one for one in own if one not in acting), *lead]:
        account = _named_in(record, event, lead, sentence)
        if account is None or (claimed and account.origin in {ISIS, UNATTRIBUTED}):
            continue
        if not _is_of_others(record, event, account):
            yield account
            return


def _is_of_others(record: Record, event: Event, account: Account) -> bool:
    """Say whether an account is of another deed: what ISIS claims is not what "unidentified" people did elsewhere.

    Nor is what it claims at the head of a text that which another party tells of further down.
    """
    acting = [one.sentence for one in event.heard if one.acts]
    is_own = any(account.sentence is one.sentence for one in event.heard)
    unknown = account.sentence not in acting[:1] and says(acting[:1], "unknown")
    if account.origin == ISIS:
        speakers = [] if is_own else speaking(record, event)
        return (unknown and account.says != "claimed") or (bool(speakers) and ISIS not in speakers)
    return unknown and not is_own and account.says == "named" and not account.sentence.is_title


def _named_in(record: Record, event: Event, lead: Sequence[Sentence], sentence: Sentence) -> Account | None:
    """Return the account of a sentence that names the group as who did it; None where it only says "no claim"."""
    named = next((found for found in actors_in(sentence) if found[1] == ISIS_ACTOR), None)
    doubts = doubts_it(sentence)
    if named is None or claims_it(sentence) or (says([sentence], "no-claim") and not doubts):
        return None
    speaker = speaker_of(named[2], speakers_in(record, sentence))
    only = "" if event.is_earlier else only_speaker(record, event, lead)
    origin = speaker.origin if speaker else only or UNATTRIBUTED
    return Account(origin, "suspected" if doubts else "named", sentence, named[2], named[3])
