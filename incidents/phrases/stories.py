"""What is said of a story beside its own sentences: which link tells it, or that none holds it."""

from urllib.parse import urlsplit

from incidents.checks.story_in_link import LONGEST, story_for_link
from incidents.language import Language, isolate_ltr
from incidents.record.story import Story
from incidents.selection.address import link_to


def too_long_in_words(lang: Language) -> str:
    """Say that a story finds no room in a link, so that its file has to go along."""
    sentence = lang.say(
        "This story is too long for a link, which holds {most} characters of one: give its file along with it."
    )
    return sentence.format(most=lang.number(LONGEST))


def story_link_in_words(story: Story, link: str, lang: Language) -> list[str]:
    """Say which link tells a story on the page to which ``link`` leads; [] where that is "", for there is no page."""
    if not link:
        return []
    whole = story_for_link(story)
    if whole is None:
        return [too_long_in_words(lang)]
    page = urlsplit(link)._replace(query="", fragment="").geturl()
    told = link_to(page, {"story": whole, "lang": lang.code})
    return [lang.say("On the page, with its sentences: {link}").format(link=isolate_ltr(told))]
