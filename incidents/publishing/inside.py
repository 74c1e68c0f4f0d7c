"""What is inside a page in one file beside the record, whose it is, and by whose leave: told in the file itself."""

from importlib.metadata import distribution
from typing import NamedTuple

from geodata.boundaries import ATTRIBUTION
from incidents.language import Language


class Part(NamedTuple):
    """Something that the file holds: its name, whose it is, its licence by name."""

    name: str
    whose: str
    licence: str = ""


BSD, OPEN_FONT = "BSD 2-Clause", "SIL Open Font License 1.1"


# The text of the licence that Leaflet names; its package does not hold it.
_BSD_2 = """Redistribution and use in source and binary forms, with or without modification, are permitted provided that
the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
   disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF
THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE."""


def parts_inside(lang: Language) -> list[Part]:
    """Return what the file holds that is not the record."""
    return [
        Part("Leaflet", "© 2010–2022 Vladimir Agafonkin, © 2010–2011 CloudMade", BSD),
        Part(
            "FiraGO",
            "© 2012–2018 bBox Type GmbH, HERE Europe B.V., The Mozilla Foundation, Telefonica S.A.",
            OPEN_FONT,
        ),
        Part(lang.say("Layers of the map"), lang.of(ATTRIBUTION, "attribution")),
        Part(lang.say("Scripts and style sheets of the page"), "", "MIT"),
    ]


def licence_texts() -> dict[str, str]:
    """Return the licences that ask to go with what they allow, by their names."""
    leaflet = f"Copyright (c) 2010-2022, Vladimir Agafonkin\nCopyright (c) 2010-2011, CloudMade\n\n{_BSD_2}"
    return {BSD: leaflet, OPEN_FONT: _licence_of("pymupdf-fonts")}


def _licence_of(package: str) -> str:
    """Return the licence that an installed package brings."""
    found = distribution(package).files or []
    texts = (path.read_text() for path in found if path.name.upper().startswith("LICENSE"))
    return next(texts, "").strip()
