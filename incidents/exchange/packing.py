"""Zip files: of several files, and such as are alike whenever they are made.

Office files and packed copies carry no time of their making.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_TIME = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
_EARLIEST = rb"\g<1>1980-01-01T00:00:00Z"  # that a zip can say


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as one zip file, each put away before the next is made."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as whole:
        for name, content in files:
            whole.writestr(name, content)
    return out.getvalue()


def undated(whole: bytes, *, timeless: bool = True) -> bytes:
    """Return a zip file with the same parts in the same order, each of the earliest time that a zip can say.

    ``timeless`` says so of an Office file as well; without it the file keeps the day that it states. What another one
    holds, as a chart does its sheet, is timeless.
    """
    out = BytesIO()
    with ZipFile(BytesIO(whole)) as dated, ZipFile(out, "w", ZIP_DEFLATED) as same:
        for part in dated.infolist():
            content = dated.read(part)
            if part.filename.endswith(".xlsx"):
                content = undated(content)
            elif timeless and part.filename == "docProps/core.xml":
                content = _TIME.sub(_EARLIEST, content)
            again = ZipInfo(part.filename)
            again.compress_type, again.external_attr = ZIP_DEFLATED, part.external_attr
            same.writestr(again, content)
    return out.getvalue()
