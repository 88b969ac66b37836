"""What an operator does with the overview: a template, a catalogue read in, and one written."""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from indgang.access.door import acting
from indgang.kernel.actor import Actor, Role
from indgang.kernel.refused import Refused
from indgang.offers.exchange_words import report, unreadable_in_words
from indgang.offers.hsds_words import vocabulary
from indgang.offers.operations import import_offers, renew_laws
from indgang.offers.queries import needs_to_choose
from indgang.offers.queries.exchange import described_laws, described_needs, every_listed
from indgang.offers.rules.hsds.export import KINDS, files_of, kind_of
from indgang.offers.rules.hsds.files import contents_of
from indgang.offers.rules.hsds.listed import Vocabulary
from indgang.offers.rules.hsds.reading import Found, found_offer, terms_by_id
from indgang.offers.rules.hsds.simple import found_of
from indgang.offers.rules.hsds.tables import AT, Placed
from indgang.offers.rules.offer_table import COLUMNS, NEEDED, UnreadableTable
from indgang.offers.rules.workbook import workbook
from indgang.offers.table_words import EXAMPLE, explanations, template_table
from indgang.people.queries import municipality

LONGEST_SOURCE = 60  # characters


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("what", choices=["template", "import", "export"])
    parser.add_argument("file", type=Path, help="the file or folder to write, or to read")
    parser.add_argument("--apply", action="store_true", help="import: do it; else only tell of it")
    parser.add_argument(
        "--source", default="", help="import: whose catalogue; else the file's name"
    )
    parser.add_argument(
        "--close-gone", action="store_true", help="import: close what the source has no more"
    )
    parser.add_argument(
        "--all", action="store_true", help="export: drafts and closed ones too, for a move"
    )
    parser.add_argument(
        "--as", dest="kind", choices=KINDS, help="export: else by the file's ending"
    )


def run(options: argparse.Namespace) -> int:
    """Do it. 1 when something is wrong, and then nothing is changed."""
    deeds = {"template": _write_template, "import": _read_in, "export": _write_out}
    return deeds[options.what](options)


def _write_template(options: argparse.Namespace) -> int:
    file: Path = options.file
    lines = [list(COLUMNS), [EXAMPLE.get(column, "") for column in COLUMNS]]
    content = workbook(lines) if file.suffix.lower() == ".xlsx" else template_table()
    if failed := _written({"": content}, file):
        return failed
    explained = explanations(needs_to_choose())
    for column in COLUMNS:
        mark = "*" if column in NEEDED else " "
        _say(f"{mark} {column:<18} {explained[column]}")
    return _say(_("Felter med * skal udfyldes. Slet eksemplet, før du læser filen ind."))


def _read_in(options: argparse.Namespace) -> int:
    file: Path = options.file
    if not file.exists():
        return _say(_("%(file)s findes ikke.") % {"file": file}, bad=True)
    return _as_worker(lambda actor: _imported(options, actor))


def _imported(options: argparse.Namespace, actor: Actor) -> int:
    file: Path = options.file
    if options.apply:
        renew_laws(by=actor)
    found, faults = found_in(file)
    plan = import_offers(
        found=found,
        faults=faults,
        source=(options.source or file.stem)[:LONGEST_SOURCE],
        is_trial=not options.apply,
        closes_gone=options.close_gone,
        by=actor,
    )
    bad = bool(plan.faults)
    for line in report(plan, is_trial=not options.apply, closes_gone=options.close_gone):
        _say(line, bad=bad)
    return int(bad)


def found_in(file: Path) -> tuple[list[Found], list[Placed]]:
    """Every offer in the file, and what is wrong with its rows. Raises UnreadableTable."""
    contents = contents_of(file)
    if contents.rows is not None:
        return [found_of(row) for row in contents.rows], contents.faults
    words = _words()
    by_id = terms_by_id(words)
    services = contents.services
    return [found_offer(one, one[AT], words, by_id) for one in services], contents.faults


def _write_out(options: argparse.Namespace) -> int:
    kind = options.kind or kind_of(options.file)

    def written(_actor: Actor) -> int:
        listed = every_listed(shown_only=not options.all)
        files = files_of(listed, _words(web=True), kind)
        if failed := _written(files, options.file):
            return failed
        return _say(_("%(number)s tilbud er skrevet.") % {"number": len(listed)})

    return _as_worker(written)


def _words(*, web: bool = False) -> Vocabulary:
    house = municipality()
    page = settings.PUBLIC_URL + reverse("offers:offer", args=["x"]).removesuffix("x")
    return vocabulary(
        described_needs(),
        described_laws(),
        town=house.short_name,
        address=house.address,
        web=page if web else "",
    )


def _as_worker(deed: Callable[[Actor], int]) -> int:
    try:
        with acting(settings.WORKER_KEY) as actor:
            if not actor.has(Role.WORKER):
                return _say(_("WORKER_KEY mangler, eller databasen kender den ikke."), bad=True)
            return deed(actor)
    except Refused as reason:
        return _say(reason.sentence, bad=True)
    except UnreadableTable as reason:
        _say(unreadable_in_words(reason), bad=True)
        return _say(_("Intet er gemt."), bad=True)


def _written(files: dict[str, bytes], file: Path) -> int:
    """0 when they are written: one file under its own name, or several in a new folder."""
    if file.exists():
        return _say(_("%(file)s er der allerede.") % {"file": file}, bad=True)
    try:
        if "" in files:
            file.write_bytes(files[""])
        else:
            _write_folder(file, files.items())
    except OSError:
        return _say(_("%(file)s kan ikke skrives.") % {"file": file}, bad=True)
    return 0


def _write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    folder.mkdir()
    for name, content in files:
        (folder / name).write_bytes(content)


def _say(sentence: str, *, bad: bool = False) -> int:
    (sys.stderr if bad else sys.stdout).write(f"{sentence}\n")
    return int(bad)
