"""What a page in one file needs to say what lies near: where incidents lie, and about what it can be asked."""

from typing import Any

from geodata.boundaries import outline_of
from geodata.mercator import EARTH_RADIUS_KM, KM_PER_DEGREE
from incidents.language import Language, plain_text
from incidents.selection.apart import radius_km
from incidents.selection.circles import lying_somewhere, places_spoken_of, whereabouts_of
from incidents.selection.near import DECIMALS, FARTHEST_KM, RADII_KM, USUAL_KM
from incidents.selection.selection import Selection


def nearby(selection: Selection) -> dict[str, Any]:
    """Return the places of the incidents as plain JSON, and the constants of the rule (see ``selection/circles.py``).

    ``spots``: per place latitude, longitude (degrees), the km that an incident may lie from it, and where it has a true
    outline the layer, column and value of that. ``sets`` are numbers of spots, ``of`` the set of each incident;
    ``places`` gives by id the degrees of what can be asked about.
    """
    record, held = selection.record, whereabouts_of(selection.record)
    places = sorted({place for places in held.sets for place in places})
    number = {place: at for at, place in enumerate(places)}
    rows = [record.gazetteer.place(place_id) for place_id, _is_near in places]
    known = [str(place_id) for place_id in record.places.index if lying_somewhere(record, str(place_id)) is not None]
    return {
        "spots": [
            (float(row["latitude"]), float(row["longitude"]), radius_km((row, is_near)), outline_of(row))
            for row, (_place_id, is_near) in zip(rows, places, strict=True)
        ],
        "sets": [[number[place] for place in held_places] for held_places in held.sets],
        "of": held.set_of[selection.rows].tolist(),
        "places": {
            place_id: tuple(record.places.loc[place_id, ["latitude", "longitude"]].astype(float)) for place_id in known
        },
        "earth_radius_km": EARTH_RADIUS_KM,
        "km_per_degree": KM_PER_DEGREE,
        "decimals": DECIMALS,
        "radii": RADII_KM,
        "usual": USUAL_KM,
        "farthest": FARTHEST_KM,
    }


def names_nearby(selection: Selection, lang: Language) -> dict[str, str]:
    """Return the names of the places about which it can be asked; those at which incidents lie come first."""
    record = selection.record
    spoken = places_spoken_of(record)
    named = {str(place_id): lang.of(record.gazetteer.place(str(place_id)), "name") for place_id in record.places.index}
    known = {code: plain_text(name) for code, name in named.items() if lying_somewhere(record, code) is not None}
    return dict(sorted(known.items(), key=lambda item: (item[0] not in spoken, item[1])))
