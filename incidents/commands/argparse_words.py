"""The language of the terminal: that of ``--lang`` or of the environment, spoken by argparse as well.

argparse takes its own words (usage, options, errors) from gettext's current domain. While arguments are read, that
domain is the catalogue of this project.
"""

import argparse
import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from incidents.language import N_, Language, best_language, languages
from incidents.record.leftovers import momentary_folder

DOMAIN = "incidents"
# Where gettext looks for the reader's language, in its order.
_ENVIRONMENT = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

# What argparse says of these commands, word for word.
ARGPARSE_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)


def language_asked(arguments: Sequence[str]) -> Language:
    """Return the language of ``--lang``, or that of the environment (Arabic for LANG=ar_SY.UTF-8), or English."""
    reader = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    reader.add_argument("--lang", nargs="?")
    asked = reader.parse_known_args(arguments)[0].lang
    spoken = {language.code: language for language in languages()}
    if asked in spoken:
        return spoken[asked]
    return best_language(next(filter(None, map(os.environ.get, _ENVIRONMENT)), None))


@contextmanager
def argparse_in(lang: Language) -> Iterator[None]:
    """Let argparse speak a language; English is what it speaks by itself."""
    if lang.catalogue is None:
        yield
        return
    domain, language = gettext.textdomain(), os.environ.get("LANGUAGE")
    with momentary_folder("words") as folder:
        catalogue = Path(folder, lang.code, "LC_MESSAGES", f"{DOMAIN}.mo")
        catalogue.parent.mkdir(parents=True)
        catalogue.write_bytes(lang.compiled)
        gettext.bindtextdomain(DOMAIN, str(folder))
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = lang.code
        try:
            yield
        finally:
            gettext.textdomain(domain)
            os.environ.pop("LANGUAGE")
            if language is not None:
                os.environ["LANGUAGE"] = language
