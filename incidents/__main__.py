"""The record from the shell, ``python -m incidents``: the list of commands. A command is imported when it is chosen."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

from incidents.commands.argparse_words import argparse_in, language_asked
from incidents.commands.exit_codes import FINE, MISUSED
from incidents.commands.files import NotWrittenError
from incidents.language import N_, Language, language, languages

# Command → what it does. Each is a module of ``incidents.commands`` that has ``add_options`` and ``run``.
COMMANDS = {
    "import": N_("read a file of ACLED, UCDP GED, Airwars or one's own as a record"),
    "check": N_("find every problem of the record; the exit code is 1 if there is any"),
    "list": N_("list incidents"),
    "count": N_("count incidents, and say their figures"),
    "show": N_("show one incident with every account of it"),
    "changes": N_("say what rose and what fell against the period before, or another"),
    "diff": N_("say what is new in the record since an older version, or between two"),
    "pairs": N_("list likely pairs of the record and another, side by side"),
    "dossier": N_("say with whom one place, actor, origin or kind occurs, and who says so"),
    "brief": N_("make a slide, a paper, a deck or a map"),
    "story": N_("check a story: incidents in an order of one's own, a sentence for each"),
    "export": N_("write the selection as data"),
    "publish-to": N_("write the record into a database"),
    "publish": N_("make a page that needs no dashboard"),
    "draft": N_("say what a text seems to tell of an incident"),
    "watch": N_("read feeds and pages that are named, and draft what tells of ISIS in Syria"),
    "review": N_("list drafts of incidents, look at one, accept it or send it back"),
    "codebook": N_("write the codebook from the schema"),
}

EVERY = "both"  # languages, of a page that holds all of them


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 problems in the record, 2 what cannot be carried out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Bytes of an argument that are no text come back as they would be typed, instead of ending the command.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    lang = language_asked(sys.argv[1:] if arguments is None else arguments)
    with argparse_in(lang):
        chosen = _parser(lang).parse_args(arguments)
    chosen.langs = languages() if chosen.lang == EVERY else (language(chosen.lang),)
    chosen.lang = lang if chosen.lang == EVERY else chosen.langs[0]
    try:
        code = int(_module(chosen.command).run(chosen))
        sys.stdout.flush()
    except NotWrittenError as error:
        print(error.say(chosen.lang), file=sys.stderr)
        return MISUSED
    except BrokenPipeError:  # the reader of the pipe has seen enough
        _drop_output()
        return FINE
    except OSError as error:  # a full disk behind the output, or where a file is prepared
        _drop_output()
        print(chosen.lang.say("Not carried out: {reason}").format(reason=error.strerror or error), file=sys.stderr)
        return MISUSED
    return code


class _Command(argparse.ArgumentParser):
    """One command: its module says what it takes, and is imported when it is chosen."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - as argparse has it
        """Read the options of the command."""
        _module(self.get_default("command")).add_options(self, self.get_default("spoken"))
        return super().parse_known_args(args, namespace)


def _module(command: str) -> Any:  # noqa: ANN401 - a module
    return import_module(f"incidents.commands.{command.replace('-', '_')}")


def _parser(lang: Language) -> argparse.ArgumentParser:
    """Return the commands, explained in a language; it is the language of the answer as well."""
    described = lang.say("What the page shows, from the shell: the same filters, figures, sentences and files.")
    whole = argparse.ArgumentParser(prog="python -m incidents", description=described)
    spoken: dict[str, Any] = {
        "choices": [language.code for language in languages()],
        "help": lang.say("language of labels and sentences; otherwise that of the terminal"),
    }
    whole.add_argument("--lang", **spoken, default=lang.code)
    commands = whole.add_subparsers(required=True, metavar=lang.say("command"), parser_class=_Command)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=lang.say(purpose))
        command.set_defaults(command=name, spoken=lang)
        if name == "publish":
            every = spoken | {"choices": [*spoken["choices"], EVERY], "help": lang.say("language of the page, or both")}
            command.add_argument("--lang", **every, default=EVERY)
        else:
            command.add_argument("--lang", **spoken, default=argparse.SUPPRESS)  # what stands before it counts
    return whole


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that Python does not complain of it at its end."""
    with suppress(OSError):  # it is no file of the system
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    # What a command reads stays until its end: looking through it for garbage all the while takes a tenth of the time.
    # A list of the shipped record makes 150,000 objects, a search in it 250,000.
    gc.set_threshold(500_000, 10, 10)
    try:
        sys.exit(main())
    finally:
        gc.freeze()  # else Python looks through all that was read once more, only to let it go: that takes a fifth
