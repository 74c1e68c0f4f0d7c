"""Where the record may be wrong, and why: known doubts, with their numbers counted from the record."""

from incidents.language import Language, isolate
from incidents.phrases import place_name
from incidents.record.record import Record
from incidents.selection.selection import Selection
from incidents.selection.summaries import key_figures

# Places on no list of places; gazetteer.csv says in "basis" how each point was chosen.
NOT_LOCATED = (
    "roj-camp",
    "kharoum-checkpoint",
    "abu-al-zanoud",
    "shaddadi-prison",
    "damascus-dweila",
    "mountains-north-of-palmyra",
)
# Several villages bear the name; the governorate or the neighbours decided.
SAME_NAMED = ("abu-khashab", "al-sabha", "al-wasita-suluk", "al-jarzi", "al-hawaij")
# Each may join accounts of two events.
PERHAPS_TWO = ("SYR-0027", "SYR-0033")
# The plots of one may be among those of the other.
PERHAPS_SAME = ("SYR-0104", "SYR-0161")
# One outlet's dead, over both together.
TOLD_TOGETHER = ("SYR-0169", "SYR-0170")

Doubts = tuple[str, list[str]]


def known_doubts(selection: Selection, lang: Language) -> list[Doubts]:
    """Return the doubts by subject: titles with sentences. ``dataset`` is the whole record."""
    return [
        (lang.say("Who speaks"), _about_sources(selection, lang)),
        (lang.say("Which events"), _about_events(lang)),
        (lang.say("Which places"), _about_places(selection.record, lang)),
        (lang.say("What the map draws"), _about_map(lang)),
    ]


def _about_sources(selection: Selection, lang: Language) -> list[str]:
    figures = key_figures(selection)
    undated, unlinked = (int(selection.record.sources[column].isna().sum()) for column in ("published", "url"))
    return [
        lang.say(
            "{single} of {count} incidents rest on one origin, and many more lead back to the Syrian Observatory for "
            "Human Rights. No second origin confirms those figures."
        ).format(single=lang.number(figures.single_origin), count=lang.number(figures.incidents)),
        lang.say(
            "Of {count} sources {undated} show no date of publication and {unlinked} have no address, among them the "
            "five articles with which the record began, whose publisher is not known."
        ).format(
            count=lang.number(len(selection.record.sources)),
            undated=lang.number(undated),
            unlinked=lang.number(unlinked),
        ),
        lang.say(
            "An origin is who is said to have said it first. Where a report names nobody, or only “sources”, the "
            "record cannot tell whether two reports have one origin or two."
        ),
        lang.say(
            "75 claims drawn at random were checked against their pages; what was wrong is mended and listed under "
            "Changes. The others were read once and may hold errors of the same kind."
        ),
        lang.say(
            "The record holds what public pages reported, and pages vanish. Months and areas with few reporters are "
            "thin in it: a quiet stretch may be an unreported one."
        ),
    ]


def _about_events(lang: Language) -> list[str]:
    return [
        lang.say("{incidents} may each join the accounts of two events that lie a few days apart.").format(
            incidents=_ids(PERHAPS_TWO, lang)
        ),
        lang.say("The plots of {one} and {other} may be partly the same ones.").format(
            one=isolate(PERHAPS_SAME[0]), other=isolate(PERHAPS_SAME[1])
        ),
        lang.say("One outlet counts the dead of {incidents} together: its figure is a claim about both.").format(
            incidents=_ids(TOLD_TOGETHER, lang)
        ),
        lang.say(
            "Event types follow ACLED's codebook as read by the curators; ACLED's own coders may type an event "
            "otherwise. Attacks on armed forces are battles here, not violence against civilians."
        ),
        lang.say(
            "Where accounts differ on what a dead person was, the same death may be counted as a civilian by one "
            "account and as a fighter by the other. Totals do not add the two."
        ),
    ]


def _about_places(record: Record, lang: Language) -> list[str]:
    places = record.places
    confirmed = int((places["verified"] == "yes").sum()) if "verified" in places else 0
    return [
        lang.say(
            "{confirmed} of {count} places are confirmed: two independent lists agree on the point and the name is "
            "not in doubt. The others carry a wider radius."
        ).format(confirmed=lang.number(confirmed), count=lang.number(len(places))),
        lang.say("On no list and put near a known place with a wide radius: {places}.").format(
            places=_places(record, NOT_LOCATED, lang)
        ),
        lang.say("Chosen among villages of the same name by governorate or neighbours: {places}.").format(
            places=_places(record, SAME_NAMED, lang)
        ),
        lang.say("{prison} is taken to be at the cotton works of that name; nothing but the name says so.").format(
            prison=_places(record, ("al-aqtan-prison",), lang)
        ),
        lang.say("{place} is reported near Qatana, while the only one on OCHA's list lies 22 km away.").format(
            place=_places(record, ("al-buwayda",), lang)
        ),
        lang.say("Two lists put {place} 65 km apart.").format(place=_places(record, ("jabal-dahik",), lang)),
    ]


def _about_map(lang: Language) -> list[str]:
    return [
        lang.say(
            "Borders of governorates are Natural Earth's and differ from OCHA's, most in Rif Dimashq, in the desert "
            "of Homs around al-Tanf, and in Quneitra. A point near a border may be drawn on the wrong side; the "
            "governorate of an incident is always the one its sources name."
        ),
        lang.say("Al-Safa is reported in As-Suwayda and lies in Rif Dimashq on OCHA's map."),
        lang.say(
            "Nobody has fixed a border of the Badia: the drawn area follows the desert climate and is approximate."
        ),
        lang.say("Rivers and lakes are drawn at one water level; the Balikh is missing."),
    ]


def _ids(incident_ids: tuple[str, ...], lang: Language) -> str:
    return lang.listed([isolate(incident_id) for incident_id in incident_ids])


def _places(record: Record, place_ids: tuple[str, ...], lang: Language) -> str:
    held = [place_id for place_id in place_ids if place_id in record.places.index]
    return lang.listed([place_name(record, place_id, lang) for place_id in held])
