"""What people call the road between two places: "Hasakah-Raqqa highway", "route entre Raqqa et Hassaké", طريق بين."""

import re
from collections.abc import Iterator

# As gazetteers write it: "Raqqa - Hasakah road", طريق الرقة – الحسكة.
_ROAD = re.compile(r"(?P<one>[^()]+) [-–] (?P<two>[^()]+) road|طريق (?P<first>[^()]+) [-–] (?P<second>[^()]+)")
_AT_THE_END = re.compile(r"(?<=[ae])h$")  # is not said, and within a longer name it would be heard
_LATIN = (
    "{one} {two} road",
    "{one} {two} highway",
    "road {one} {two}",
    "road between {one} and {two}",
    "road from {one} to {two}",
    "road linking {one} and {two}",
    "road connecting {one} and {two}",
    "highway between {one} and {two}",
    "route {one} {two}",
    "route entre {one} et {two}",
    "route reliant {one} à {two}",
    "Straße {one} {two}",
    "Straße zwischen {one} und {two}",
    "{one} {two} yolu",
    "{one} {two} karayolu",
    "{one} ile {two} arasındaki yol",
    "{one} ile {two} arasındaki yolda",
    "rêya {one} {two}",
    "rêya {one} û {two}",
    "rêya navbera {one} û {two}",
    "carretera {one} {two}",
    "carretera entre {one} y {two}",
    "strada {one} {two}",
    "strada tra {one} e {two}",
)
_ARABIC = ("طريق {one} {two}", "طريق بين {one} و{two}", "طريق واصل بين {one} و{two}", "طريق رابط بين {one} و{two}")


def as_roads_are_called(name: str) -> Iterator[str]:
    """Yield what else a road between two places is called, from either end; of another name nothing.

    >>> "route entre Hasakah et Raqqa" in list(as_roads_are_called("Raqqa - Hasakah road"))
    True
    """
    road = _ROAD.fullmatch(name)
    if road is None:
        return
    one, two = (road["one"], road["two"]) if road["one"] else (road["first"], road["second"])
    for pattern in _LATIN if road["one"] else _ARABIC:
        for ends in dict.fromkeys(((one, two), (_AT_THE_END.sub("", one), _AT_THE_END.sub("", two)))):
            yield pattern.format(one=ends[0], two=ends[1])
            yield pattern.format(one=ends[1], two=ends[0])
