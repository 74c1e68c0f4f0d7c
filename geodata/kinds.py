"""Words for kinds of places that people type beside a name, in nine languages: "Homs city", "مخيم الهول", "Lager Roj".

In the tables they are as ``normalise_name`` writes them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from geodata.normalising import normalise_name, normalise_word, words_normalised

# A kind that makes a place another one than its namesake: a camp is not the town it is named after.
_TELLING = {
    "camp": (
        "camp camps lager fluchtlingslager gefangenenlager kamp kampi kampa kampe campamento campo مخيم مخيمات "
        "كمب كامب "
        "wargeh wargeha wargehe "
        "fluchtlingscamp auffanglager internierungslager kamplari كەمپ كەمپي يۆردوگا يۆردوگاي лагерь лагере лагеря"
    ),
    "prison": (
        "prison jail gefangnis haftanstalt hapishanesi cezaevi girtigeha zindan zindana carcel prision carcere "
        "prigione سجن زيندان زينداني тюрьма тюрьме тюрьмы"
    ),
    "governorate": (
        "governorate governate province valiligi provinz gouvernorat gouvernement ili vilayeti vilayet eyaleti "
        "parezgeha mohafazah mohafaza muhafazah muhafazat muhafaza gobernacion provincia governatorato محافظه "
        "پارێزگا پارێزگاي провинция провинции мухафаза мухафазе мухафазы"
    ),
    "road": (
        "road highway motorway route autoroute strasse autobahn yolu carretera strada autostrada طريق اوتوستراد "
        "رێگا رێگاي ڕێگاي дорога дороге шоссе"
    ),
    "river": ("river fleuve riviere fluss nehri nehir irmagi ceme rio fiume نهر رووبار رووباري ڕووباري река реки реке"),
}
TELLING = frozenset(_TELLING)
# What any place of a name may be, so that it says nothing: part of a name here and there.
_SETTLEMENTS = (
    "city town village stadt dorf kleinstadt ville sehri sehir kasabasi kasaba koyu koy bajar bajare gund gunde "
    "مدينه بلده قريه عاصمه شار شاري شارۆچكەي گوند گوندي город городе города село селе деревня деревне деревни "
    "поселок поселке ciudad pueblo localidad aldea citta cittadina villaggio kent kenti baskent baskenti capital "
    "capitale hauptstadt paytext paytexta paytexte provinzhauptstadt grenzstadt hafenstadt oasenstadt wustenstadt "
    "millionenmetropole cite bourg bourgade localidades oasis oase ortschaft dorfs borgo pueblos قصبه bajaroka "
    "bajaroke bajarok"
)
# What lies around a place or in it, which people type without meaning another place.
_AROUND = (
    "neighbourhood neighborhood quarter district subdistrict area region countryside municipality center centre "
    "bezirk landkreis umland quartier campagne localite ilcesi mahallesi kirsali navceya refugee refugees refugies "
    "displacement detention idp multeci لاجيين نازحين mountain mountains mount mont monts montagne montagnes berg "
    "berge gebirge jabal jebel djebel dagi daglari ciyaye جبل جبال гора горы merkez merkezi merkezinde merkezine "
    "belde beldesi beldesinde حي منطقه ناحيه ريف قضا ضاحيه محيط مركز مركزي rif reef район районе района пригород "
    "пригороде окрестности rural outskirts suburb suburbs vicinity surroundings central bank banks valley vallee "
    "valle vadisi umgebung barrio distrito zona afueras alrededores quartiere periferia dintorni campagna regione "
    "distrikt kreis subdistrikt unterbezirk nahiya nahiyah nahia nahiye mantiqa "
    "refugiados desplazados profughi sfollati deplaces vertriebene vertriebenen vertriebenenlager yerinden "
    "displaced antike antiken alte alten historic historique historiques historica historico antica antico antique "
    "gundewar gundewara gundeware kantona kanton canton nahe prisonniers prigionia prisioneros shrine schrein "
    "sanctuaire sanctuary santuario mausoleum mausoleo mausolee turbesi antigua antiguo ancient old antik tarihi "
    "kadim اثريه تاريخيه قديمه حدوديه border frontaliere frontalier fronteriza fronterizo confine sinir grenzort "
    "zentrum zentrums stadtzentrum innenstadt داخل وسط خارج قرب جوار سنتر پايتەخت پايتەختي ضفه ضفاف حوض گەرەكي "
    "گەڕەكي ناحيەي دەوروبەري pres cerca vicino vicinanze yakinlarinda yakininda yakinlari nezi nezik نزيك نزيكي "
    "people notorious detenidos detenzione penaberan kocberan centro bolgesi bolgesinde bolge احيا "
    "outside close around proximite environs autour unweit rund inmediaciones pressi civari civarinda civarindaki "
    "etrafinda cevresi cevresinde neziki derdora مشارف اطراف تخوم ضواحي ارياف около возле вблизи близ рядом nahiyat "
    "ilce rive rives ufer ostufer westufer nordufer sudufer yakasi yakasinda kiyisi kiyisinda"
)
# On which side of a place, or of the country, which people add to a name: "east of Raqqa", "Raqqa, northern Syria".
_DIRECTIONS = (
    "north northern south southern east eastern west western northeast northeastern northwest northwestern southeast "
    "southeastern southwest southwestern nord sud est ouest orientale oriental occidentale occidental septentrional "
    "septentrionale meridionale meridional sudest nordest nordovest ovest norte sur este oeste noreste noroeste "
    "sureste suroeste nordlich nordliche nordlichen sudlich sudliche sudlichen ostlich ostliche ostlichen westlich "
    "westliche westlichen nordosten nordwesten sudosten sudwesten norden suden osten westen nordostlich nordostliche "
    "nordostlichen nordwestlich nordwestliche nordwestlichen kuzey kuzeyi kuzeyinde kuzeyindeki guney guneyi "
    "guneyinde guneyindeki dogu dogusu dogusunda dogusundaki bati batisi batisinda batisindaki kuzeydogu kuzeydogusu "
    "kuzeydogusunda kuzeydogusundaki kuzeybati kuzeybatisi kuzeybatisinda kuzeybatisindaki guneydogusu guneydogusunda "
    "bakur bakure basur basure rojhilat rojhilate rojava rojavaye bakurrojhilat شمال شمالي جنوب جنوبي شرق شرقي غرب "
    "غربي شماليه جنوبيه شرقيه غربيه اوسط باكوور باكووري ڕۆژهەلات ڕۆژهەلاتي رۆژهەلاتي باشوور باشووري ڕۆژئاوا ڕۆژئاواي "
    "رۆژئاواي"
)
# That it lies in the country, or where there.
_OF_THE_COUNTRY = (
    "nordostsyrien nordsyrien ostsyrien nordwestsyrien sudsyrien zentralsyrien syrian syrisch syrische syrischen "
    "syrischer syrisches syrien syrienne syriens syriennes sirio siria siriano siriana nordsyrische nordsyrischen "
    "ostsyrische ostsyrischen ostsyrischer nordostsyrische nordostsyrischen nordwestsyrische nordwestsyrischen "
    "sudsyrische sudsyrischen zentralsyrische zentralsyrischen westsyrische westsyrischen suriyenin suriyedeki suriye "
    "سوري سوريه سووري سووريا سوريا بلاد mittelsyrien nordsyriens ostsyriens"
)
# What stands between words and names, and says nothing by itself.
_BETWEEN = (
    "of the in at near to and from by for a an on with de du des la le les d l von der die das den dem und im bei "
    "ist ve ile li ji u ya в на из у под en el lo los las del y con por para di da della delle dello dei degli dal "
    "dalla nel nella il i gli per e et au aux ein eine einen einem einer eines un une uno una dans في من على الى عن "
    "مع و لە بە bir gore"
)


# What Turkish writes onto such a word where others say in, of, from or to: kampında, ilinin.
_TURKISH = "kampi kenti sehri ili ilcesi kirsali koyu kasabasi mahallesi vilayeti cezaevi hapishanesi"
_TURKISH_CASES = ("nda", "nde", "ndaki", "ndeki", "ndan", "nden", "nin", "nun", "na", "ne")


def _apart(words: str) -> frozenset[str]:
    return frozenset(words_normalised(words))


def _in_any_case(kinds: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(
        {word + case: kinds[word] for word in _TURKISH.split() for case in _TURKISH_CASES} | dict(kinds)
    )


BETWEEN, _OF_SETTLEMENTS = _apart(_BETWEEN), _apart(_SETTLEMENTS)
DIRECTIONS = _apart(_DIRECTIONS)
KINDS: Mapping[str, str] = _in_any_case(
    {word: kind for kind, words in _TELLING.items() for word in words_normalised(words)}
    | dict.fromkeys(_OF_SETTLEMENTS | _apart(_AROUND) | DIRECTIONS | _apart(_OF_THE_COUNTRY), "")
)


# Words for a desert and for a mountain, of which a name of one may have any: Homs Badia, Humus çölü, جبال البشري.
_DESERTS = (
    "desert deserts steppe badia badiya badiyah désert Wüste Steppe çölü badiyesi çola desierto estepa deserto steppa",
    "بادية صحراء باديتي باديتا صحاري",
    "пустыня степь",
)
_LANDSCAPES = (
    *_DESERTS,
    "Jabal Jebel Djebel Cebel Mount mountain mountains",
    "جبل جبال",
)


# The same in cases, and for what is of a desert, beside a name.
_OF_DESERTS = (
    "steppes wusten wustengebiet wustenregion col colunde colundeki colune colunun badiyesinde desertique desertica "
    "badiyat beriya beriye beriyeya صحراوي صحراويه بوادي пустыне пустыни пустыню степи"
)
DESERTS = _apart(f"{' '.join(_DESERTS)} {_OF_DESERTS}")


def bare_of_deserts(name: str) -> str:
    """Return a name as it is written without words for a desert at its ends; nothing where it is no desert's.

    >>> bare_of_deserts("Homs desert"), bare_of_deserts("désert de Palmyre"), bare_of_deserts("Homs")
    ('Homs', 'Palmyre', '')
    """
    words = name.split()
    at_the_ends = [at for at in (0, len(words) - 1) if normalise_word(words[at]) in DESERTS] if words else []
    left = [word for at, word in enumerate(words) if at not in at_the_ends]
    while left and at_the_ends and normalise_word(left[0]) in BETWEEN:
        left.pop(0)
    return " ".join(left) if at_the_ends else ""


def as_landscapes_are_called(name: str) -> Iterator[str]:
    """Yield a desert's or mountain's name with every other word for one; of another name, or such a word, nothing.

    >>> "Homs steppe" in list(as_landscapes_are_called("Homs desert")), list(as_landscapes_are_called("Homs"))
    (True, [])
    """
    words = name.split()
    plain = [normalise_word(word) for word in words] if len(words) > 1 else []
    for kinds, is_one in _landscapes() if plain else ():
        for at, word in enumerate(words):
            if plain[at] in is_one:
                yield from (" ".join((*words[:at], other, *words[at + 1 :])) for other in kinds if other != word)


@cache
def _landscapes() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Return the words for each landscape, as they are written and normalised."""
    return tuple((tuple(kinds.split()), frozenset(map(normalise_word, kinds.split()))) for kinds in _LANDSCAPES)


def without_kinds(name: str) -> str:
    """Return a normalised name without a word for city, town or village; never nothing.

    >>> without_kinds("homs city"), without_kinds("hol camp"), without_kinds("city")
    ('homs', 'hol camp', 'city')
    """
    return " ".join(word for word in name.split() if word not in _OF_SETTLEMENTS) or name


def bare_of_kinds(name: str) -> str:
    """Return a name as it is written without any word for a kind; never nothing.

    >>> bare_of_kinds("Roj camp"), bare_of_kinds("سجن غويران")
    ('Roj', 'غويران')
    """
    return " ".join(word for word in name.split() if normalise_name(word) not in KINDS) or name


def kind_told(name: str) -> str | None:
    """Return the kind that a normalised name tells of itself: ``camp`` for "hol camp"; None if it tells none."""
    return next((KINDS[word] for word in name.split() if KINDS.get(word)), None)
