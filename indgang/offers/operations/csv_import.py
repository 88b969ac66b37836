"""A whole overview from one table. All of it, or nothing and a list of what is wrong."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel.actor import Actor
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer
from indgang.offers.operations.offers import add_offer, change_offer, faults_in
from indgang.offers.rules.offer_table import Row, UnreadableTable, rows_of
from indgang.offers.rules.sheet import Fault, Wrong
from indgang.offers.words_of_faults import fault_in_words


@dataclass(frozen=True)
class Imported:
    """What an import did, or why it did nothing: one sentence a fault, by row and column."""

    added: int = 0
    changed: int = 0
    faults: tuple[str, ...] = ()


@transaction.atomic
def import_offers_csv(*, content: bytes, by: Actor) -> Imported:
    """Add every offer of the table, and change those whose short name is there already.

    With one fault anywhere nothing is written, and every fault is returned in a sentence. Raises
    Refused if it is no table at all.
    """
    try:
        rows = rows_of(content)
    except UnreadableTable as reason:
        raise Refused(_unreadable(reason), code=reason.reason) from reason
    faults = _faults(rows)
    if faults:
        return Imported(faults=tuple(faults))
    there = dict(Offer.objects.values_list("slug", "id"))
    for row in rows:
        if row.sheet.slug in there:
            change_offer(offer_id=there[row.sheet.slug], sheet=row.sheet, by=by)
        else:
            add_offer(sheet=row.sheet, by=by)
    changed = sum(row.sheet.slug in there for row in rows)
    return Imported(added=len(rows) - changed, changed=changed)


def _faults(rows: list[Row]) -> list[str]:
    found: list[str] = []
    seen: set[str] = set()
    for row in rows:
        faults = [*row.faults]
        columns = {fault.column for fault in faults}
        # A cell that could not be read is said once, not again for being empty.
        faults += [fault for fault in faults_in(row.sheet) if fault.column not in columns]
        if row.sheet.slug in seen:
            faults.append(Fault("slug", Wrong.TWICE, row.sheet.slug))
        seen.add(row.sheet.slug)
        found += [
            _("Række %(row)s, %(fault)s") % {"row": row.number, "fault": fault_in_words(fault)}
            for fault in faults
        ]
    return found


def _unreadable(reason: UnreadableTable) -> str:
    sentences = {
        "too_large": _("Filen er for stor. Den må højst fylde %(detail)s MB."),
        "encoding": _("Filen kan ikke læses. Gem den som CSV med UTF-8."),
        "not_csv": _("Filen kan ikke læses som en tabel. Er et anførselstegn ikke lukket?"),
        "empty": _("Filen er tom."),
        "too_many_rows": _("Der er for mange rækker. Der må højst være %(detail)s."),
        "unknown_column": _("Kolonnen »%(detail)s« kender vi ikke. Hent skabelonen, og se efter."),
        "column_twice": _("Kolonnen »%(detail)s« er der to gange."),
        "missing_column": _("Kolonnen »%(detail)s« mangler."),
    }
    return sentences[reason.reason] % {"detail": reason.detail}
