"""Days on which something was only said: "said on Monday", أعلنت الوزارة، الأربعاء."""

from collections.abc import Callable, Sequence

from incidents.desk.suggesting.lexicon import lexicon, small_words, wording
from incidents.desk.suggesting.told import Sentence

_FAR = 9  # tokens between a verb of saying and the day, where nothing is said to have happened between them
_WHAT_IS_SAID = 3  # tokens between a word of speaking and the deed of which it tells
_OPENS = 4  # tokens of "On Saturday," and between a verb of saying and "that"
_FARTHEST = 16  # where a sentence begins with the word of saying: أعلنت ..., الأربعاء, عن


def near_speech(sentence: Sentence) -> Callable[[int, int], bool]:
    """Return what says of a day, by its first token and the one behind its last, whether somebody spoke on it."""
    words = [*wording("speech").among(sentence.tokens), *wording("claim").among(sentence.tokens)]
    acts = [found.first for name in ("tactics", "harm") for found in lexicon(name).among(sentence.tokens)]
    acts += [place for place, token in enumerate(sentence.tokens) if set(token.forms) & small_words("took place")]
    speech = [(found.first, found.last) for found in words if not found.entry["of_whom"]]
    opening = _opens_with_a_speaker(sentence, [first for first, _ in speech], acts)

    def near(start: int, end: int) -> bool:
        if start < sentence.dateline:
            return True
        if sentence.is_listed and start <= 1:
            return False  # "- 2 August: the ministry announced"
        if opening and sentence.dateline <= start <= sentence.dateline + 1:
            return True
        return any(
            first == end
            or (first == end + 1 and sentence.tokens[end].word == "," and not any(act < start for act in acts))
            or (
                0 <= start - last <= (_FARTHEST if first <= sentence.dateline + 1 else _FAR)
                and not any(last <= act < start for act in acts)
            )
            for first, last in speech
        )

    return near


def _opens_with_a_speaker(sentence: Sentence, speech: Sequence[int], acts: Sequence[int]) -> bool:
    """Say whether the day that opens a sentence is when somebody spoke: "On Saturday, the Asayish said that ..."."""
    tokens = sentence.tokens
    verb = min(speech, default=len(tokens))
    is_parted = any(token.word == "," for token in tokens[sentence.dateline : sentence.dateline + _OPENS])
    that = any(token.word in small_words("that") for token in tokens[verb : verb + _OPENS])
    that |= any(token.word in small_words("that it") for token in tokens[verb + 1 : verb + 3])  # "said it was behind"
    if verb < len(tokens) and tokens[verb].word in small_words("announces"):
        that |= any(verb < act <= verb + _WHAT_IS_SAID for act in acts)  # "announced the killing of"
    return is_parted and that and verb <= sentence.dateline + _FARTHEST and not any(act < verb for act in acts)
