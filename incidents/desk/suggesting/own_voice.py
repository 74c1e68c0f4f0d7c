"""Who tells of an event where no sentence says so: forces in their own statement, and those who acted and speak."""

from collections.abc import Sequence

from incidents.desk.suggesting.lexicon import small_words, wording
from incidents.desk.suggesting.party_lists import issuing, nameless_sources, speak_as
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.who import actors_in

_OURS = 4  # tokens of "our SDF counter-terrorism units"


def own_statement(sentences: Sequence[Sentence]) -> str:
    """Return who says "our forces" of whoever acted: the party that the sentences name first; "" where nobody does."""
    if not any(map(_says_our_forces, sentences)):
        return ""
    return next((actor for one in sentences for _, actor, *_ in actors_in(one) if actor in issuing()), "")


def _says_our_forces(sentence: Sentence) -> bool:
    tokens = sentence.tokens
    quoted = any(True for _ in wording("speech").among(tokens))  # "our forces", said who is quoted
    return not quoted and any(
        token.word in small_words("our own forces")
        or (token.word == "our" and any(one.word in small_words("own forces") for one in tokens[at : at + _OURS + 1]))
        for at, token in enumerate(tokens)
    )


def of_who_acted(sentence: Sentence, origins: Sequence[str]) -> str:
    """Return the party that acts in a sentence, and speaks (``origins``) in others of the event; "" where none does.

    It is also the one whose statement is told of: "Asayish held nine, according to a statement".
    """
    acting = next((actor for side, actor, *_ in actors_in(sentence) if side != "is"), "")
    spoken = speak_as().get(acting, "")
    is_stated = any(True for _ in wording("nameless statement").among(sentence.tokens))
    return spoken if spoken in origins or is_stated else ""


def of_its_country(origin: str, sentences: Sequence[Sentence]) -> str:
    """Return a nameless security source as that of who acted first, where it is of another country: a Turkish one."""
    named = [actor for one in sentences for side, actor, *_ in actors_in(one) if side != "is"]
    is_nameless = origin == "syrian-security-source" and bool(named)
    return nameless_sources().get(named[0], origin) if is_nameless else origin
