"""The symbols: told apart by everybody, comparable by area, legible on the land they lie on."""

import math
import re
from itertools import combinations

import numpy as np
import pytest
from shapely.geometry import Polygon

from incidents.views.symbology import (
    LARGEST,
    SMALLEST,
    SYMBOLOGY,
    UNKNOWN_SIZE,
    scale_steps,
    scale_top,
    shade_breaks,
    size_of,
)
from incidents.views.tones import PALETTE, contrast, linear_rgb
from tests.conftest import SCHEMA

THEMES = ("light", "dark")
# Machado, Oliveira, Fernandes 2009, severity 1: what light is left to an eye without one kind of cone.
EYES = {
    "all cones": np.eye(3),
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def oklab(light):
    """Return OKLab coordinates (Ottosson 2020), in which distances match what eyes see."""
    to_cones = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    to_lab = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return np.array(to_lab) @ np.cbrt(np.array(to_cones) @ np.clip(light, 0, 1))


def test_every_kind_of_the_vocabulary_has_a_symbol_in_display_order():
    assert list(SYMBOLOGY) == list(SCHEMA.codes("kinds"))


def test_no_two_kinds_share_a_shape():
    assert len({symbol.shape for symbol in SYMBOLOGY.values()}) == len(SYMBOLOGY)
    assert len({symbol.path for symbol in SYMBOLOGY.values()}) == len(SYMBOLOGY)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_kinds_stay_apart_for_every_eye(theme, eye):
    seen = {kind: oklab(np.array(EYES[eye]) @ linear_rgb(symbol.colour(theme))) for kind, symbol in SYMBOLOGY.items()}
    closest = min((float(np.linalg.norm(seen[a] - seen[b])), a, b) for a, b in combinations(seen, 2))
    assert closest[0] > 0.10, closest


@pytest.mark.parametrize("theme", THEMES)
def test_symbols_stand_out_from_the_land(theme):
    for symbol in SYMBOLOGY.values():
        assert contrast(symbol.colour(theme), PALETTE[theme].land) >= 3, symbol.kind
        assert contrast(symbol.on_colour(theme), symbol.colour(theme)) >= 4.5, symbol.kind


@pytest.mark.parametrize("theme", THEMES)
def test_text_of_the_map_is_legible(theme):
    palette = PALETTE[theme]
    for ground in (palette.land, palette.surface, palette.outside):
        assert contrast(palette.ink, ground) >= 7
        assert contrast(palette.muted, ground) >= 4.5
    assert contrast(palette.water_ink, palette.water) >= 4.5
    assert contrast(palette.ink, palette.shades[-1]) >= 4.5


@pytest.mark.parametrize("kind", [kind for kind, symbol in SYMBOLOGY.items() if symbol.shape != "circle"])
def test_shapes_have_the_area_of_the_unit_circle(kind):
    numbers = [float(number) for number in re.findall(r"-?[0-9.]+", SYMBOLOGY[kind].path)]
    shape = Polygon(list(zip(numbers[::2], numbers[1::2], strict=True)))
    assert shape.area == pytest.approx(math.pi, rel=0.01)
    assert shape.centroid.distance(shape.centroid.__class__(0, 0)) < 0.01


def test_area_grows_evenly_with_deaths():
    areas = [size_of(deaths, 40) ** 2 for deaths in (0, 10, 20, 30, 40)]
    steps = np.diff(areas)
    assert steps == pytest.approx(steps[0], rel=0.01)
    assert (size_of(0, 40), size_of(40, 40), size_of(400, 40)) == (SMALLEST, LARGEST, LARGEST)


@pytest.mark.parametrize("unknown", [None, math.nan])
def test_unknown_deaths_are_not_drawn_as_none(unknown):
    assert size_of(unknown, 40) == UNKNOWN_SIZE != size_of(0, 40)


@pytest.mark.parametrize(("most", "top"), [(0, 20), (20, 20), (21, 30), (54, 60), (101, 200), (45_000, 60_000)])
def test_scale_ends_at_a_round_number_above_the_largest(most, top):
    assert scale_top(most) == top
    assert list(scale_steps(top)) == sorted(set(scale_steps(top)))


@pytest.mark.parametrize(
    ("values", "breaks"),
    [([], []), ([0, 0], []), ([1, 3], [1, 2, 3]), ([7, 5, 2], [1, 3, 5, 7]), ([69, 2], [1, 16, 31, 46, 61])],
)
def test_shading_has_even_classes_that_begin_above_none(values, breaks):
    assert shade_breaks(values) == breaks


def test_shading_grows_by_proportion_where_one_place_has_far_more_than_the_others():
    breaks = shade_breaks([142, 45, 20, 9, 3, 1, 0])
    assert breaks == [1, 3, 7, 20, 50]
    classes = [sum(value >= low for low in breaks) for value in (0, 3, 9, 45, 142)]
    assert classes == sorted(set(classes))
