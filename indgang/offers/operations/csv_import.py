"""A whole overview from one table. All of it, or nothing and a list of what is wrong."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel.actor import Actor
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer, Place
from indgang.offers.operations.catalogue import open_place
from indgang.offers.operations.offers import add_offer, change_offer, faults_in
from indgang.offers.operations.times import make_sessions
from indgang.offers.rules.offer_table import Row, UnreadableTable, rows_of
from indgang.offers.rules.sheet import Fault, Wrong
from indgang.offers.words_of_faults import fault_in_words
from indgang.people.models import Organisation
from indgang.people.operations import open_organisation

LONGEST_NAME = 120  # characters of an organisation's or a place's name; what the tables take


@dataclass(frozen=True)
class Imported:
    """What an import did, or why it did nothing: one sentence a fault, by row and column."""

    added: int = 0
    changed: int = 0
    places: int = 0
    organisations: int = 0
    times: int = 0
    faults: tuple[str, ...] = ()


@transaction.atomic
def import_offers_csv(*, content: bytes, by: Actor) -> Imported:
    """Add every offer of the table, and change those whose short name is there already.

    Organisations and places that the table tells enough about are made on the way, and the times of
    the coming eight weeks are there at once. With one fault anywhere nothing is written, and every
    fault is returned in a sentence. Raises Refused if it is no table at all.
    """
    try:
        rows = rows_of(content)
    except UnreadableTable as reason:
        raise Refused(_unreadable(reason), code=reason.reason) from reason
    try:
        with transaction.atomic():
            return _imported(rows, by)
    except _Faulty as faulty:
        return Imported(faults=tuple(faulty.sentences))


class _Faulty(Exception):  # noqa: N818 – ends the writing, and is told by what it carries
    def __init__(self, sentences: list[str]) -> None:
        super().__init__()
        self.sentences = sentences


def _imported(rows: list[Row], by: Actor) -> Imported:
    organisations = _open_organisations(rows, by)
    rows, places = _with_places(rows, by)
    if faults := _faults(rows):
        raise _Faulty(faults)
    there = dict(Offer.objects.values_list("slug", "id"))
    for row in rows:
        if row.sheet.slug in there:
            change_offer(offer_id=there[row.sheet.slug], sheet=row.sheet, by=by)
        else:
            add_offer(sheet=row.sheet, by=by)
    changed = sum(row.sheet.slug in there for row in rows)
    return Imported(
        added=len(rows) - changed,
        changed=changed,
        places=places,
        organisations=organisations,
        times=make_sessions(by=by),
    )


def _open_organisations(rows: list[Row], by: Actor) -> int:
    known = set(Organisation.objects.values_list("name", flat=True))
    new = {
        row.sheet.provider: row.provider_kind
        for row in rows
        if row.provider_kind and not row.faults and row.sheet.provider not in known
    }
    for name, kind in new.items():
        if 0 < len(name) <= LONGEST_NAME:
            open_organisation(name=name, kind=kind, by=by)
    return len(new)


def _with_places(rows: list[Row], by: Actor) -> tuple[list[Row], int]:
    """The rows with the places' short names, and how many places are new."""
    known = {place.slug: place for place in Place.objects.all()}
    by_name = {place.name.casefold(): place for place in known.values()}
    named: list[Row] = []
    new = 0
    for row in rows:
        said = row.sheet.place
        place = known.get(said) or by_name.get(said.casefold())
        if (
            place is None
            and said
            and row.place_address
            and not row.faults
            and len(said) <= LONGEST_NAME
        ):
            place = open_place(
                name=said, address=row.place_address, neighbourhood=row.place_area, by=by
            )
            by_name[said.casefold()] = place
            new += 1
        named.append(_with_place(row, place))
    return named, new


def _with_place(row: Row, place: Place | None) -> Row:
    said = row.sheet.place
    if place is None:
        faults = [Fault("place", Wrong.NEW_PLACE, said)] if said else []
        return replace(row, faults=(*row.faults, *faults))
    faults = []
    if (
        row.place_address
        and not place.is_hidden
        and row.place_address.casefold() != place.address.casefold()
    ):
        faults.append(Fault("place_address", Wrong.OTHER_ADDRESS, place.address))
    if place.closed_on:
        faults.append(Fault("place", Wrong.CLOSED, place.name))
    sheet = replace(row.sheet, place=place.slug)
    return replace(row, sheet=sheet, faults=(*row.faults, *faults))


def _faults(rows: list[Row]) -> list[str]:
    found: list[str] = []
    seen: set[str] = set()
    for row in rows:
        faults = [*row.faults]
        columns = {fault.column for fault in faults}
        # A cell that could not be read is said once, not again for being empty.
        faults += [_helpful(f) for f in faults_in(row.sheet) if f.column not in columns]
        if row.sheet.slug in seen:
            faults.append(Fault("slug", Wrong.TWICE, row.sheet.slug))
        seen.add(row.sheet.slug)
        found += [
            _("Række %(row)s, %(fault)s") % {"row": row.number, "fault": fault_in_words(fault)}
            for fault in faults
        ]
    return found


def _helpful(fault: Fault) -> Fault:
    """An unknown provider can be told of in the table; what else is unknown cannot."""
    if (fault.column, fault.wrong) == ("provider", Wrong.UNKNOWN):
        return replace(fault, wrong=Wrong.NEW_PROVIDER)
    return fault


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
