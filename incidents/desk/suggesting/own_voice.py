"""Who tells of an event where no sentence says so: forces in their own statement, and those who acted and speak."""

from collections.abc import Mapping, Sequence

from incidents.desk.suggesting.lexicon import small_words, wording
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.who import actors_in

_OURS = 4  # tokens of "our SDF counter-terrorism units"
# Actors of operations, and as which origin they speak.
_SPEAK_AS: Mapping[str, str] = {
    "sdf": "sdf",
    "asayish": "asayish",
    "ypj": "ypj",
    "interior-ministry": "interior-ministry",
    "general-intelligence": "general-intelligence",
    "defence-ministry": "defence-ministry",
    "us-forces": "centcom",
    "coalition": "cjtf-oir",
}
_ISSUING = frozenset({"sdf", "asayish", "ypj"})  # whose statements say "our forces"


def own_statement(sentences: Sequence[Sentence]) -> str:
    """Return who says "our forces" of whoever acted: the party that the sentences name first; "" where nobody does."""
    if not any(map(_says_our_forces, sentences)):
        return ""
    return next((actor for one in sentences for _, actor, *_ in actors_in(one) if actor in _ISSUING), "")


def _says_our_forces(sentence: Sentence) -> bool:
    tokens = sentence.tokens
    quoted = any(True for _ in wording("speech").among(tokens))  # "our forces", said who is quoted
    return not quoted and any(
        token.word in small_words("our own forces")
        or (token.word == "our" and any(one.word in small_words("own forces") for one in tokens[at : at + _OURS + 1]))
        for at, token in enumerate(tokens)
    )


def of_who_acted(sentence: Sentence, origins: Sequence[str]) -> str:
    """Return the party that acts in a sentence, and speaks (``origins``) in others of the event; "" where none does."""
    acting = next((actor for side, actor, *_ in actors_in(sentence) if side != "is"), "")
    spoken = _SPEAK_AS.get(acting, "")
    return spoken if spoken in origins else ""


def of_its_country(origin: str, sentences: Sequence[Sentence]) -> str:
    """Return a nameless security source as a Turkish one where it was Turkish intelligence that acted."""
    named = [actor for one in sentences for side, actor, *_ in actors_in(one) if side != "is"]
    is_turkish = origin == "syrian-security-source" and named[:1] == ["turkish-intelligence"]
    return "turkish-security-sources" if is_turkish else origin
