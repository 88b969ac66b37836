"""What is needed, and who buys it."""

import pytest

from indgang.access.door import acting
from indgang.groups.models import Purchase
from indgang.groups.operations import (
    buy,
    drop_purchase,
    leave_group,
    leave_purchase,
    take_purchase,
    want,
)
from indgang.groups.queries import purchases_of, purchases_to_enter
from indgang.kernel.refused import NotThere, Refused
from tests.factories.groups import Circle, do, make_circle
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def coffee(circle: Circle) -> Purchase:
    bought: Purchase = do(circle.karen, want, group_id=circle.id, what=" Kaffe ")
    return bought


def test_a_stranger_wants_buys_and_drops_nothing() -> None:
    circle, bo = make_circle(), make_guest("Bo")
    purchase = coffee(circle)
    with pytest.raises(NotThere):
        do(bo, want, group_id=circle.id, what="Øl")
    for operation in (take_purchase, leave_purchase, drop_purchase):
        with pytest.raises(NotThere):
            do(bo, operation, purchase_id=purchase.id)
    with pytest.raises(NotThere):
        do(bo, buy, purchase_id=purchase.id, cost_ore=None)


def test_nothing_is_not_needed() -> None:
    circle = make_circle()
    with pytest.raises(Refused, match="mangler"):
        do(circle.karen, want, group_id=circle.id, what="  ")


def test_one_buys_it_and_not_two() -> None:
    circle = make_circle()
    purchase = coffee(circle)
    do(circle.ali, take_purchase, purchase_id=purchase.id)
    with pytest.raises(Refused, match="en anden"):
        do(circle.sofie, take_purchase, purchase_id=purchase.id)
    with pytest.raises(Refused, match="en anden"):
        do(circle.sofie, buy, purchase_id=purchase.id, cost_ore=None)
    with pytest.raises(NotThere):
        do(circle.sofie, leave_purchase, purchase_id=purchase.id)
    do(circle.ali, leave_purchase, purchase_id=purchase.id)
    do(circle.sofie, take_purchase, purchase_id=purchase.id)


@pytest.mark.parametrize("ore", [0, -1, 10_000_001])
def test_an_amount_must_be_one(ore: int) -> None:
    circle = make_circle()
    with pytest.raises(Refused, match="beløb"):
        do(circle.ali, buy, purchase_id=coffee(circle).id, cost_ore=ore)


def test_what_is_bought_stays_and_waits_for_the_treasurer() -> None:
    circle = make_circle()
    purchase = coffee(circle)
    do(circle.sofie, buy, purchase_id=purchase.id, cost_ore=4_500)
    with acting(circle.ali.key):
        assert [one.what for one in purchases_to_enter(circle.id)] == ["Kaffe"]
    with pytest.raises(Refused, match="købt"):
        do(circle.karen, drop_purchase, purchase_id=purchase.id)


def test_what_is_not_needed_is_gone() -> None:
    circle = make_circle()
    do(circle.ali, drop_purchase, purchase_id=coffee(circle).id)
    with acting(circle.karen.key):
        assert purchases_of(circle.id) == []


def test_who_leaves_buys_nothing_any_more() -> None:
    circle = make_circle()
    purchase = coffee(circle)
    do(circle.sofie, take_purchase, purchase_id=purchase.id)
    do(circle.sofie, leave_group, group_id=circle.id)
    with acting(circle.karen.key):
        assert [one.buyer for one in purchases_of(circle.id)] == [None]
