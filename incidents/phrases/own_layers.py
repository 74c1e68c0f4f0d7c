"""What became of a file that a reader gave as a layer of his own: why it is none, or what was done to it."""

from geodata.own_layers import COARSEST_M, MOST_BYTES, MOST_POINTS, MOST_SHAPES, OwnLayer
from geodata.unusable_layer import Cause, UnusableLayerError
from incidents.language import Language, isolate


def unusable_layer_in_words(error: UnusableLayerError, lang: Language) -> str:
    """Say why a file is no layer: the file, the feature where one is at fault, the true cause."""
    sentence = _whole_file(error.cause, lang) or _one_feature(error.cause, lang)
    return sentence.format(
        file=isolate(error.name),
        number=lang.number(error.feature),
        value=isolate(error.value) if error.value else "",
        reason=isolate(error.value),
        size=lang.number(MOST_BYTES // 1_000_000),
        shapes=lang.number(MOST_SHAPES),
        points=lang.number(MOST_POINTS),
        metres=lang.number(COARSEST_M),
    ).rstrip()


def _whole_file(cause: Cause, lang: Language) -> str:
    sentences: dict[Cause, str] = {
        "large": lang.say("{file}: larger than {size} MB, the most that is read."),
        "format": lang.say("{file}: neither GeoJSON nor KML, GPX or GeoPackage, which are what is read."),
        "unreadable": lang.say("{file} cannot be read: {reason}"),
        "external": lang.say(
            "{file}: it begins with a document type, which may define entities or fetch other files. Such a file is "
            "not read."
        ),
        "computed": lang.say(
            "{file}: “{value}” is a view or a virtual table. Nothing in a file is executed, so it is not read; save "
            "the layer as a table of its own."
        ),
        "only-links": lang.say(
            "{file}: it holds nothing but links to other files (NetworkLink). Nothing is fetched; open the file behind "
            "the link."
        ),
        "empty": lang.say("{file}: there is no point, line or area in it."),
        "crs": lang.say("{file}: its coordinate system is not one that is known by a code: {value}"),
        "many": lang.say(
            "{file}: {value} shapes or points are too many. At most {shapes} shapes are read, of {points} points "
            "together once they are simplified by up to {metres} m."
        ),
        "swapped": lang.say(
            "{file}: latitude and longitude are swapped. As it stands ({value}) all of it lies outside Syria, the "
            "other way round all of it lies inside. Should it be right, give it as GPX, which names both."
        ),
    }
    return sentences.get(cause, "")


def _one_feature(cause: Cause, lang: Language) -> str:
    sentences: dict[Cause, str] = {
        "coordinates": lang.say("{file}, feature {number}: it has no coordinates that can be read. {value}"),
        "geometry": lang.say("{file}, feature {number}: its geometry is not one: {value}"),
        "projected": lang.say(
            "{file}, feature {number}: {value} are no degrees. Its coordinates are projected, and the file does not "
            "say how (its CRS)."
        ),
        "range": lang.say(
            "{file}, feature {number}: {value} lies off the map. Longitude goes from -180 to 180, latitude from "
            "-85 to 85."
        ),
    }
    return sentences[cause]


def layer_in_words(layer: OwnLayer, lang: Language) -> list[str]:
    """Say what a layer holds, and what was done to it or left out: one sentence each."""
    count = len(layer.shapes)
    holds = lang.plural("{file}: {count} point, line or area", "{file}: {count} points, lines or areas", count)
    said = [holds.format(file=isolate(layer.name), count=lang.number(count))]
    if layer.simplified_m:
        simplified = lang.say(
            "It has more than {points} points and was simplified: no line was moved by more than {metres} m."
        )
        said.append(simplified.format(points=lang.number(MOST_POINTS), metres=lang.number(layer.simplified_m)))
    counted = [
        (
            layer.links,
            lang.plural(
                "{count} link to another file was not followed",
                "{count} links to other files were not followed",
                layer.links,
            ),
        ),
        (
            layer.mended,
            lang.plural(
                "{count} outline crossed itself and was mended",
                "{count} outlines crossed themselves and were mended",
                layer.mended,
            ),
        ),
    ]
    return said + [sentence.format(count=lang.number(number)) for number, sentence in counted if number]
