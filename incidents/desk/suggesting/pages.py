"""What stands in a saved page, a PDF or a plain text: its text without what stands around it, title, address, day."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

from incidents.desk.needed import needed
from incidents.language import N_, SaidError
from incidents.record.reading import read_text

Kind = Literal["html", "pdf", "text"]
_BY_ENDING: dict[str, Kind] = {".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "html", ".pdf": "pdf"}
_LOOKS_LIKE_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)", re.IGNORECASE)


class UnreadablePageError(SaidError):
    """A file holds no text that can be read: a message id, and what fills its placeholders."""


@dataclass(frozen=True)
class Page:
    """The text of a page; ``published`` as YYYY-MM-DD. What is not known is empty."""

    text: str
    title: str = ""
    address: str = ""
    published: str = ""


def kind_of(content: bytes, name: str = "") -> Kind:
    """Say what a file is, by what it holds and else by the ending of its name."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if _LOOKS_LIKE_HTML.match(content.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return _BY_ENDING.get(Path(name).suffix.lower(), "text")


def read_page(page: bytes | Path, kind: str = "", address: str = "") -> Page:
    """Read a page from a file or its content; raise UnreadablePageError where no text is found.

    ``kind`` is html, pdf or text; without it the content says so. HTML is read by trafilatura, PDF by pypdf.
    """
    if isinstance(page, Path):
        return read_page(page.read_bytes(), kind or kind_of(page.read_bytes(), page.name), address)
    kind = kind or kind_of(page)
    if kind not in get_args(Kind):
        raise UnreadablePageError(N_("{kind} is no kind of page."), kind=kind)
    read = {"html": _from_html, "pdf": _from_pdf, "text": _from_text}[kind](page, address)
    if not read.text.strip():
        raise UnreadablePageError(N_("No text was found in it."))
    return read


def _from_text(content: bytes, address: str) -> Page:
    read = read_text(content)
    if read is None:
        raise UnreadablePageError(N_("It is no text in UTF-8, UTF-16 or Windows-1256."))
    return Page(bytes(read.content).decode().replace("\r\n", "\n"), address=address)


def _from_html(content: bytes, address: str) -> Page:
    trafilatura = needed("trafilatura")
    told = trafilatura.bare_extraction(
        content, url=address or None, with_metadata=True, include_comments=False, include_tables=False
    )
    if told is None:
        raise UnreadablePageError(N_("No text was found in it."))
    held = told.as_dict() if hasattr(told, "as_dict") else dict(told)
    title, text = str(held.get("title") or ""), str(held.get("text") or "")
    whole = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    return Page(whole, title, address or str(held.get("url") or ""), str(held.get("date") or ""))


def _from_pdf(content: bytes, address: str) -> Page:
    pypdf = needed("pypdf")
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        told = reader.metadata
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadablePageError(N_("This PDF cannot be read: {reason}"), reason=str(error)) from None
    made = told.creation_date if told is not None else None
    title = str(told.title or "") if told is not None else ""
    return Page(_unwrapped("\n\n".join(pages)), title, address, f"{made:%Y-%m-%d}" if made else "")


def _unwrapped(text: str) -> str:
    """Join the lines of a paragraph: on paper a line ends where the sheet does."""
    return re.sub(r"(?<![.!?؟:\n])[ \t]*\n(?!\s*\n)[ \t]*", " ", text)
