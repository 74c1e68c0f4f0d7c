"""The guide: one page for whoever is here for the first time, with the signs of the map drawn beside their meaning."""

from collections.abc import Iterable

from incidents.language import Language
from incidents.phrases.guide import Section, Sign, before_the_map, behind_the_map, signs_in_words
from incidents.views.about.prose import bullets, chapter
from incidents.views.markup import css_picture, text
from incidents.views.symbology import SYMBOLOGY

_DISC = SYMBOLOGY["attack"].path
_DASHED = "fill='none' stroke-width='1.6' stroke-dasharray='3 2.4'"
_SIGNS: dict[Sign, str] = {
    "known": f"<path d='{_DISC}' transform='scale(7)'/>",
    "unknown": "<circle r='6' fill='none' stroke-width='2.4'/>",
    "area": f"<circle r='12' {_DASHED}/><circle r='5' {_DASHED}/>",
    "several": "<circle r='10' fill='none' stroke-width='4'/><text y='4.2' stroke='none' font-size='12'"
    " font-weight='700' font-family='sans-serif' text-anchor='middle'>8</text>",
    "moved": "<circle cx='8' r='5' fill='none' stroke-width='2.4'/><path d='M-12,0H3' stroke-width='1.2'/>"
    "<circle cx='-12' r='1.6'/>",
}


def guide_css() -> str:
    """Return one rule per sign: ``<i class="sign-area">`` shows it in the colour of the letters around it.

    What a sign says is its form; each kind has a colour of its own.
    """
    return "".join(f".about .sign-{sign}{{mask-image:{_picture(drawn)}}}" for sign, drawn in _SIGNS.items())


def _picture(drawn: str) -> str:
    whole = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='-15 -15 30 30' stroke='black'>{drawn}</svg>"
    return css_picture(whole)


def draw_guide(lang: Language) -> str:
    """Return how to ask, to read the map and the figures, to see what changed and to take it along, as HTML."""
    signs = "".join(
        f'<li><i class="map-sign sign-{sign}"></i><span>{text(said)}</span></li>'
        for sign, said in signs_in_words(lang).items()
    )
    map_read = chapter(lang.say("Read the map"), f'<ul class="signs">{signs}</ul>')
    return f"{_sections(before_the_map(lang))}{map_read}{_sections(behind_the_map(lang))}"


def _sections(sections: Iterable[Section]) -> str:
    return "".join(chapter(title, bullets(sentences)) for title, sentences in sections)
