"""Key, cash box and telephone go from hand to hand by two people's yes."""

from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.groups.operations import answer_duty, leave_group, offer_duty, take_duty
from indgang.groups.queries import Duty, duties_of
from indgang.kernel.refused import NotThere, Refused
from tests.factories.groups import Circle, do, make_circle
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def key_of(circle: Circle) -> Duty:
    with acting(circle.sofie.key):
        return duties_of(circle.id)["key"]


def hold_out(circle: Circle) -> Duty:
    do(circle.karen, offer_duty, group_id=circle.id, duty="key", to_id=circle.chair(circle.ali).id)
    return key_of(circle)


def test_nobody_takes_what_another_has() -> None:
    circle = make_circle()
    with pytest.raises(Refused, match="en anden"):
        do(circle.ali, take_duty, group_id=circle.id, duty="key")


def test_nobody_gives_what_he_does_not_have() -> None:
    circle = make_circle()
    for to in (circle.chair(circle.sofie).id, circle.chair(circle.ali).id, uuid4()):
        with pytest.raises(Refused, match="du selv har"):
            do(circle.ali, offer_duty, group_id=circle.id, duty="key", to_id=to)


def test_strangers_and_unknown_duties_are_not_there() -> None:
    circle = make_circle()
    with pytest.raises(NotThere):
        do(make_guest("Bo"), take_duty, group_id=circle.id, duty="contact")
    with pytest.raises(NotThere):
        do(circle.karen, take_duty, group_id=circle.id, duty="kongen")


def test_it_is_held_out_until_the_other_has_said_yes() -> None:
    circle = make_circle()
    key = hold_out(circle)
    assert key.holder == circle.chair(circle.karen)
    assert key.offered is not None
    for who, yes in ((circle.sofie, True), (circle.sofie, False), (circle.karen, True)):
        with pytest.raises(Refused, match="længere"):
            do(who, answer_duty, handover_id=key.offered.id, yes=yes)
    do(circle.ali, answer_duty, handover_id=key.offered.id, yes=True)
    assert key_of(circle).holder == circle.chair(circle.ali)
    assert [link.number for link in key_of(circle).chain] == [2, 1]
    with pytest.raises(Refused):
        do(circle.ali, answer_duty, handover_id=key.offered.id, yes=True)


@pytest.mark.parametrize("who", ["ali", "karen"])
def test_a_no_leaves_it_where_it_was(who: str) -> None:
    circle = make_circle()
    key = hold_out(circle)
    assert key.offered is not None
    do(getattr(circle, who), answer_duty, handover_id=key.offered.id, yes=False)
    assert key_of(circle).offered is None
    assert key_of(circle).holder == circle.chair(circle.karen)


def test_what_nobody_has_any_of_them_takes() -> None:
    circle = make_circle()
    do(circle.karen, leave_group, group_id=circle.id)
    assert key_of(circle).holder is None
    do(circle.sofie, take_duty, group_id=circle.id, duty="key")
    assert key_of(circle).holder == circle.chair(circle.sofie)


def test_what_is_held_out_by_one_who_leaves_is_nobodys() -> None:
    circle = make_circle()
    key = hold_out(circle)
    do(circle.karen, leave_group, group_id=circle.id)
    assert key.offered is not None
    with pytest.raises(Refused):
        do(circle.ali, answer_duty, handover_id=key.offered.id, yes=True)
    assert key_of(circle).holder is None
