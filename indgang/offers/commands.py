"""What an operator does with the overview: a template to fill in, and the table read in."""

import argparse
import csv
import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from indgang.access.door import acting
from indgang.kernel.refused import Refused
from indgang.offers.operations import import_offers_csv, renew_laws
from indgang.offers.rules import sheet
from indgang.offers.rules.offer_table import COLUMNS, MOST_BYTES, NEEDED

EXAMPLE = {
    "slug": "gaa-og-snak",
    "title": "Gå og snak",
    "summary": "En rolig tur, hvor man går to og to.",
    "description": "Vi går en time i parken. Er du træt, går du med, så langt du kan.",
    "first_time": "En fra holdet venter på dig ved bænken.",
    "provider": "Lillevang Vandreforening",
    "place": "byparken",
    "kind": "voluntary",
    "format": "group",
    "needs": "loneliness, body",
    "who_for": "self, relative",
    "min_age": "18",
    "languages": "da, en",
    "price_kr": "0",
    "intrusive": "0",
    "evidence": "experience",
    "access": "open",
    "access_sentence": "Åbent for alle. Du kan bare komme.",
    "anonymous_ok": "ja",
    "run_by": "volunteers",
    "contact_phone": "00 00 00 00",
    "closed_days": "12-24, 07-06..07-31",
    "rrule": "FREQ=WEEKLY;BYDAY=WE",
    "starts_time": "14:00",
    "duration_minutes": "60",
    "seats": "12",
}


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
    # With a byte-order mark and semicolons, as the usual Danish spreadsheet expects them.
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerow(EXAMPLE.get(column, "") for column in COLUMNS)
    explained = explanations()
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
            renew_laws(by=actor)
            done = import_offers_csv(content=file.read_bytes(), by=actor)
    except Refused as reason:
        return _say(reason.sentence, bad=True)
    if done.faults:
        for sentence in done.faults:
            _say(sentence, bad=True)
        return _say(_("Intet er gemt. Ret filen, og prøv igen."), bad=True)
    counts = {"added": done.added, "changed": done.changed}
    return _say(_("%(added)s nye tilbud, %(changed)s ændrede.") % counts)


def _say(sentence: str, *, bad: bool = False) -> int:
    (sys.stderr if bad else sys.stdout).write(f"{sentence}\n")
    return int(bad)


def explanations() -> dict[str, str]:
    """What goes into each column of the table, in a sentence."""
    one_of = _("En af: %(values)s.")
    some_of = _("En eller flere med komma imellem: %(values)s.")

    def known(values: tuple[str, ...], words: str = one_of) -> str:
        return words % {"values": ", ".join(value for value in values if value)}

    english = _("Det samme på engelsk.")
    return {
        "slug": _(
            "Kort navn til adressen: små bogstaver, tal og bindestreg. Skal være det eneste."
        ),
        "title": _("Hvad det hedder."),
        "summary": _("Én sætning om, hvad det er."),
        "description": _("Hvad der sker. Skriv, som du ville sige det."),
        "first_time": _("Hvad der sker den første gang, og hvem der tager imod."),
        "title_en": english,
        "summary_en": english,
        "description_en": english,
        "first_time_en": english,
        "provider": _("Navnet på den, der står for det, præcis som i listen over organisationer."),
        "place": _("Stedets korte navn. Tomt, hvis det er på en skærm eller hjemme hos gæsten."),
        "where_note": _("Hvor, hvis der ikke er et sted."),
        "when_note": _("Hvornår, hvis der ikke er faste tider."),
        "kind": known(sheet.KINDS),
        "format": known(sheet.FORMATS),
        "needs": _("Korte navne på behov med komma imellem. Det vigtigste først."),
        "who_for": known(sheet.WHO_FOR, some_of),
        "min_age": _("Yngste alder i hele år, eller tomt."),
        "max_age": _("Ældste alder i hele år, eller tomt."),
        "languages": known(sheet.LANGUAGES, some_of),
        "price_kr": _("Pris i hele kroner. 0 er gratis."),
        "price_note": _("Et ord om prisen."),
        "intrusive": _("0 let at være med i, 1 lidt, 2 nogen kommer hjem til en, 3 mest."),
        "evidence": known(sheet.EVIDENCE) + " " + _("Tomt, hvis det ikke er undersøgt."),
        "evidence_note": _("Et ord om, hvad man ved."),
        "access": known(sheet.ACCESS),
        "access_sentence": _("Én sætning om, hvem der bare kan komme."),
        "access_sentence_en": english,
        "laws": _("Paragraffer med komma imellem, som SEL § 82 a. Kun til huset."),
        "anonymous_ok": _("ja eller nej."),
        "run_by": known(sheet.RUN_BY),
        "contact_name": _("Hvem man kan spørge."),
        "contact_phone": _("Telefon."),
        "contact_email": _("E-mail."),
        "status": known(sheet.STATUSES),
        "closed_days": _("Dage på året uden, som 12-24 eller 07-06..07-31, med komma imellem."),
        "rrule": _("Hvordan det gentages, som FREQ=WEEKLY;BYDAY=WE. Tomt for en enkelt gang."),
        "starts_on": _("Den første dag, som 2026-12-01."),
        "starts_time": _("Klokkeslæt, som 14:00."),
        "duration_minutes": _("Hvor mange minutter det varer."),
        "seats": _("Hvor mange pladser. Tomt, hvis man bare kommer."),
    }
