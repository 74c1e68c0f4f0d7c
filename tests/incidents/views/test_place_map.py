"""One place on a small map: the point, and a circle that is as large as its uncertainty on this map."""

import re
from xml.etree import ElementTree as ET

import pytest

from incidents.views.static_map.place import draw_place
from tests.conftest import AR, EN


def radii(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'<circle [^>]*r="([\d.]+)"', svg)]


def test_the_circle_grows_with_the_uncertainty():
    near, far = (max(radii(draw_place(35.95, 39.01, km, EN))) for km in (4, 8))
    assert far == pytest.approx(2 * near, rel=0.02)


@pytest.mark.parametrize("lang", [EN, AR])
def test_it_is_a_picture_with_words_in_the_language_of_the_reader(lang):
    picture = ET.fromstring(draw_place(35.95, 39.01, 4, lang))  # noqa: S314  our own
    words = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {EN: "Raqqa", AR: "الرقة"}[lang] in words
