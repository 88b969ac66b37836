from datetime import date, timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Colleague, CrisisNumber, Membership, Municipality, Unit
from indgang.people.operations import (
    CrisisLine,
    HouseSettings,
    change_colleague,
    close_unit,
    end_membership,
    join_unit,
    keep_crisis_numbers,
    keep_municipality,
    open_organisation,
    open_unit,
)
from tests.factories.people import Holder, make_colleague, make_municipality, make_unit

pytestmark = pytest.mark.django_db

HOUSE = HouseSettings("Vores Kommune", "Vores", "0000", "Døren", "Torvet 1", "00 00 00 00")


@pytest.fixture
def admin() -> Holder:
    make_municipality()
    return make_colleague(Role.ADMINISTRATOR, unit=make_unit("administration"), name="Ada")


def test_only_an_administrator_changes_the_house(admin: Holder) -> None:
    with acting(make_colleague(Role.LEADER, name="Lise").key) as leader:
        with pytest.raises(NotThere):
            close_unit(unit_id=make_unit().id, by=leader)
        assert Municipality.objects.get().short_name == "Prøveby"
    with acting(admin.key) as actor:
        assert keep_municipality(settings=HOUSE, by=actor).short_name == "Vores"


def test_a_page_without_a_crisis_number_is_refused(admin: Holder) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with acting(admin.key) as actor:
        with pytest.raises(Refused):
            keep_crisis_numbers(lines=[], by=actor)
        with pytest.raises(Refused):
            keep_crisis_numbers(lines=[CrisisLine("A", "1", "", tomorrow)], by=actor)
        keep_crisis_numbers(
            lines=[
                CrisisLine("B", "2", "", date(2026, 1, 1)),
                CrisisLine("A", "1", "", tomorrow - timedelta(days=1)),
            ],
            by=actor,
        )
        assert [number.label for number in CrisisNumber.objects.all()] == ["B", "A"]


def test_a_unit_is_opened_once_and_closed_once(admin: Holder) -> None:
    with acting(admin.key) as actor:
        organisation = open_organisation(name="Koret", kind="association", by=actor)
        assert open_organisation(name="Koret", kind="private", by=actor) == organisation
        unit = open_unit(
            organisation_id=organisation.id, name="Sang", kind="provider", phone="", by=actor
        )
        with pytest.raises(Refused):
            open_unit(
                organisation_id=organisation.id, name="Sang", kind="provider", phone="", by=actor
            )
        close_unit(unit_id=unit.id, by=actor)
        with pytest.raises(NotThere):
            close_unit(unit_id=unit.id, by=actor)
        assert Unit.objects.get(id=unit.id).closed_on == clock.today()


def test_a_role_is_given_once_and_never_to_oneself(admin: Holder) -> None:
    mette, unit = make_colleague(Role.GUIDE), make_unit("guides")
    with acting(admin.key) as actor:
        with pytest.raises(Refused):
            join_unit(
                person_id=admin.person_id,
                unit_id=unit.id,
                role=Role.GUIDE,
                from_on=clock.today(),
                by=actor,
            )
        membership = join_unit(
            person_id=mette.person_id,
            unit_id=unit.id,
            role=Role.GUIDE,
            from_on=clock.today(),
            by=actor,
        )
        with pytest.raises(Refused):
            join_unit(
                person_id=mette.person_id,
                unit_id=unit.id,
                role=Role.GUIDE,
                from_on=clock.today(),
                by=actor,
            )
        end_membership(membership_id=membership.id, by=actor)
        with pytest.raises(NotThere):
            end_membership(membership_id=membership.id, by=actor)
        assert Membership.objects.get(id=membership.id).until_on == clock.today()


def test_a_colleague_is_changed_by_an_administrator_only(admin: Holder) -> None:
    mette = make_colleague(Role.GUIDE)
    change = {"shown_name": "Metha", "title": "guide", "phone": "", "away_until": None}
    with acting(mette.key) as actor, pytest.raises(NotThere):
        change_colleague(person_id=mette.person_id, by=actor, **change)  # type: ignore[arg-type]
    with acting(admin.key) as actor:
        change_colleague(person_id=mette.person_id, by=actor, **change)  # type: ignore[arg-type]
        assert Colleague.objects.get(person_id=mette.person_id).shown_name == "Metha"
