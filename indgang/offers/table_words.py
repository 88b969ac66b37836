"""The table of offers as people meet it: a template, what its columns mean, and what became of it."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.offers.operations.csv_import import Imported
from indgang.offers.rules import sheet
from indgang.offers.rules.offer_table import COLUMNS

EXAMPLE = {
    "slug": "gaa-og-snak",
    "title": "Gå og snak",
    "summary": "En rolig tur, hvor man går to og to.",
    "description": "Vi går en time i parken. Er du træt, går du med, så langt du kan.",
    "first_time": "En fra holdet venter på dig ved bænken.",
    "provider": "Lillevang Vandreforening",
    "provider_kind": "association",
    "place": "Byparken",
    "place_address": "Parkvej 1",
    "place_area": "Midtbyen",
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


def template_table() -> bytes:
    """A table with every column and one example, as the usual Danish spreadsheet expects it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerow(EXAMPLE.get(column, "") for column in COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def imported_in_words(done: Imported) -> str:
    """What a table that was read in has become."""
    counts = vars(done)
    sentences = [_("%(added)s nye tilbud, %(changed)s ændrede.") % counts]
    if done.organisations:
        sentences.append(_("Nye, der står for noget: %(organisations)s.") % counts)
    if done.places:
        sentences.append(_("Nye steder: %(places)s.") % counts)
    sentences.append(
        ngettext(
            "%(times)s gang er lagt i de næste otte uger.",
            "%(times)s gange er lagt i de næste otte uger.",
            done.times,
        )
        % counts
    )
    return " ".join(sentences)


def explanations(needs: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    """What goes into each column of the table, in a sentence. ``needs``: short names and titles."""
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
        "provider": _("Navnet på den, der står for det. Er den ny, så udfyld også provider_kind."),
        "provider_kind": _("Hvad den nye er.") + " " + known(sheet.PROVIDER_KINDS),
        "place": _(
            "Stedets navn. Er det nyt, så udfyld også place_address. Tomt, hvis det er på en skærm"
            " eller hjemme hos gæsten."
        ),
        "place_address": _("Det nye steds adresse: vej, nummer og by."),
        "place_area": _("Den del af byen, stedet ligger i."),
        "where_note": _("Hvor, hvis der ikke er et sted."),
        "when_note": _("Hvornår, hvis der ikke er faste tider."),
        "kind": known(sheet.KINDS),
        "format": known(sheet.FORMATS),
        "needs": " ".join(
            [
                _("Korte navne på behov med komma imellem. Det vigtigste først."),
                ", ".join(f"{code} ({title})" for code, title in needs),
            ]
        ).strip(),
        "who_for": known(sheet.WHO_FOR, some_of),
        "min_age": _("Laveste alder i hele år, eller tomt."),
        "max_age": _("Højeste alder i hele år, eller tomt."),
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
