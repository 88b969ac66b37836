"""Entering, correcting and closing. Nothing that stands in the book is ever changed."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.groups.models import CashMonth, Entry, Group, Member, Purchase
from indgang.groups.queries import book_of, chair_in, duties_of, entry_of, month_waiting
from indgang.groups.rules.cash import (
    LARGEST_ORE,
    Account,
    Kind,
    accounts_of,
    counter,
    may_be_entered_on,
)
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused


@transaction.atomic
def write_entry(  # noqa: PLR0913 – a line of a cash book has this many columns
    *,
    group_id: UUID,
    kind: Kind,
    where: Account,
    day: date,
    text: str,
    amount_ore: int,
    receipt: str = "",
    purchase_id: UUID | None = None,
    by: Actor,
) -> Entry:
    """A line of the book, with the next number of its year.

    Raises Refused for all but the treasurer, for a day in the future or in a closed month, for an
    amount that cannot be and for a purchase that stands there already; NotThere for all but members
    and for a purchase of another group.
    """
    me = _treasurer(group_id)
    taken_from, put_into = accounts_of(kind, where)
    if not 0 < amount_ore <= LARGEST_ORE:
        raise Refused(_("Det beløb kan ikke passe."))
    _is_open_on(group_id, day)
    if purchase_id is not None:
        _may_be_entered(group_id, purchase_id)
    entry = Entry.objects.create(
        group_id=group_id,
        day=day,
        text=_words(text),
        receipt=receipt.strip(),
        taken_from=taken_from.value,
        put_into=put_into.value,
        amount_ore=amount_ore,
        purchase_id=purchase_id,
        entered_at=clock.now(),
        entered_by=me,
    )
    entry.refresh_from_db(fields=["year", "number"])
    return entry


@transaction.atomic
def correct_entry(*, entry_id: UUID, group_id: UUID, why: str, by: Actor) -> Entry:
    """The counter-entry of a line that was wrong, dated today. The line itself stays.

    Raises Refused for all but the treasurer, without a reason, and for a line that is a counter-entry
    or has one; NotThere for all but members.
    """
    me, wrong = _treasurer(group_id), entry_of(group_id, entry_id)
    if wrong.corrects_id is not None or hasattr(wrong, "corrected_by"):
        raise Refused(_("Den linje er rettet. Skriv en ny linje i stedet."))
    today = clock.today()
    _is_open_on(group_id, today)
    right = counter(wrong.posting, day=today)
    entry = Entry.objects.create(
        group_id=group_id,
        day=today,
        text=_words(why),
        taken_from=right.taken_from.value,
        put_into=right.put_into.value,
        amount_ore=right.amount_ore,
        corrects=wrong,
        entered_at=clock.now(),
        entered_by=me,
    )
    entry.refresh_from_db(fields=["year", "number"])
    return entry


@transaction.atomic
def close_month(*, group_id: UUID, month: date, counted_ore: int, by: Actor) -> CashMonth:
    """The treasurer closes the oldest open month; another member is to look at it.

    What is in the tin is counted first. Raises Refused for all but the treasurer, for a month that
    is not the next one or not over, and when the tin does not hold what the book says; NotThere for
    all but members.
    """
    me = _treasurer(group_id)
    book = book_of(group_id, month)
    if book.to_close is None or book.to_close != month:
        raise Refused(_("Den måned kan ikke lukkes nu."))
    if counted_ore != book.held[Account.CASH]:
        raise Refused(
            _("Der er ikke det i kassen, som der står i kassebogen. Find fejlen, eller skriv en linje om forskellen.")
        )  # fmt: skip
    return CashMonth.objects.create(
        group_id=group_id, month=month, closed_at=clock.now(), closed_by=me
    )


@transaction.atomic
def confirm_month(*, group_id: UUID, by: Actor) -> CashMonth:
    """A second member has looked at the month that waits. From now on it stays as it is.

    Raises Refused for the one who closed it, and when none waits; NotThere for all but members.
    """
    me, row = chair_in(group_id), month_waiting(group_id)
    if row is None:
        raise Refused(_("Der er ingen måned, der venter."))
    if row.closed_by_id == me.id:
        raise Refused(_("En anden end dig skal se på måneden."))
    row.confirmed_at, row.confirmed_by = clock.now(), me
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    return row


@transaction.atomic
def open_month_again(*, group_id: UUID, by: Actor) -> None:
    """The month that waits was not right: it is open again. Raises Refused when none waits, NotThere."""
    chair_in(group_id)
    row = month_waiting(group_id)
    if row is None:
        raise Refused(_("Der er ingen måned, der venter."))
    row.delete()


def _treasurer(group_id: UUID) -> Member:
    me = chair_in(group_id)
    # Those who write in one book stand in line, so that what is read here is true when it is written.
    Group.objects.select_for_update(no_key=True).get(id=group_id)
    holder = duties_of(group_id)["cash"].holder
    if holder is None or holder.id != me.id:
        raise Refused(_("Kun kassereren skriver i kassebogen."))
    return me


def _is_open_on(group_id: UUID, day: date) -> None:
    closed = CashMonth.objects.filter(group_id=group_id).order_by("-month").first()
    last_closed = closed.month if closed else None
    if not may_be_entered_on(day, last_closed=last_closed, today=clock.today()):
        raise Refused(
            _("Den dag kan du ikke skrive på. Måneden er lukket, eller dagen er ikke kommet.")
        )


def _may_be_entered(group_id: UUID, purchase_id: UUID) -> None:
    purchase = Purchase.objects.filter(id=purchase_id, group_id=group_id).first()
    if purchase is None or purchase.bought_at is None:
        raise NotThere
    if hasattr(purchase, "entry"):
        raise Refused(_("Det køb står i kassebogen."))


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refused(_("Skriv, hvad det var."))
    return words
