"""Write the codebook from the schema."""

import argparse

from incidents.commands.exit_codes import FINE
from incidents.commands.files import write_files
from incidents.language import Language
from incidents.phrases.codebook import CODEBOOK, codebook_text
from incidents.record.storage import load_tables


def add_options(_parser: argparse.ArgumentParser, _lang: Language) -> None:
    """Add nothing: the codebook is that of the project."""


def run(_chosen: argparse.Namespace) -> int:
    """Write the codebook and print where."""
    write_files([(CODEBOOK, codebook_text(load_tables().schema).encode())], force=True)
    print(CODEBOOK)
    return FINE
