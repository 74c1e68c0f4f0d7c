"""Errors that can be said in any language."""

from incidents.language.language import Language


class SaidError(Exception):
    """Something cannot be done. ``sentence`` is the message id that says why, ``details`` fill its placeholders."""

    def __init__(self, sentence: str, **details: str) -> None:
        super().__init__(sentence.format(**details))
        self.sentence, self.details = sentence, details

    def say(self, lang: Language) -> str:
        """Say why not, in a sentence."""
        return lang.say(self.sentence).format(**self.details)
