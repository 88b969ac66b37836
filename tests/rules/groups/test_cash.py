from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.groups.rules.cash import (
    LARGEST_ORE,
    OURS,
    Account,
    Kind,
    Posting,
    accounts_of,
    balances,
    counter,
    effect_on,
    harmless,
    in_kroner,
    kind_of,
    may_be_entered_on,
    month_after,
    month_of,
    month_of_book,
    month_to_close,
    ore_of,
)

DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 28))
KINDS = st.sampled_from(list(Kind))
POSTINGS = st.builds(
    lambda day, kind, where, ore: Posting(day, *accounts_of(kind, where), ore),
    DAYS,
    KINDS,
    st.sampled_from(OURS),
    st.integers(1, LARGEST_ORE),
)
BOOKS = st.lists(POSTINGS, max_size=30)


@given(BOOKS)
def test_no_money_comes_from_nowhere(book: list[Posting]) -> None:
    assert sum(balances(book).values()) == 0


@given(BOOKS, DAYS)
def test_a_month_ends_with_what_it_began_with_and_what_moved(
    book: list[Posting], day: date
) -> None:
    month = month_of(day)
    found, after = month_of_book(book, month), month_of_book(book, month_after(month))
    for account in Account:
        moved = sum(effect_on(account, p) for p in book if month_of(p.day) == month)
        assert found.closing[account] == found.opening[account] + moved
        assert after.opening[account] == found.closing[account]


@given(BOOKS, BOOKS, DAYS)
def test_a_closed_month_does_not_change_by_what_is_entered_later(
    book: list[Posting], more: list[Posting], day: date
) -> None:
    closed, today = month_of(day), date(2027, 3, 1)
    before = month_of_book(book, closed)
    late = [p for p in more if may_be_entered_on(p.day, last_closed=closed, today=today)]
    assert all(month_of(p.day) > closed for p in late)
    assert month_of_book([*book, *late], closed) == before


@given(BOOKS, POSTINGS, DAYS)
def test_a_counter_entry_undoes_and_no_more(book: list[Posting], wrong: Posting, day: date) -> None:
    assert balances([*book, wrong, counter(wrong, day=day)]) == balances(book)


@given(KINDS, st.sampled_from(OURS))
def test_what_happened_is_read_from_the_accounts_both_ways(kind: Kind, where: Account) -> None:
    taken_from, put_into = accounts_of(kind, where)
    assert taken_from != put_into
    assert kind_of(taken_from, put_into) is kind_of(put_into, taken_from) is kind


@given(st.integers(-(10**9), 10**9))
def test_an_amount_is_read_as_it_is_written(ore: int) -> None:
    assert ore_of(in_kroner(abs(ore))) == abs(ore)
    assert in_kroner(ore).lstrip("-") == in_kroner(abs(ore))


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("12", 1200), ("12,5", 1250), ("12,50 kr.", 1250), ("1.234,05", 123405), ("1 234", 123400),
        ("12.50", 1250), ("1.234", 123400), (" 7 kr", 700), ("0,05", 5),
        ("", None), ("-5", None), ("tolv", None), ("1,234", None), ("1.23.4", None), ("=1", None),
        ("1e3", None), ("12,345", None), ("٣", None),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, ore: int | None) -> None:
    assert ore_of(text) == ore


@pytest.mark.parametrize(
    ("first", "last_closed", "today", "month"),
    [
        (None, None, date(2026, 11, 22), None),
        (date(2026, 11, 3), None, date(2026, 11, 30), None),
        (date(2026, 11, 3), None, date(2026, 12, 1), date(2026, 11, 1)),
        (date(2026, 9, 3), date(2026, 10, 1), date(2026, 12, 1), date(2026, 11, 1)),
        (date(2026, 9, 3), date(2026, 12, 1), date(2027, 2, 1), date(2027, 1, 1)),
        (date(2026, 9, 3), date(2026, 11, 1), date(2026, 12, 31), None),
    ],
)
def test_months_are_closed_one_after_another_when_they_are_over(
    first: date | None, last_closed: date | None, today: date, month: date | None
) -> None:
    assert month_to_close(first=first, last_closed=last_closed, today=today) == month


def test_nothing_is_entered_ahead_of_time() -> None:
    today = date(2026, 11, 22)
    assert may_be_entered_on(today, last_closed=None, today=today)
    assert not may_be_entered_on(today + timedelta(days=1), last_closed=None, today=today)
    assert not may_be_entered_on(date(2026, 10, 31), last_closed=date(2026, 10, 1), today=today)
    assert may_be_entered_on(date(2026, 11, 1), last_closed=date(2026, 10, 1), today=today)


@given(st.text(max_size=20))
def test_no_cell_is_something_to_calculate(text: str) -> None:
    cell = harmless(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell in (text, f"'{text}")
