"""The filter "within N km": how a place, a point or a layer and the distance are written, read, answered and said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.own_layers import OwnLayer, cleaned
from incidents.language import Language, isolate, isolate_ltr
from incidents.record.record import Record
from incidents.selection.circles import layer_of, lying_somewhere, reaches_of
from incidents.selection.filter_kinds import OneValue
from incidents.selection.holdings import Mask
from incidents.selection.notices import Notice
from incidents.selection.plain_writing import bare
from incidents.selection.question import Near, Question

USUAL_KM, FARTHEST_KM = 30, 500
RADII_KM = (5, 10, 20, 30, 50, 75, 100, 150, 200)  # those that are offered
DECIMALS = 2  # of a degree: about a kilometre, no finer than the record places anything
_BETWEEN = r"\s*[,;|،؛/\s]\s*"
_NUMBER = r"-?\d{1,3}(?:\.\d{1,20})?"
_POINT = re.compile(rf"({_NUMBER})°?{_BETWEEN}({_NUMBER})°?", re.ASCII)
_UNIT = r"(?:kms?|kilomet(?:er|re)s?|كم|كيلومترات?|كيلومتراً?)?"
_KM = re.compile(rf"(.+?){_BETWEEN}(\d{{1,4}}(?:\.\d{{1,20}})?)\s*{_UNIT}", re.IGNORECASE)
LAYER = "layer:"  # before the name of a layer of one's own, of which a link says no more
_CERTAIN = 100.0  # the score of a name that is given in full


@dataclass(frozen=True, eq=False, kw_only=True)
class Nearby(OneValue[Near]):
    """Within so many km of a place of the gazetteer (``raqqa,30``), of a point (``35.95,39.01,30``) or of a layer.

    A layer is only named (``layer:route.gpx,30``): whoever reads a link puts the layer in its place (``with_layer``).
    Names in either language, other digits and a distance with its unit are understood; without a distance it is
    ``USUAL_KM``. Degrees are kept to two decimals, kilometres whole, from 1 to ``FARTHEST_KM``.
    """

    def read(self, given: Sequence[str], record: Record) -> tuple[Near | None, list[Notice]]:
        """Read the last of the texts; what a hand or a letter did to it is undone, and named."""
        *earlier, last = given
        value = near_meant(last, record)
        if value is None:
            return None, [Notice(self.parameter, text) for text in given]
        instead = f"{self.parameter}={self.write(value)}"
        notices = [Notice(self.parameter, text, "repeated", instead) for text in earlier]
        if self.write(value) != last:
            notices.append(Notice(self.parameter, last, "changed", instead))
        return value, notices

    def value_of(self, text: str) -> Near | None:
        """Return the circle about a point; one about a place needs the record (``read``)."""
        return _about_a_point(bare(text))

    def write(self, value: Near) -> str:
        """Write the place or the degrees, and the km."""
        return ",".join([*written_center(value.center), str(value.km)])

    def answer(self, record: Record, value: Near) -> Mask:
        """Say which incidents may lie within; incidents without a place do not answer."""
        return reaches_of(record, value).possible

    def say(self, record: Record, value: Near, lang: Language) -> str:
        """Say how far from where."""
        place = center_in_words(record, value, lang)
        return lang.say(self.sentence).format(distance=lang.number(value.km), place=place)


def written_center(center: str | tuple[float, float] | OwnLayer) -> list[str]:
    """Return the parts in which an address names what is asked about."""
    if isinstance(center, OwnLayer):
        return [f"{LAYER}{center.name}"]
    return [center] if isinstance(center, str) else [f"{degrees:.{DECIMALS}f}" for degrees in center]


def center_in_words(record: Record, near: Near, lang: Language) -> str:
    """Name the place in the middle of a circle, or write its degrees; of a layer say that its file is not told."""
    if (layer := layer_of(near)) is not None:
        return lang.say("your layer “{file}” (its file is not in the link)").format(file=isolate(layer.name))
    if isinstance(near.center, str):
        place = lying_somewhere(record, near.center)
        return lang.of(place, "name") if place else lang.forwards(near.center)
    return isolate_ltr(", ".join(written_center(near.center)))


def with_layer(question: Question, layer: OwnLayer | None) -> tuple[Question, list[Notice]]:
    """Put a layer in the place of its name; a question about one that is not here goes without, and that is noted."""
    named = layer_of(question.near)
    if question.near is None or named is None or named.is_here:
        return question, []
    if layer is not None and layer.name == named.name:
        return replace(question, near=Near(layer, question.near.km)), []
    written = ",".join([*written_center(named), str(question.near.km)])
    return question.without("near"), [Notice("near", written, "not here")]


def near_meant(text: str, record: Record) -> Near | None:
    """Return the circle that a text means, or None."""
    if text.strip().casefold().startswith(LAYER):
        return _about_a_layer(text.strip()[len(LAYER) :])
    plain = bare(text)
    if (point := _about_a_point(plain)) is not None:
        return point
    readings: list[tuple[str, int | None]] = [(plain, USUAL_KM)]
    if (with_km := _KM.fullmatch(plain)) is not None:
        readings.insert(0, (with_km[1], _kilometres(with_km[2])))
    for name, km in readings:
        if (place_id := place_meant(name, record)) is not None:
            return Near(place_id, km) if km else None
    return None


def place_meant(text: str, record: Record) -> str | None:
    """Return the id of the place that a text names by its id or, in full, by a name; None for none."""
    if lying_somewhere(record, text.strip()) is not None:
        return text.strip()
    found = record.gazetteer.find(text, limit=3)
    found = found[(found["score"] >= _CERTAIN) & (found["kind"] != "country")]
    return None if found.empty else str(found.index[0])


def _about_a_layer(text: str) -> Near | None:
    """Read ``route.gpx,30`` or ``route.gpx``: the name of a layer, in which commas may stand."""
    name, _comma, distance = text.rpartition(",")
    is_distance = bool(name) and re.fullmatch(r"\d{1,4}", bare(distance), re.ASCII) is not None
    name, km = (cleaned(name), _kilometres(bare(distance))) if is_distance else (cleaned(text), USUAL_KM)
    return Near(OwnLayer(name), km) if name and km else None


def _about_a_point(plain: str) -> Near | None:
    """Read ``35.95,39.01,30`` or ``35.95,39.01``."""
    if _POINT.fullmatch(plain):
        head, km = plain, USUAL_KM
    else:
        parts = _KM.fullmatch(plain)
        if parts is None or not _POINT.fullmatch(parts[1]):
            return None
        head, distance = parts[1], _kilometres(parts[2])
        if distance is None:
            return None
        km = distance
    degrees = _POINT.fullmatch(head)
    latitude, longitude = (round(float(part), DECIMALS) + 0.0 for part in degrees.groups()) if degrees else (91.0, 0.0)
    return Near((latitude, longitude), km) if abs(latitude) <= 85 and abs(longitude) <= 180 else None


def _kilometres(text: str) -> int | None:
    km = round(float(text))
    return km if 1 <= km <= FARTHEST_KM else None
