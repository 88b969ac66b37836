"""What was found about those who have left, and about cards that are lost."""

import pytest
from django.db import ProgrammingError, connection, transaction

from indgang.access import keys
from indgang.access.door import acting
from indgang.access.operations import give_link, open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere
from indgang.people.models import Membership, Person, Unit
from tests.database import as_owner
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_key, make_person

pytestmark = pytest.mark.usefixtures("committed")

CODE = "MKLADEMETTESEGETKORT1234"


def has_left(colleague: Holder) -> None:
    with as_owner():
        Membership.objects.filter(person_id=colleague.person_id).update(until_on=clock.today())


def reaches(key: str, guest: Holder) -> bool:
    with acting(key) as actor:
        seen = Person.objects.filter(id=guest.person_id).exists()
        try:
            open_person(person_id=guest.person_id, purpose="samtale", by=actor)
        except NotThere:
            return seen
        return True


def test_a_colleague_who_has_left_reaches_nobody_with_the_session_that_is_open() -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["plan", "story"])
    assert reaches(mette.key, karen)
    has_left(mette)
    assert not reaches(mette.key, karen)


@pytest.mark.parametrize("left", [False, True], ids=["at work", "left"])
def test_a_colleagues_own_key_card_opens_no_guest(left: bool) -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["plan", "story"])
    done = keys.replace_card(staff_key=mette.key, person_id=mette.person_id, code=CODE)
    assert done == "made"
    session = keys.new_session_for_card(CODE, days=90)
    if left:
        has_left(mette)
    assert not reaches(CODE, karen)
    assert session
    assert not reaches(session, karen)


def test_a_relative_is_let_in_by_his_key_card() -> None:
    karen, ali = make_guest(), make_person("Ali")
    key = make_key(ali, "card")
    allow(karen, to=Holder(ali, key), kinds=["plan"])
    assert reaches(key, karen)


def test_a_new_key_card_ends_the_links_that_were_made_with_the_old_one() -> None:
    karen, mette = make_guest(), make_colleague(Role.HOST)
    allow(karen, to=mette, may_write=True)
    link = "et-link-som-tyven-har-lavet-sig"
    with acting(karen.key) as thief:
        give_link(kinds=[Kind.PLAN], days=400, raw_key=link, label="kalender", by=thief)
    with acting(link) as holder:
        assert holder.is_known
    done = keys.replace_card(staff_key=mette.key, person_id=karen.person_id, code=CODE)
    assert done == "made"
    with acting(link) as holder:
        assert not holder.is_known


def test_an_opening_and_its_log_line_stand_together_for_who_works_here() -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["plan"])
    assert reaches(mette.key, karen)
    with transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute("select count(*) from access_lookup where person_id = %s", [karen.person_id])
        assert cursor.fetchone() == (1,)


def test_nobody_stays_at_work_by_moving_to_another_time_zone() -> None:
    mette = make_colleague(Role.GUIDE)
    has_left(mette)
    for zone in ("Etc/GMT+12", "UTC", "Etc/GMT-14"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('timezone', %s, true)", [zone])
            cursor.execute("select indgang.begin(%s)", [mette.key])
            cursor.execute("select indgang.my_roles(), indgang.my_units()")
            assert cursor.fetchone() == ([], [])


@pytest.mark.parametrize("column", ["organisation_id", "kind", "id"])
def test_an_administrator_cannot_make_his_own_unit_another(column: str) -> None:
    admin = make_colleague(Role.ADMINISTRATOR)
    with pytest.raises(ProgrammingError, match="denied"), acting(admin.key):
        Unit.objects.filter(id=admin.unit_id).update(**{column: None})


def test_an_administrator_can_close_a_unit() -> None:
    admin = make_colleague(Role.ADMINISTRATOR)
    with acting(admin.key):
        assert Unit.objects.filter(id=admin.unit_id).update(closed_on=clock.today()) == 1
