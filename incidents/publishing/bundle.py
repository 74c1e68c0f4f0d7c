"""The scripts of the screen as one: a file opened from disk can import none by its address.

Each module becomes a function that is run once, in the order in which they need each other, and hands out what it
exports. Nothing else of it is touched.
"""

import re
from collections.abc import Iterator, Mapping

from incidents.views.screen import SYMBOLS, screen_modules, symbol_script

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w.]+)";\n', re.MULTILINE)
_LATER = re.compile(r'import\("\./([\w.]+)"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? (\w+)|(?:const|class|let) (\w+))", re.MULTILINE)
_NAME = re.compile(r"(\w+)(?: as \w+)?\s*(?:,|$)")
_STRAY = re.compile(r"^\s*(?:import|export)\b(?!\()", re.MULTILINE)


def bundled(own: Mapping[str, str], entry: str) -> str:
    """Return one script that runs the module ``entry``; ``own`` are modules beside those of the screen, by name.

    Raises ValueError for a module that imports or exports otherwise than the modules of the screen do, or in a circle.
    """
    modules = {path.name: path.read_text(encoding="utf-8") for path in screen_modules()} | {SYMBOLS: symbol_script()}
    modules |= own
    handed_out = {name: _exported(text) for name, text in modules.items()}
    parts = [_wrapped(name, modules[name], handed_out) for name in _in_order(modules, entry)]
    return '"use strict";\n(() => {\nconst modules = {};\n' + "".join(parts) + "})();\n"


def _in_order(modules: Mapping[str, str], entry: str) -> Iterator[str]:
    """Yield the modules that an entry needs, each after those that it needs itself."""
    done: dict[str, bool] = {}

    def visit(name: str) -> Iterator[str]:
        if name in done:
            if not done[name]:
                raise ValueError(f"{name} needs itself")
            return
        done[name] = False
        needed = [found[2] for found in _IMPORT.finditer(modules[name])]
        for other in [*needed, *_LATER.findall(modules[name])]:
            yield from visit(other)
        done[name] = True
        yield name

    yield from visit(entry)


def _exported(text: str) -> list[str]:
    return [found[1] or found[2] for found in _EXPORT.finditer(text)]


def _wrapped(name: str, text: str, handed_out: Mapping[str, list[str]]) -> str:
    for found in _IMPORT.finditer(text):
        # A browser refuses a name that is not there; joined, it would be undefined, and sums silently wrong.
        if lacking := set(_NAME.findall(found[1])) - set(handed_out[found[2]]):
            raise ValueError(f"{name} needs {', '.join(sorted(lacking))} of {found[2]}, which hands out no such thing")
    inner = _IMPORT.sub(lambda found: f'const {{{_renamed(found[1])}}} = modules["{found[2]}"];\n', text)
    inner = _LATER.sub(lambda found: f'Promise.resolve(modules["{found[1]}"])', _EXPORT.sub("", inner))
    if stray := _STRAY.search(inner):
        raise ValueError(f"{name} cannot be joined with the others: {stray[0].strip()}")
    return f'modules["{name}"] = (() => {{\n{inner}\nreturn {{ {", ".join(handed_out[name])} }};\n}})();\n'


def _renamed(names: str) -> str:
    return re.sub(r"(\w+) as (\w+)", r"\1: \2", names)
