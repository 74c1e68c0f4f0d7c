"""How Babel reads the sentences out of the code (see ``pyproject.toml``), also those in f-strings, which it skips.

Babel reads Python by tokens, and an f-string is one token to it: the sentence in f"<h2>{lang.say('Sources')}</h2>"
would never reach the translator. The syntax tree holds it.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

Found = tuple[int, str, str | tuple[str, ...], list[str]]


def extract_calls(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],  # noqa: ARG001 - the signature is Babel's
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield line, function, its texts and no comments for each call of a keyword, as Babel wants it from a method.

    Sentences put together at run time are passed over: nobody could translate them.
    """
    for node in ast.walk(ast.parse(fileobj.read())):
        if not isinstance(node, ast.Call):
            continue
        name = name_of(node.func)
        texts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if name in keywords and texts:
            yield node.lineno, name, texts[0] if len(texts) == 1 else tuple(texts), []


def name_of(function: ast.expr) -> str:
    """Return the last part of what is called: ``plural`` in ``lang.plural``."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
