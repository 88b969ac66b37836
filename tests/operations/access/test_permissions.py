from datetime import timedelta
from uuid import UUID

import pytest

from indgang.access.door import acting
from indgang.access.models import Permission
from indgang.access.operations import (
    break_glass,
    employ_colleague,
    give_link,
    give_permission,
    introduce_guest,
    mention_person,
    open_address,
    open_person,
    review_emergency,
    stop_links,
)
from indgang.access.queries import emergencies, own_keys
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Address, Identity, Person
from tests.database import as_owner
from tests.factories.people import allow, make_colleague, make_guest, make_key, make_unit

pytestmark = pytest.mark.django_db

REASON = "Hun ringede og kunne ikke tale."


def test_nobody_gives_permission_for_another_he_has_not_open() -> None:
    karen, bo = make_guest(), make_colleague(Role.GUIDE, name="Bo")
    with acting(bo.key) as actor, pytest.raises(Refused):
        give_permission(
            person_id=karen.person_id,
            kinds=[Kind.PLAN],
            why="",
            to_person_id=bo.person_id,
            by=actor,
        )


def test_a_permission_does_not_end_before_it_begins() -> None:
    karen, mette = make_guest(), make_colleague()
    with acting(karen.key) as actor, pytest.raises(Refused):
        give_permission(
            person_id=karen.person_id, kinds=[Kind.PLAN], why="", to_person_id=mette.person_id,
            valid_until=clock.now() - timedelta(days=1), by=actor,
        )  # fmt: skip


def test_a_spoken_yes_is_written_down_as_such() -> None:
    host = make_colleague(Role.HOST)
    assert host.unit_id
    with acting(host.key) as actor:
        person_id = introduce_guest(
            nickname="Karen", language="da", unit_id=host.unit_id, why="Kom ind", by=actor
        )
        permission_id = give_permission(
            person_id=person_id, kinds=[Kind.STORY], why="Vi talte", to_person_id=host.person_id,
            may_write=True, by=actor,
        )  # fmt: skip
        permission = Permission.objects.get(id=permission_id)
        assert (permission.basis, permission.given_by) == ("guest", host.person_id)
    with acting(host.key) as actor:
        opened = open_person(person_id=person_id, purpose="samtale", by=actor)
        assert opened.kinds == {Kind.CARD, Kind.STORY}


def test_a_host_takes_nobody_in_for_another_house() -> None:
    host = make_colleague(Role.HOST)
    elsewhere = make_unit("house", "Et andet hus")
    with acting(host.key) as actor, pytest.raises(Refused):
        introduce_guest(nickname="", language="da", unit_id=elsewhere.id, why="", by=actor)


def test_one_who_is_mentioned_is_known_to_the_house_and_not_to_the_one_who_worries() -> None:
    ali, host = make_guest("Ali"), make_colleague(Role.HOST)
    assert host.unit_id
    with pytest.raises(NotThere), acting(None) as nobody:
        mention_person(nickname="x", unit_id=host.unit_id, why="", law_section="", by=nobody)
    with acting(ali.key) as actor:
        person_id = mention_person(
            nickname="Min søster",
            unit_id=host.unit_id,
            why="Ali er bekymret",
            law_section="SEL § 12",
            by=actor,
        )
        with pytest.raises(NotThere):
            open_person(person_id=person_id, purpose="nysgerrig", by=actor)
    with acting(host.key):
        assert Person.objects.get(id=person_id).nickname == "Min søster"


def test_the_emergency_door_wants_a_reason_and_a_role() -> None:
    karen = make_guest()
    acute = make_colleague(Role.ACUTE, unit=make_unit("acute"))
    with acting(acute.key) as actor, pytest.raises(Refused):
        break_glass(person_id=karen.person_id, reason="fordi", by=actor)
    with acting(acute.key) as actor, pytest.raises(NotThere):
        break_glass(person_id=UUID(int=1), reason=REASON, by=actor)
    with acting(make_colleague(Role.LEADER, name="Lise").key) as actor, pytest.raises(NotThere):
        break_glass(person_id=karen.person_id, reason=REASON, by=actor)


def test_an_emergency_reads_for_a_day_and_is_reviewed_by_another() -> None:
    karen = make_guest()
    acute = make_colleague(Role.ACUTE, unit=make_unit("acute"))
    with acting(acute.key) as actor:
        permission_id = break_glass(person_id=karen.person_id, reason=REASON, by=actor)
        opened = open_person(person_id=karen.person_id, purpose="akut", by=actor)
        assert opened.kinds == {Kind.CARD, Kind.CONTACT, Kind.CRISIS, Kind.PLAN}
        assert not Person.objects.filter(id=karen.person_id).update(nickname="x")  # read only
        with pytest.raises(NotThere):
            review_emergency(permission_id=permission_id, by=actor)
        assert emergencies() == []
    with acting(karen.key):
        assert Permission.objects.get().basis == "emergency"
    with acting(make_colleague(Role.LEADER, name="Lise").key) as leader:
        review_emergency(permission_id=permission_id, by=leader)
        assert emergencies()[0].reviewed_by == leader.person_id


def test_a_protected_address_is_behind_a_step_of_its_own() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["contact"])
    with as_owner():
        Identity.objects.create(person_id=karen.person_id, is_protected=True)
        Address.objects.create(person_id=karen.person_id, street="Hemmelig Vej 1")
    with acting(mette.key) as actor, pytest.raises(NotThere):
        open_address(person_id=karen.person_id, purpose="brev", by=actor)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        assert not Address.objects.exists()
        open_address(person_id=karen.person_id, purpose="brev", by=actor)
        assert Address.objects.get().street == "Hemmelig Vej 1"


def test_a_link_opens_what_it_names_until_it_is_stopped() -> None:
    karen = make_guest()
    link = make_key(karen.person_id, "link", kinds=["checkins"])
    with acting(link) as actor, pytest.raises(NotThere):
        give_link(kinds=[Kind.PLAN], days=9, raw_key="k" * 30, label="kalender", by=actor)
    with acting(karen.key) as actor:
        give_link(kinds=[Kind.PLAN], days=9, raw_key="k" * 30, label="kalender", by=actor)
        assert "kalender" in {key.label for key in own_keys()}
    with acting("k" * 30) as actor:
        opened = open_person(person_id=karen.person_id, purpose="kalender", by=actor)
        assert opened.kinds == {Kind.CARD, Kind.PLAN}
    with acting(karen.key) as actor:
        assert stop_links(label="kalender", by=actor) == 1
    with acting("k" * 30) as actor:
        assert not actor.is_known


def test_only_an_administrator_employs() -> None:
    unit = make_unit("guides")
    new = {"shown_name": "Gry", "title": "", "phone": "", "unit_id": unit.id, "role": Role.GUIDE}
    with acting(make_colleague(Role.LEADER, name="Lise").key) as actor, pytest.raises(NotThere):
        employ_colleague(by=actor, **new)  # type: ignore[arg-type]
    with acting(make_colleague(Role.ADMINISTRATOR, name="Ada").key) as actor:
        assert employ_colleague(by=actor, **new)  # type: ignore[arg-type]
