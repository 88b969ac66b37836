"""A cash book for a few people around a coffee tin. Amounts are whole øre.

Money never comes from nowhere: each entry takes an amount out of one account and puts it into
another, so the sum of all accounts is zero by construction. “Income”, “deposit” and “expense” are
such accounts, too; “before” is where the money came from that was there when the book began.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Account(StrEnum):
    """Where money can be, and where it comes from and goes to."""

    CASH = "cash"
    BANK = "bank"
    INCOME = "income"
    DEPOSIT = "deposit"
    EXPENSE = "expense"
    BEFORE = "before"


OURS = (Account.CASH, Account.BANK)  # what one can count, or read on a statement


class Kind(StrEnum):
    """What has happened, as somebody at a kitchen table would say it."""

    SPENT = "spent"
    EARNED = "earned"
    GRANTED = "granted"
    MOVED = "moved"
    BEFORE = "before"


LARGEST_ORE = 10_000_000  # 100,000 kr.; own choice: more than a small cash book ever holds at once
_AMOUNT = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[0-9]{1,9}(?:,[0-9]{1,2})?|[0-9]{1,9}\.[0-9]{2}"
)
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry of the book: an amount out of one account and into another."""

    day: date
    taken_from: Account
    put_into: Account
    amount_ore: int


@dataclass(frozen=True, slots=True)
class MonthOfBook:
    """A month: what it began with, what moved, and what it ended with, by account."""

    opening: dict[Account, int]
    moved: dict[Account, int]
    closing: dict[Account, int]


def accounts_of(kind: Kind, where: Account) -> tuple[Account, Account]:
    """Out of which account and into which; `where` is the tin or the bank that it concerns."""
    other = Account.BANK if where is Account.CASH else Account.CASH
    return {
        Kind.SPENT: (where, Account.EXPENSE),
        Kind.EARNED: (Account.INCOME, where),
        Kind.GRANTED: (Account.DEPOSIT, where),
        Kind.MOVED: (where, other),
        Kind.BEFORE: (Account.BEFORE, where),
    }[kind]


def kind_of(taken_from: Account, put_into: Account) -> Kind:
    """What has happened, seen from the accounts; a counter-entry is of the kind that it undoes."""
    pair = {taken_from, put_into}
    if pair == set(OURS):
        return Kind.MOVED
    (other,) = pair - set(OURS)
    return {
        Account.EXPENSE: Kind.SPENT,
        Account.INCOME: Kind.EARNED,
        Account.DEPOSIT: Kind.GRANTED,
        Account.BEFORE: Kind.BEFORE,
    }[other]


def counter(posting: Posting, *, day: date) -> Posting:
    """The entry that undoes another: the same amount the other way."""
    return Posting(day, posting.put_into, posting.taken_from, posting.amount_ore)


def balances(postings: Iterable[Posting]) -> dict[Account, int]:
    """What each account holds after these entries. Their sum is zero."""
    held = dict.fromkeys(Account, 0)
    for posting in postings:
        held[posting.taken_from] -= posting.amount_ore
        held[posting.put_into] += posting.amount_ore
    return held


def month_of_book(postings: Sequence[Posting], month: date) -> MonthOfBook:
    """A month of the book. What it began with is all that was before it."""
    opening = balances(posting for posting in postings if month_of(posting.day) < month)
    moved = balances(posting for posting in postings if month_of(posting.day) == month)
    return MonthOfBook(opening, moved, {a: opening[a] + moved[a] for a in Account})


def effect_on(account: Account, posting: Posting) -> int:
    """What an entry does to one account: more, less or nothing."""
    return (posting.put_into == account) * posting.amount_ore - (
        posting.taken_from == account
    ) * posting.amount_ore


def month_of(day: date) -> date:
    """The first day of its month, which is the month's name here."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """The next one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_to_close(*, first: date | None, last_closed: date | None, today: date) -> date | None:
    """The oldest month that is over and not closed yet; None when there is none.

    Months are closed one after another from the book's first entry on, also those in which nothing
    happened, so that every balance is carried from the month before it.
    """
    if last_closed is None and first is None:
        return None
    month = month_after(last_closed) if last_closed else month_of(first or today)
    return month if month < month_of(today) else None


def may_be_entered_on(day: date, *, last_closed: date | None, today: date) -> bool:
    """Whether an entry may have this day: not in a closed month, and not in the future."""
    return day <= today and (last_closed is None or month_of(day) > last_closed)


def ore_of(text: str) -> int | None:
    """An amount as it is written in Danish: 12, 12,5, 1.234,50; None for anything else."""
    written = text.strip().lower().removesuffix("kr.").removesuffix("kr").replace(" ", "")
    if not _AMOUNT.fullmatch(written):
        return None
    if re.fullmatch(r"[0-9]+\.[0-9]{2}", written):  # as a telephone in English types it
        written = written.replace(".", ",")
    kroner, _, ore = written.replace(".", "").partition(",")
    return int(kroner) * 100 + int(ore.ljust(2, "0") or 0)


def in_kroner(ore: int) -> str:
    """An amount as it is written in Danish: -1.234,50."""
    kroner, rest = divmod(abs(ore), 100)
    grouped = f"{kroner:,}".replace(",", ".")
    return f"{'-' if ore < 0 else ''}{grouped},{rest:02}"


def harmless(text: str) -> str:
    """A text for a cell of a spreadsheet, which must not take it for something to calculate."""
    return f"'{text}" if text.lstrip(" ").startswith(_RISKY) or text.startswith(_RISKY) else text
