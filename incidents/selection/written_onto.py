"""What people write onto a name or beside it without asking for more: بالرقة, Rakka'da, "ISIS-linked", "on Sunday".

Words are as ``normalise_word`` writes them.
"""

import re
from collections.abc import Iterator

from geodata.kinds import BETWEEN, KINDS
from geodata.normalising import LATIN_ARTICLES, folded, normalise_word
from geodata.sounds import is_arabic
from incidents.record.words import particles_off

NEEDLESS = BETWEEN | LATIN_ARTICLES
_OF_PARTIES = (
    "force forces service group organisation organization directorate militia member members militant militants "
    "fighter fighters gunman gunmen cell cells led linked affiliated so called self styled terrorist terror "
    "terrorists jihadist jihadists mercenaries remnants personnel soldiers krafte unsurlari cekdaren боицы боицов "
    "gruppe kampfer terrorgruppe zelle zellen terroristen dschihadisten anhanger mitglieder "
    "groupe cellule cellules combattant combattants jihadiste jihadistes djihadiste djihadistes terroriste terroristes "
    "grubu orgutu teror gucleri hucreleri hucresi teroristler teroristleri uyesi uyeleri mensuplari savascilari "
    "komi ceteyen endamen servanen heza hezen "
    "группировка группировки боевики боевик боевиков террористы террористов ячейки запрещена запрещенная запрещенной "
    "sleeper operative operatives unit units troop troops officer officers element elements affiliate affiliates "
    "aircraft warplane warplanes jet jets plane planes pro new kurdish extremist extremists insurgent insurgents "
    "neue neuen einheiten truppen soldaten miliz sogenannte sogenannter nouvelle kurdes yeni kuvvetleri ucaklari "
    "fuerzas tropas grupo autodenominado militante militantes yihadista yihadistas terrorista terroristas celula "
    "celulas combatiente combatientes miliciano milicianos milicias miembro miembros presuntos nuevo kurdas "
    "forze truppe gruppo sedicente militanti jihadista jihadisti terroristi cellula miliziani membri combattenti nuovo "
    "новая силы отряды солдаты ячейка "
    "چەكداراني چەكدارەكاني تيرۆريستاني شانەكاني رێكخراوي ڕێكخراوي گرووپي هێزەكاني شەڕڤاناني ئەنداماني "
    "agency news press monitor watchdog network channel outlet website newspaper television broadcaster volunteers "
    "activists rebels agence journal chaine agentur nachrichtenagentur zeitung sender ajansi haber ajansa nuceyan "
    "agencia agenzia diario giornale агентство телеканал газета kurdische kurdischen curde curdo "
    "وكاله انبا قناه صحيفه شبكه تلفزيون كرديه متطوعو متطوعي "
    "نايمه مجموعه مجموعات متطرفين متشددين جديد جديده جنود وحدات طايره "
    "جهاز اداره مديريه قوي قوات تنظيم جماعه ميليشيا مليشيا طيران طايرات عناصر عنصر خلايا خليه مسلحو مسلحي مقاتلو "
    "مقاتلي مقاتلون مقاتلين ارهابي ارهابيه ارهابيو ارهابيي ارهابيين مرتزقه مسلحون مسلحين افراد فلول"
)
# Words for what a party or a speaker is, or who belongs to it, which say nothing beside its name.
OF_PARTIES = frozenset(_OF_PARTIES.split())
# The article with a particle, or a particle that few words begin with and of which enough is left.
SURELY_WRITTEN_ONTO = re.compile(r"^(?:[وف]?[بك]?ال|[بو](?=\w{4}))")
# A case behind an apostrophe, in English, Turkish and Kurdish: Raqqa's, Rakka'da, DEAŞ'ın, DEAŞ'lı, HSD'ê.
_CASE = re.compile(r"(?<=\w\w)['’](?:s|[dt][ae]n?|[dt][ae]ki|n?[iıuü]n|l[iıuü]|[yn]?[aeêiıuü])$", re.IGNORECASE)
CASE_ENDINGS = (
    (_CASE, ""),
    (re.compile(r"(?<=\w{4})y[aê]$"), ""),  # Kurdish: Reqayê
    (re.compile(r"(?<=\w{3})ê$"), ""),  # Kurdish: QSDê
    (re.compile(r"(?<=\w{3})[ую]$"), "а"),  # Russian: Ракку
)
PARTICLE_OF_A_SHORT_WORD = re.compile(r"^[وبلف](?=\w\w$)")


def without_particles(text: str) -> Iterator[str]:
    """Yield an Arabic text without the particles of its first word: بالرقة, وبدير الزور, بتل السمن; and القريتان."""
    first, *rest = text.split(" ")
    if not is_arabic(first):
        return
    found = list(particles_off(folded(first)))
    found += [form for one in found for form in particles_off(one)]
    if rest:
        found.append(PARTICLE_OF_A_SHORT_WORD.sub("", folded(first)))
    for form in found:
        yield " ".join((form, *rest))
    if text.endswith("ان"):
        yield f"{text[:-2]}ين"  # the dual, as it stands alone and as it stands in a name


def without_cases(text: str) -> Iterator[str]:
    """Yield a text in Latin or Cyrillic letters without the ending that its sentence gave it."""
    for ending, instead in CASE_ENDINGS:
        if (without := ending.sub(instead, text)) != text:
            yield without


def kind_of(text: str) -> str | None:
    """Return the kind of place that a word is one for, also with a particle: بمخيم, للنازحين; None where it is none."""
    return next((KINDS[form] for form in _forms(text) if form in KINDS), None)


def is_of_parties(text: str) -> bool:
    """Say whether a word is one for what a party or a speaker is, also with a particle."""
    return any(form in OF_PARTIES for form in _forms(text))


def says_nothing(text: str) -> bool:
    """Say whether a word beside a name says nothing: of, the, city."""
    return normalise_word(text) in NEEDLESS or kind_of(text) == ""


def _forms(text: str) -> tuple[str, ...]:
    word = normalise_word(text)
    return (word, *particles_off(word), PARTICLE_OF_A_SHORT_WORD.sub("", word)) if is_arabic(word) else (word,)
