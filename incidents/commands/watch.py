"""Read feeds and pages that are named, and draft what tells of ISIS in Syria. Nobody is asked who was not named."""

import argparse
from pathlib import Path

from incidents.commands.exit_codes import FINE
from incidents.commands.options import add_record, refuse
from incidents.commands.terminal import as_typed, show
from incidents.desk.draft import DraftError
from incidents.desk.inbox.asking import Asker
from incidents.desk.inbox.watching import Round
from incidents.desk.kept_record import load_kept_record
from incidents.desk.needed import NotInstalledError
from incidents.language import Language, plain_text
from incidents.record.web_addresses import host_of


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    asked = lang.say("feed or page to read")
    parser.add_argument("addresses", nargs="*", metavar=lang.say("ADDRESS"), help=asked)
    listed = lang.say("file with one address per line; lines that begin with # are left out")
    parser.add_argument("--feeds", type=Path, metavar=lang.say("FILE"), help=listed)
    further = lang.say("a further host that may be asked, for feeds that list pages of others")
    parser.add_argument("--host", action="append", default=[], metavar=lang.say("HOST"), help=further)
    own = lang.say("ask addresses of this computer's own network as well")
    parser.add_argument("--own-network", action="store_true", help=own)
    rest = lang.say("seconds between two questions to a host, if it does not ask for more")
    parser.add_argument("--pause", type=float, default=Asker.pause, metavar=lang.say("SECONDS"), help=rest)
    parser.add_argument("--who", default="", metavar=lang.say("NAME"), help=lang.say("who drafts"))


def run(chosen: argparse.Namespace) -> int:
    """Name every host, then read; what becomes of each address is said as it happens."""
    lang: Language = chosen.lang
    addresses = [*chosen.addresses, *_listed(chosen)]
    if not addresses:
        refuse(lang.say("Nothing to read: name an address, or a file of them with {option}.").format(option="--feeds"))
    hosts = dict.fromkeys(
        filter(None, (*map(host_of, addresses), *(host.removeprefix("www.") for host in chosen.host)))
    )
    show([lang.say("Hosts that are asked: {hosts}").format(hosts=lang.say(", ").join(map(as_typed, hosts)))])
    asker = Asker(frozenset(hosts), own_network=chosen.own_network, pause=max(0.0, chosen.pause))
    try:
        for said in Round(load_kept_record(chosen.data), asker, chosen.who).read(addresses):
            show([plain_text(said.say(lang))])
    except (DraftError, NotInstalledError) as error:
        refuse(plain_text(error.say(lang)))
    return FINE


def _listed(chosen: argparse.Namespace) -> list[str]:
    if chosen.feeds is None:
        return []
    try:
        lines = chosen.feeds.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        sentence = chosen.lang.say("{file} cannot be read: {reason}")
        refuse(sentence.format(file=as_typed(str(chosen.feeds)), reason=getattr(error, "strerror", None) or error))
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
