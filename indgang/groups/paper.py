"""The cash book as it leaves the screen: on a sheet of paper, and as rows for a spreadsheet."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indgang.groups import wording
from indgang.groups.models import Entry
from indgang.groups.queries import Book, entries_of
from indgang.groups.rules.cash import Account, effect_on, harmless, in_kroner
from indgang.web.parts import Fact


def facts_of(entry: Entry) -> list[Fact]:
    """Everything a line of the book holds."""
    facts = [
        Fact(_("Nummer"), f"{entry.number} ({entry.year})"),
        Fact(_("Dag"), date_format(entry.day, "DATE_FORMAT")),
        Fact(_("Beløb"), wording.kr(entry.amount_ore)),
        Fact(_("Fra"), entry.get_taken_from_display()),
        Fact(_("Til"), entry.get_put_into_display()),
        Fact(_("Skrevet af"), wording.keeper_of(entry.entered_by)),
    ]
    if entry.receipt:
        facts.append(Fact(_("Bon"), entry.receipt))
    if hasattr(entry, "corrected_by"):
        facts.append(
            Fact(_("Rettet af"), _("nr. %(number)s") % {"number": entry.corrected_by.number})
        )
    return facts


def sums_of(book: Book) -> list[Fact]:
    """What a month brought and took, and what is left, for the foot of the sheet."""
    moved, closing = book.sums.moved, book.sums.closing
    return [
        Fact(_("Vi fik"), wording.kr(-moved[Account.INCOME])),
        Fact(_("Fra kommunen"), wording.kr(-moved[Account.DEPOSIT])),
        Fact(_("Vi brugte"), wording.kr(moved[Account.EXPENSE])),
        Fact(_("I kassen ved månedens slut"), wording.kr(closing[Account.CASH])),
        Fact(_("I banken ved månedens slut"), wording.kr(closing[Account.BANK])),
    ]


def csv_rows(group_id: UUID) -> Iterator[list[str]]:
    """The whole book with its heading, by number. No cell of it can be taken for a formula."""
    yield [
        _("År"), _("Nr."), _("Dag"), _("Hvad"), _("Slags"), _("Kassen"), _("Banken"), _("Fra"),
        _("Til"), _("Retter nr."), _("Bon"), _("Skrevet af"),
    ]  # fmt: skip
    for entry in entries_of(group_id):
        cash, bank = (effect_on(one, entry.posting) for one in (Account.CASH, Account.BANK))
        yield [
            str(entry.year),
            str(entry.number),
            entry.day.isoformat(),
            harmless(entry.text),
            wording.kind_words(entry),
            in_kroner(cash).replace(".", ""),
            in_kroner(bank).replace(".", ""),
            entry.get_taken_from_display(),
            entry.get_put_into_display(),
            str(entry.corrects.number) if entry.corrects else "",
            harmless(entry.receipt),
            harmless(wording.keeper_of(entry.entered_by)),
        ]
