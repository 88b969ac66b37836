import pytest
from django.db import ProgrammingError, transaction

from indgang.access.door import acting
from indgang.entrance.models import UnmetNeed
from indgang.entrance.operations import note_unmet_need
from indgang.entrance.queries import missing_needs
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.privacy import field_classes, is_personal
from indgang.kernel.refused import NotThere
from tests.factories.offers import make_need
from tests.factories.people import make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.LEADER, Role.PROVIDER, Role.ADMINISTRATOR, Role.OUTREACH])
def test_only_who_holds_conversations_counts(role: Role) -> None:
    make_need("debt")
    with acting(make_colleague(role).key) as actor, pytest.raises(NotThere):
        note_unmet_need(unit_id=make_unit().id, need="debt", by=actor)


def test_the_database_says_so_too() -> None:
    unit = make_unit()
    with acting(make_guest().key), pytest.raises(ProgrammingError), transaction.atomic():
        UnmetNeed.objects.create(unit=unit, on=clock.today())


def test_a_need_that_does_not_exist_is_not_there() -> None:
    with acting(make_colleague().key) as actor, pytest.raises(NotThere):
        note_unmet_need(unit_id=make_unit().id, need="horses", by=actor)


def test_what_was_counted_is_never_taken_back() -> None:
    make_need("debt")
    with acting(make_colleague().key) as actor:
        note_unmet_need(unit_id=make_unit().id, need="debt", by=actor)
        for change in (UnmetNeed.objects.all().delete, lambda: UnmetNeed.objects.update(need=None)):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()


def test_nothing_in_it_is_of_a_person() -> None:
    assert not is_personal(UnmetNeed)
    assert set(field_classes(UnmetNeed)) == {"id", "unit", "need", "on"}


def test_the_most_often_missed_comes_first() -> None:
    make_need("debt", "Gæld")
    make_need("sleep", "Søvn")
    with acting(make_colleague().key) as actor:
        for need in ("debt", "sleep", "sleep", ""):
            note_unmet_need(unit_id=make_unit().id, need=need, by=actor)
        found = [(one.title, one.times) for one in missing_needs(clock.today())]
    assert found == [("Søvn", 2), ("Gæld", 1), ("Noget andet", 1)]
