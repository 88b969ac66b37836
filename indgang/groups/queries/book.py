"""The cash book as its members read it: month by month, with what each began and ended with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from indgang.groups.models import CashMonth, Entry, Purchase
from indgang.groups.rules.cash import (
    OURS,
    Account,
    MonthOfBook,
    Posting,
    balances,
    month_of,
    month_of_book,
    month_to_close,
)
from indgang.kernel import clock
from indgang.kernel.refused import NotThere


@dataclass(frozen=True)
class Book:
    """One month of a group's book, and where the whole of it stands."""

    month: date
    entries: tuple[Entry, ...]  # of the month, by number
    sums: MonthOfBook
    held: dict[Account, int]  # as of today's last entry
    months: tuple[date, ...]  # those with entries, and this one; the newest first
    closed: CashMonth | None  # of this month, confirmed or not
    last_closed: date | None
    to_close: date | None  # the month that can be closed next

    @property
    def is_open(self) -> bool:
        """Whether something can still be entered in this month."""
        return self.last_closed is None or self.month > self.last_closed

    @property
    def ours(self) -> int:
        """All the group's money, in øre."""
        return sum(self.held[account] for account in OURS)


def book_of(group_id: UUID, month: date | None = None) -> Book:
    """The book at this month, or at the current one. Two queries."""
    entries = entries_of(group_id)
    closed = {row.month: row for row in _closed(group_id)}
    today = clock.today()
    month = month_of(month or today)
    postings = [entry.posting for entry in entries]
    last_closed = max(closed, default=None)
    with_entries = {month_of(entry.day) for entry in entries} | {month}
    return Book(
        month=month,
        entries=tuple(entry for entry in entries if month_of(entry.day) == month),
        sums=month_of_book(postings, month),
        held=balances(postings),
        months=tuple(sorted(with_entries | set(closed), reverse=True)),
        closed=closed.get(month),
        last_closed=last_closed,
        to_close=_to_close(entries, closed, today),
    )


def entries_of(group_id: UUID) -> list[Entry]:
    """The whole book, by year and number. One query."""
    return list(
        Entry.objects.filter(group_id=group_id)
        .select_related("entered_by", "corrects", "corrected_by", "purchase")
        .order_by("year", "number")
    )


def postings_of(group_id: UUID) -> list[Posting]:
    """Every entry as what it does to the accounts, by number. One query."""
    return [entry.posting for entry in Entry.objects.filter(group_id=group_id)]


def entry_of(group_id: UUID, entry_id: UUID) -> Entry:
    """One line of the book. Raises NotThere. One query."""
    entry = (
        Entry.objects.filter(group_id=group_id, id=entry_id)
        .select_related("corrects", "corrected_by")
        .first()
    )
    if entry is None:
        raise NotThere
    return entry


def month_waiting(group_id: UUID) -> CashMonth | None:
    """The month that the treasurer has closed and nobody has looked at yet. One query."""
    return _closed(group_id).filter(confirmed_at__isnull=True).first()


def purchases_to_enter(group_id: UUID) -> list[Purchase]:
    """What was bought and does not stand in the book yet. One query."""
    return list(
        Purchase.objects.filter(
            group_id=group_id, bought_at__isnull=False, cost_ore__isnull=False, entry__isnull=True
        ).select_related("buyer")
    )


def _closed(group_id: UUID) -> QuerySet[CashMonth]:
    return CashMonth.objects.filter(group_id=group_id).select_related("closed_by", "confirmed_by")


def _to_close(entries: Sequence[Entry], closed: dict[date, CashMonth], today: date) -> date | None:
    if any(row.confirmed_at is None for row in closed.values()):
        return None
    return month_to_close(
        first=min((entry.day for entry in entries), default=None),
        last_closed=max(closed, default=None),
        today=today,
    )
