import re
from io import BytesIO

from lxml import etree
from PIL import Image

from incidents.briefing.picture import briefing_to_map_png, briefing_to_map_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_map_alone_is_a_wide_opaque_picture(summer):
    picture = Image.open(BytesIO(briefing_to_map_png(summer)))
    assert picture.width > 2000
    assert picture.convert("RGBA").getpixel((2, 2))[3] == 255


def test_map_svg_is_one_file_without_text_or_links(summer):
    svg = briefing_to_map_svg(summer)
    tree = etree.fromstring(svg)
    assert tree.tag == f"{SVG}svg"
    assert tree.find(f"{SVG}title").text == summer.heading.title
    assert not list(tree.iter(f"{SVG}text", f"{SVG}image", f"{SVG}script"))
    assert not re.search(rb'href="(?!#)', svg)


def test_map_svg_leaves_out_sea_and_neighbours(summer):
    tree = etree.fromstring(briefing_to_map_svg(summer))
    sheet = float(tree.get("width"))
    covering = [
        rect
        for rect in tree.iter(f"{SVG}rect")
        if float(rect.get("width", 0)) >= sheet and rect.get("fill", "none") != "none"
    ]
    assert covering == []
