"""Parts of an answer by their bytes: GDAL, and QGIS by it, reads a file at an address piece by piece, or not at all."""

import re

from starlette.requests import Request
from starlette.responses import Response

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def answer_with(request: Request, content: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """Answer with the bytes that a request asks for, with all of them where it names none or several parts.

    ``headers`` hold the ETag: a request for a part of what has changed since gets all of it.
    """
    headers = headers | {"Accept-Ranges": "bytes"}
    part = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not part or not any(part.groups()) or request.headers.get("If-Range", headers["ETag"]) != headers["ETag"]:
        return Response(content, media_type=media_type, headers=headers)
    size = len(content)
    first = int(part[1]) if part[1] else max(size - int(part[2]), 0)
    last = min(int(part[2]), size - 1) if part[1] and part[2] else size - 1
    if first > last:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(content[first : last + 1], 206, media_type=media_type, headers=headers)
