"""How two units work together: write_cooperation and agree_cooperation."""

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Cooperation, Membership, Unit
from indgang.people.operations import agree_cooperation, close_unit, write_cooperation
from indgang.people.queries_cooperation import agreed_between, agreed_with, all_agreed
from tests.database import as_owner
from tests.factories.people import Holder, make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db

WORDS = "Ring på 12 34 56 78. Vi svarer samme dag."


@pytest.fixture
def house() -> Unit:
    return make_unit("house", "Huset")


@pytest.fixture
def authority() -> Unit:
    return make_unit("authority", "Voksenmyndigheden")


@pytest.fixture
def mette(house: Unit) -> Holder:
    return make_colleague(Role.GUIDE, unit=house, name="Mette")


@pytest.fixture
def ole(authority: Unit) -> Holder:
    return make_colleague(Role.AUTHORITY, unit=authority, name="Ole")


def written(by: Holder, house: Unit, authority: Unit, text: str = WORDS) -> Cooperation:
    with acting(by.key) as actor:
        return write_cooperation(unit_id=house.id, other_id=authority.id, text=text, by=actor)


def agreed(by: Holder, cooperation_id: UUID) -> Cooperation:
    with acting(by.key) as actor:
        return agree_cooperation(cooperation_id=cooperation_id, by=actor)


def test_who_is_of_neither_unit_writes_nothing_and_says_no_yes(
    mette: Holder, house: Unit, authority: Unit
) -> None:
    text = written(mette, house, authority)
    strangers = (
        make_colleague(Role.LEADER, unit=make_unit("direction"), name="Lis"),
        make_colleague(Role.PEER_HOST, unit=house, name="Mads"),
        make_guest(),
    )
    for holder in strangers:
        with pytest.raises(Refused):
            written(holder, house, authority)
        with pytest.raises(NotThere):
            agreed(holder, text.id)
    with pytest.raises(NotThere):
        agreed(mette, uuid4())


def test_there_are_words_and_two_units_that_work_today(
    mette: Holder, house: Unit, authority: Unit
) -> None:
    for text in ("", "  ", "a" * 4_001):
        with pytest.raises(Refused, match="tegn"):
            written(mette, house, authority, text)
    with pytest.raises(Refused, match="to forskellige"):
        written(mette, house, house)
    anne = make_colleague(Role.ADMINISTRATOR, unit=make_unit("administration"), name="Anne")
    with acting(anne.key) as actor:
        close_unit(unit_id=authority.id, by=actor)
    with pytest.raises(NotThere):
        written(mette, house, authority)


def test_it_holds_when_both_have_said_yes_and_the_old_one_until_then(
    mette: Holder, ole: Holder, house: Unit, authority: Unit
) -> None:
    first = written(mette, house, authority)
    assert not agreed(mette, first.id).is_agreed
    agreed(mette, first.id)  # twice is once
    assert agreed(ole, first.id).is_agreed
    second = written(ole, authority, house, "Vi svarer på to timer.")
    found = agreed_between(authority.id, house.id)
    assert found
    assert (found.agreed, found.waiting, second.version) == (first, second, 2)
    assert (found.misses_yes_of([house.id]), found.other_than([house.id])) == (True, authority)
    with pytest.raises(Refused, match="nyere udgave"):
        agreed(mette, first.id)
    agreed(mette, second.id)
    agreed(ole, second.id)
    found = agreed_between(house.id, authority.id)
    assert found
    assert (found.agreed, found.waiting, found.older) == (second, None, (first,))
    assert found.agreed
    assert found.agreed.agreed_at is not None
    assert [pair.agreed for pair in all_agreed()] == [second]
    assert agreed_with([uuid4()]) == []


def test_one_person_does_not_say_yes_for_both(house: Unit, authority: Unit, ole: Holder) -> None:
    both = make_colleague(Role.LEADER, unit=house, name="Lis")
    with as_owner():
        Membership.objects.create(
            person_id=both.person_id, unit=authority, role="leader", from_on=clock.today()
        )
    text = written(both, house, authority)
    assert not agreed(both, text.id).is_agreed
    with pytest.raises(Refused, match="Den anden side"):
        agreed(both, text.id)
    first = Cooperation.objects.get().first_agreed_by is not None
    assert first == (min(house.id, authority.id) == Cooperation.objects.get().first_unit_id)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Noget andet."},
        {"version": 9},
        {"first_agreed_by": uuid4(), "first_agreed_at": clock.now()},
    ],
    ids=["words", "version", "another's yes"],
)
def test_the_database_lets_nobody_change_what_was_written(
    mette: Holder, house: Unit, authority: Unit, change: dict[str, object]
) -> None:
    text = written(mette, house, authority)
    rows = Cooperation.objects.filter(id=text.id)
    with acting(mette.key):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    assert Cooperation.objects.get().text == WORDS


def test_nobody_writes_the_others_yes_along_with_the_words(
    mette: Holder, ole: Holder, house: Unit, authority: Unit
) -> None:
    first, second = sorted((house.id, authority.id))
    yes = {"first": mette.person_id, "second": ole.person_id}
    for side, agreed_by in yes.items():
        with acting(mette.key) as actor, pytest.raises(DatabaseError), transaction.atomic():
            Cooperation.objects.create(
                first_unit_id=first, second_unit_id=second, version=1, text=WORDS,
                written_at=clock.now(), written_by=actor.person_id,
                **{f"{side}_agreed_at": clock.now(), f"{side}_agreed_by": agreed_by},
            )  # fmt: skip
