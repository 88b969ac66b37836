"""The cash book: what is refused, what is kept, and what two at once cannot spoil."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from indgang.access.door import acting
from indgang.groups.models import CashMonth, Entry
from indgang.groups.operations import (
    answer_duty,
    buy,
    close_month,
    confirm_month,
    correct_entry,
    offer_duty,
    open_month_again,
    want,
    write_entry,
)
from indgang.groups.queries import book_of, duties_of, postings_of, purchases_to_enter
from indgang.groups.rules.cash import Account, Kind, balances, month_of
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from tests.database import as_owner
from tests.factories.groups import Circle, do, enter, last_month, make_circle
from tests.factories.people import make_guest


def held(circle: Circle) -> dict[Account, int]:
    with acting(circle.sofie.key):
        return balances(postings_of(circle.id))


def close(circle: Circle, counted: int, month: date | None = None) -> CashMonth:
    closed: CashMonth = do(
        circle.ali,
        close_month,
        group_id=circle.id,
        month=month or last_month(),
        counted_ore=counted,
    )
    return closed


@pytest.mark.django_db
def test_only_the_treasurer_writes() -> None:
    circle = make_circle()
    line: dict[str, Any] = {
        "group_id": circle.id, "kind": Kind.EARNED, "where": Account.CASH,
        "day": clock.today(), "text": "Kaffepenge", "amount_ore": 100,
    }  # fmt: skip
    with pytest.raises(Refused, match="Kun kassereren"):
        do(circle.karen, write_entry, **line)
    with pytest.raises(NotThere):
        do(make_guest("Bo"), write_entry, **line)
    with pytest.raises(Refused, match="Kun kassereren"):
        do(circle.karen, correct_entry, group_id=circle.id, entry_id=enter(circle).id, why="Nej")


@pytest.mark.django_db
@pytest.mark.parametrize("ore", [0, -5, 10_000_001])
def test_an_amount_must_be_one(ore: int) -> None:
    with pytest.raises(Refused, match="beløb"):
        enter(make_circle(), ore)


@pytest.mark.django_db
def test_nothing_is_entered_ahead_of_time() -> None:
    with pytest.raises(Refused, match="Den dag"):
        enter(make_circle(), day=clock.today() + timedelta(days=1))


@pytest.mark.django_db
def test_each_year_counts_from_one_without_gaps() -> None:
    circle, today = make_circle(), clock.today()
    last_year = date(today.year - 1, 12, 30)
    numbers = [enter(circle, day=day) for day in (last_year, today, last_year, today)]
    assert [(entry.year, entry.number) for entry in numbers] == [
        (today.year - 1, 1), (today.year, 1), (today.year - 1, 2), (today.year, 2),
    ]  # fmt: skip
    with pytest.raises(Refused):
        enter(circle, text=" ")
    assert enter(circle).number == 3


@pytest.mark.django_db
def test_the_money_is_where_it_went() -> None:
    circle = make_circle()
    enter(circle, 100_000, kind=Kind.GRANTED, where=Account.BANK)
    enter(circle, 20_000, kind=Kind.MOVED, where=Account.BANK)
    enter(circle, 4_550, kind=Kind.SPENT, where=Account.CASH)
    enter(circle, 300, kind=Kind.BEFORE, where=Account.CASH)
    accounts = held(circle)
    assert (accounts[Account.CASH], accounts[Account.BANK]) == (15_750, 80_000)
    assert sum(accounts.values()) == 0


@pytest.mark.django_db
def test_what_stands_there_is_never_changed_or_removed() -> None:
    circle = make_circle()
    enter(circle)
    with acting(circle.ali.key):
        for change in ("update groups_entry set amount_ore = 1", "delete from groups_entry"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
    with as_owner():  # not even by him who owns the tables
        for change in ("update groups_entry set amount_ore = 1", "delete from groups_entry"):
            with (
                pytest.raises(DatabaseError, match="stays"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(change)
    assert held(circle)[Account.CASH] == 5_000


@pytest.mark.django_db
def test_a_mistake_is_undone_by_a_counter_entry_once() -> None:
    circle = make_circle()
    wrong = enter(circle, 9_900)
    right = do(
        circle.ali, correct_entry, group_id=circle.id, entry_id=wrong.id, why="Det var 99 øre"
    )
    assert (right.corrects_id, right.number) == (wrong.id, 2)
    assert held(circle)[Account.CASH] == 0
    for again in (wrong, right):
        with pytest.raises(Refused, match="rettet"):
            do(circle.ali, correct_entry, group_id=circle.id, entry_id=again.id, why="Igen")


@pytest.mark.django_db
def test_no_counter_entry_of_another_groups_line() -> None:
    circle, other = make_circle(), make_circle("Strik")
    with pytest.raises(NotThere):
        do(circle.ali, correct_entry, group_id=circle.id, entry_id=enter(other).id, why="Nej")


@pytest.mark.django_db
def test_a_purchase_is_entered_once() -> None:
    circle = make_circle()
    purchase = do(circle.karen, want, group_id=circle.id, what="Kaffe")
    with pytest.raises(NotThere):  # it is not bought
        enter(circle, kind=Kind.SPENT, purchase_id=purchase.id)
    do(circle.karen, buy, purchase_id=purchase.id, cost_ore=4_500)
    enter(circle, 4_500, kind=Kind.SPENT, purchase_id=purchase.id)
    with acting(circle.ali.key):
        assert purchases_to_enter(circle.id) == []
    with pytest.raises(Refused, match="står i kassebogen"):
        enter(circle, 4_500, kind=Kind.SPENT, purchase_id=purchase.id)


@pytest.mark.django_db
def test_a_month_is_closed_when_it_is_over_by_the_treasurer_who_has_counted() -> None:
    circle = make_circle()
    with pytest.raises(Refused, match="kan ikke lukkes"):  # nothing stands in the book
        close(circle, 0)
    enter(circle, 5_000, day=last_month())
    with pytest.raises(Refused, match="kan ikke lukkes"):
        close(circle, 5_000, month=month_of(clock.today()))
    with pytest.raises(Refused, match="ikke det i kassen"):
        close(circle, 4_999)
    with pytest.raises(Refused, match="Kun kassereren"):
        do(circle.karen, close_month, group_id=circle.id, month=last_month(), counted_ore=5_000)
    assert close(circle, 5_000).closed_by == circle.chair(circle.ali)


@pytest.mark.django_db
def test_two_look_at_a_month() -> None:
    circle = make_circle()
    enter(circle, 5_000, day=last_month())
    with pytest.raises(Refused, match="ingen måned"):
        do(circle.karen, confirm_month, group_id=circle.id)
    close(circle, 5_000)
    with pytest.raises(Refused, match="En anden end dig"):
        do(circle.ali, confirm_month, group_id=circle.id)
    with pytest.raises(NotThere):
        do(make_guest("Bo"), confirm_month, group_id=circle.id)
    do(circle.sofie, confirm_month, group_id=circle.id)
    with acting(circle.karen.key):
        row = CashMonth.objects.get()
        assert (row.cash_ore, row.bank_ore) == (5_000, 0)
        assert row.confirmed_by == circle.chair(circle.sofie)


@pytest.mark.django_db
def test_what_was_not_right_is_opened_again_and_only_then() -> None:
    circle = make_circle()
    enter(circle, day=last_month())
    with pytest.raises(Refused, match="ingen måned"):
        do(circle.karen, open_month_again, group_id=circle.id)
    close(circle, 5_000)
    with pytest.raises(Refused, match="Den dag"):
        enter(circle, day=last_month())
    do(circle.karen, open_month_again, group_id=circle.id)
    enter(circle, day=last_month())
    close(circle, 10_000)
    do(circle.karen, confirm_month, group_id=circle.id)
    with pytest.raises(Refused):
        do(circle.karen, open_month_again, group_id=circle.id)


@pytest.mark.django_db
def test_a_closed_month_carries_its_balance_and_stays() -> None:
    circle = make_circle()
    enter(circle, 5_000, day=last_month())
    close(circle, 5_000)
    do(circle.sofie, confirm_month, group_id=circle.id)
    with pytest.raises(Refused, match="Den dag"):
        enter(circle, day=last_month())
    enter(circle, 700, kind=Kind.SPENT)
    with acting(circle.karen.key):
        now, before = book_of(circle.id), book_of(circle.id, last_month())
        assert now.sums.opening[Account.CASH] == before.sums.closing[Account.CASH] == 5_000
        assert now.held[Account.CASH] == 4_300
        assert not before.is_open
    with as_owner():
        for change in (
            "update groups_cashmonth set cash_ore = 1",
            "update groups_cashmonth set confirmed_at = now()",
            "delete from groups_cashmonth",
        ):
            with (
                pytest.raises(DatabaseError, match="stays"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(change)


@pytest.mark.django_db
def test_the_database_itself_refuses_what_the_page_would_not_ask() -> None:
    """By somebody who writes SQL as the treasurer."""
    circle = make_circle()
    entry = enter(circle, 5_000, day=last_month())
    close(circle, 5_000)
    with acting(circle.ali.key):
        me = duties_of(circle.id)["cash"].holder
        assert me is not None
        line = {
            "group_id": circle.id, "day": clock.today(), "text": "x", "amount_ore": 5_000,
            "taken_from": "cash", "put_into": "income", "entered_at": clock.now(),
            "entered_by_id": me.id,
        }  # fmt: skip
        for wrong in (
            {"day": last_month()},
            {"amount_ore": 0},
            {"put_into": "cash"},
            {"taken_from": "income", "put_into": "expense"},
            {"put_into": "lommen"},
            {"entered_by_id": circle.chair(circle.karen).id},
            {"corrects_id": entry.id, "amount_ore": 4_999},
            {"corrects_id": entry.id, "taken_from": "income", "put_into": "cash"},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                Entry.objects.create(**(line | wrong))
        Entry.objects.create(**line, year=1999, number=77)
        assert Entry.objects.filter(number=77).count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():  # one after another
            CashMonth.objects.create(
                group_id=circle.id,
                month=month_of(clock.today()),
                closed_at=clock.now(),
                closed_by=me,
            )


@pytest.mark.django_db
def test_a_new_treasurer_takes_over_by_two_peoples_yes() -> None:
    circle = make_circle()
    enter(circle)
    do(circle.ali, offer_duty, group_id=circle.id, duty="cash", to_id=circle.chair(circle.karen).id)
    with acting(circle.karen.key):
        offered = duties_of(circle.id)["cash"].offered
    assert offered is not None
    do(circle.karen, answer_duty, handover_id=offered.id, yes=True)
    with pytest.raises(Refused, match="Kun kassereren"):
        enter(circle)
    entry = do(
        circle.karen, write_entry, group_id=circle.id, kind=Kind.SPENT, where=Account.CASH,
        day=clock.today(), text="Mælk", amount_ore=1_200,
    )  # fmt: skip
    assert entry.number == 2


@pytest.mark.usefixtures("committed")
def test_many_at_once_number_without_gaps() -> None:
    circle, threads, each = make_circle(), 4, 5
    ready = Barrier(threads)

    def write(_number: int) -> int:
        kept = 0
        try:
            ready.wait()
            for attempt in range(each):
                with acting(circle.ali.key) as actor:
                    write_entry(
                        group_id=circle.id, kind=Kind.EARNED, where=Account.CASH,
                        day=clock.today(), text="Kaffepenge", amount_ore=100, by=actor,
                    )  # fmt: skip
                    if attempt == 2:  # a page that fails takes its number with it
                        transaction.set_rollback(True)
                    else:
                        kept += 1
            return kept
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        kept = sum(pool.map(write, range(threads)))
    with as_owner():
        numbers = sorted(Entry.objects.values_list("number", flat=True))
    assert numbers == list(range(1, kept + 1))
    assert kept == threads * (each - 1)


@pytest.mark.usefixtures("committed")
def test_closing_and_entering_at_once_leave_a_true_balance() -> None:
    circle = make_circle()
    enter(circle, 5_000, day=last_month())
    ready = Barrier(2)

    def tried(what: Any) -> bool:
        try:
            ready.wait()
            what()
            return True
        except Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        closed, entered = pool.map(
            tried, (lambda: close(circle, 5_000), lambda: enter(circle, 1, day=last_month()))
        )
    assert closed != entered  # one of them came first, and the other was told
    with as_owner():
        rows = list(CashMonth.objects.values_list("cash_ore", flat=True))
    assert rows == ([5_000] if closed else [])
