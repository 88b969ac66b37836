"""What an operator does with the overview: a template to fill in, and the table read in."""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.offers.operations import import_offers_csv, renew_laws
from indgang.offers.queries import needs_to_choose
from indgang.offers.rules.offer_table import COLUMNS, MOST_BYTES, NEEDED
from indgang.offers.table_words import explanations, imported_in_words, template_table


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("what", choices=["template", "import"])
    parser.add_argument("file", type=Path, help="the CSV file to write, or to read")


def run(options: argparse.Namespace) -> int:
    """Write the template and explain it, or read the table in. 1 when the table has faults."""
    if options.what == "template":
        return _write_template(options.file)
    return _read_in(options.file)


def _write_template(file: Path) -> int:
    if file.exists():
        return _say(_("%(file)s er der allerede.") % {"file": file}, bad=True)
    try:
        file.write_bytes(template_table())
    except OSError:
        return _say(_("%(file)s kan ikke skrives.") % {"file": file}, bad=True)
    explained = explanations(needs_to_choose())
    for column in COLUMNS:
        mark = "*" if column in NEEDED else " "
        _say(f"{mark} {column:<18} {explained[column]}")
    return _say(_("Felter med * skal udfyldes. Slet eksemplet, før du læser filen ind."))


def _read_in(file: Path) -> int:
    if not file.is_file():
        return _say(_("%(file)s findes ikke.") % {"file": file}, bad=True)
    if file.stat().st_size > MOST_BYTES:
        return _say(_("Filen er for stor."), bad=True)
    try:
        with acting(settings.WORKER_KEY) as actor:
            if not actor.has(Role.WORKER):
                return _say(_("WORKER_KEY mangler, eller databasen kender den ikke."), bad=True)
            renew_laws(by=actor)
            done = import_offers_csv(content=file.read_bytes(), by=actor)
    except Refused as reason:
        return _say(reason.sentence, bad=True)
    if done.faults:
        for sentence in done.faults:
            _say(sentence, bad=True)
        return _say(_("Intet er gemt. Ret filen, og prøv igen."), bad=True)
    return _say(imported_in_words(done))


def _say(sentence: str, *, bad: bool = False) -> int:
    (sys.stderr if bad else sys.stdout).write(f"{sentence}\n")
    return int(bad)
