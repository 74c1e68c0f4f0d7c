"""The scripts of Streamlit that the document names, so that a browser fetches them before the first answer comes."""

import re
from pathlib import Path

from incidents.widgets.serving.streamlit_files import FIRST, STATIC, scripts_of
from tests.incidents.serving.conftest import ask


def links_of(document: str) -> list[str]:
    return re.findall(r'<link rel="modulepreload"[^>]* href="\./([^"]+)"', document)


def test_the_document_names_the_script_of_every_element_of_the_first_screen_once(dashboard):
    named = links_of(ask(dashboard, "/").body.decode())
    for element in FIRST:
        assert any(re.fullmatch(rf"static/js/{element}\.[\w-]+\.js", address) for address in named), element
    assert len(set(named)) == len(named)


def test_every_script_that_the_document_names_is_there(dashboard):
    for address in links_of(ask(dashboard, "/").body.decode()):
        answer = ask(dashboard, f"/{address}")
        assert answer.status == 200, address
        assert "javascript" in answer.headers["content-type"], address


def test_what_a_script_imports_comes_with_it():
    scripts = scripts_of()
    document = (STATIC / "index.html").read_text(encoding="utf-8")
    for address in scripts:
        text = (STATIC / address).read_text(encoding="utf-8")
        for name in re.findall(r"""(?:from|import)["'`]\./([\w.-]+)["'`]""", text):
            assert f"static/js/{name}" in scripts or f"/{name}" in document, (address, name)


def streamlit_with(folder: Path, **scripts: str) -> Path:
    js = folder / "static" / "js"
    js.mkdir(parents=True)
    (folder / "index.html").write_text('<link rel="modulepreload" href="./static/js/index.1.js">')
    for name, text in scripts.items():
        (js / f"{name.replace('_', '.')}.js").write_text(text)
    return folder


def test_a_streamlit_with_other_files_is_asked_for_none_that_it_has_not(tmp_path):
    assert scripts_of(("Button",), streamlit_with(tmp_path)) == ()


def test_scripts_that_import_each_other_or_what_is_not_there_are_named_once(tmp_path):
    static = streamlit_with(
        tmp_path,
        Button_2='import{a}from"./shared.3.js";import"./index.1.js";import("./later.4.js")',
        shared_3='export*from"./Button.2.js";import"./gone.5.js"',
        later_4="",
        index_1="",
    )
    assert scripts_of(("Button", "Selectbox"), static) == ("static/js/Button.2.js", "static/js/shared.3.js")


def test_the_document_runs_what_draws_the_map_after_leaflet_and_before_streamlit_which_takes_a_while(dashboard):
    document = ask(dashboard, "/").body.decode()
    run = re.findall(r'<script type="module" src="\./([^"]+)" data-part="([^"]+)"></script>', document)
    names = [address.rsplit("/", 1)[1] for address, _part in run]
    assert names == ["leaflet.js", "light_or_dark.js", "map_part.js", "first_map.js", "part_host.js"]
    for address, part in run:
        assert part == address
        assert ask(dashboard, f"/{address}").status == 200
    assert document.index(run[-1][0]) < document.index('src="./static/js/index.')
