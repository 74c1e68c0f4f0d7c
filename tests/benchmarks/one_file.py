"""How large and how quick a page in one file is, and whether it answers 500 random questions as the program does.

``python -m tests.benchmarks.one_file`` writes the whole record in both languages, opens it from disk with the network
off in a browser without a graphics card, and prints one line for each figure.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from incidents.language import languages
from incidents.publishing.one_file import make_file
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.selection.selection import select
from tests.one_file_questions import SAID, ZOOMS, expected, link_of, some_questions
from tests.serving import chromium

QUESTIONS = 500
OPENINGS = 7
LARGEST, LONGEST_OPENING, LONGEST_FILTER = 2_500_000, 1000.0, 50.0  # bytes, ms, ms

# From the beginning of the navigation to the frame after the marks stand.
PAINTED = """() => new Promise((done) => {
  const look = () => (document.querySelector(".mark svg")
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
    : setTimeout(look, 5));
  look();
})"""


def main() -> None:
    """Measure, and end with 1 where an answer differs."""
    record = load_record(load_tables())
    began = time.perf_counter()
    content = make_file(select(record), languages())
    print(f"size {len(content):,} bytes (aim {LARGEST:,}), written in {time.perf_counter() - began:.1f} s")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder, "whole.html")
        path.write_bytes(content)
        openings = []
        for _ in range(OPENINGS):
            context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(path.as_uri(), wait_until="commit")
            openings.append(page.evaluate(PAINTED))
            context.close()
        print(f"opened and painted in {statistics.median(openings):.0f} ms (aim {LONGEST_OPENING:.0f})")
        page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
        page.goto(path.as_uri())
        page.evaluate(PAINTED)
        sys.exit(_ask(page))


def _ask(page: Page) -> int:
    record = load_record(load_tables())
    differing, took = 0, []
    for number, question in enumerate(some_questions(record, QUESTIONS, seed=20261127)):
        lang, zoom = languages()[number % len(languages())], ZOOMS[number % 3 % 2]
        said = page.evaluate(SAID, [link_of(question), lang.code, zoom])
        said["ids"].sort()
        took.append(said["took"])
        due = json.loads(json.dumps(expected(record, question, lang, zoom)))
        if {name: said[name] for name in due} != due:
            differing += 1
            print(f"differs: {link_of(question)}")
    ordered = sorted(took)
    print(f"{QUESTIONS - differing} of {QUESTIONS} questions answered as the program answers them")
    print(
        f"a filter in {statistics.median(ordered):.0f} ms, 95 of 100 within {ordered[int(len(ordered) * 0.95)]:.0f} ms "
        f"(aim {LONGEST_FILTER:.0f})"
    )
    return 1 if differing else 0


if __name__ == "__main__":
    main()
