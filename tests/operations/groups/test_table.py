"""Beginning a group, coming in, and leaving."""

from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.groups.models import Belonging, Group, Member
from indgang.groups.operations import (
    ask_to_be_shown,
    describe_group,
    join_group,
    leave_group,
    rename_chair,
    renew_code,
    show_group,
    start_group,
)
from indgang.groups.queries import asking_groups, duties_of, front_of, own_groups, table_at
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from tests.database import as_owner
from tests.factories.groups import Circle, do, enter, give_offer, make_circle
from tests.factories.offers import make_offer
from tests.factories.people import make_colleague, make_guest, make_key

pytestmark = pytest.mark.django_db

IDEA = {"name": "Strik", "about": "Vi strikker.", "shown_name": "K"}


def names(circle: Circle) -> list[str]:
    with acting(circle.sofie.key):
        return [member.shown_name for member in table_at(circle.group.slug).members]


def test_a_colleague_at_work_starts_no_group() -> None:
    with pytest.raises(Refused, match="nøglekort"):
        do(make_colleague(Role.HOST), start_group, **IDEA)


def test_a_group_needs_words() -> None:
    with pytest.raises(Refused, match="par ord"):
        do(make_guest(), start_group, **(IDEA | {"name": "  "}))


def test_nobody_fills_the_town_with_groups() -> None:
    karen = make_guest()
    for _number in range(8):
        do(karen, start_group, **IDEA)
    with pytest.raises(Refused):
        do(karen, start_group, **IDEA)


def test_a_guest_starts_a_group_and_is_its_first_member() -> None:
    karen = make_guest()
    group = do(karen, start_group, **IDEA)
    with acting(karen.key):
        table = table_at(group.slug)
        assert [member.shown_name for member in table.members] == ["K"]
        assert table.is_idea
        assert own_groups() == [group]


def test_a_wrong_code_lets_nobody_in() -> None:
    circle, bo = make_circle(), make_guest("Bo")
    for code in ("", "forkert", circle.group.slug):
        with pytest.raises(Refused, match="virker ikke"):
            do(bo, join_group, code=code, shown_name="Bo")


def test_an_old_code_lets_nobody_in() -> None:
    circle, bo = make_circle(), make_guest("Bo")
    new = do(circle.karen, renew_code, group_id=circle.id)
    with pytest.raises(Refused):
        do(bo, join_group, code=circle.group.code, shown_name="Bo")
    with clock.stopped(clock.now() + timedelta(days=8)), pytest.raises(Refused):
        do(bo, join_group, code=new, shown_name="Bo")
    assert do(bo, join_group, code=new.upper(), shown_name="Bo") == circle.group.slug


def test_two_in_a_group_are_not_called_the_same() -> None:
    circle, bo = make_circle(), make_guest("Bo")
    with pytest.raises(Refused, match="det navn"):
        do(bo, join_group, code=circle.group.code, shown_name="fie")
    with pytest.raises(Refused, match="det navn"):
        do(circle.ali, rename_chair, group_id=circle.id, shown_name="FIE")


def test_who_is_in_already_sits_down_once() -> None:
    circle = make_circle()
    do(circle.ali, join_group, code=circle.group.code, shown_name="En anden")
    assert names(circle) == ["K", "A", "Fie"]


def test_one_is_called_what_one_likes() -> None:
    circle = make_circle()
    do(circle.ali, rename_chair, group_id=circle.id, shown_name="Aladdin")
    do(
        circle.ali,
        describe_group,
        group_id=circle.id,
        name="Torsdagskaffen",
        about="Nu om torsdagen.",
    )
    assert names(circle) == ["K", "Aladdin", "Fie"]
    with acting(circle.karen.key):
        assert table_at(circle.group.slug).group.name == "Torsdagskaffen"


def test_the_name_is_gone_the_moment_one_leaves() -> None:
    circle = make_circle()
    chair = circle.chair(circle.ali)
    do(circle.ali, leave_group, group_id=circle.id)
    assert names(circle) == ["K", "Fie"]
    with acting(circle.karen.key):
        assert Member.objects.get(id=chair.id).shown_name == ""
    with acting(circle.ali.key):
        assert own_groups() == []
        with pytest.raises(NotThere):
            table_at(circle.group.slug)
    with as_owner():
        assert not Belonging.objects.filter(person_id=circle.ali.person_id).exists()


def test_what_he_had_in_hand_is_nobodys_and_the_book_stays() -> None:
    circle = make_circle()
    entry = enter(circle)
    do(circle.ali, leave_group, group_id=circle.id)
    with acting(circle.karen.key):
        duties = duties_of(circle.id)
        assert duties["cash"].holder is None
        assert duties["cash"].chain[0].number == 2
        assert duties["key"].holder is not None
        entry.refresh_from_db()
        assert entry.entered_by.shown_name == ""


def test_who_is_forgotten_altogether_leaves_his_groups_too() -> None:
    circle = make_circle()
    with as_owner():
        Belonging.objects.get(person_id=circle.karen.person_id).delete()
    assert names(circle) == ["A", "Fie"]
    with acting(circle.ali.key):
        assert duties_of(circle.id)["key"].holder is None


def test_the_last_one_says_where_key_and_money_are() -> None:
    circle = make_circle()
    for holder in (circle.ali, circle.sofie):
        do(holder, leave_group, group_id=circle.id)
    with pytest.raises(Refused, match="den sidste"):
        do(circle.karen, leave_group, group_id=circle.id)
    do(circle.karen, leave_group, group_id=circle.id, went_to="Hos Kilden")
    with as_owner():
        group = Group.objects.get(id=circle.id)
        assert group.left_with == "Hos Kilden"
        assert group.closed_at is not None
        assert group.code == ""


def test_nobody_leaves_for_another() -> None:
    circle, bo = make_circle(), make_guest("Bo")
    for operation in (leave_group, renew_code, ask_to_be_shown):
        with pytest.raises(NotThere):
            do(bo, operation, group_id=circle.id)
    assert names(circle) == ["K", "A", "Fie"]


def test_an_idea_of_one_is_not_shown() -> None:
    karen = make_guest()
    group = do(karen, start_group, **IDEA)
    with pytest.raises(Refused, match="mindst to"):
        do(karen, ask_to_be_shown, group_id=group.id)


def test_the_house_shows_a_group_that_asked_as_an_offer_it_keeps() -> None:
    circle, astrid = make_circle(), make_colleague(Role.ADMINISTRATOR, name="Astrid")
    offer = make_offer("Onsdagskaffe", run_by="users")
    with pytest.raises(NotThere):  # it has not asked
        do(astrid, show_group, group_id=circle.id, offer_id=offer.id)
    do(circle.karen, ask_to_be_shown, group_id=circle.id)
    with acting(make_colleague(Role.GUIDE).key):
        assert asking_groups() == []
    with acting(astrid.key):
        assert [asking.name for asking in asking_groups()] == ["Onsdagskaffen"]
    for who, what in ((make_guest("Bo"), offer), (astrid, make_offer("Andet"))):
        with pytest.raises(NotThere):
            do(who, show_group, group_id=circle.id, offer_id=what.id)
    do(astrid, show_group, group_id=circle.id, offer_id=offer.id)
    with acting(""):
        front = front_of(circle.group.slug)
    assert front is not None
    assert front.offer_slug == offer.slug
    with acting(astrid.key):
        assert asking_groups() == []


def test_what_the_house_does_not_show_has_no_front() -> None:
    circle = make_circle()
    with acting(""):
        assert front_of(circle.group.slug) is None
    give_offer(circle, status="draft")
    with acting(""):
        assert front_of(circle.group.slug) is None


def test_a_link_to_ones_pages_is_no_way_to_the_table() -> None:
    circle = make_circle()
    link = make_key(circle.karen.person_id, "link", kinds=["plan"])
    with acting(link):
        assert own_groups() == []
