"""What a card that was stopped leaves behind, and other ways round the newest doors."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from indgang.access import keys
from indgang.access.door import acting
from indgang.access.keys import CardOutcome
from indgang.access.models import Permission
from indgang.access.operations import break_glass, give_permission
from indgang.access.queries import own_new_cards
from indgang.config import database
from indgang.history.models import Change
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.offers.operations import take_seat
from indgang.offers.queries import people_coming
from indgang.people.models import ContactPoint, Membership, Organisation
from indgang.plans.models import Appointment, Course
from indgang.post.models import Letter, Silence
from tests.database import admin_dsn, as_owner
from tests.factories.key_cards import ask, confirm, new_card, of_the_house, wish_seen_by
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)
from tests.factories.plans import make_course

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def karen(committed: None) -> Holder:
    make_municipality()
    karen = make_guest()
    make_course(karen)
    return karen


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(address, autocommit=True) as web:
        yield web


def card_made_by_two(karen: Holder) -> tuple[str, Holder]:
    bodil, hanne = of_the_house(karen, "Bodil"), of_the_house(karen, "Hanne")
    ask(karen, bodil)
    confirm(karen, hanne, wish_seen_by(karen, hanne))
    done, code = new_card(karen, bodil)
    assert done is CardOutcome.MADE
    return code, bodil


def stopped(code: str) -> None:
    with acting(code):
        stop_id = own_new_cards()[0].stop_id
    assert keys.stop_card(stop_id)


def reads_plan(colleague: Holder, karen: Holder) -> bool:
    with acting(colleague.key), connection.cursor() as cursor:
        cursor.execute("select 'plan' = any(indgang.open(%s, 'opfølgning'))", [karen.person_id])
        return bool(cursor.fetchone()[0])


def test_a_yes_that_was_said_with_a_stopped_card_ends_with_it(karen: Holder) -> None:
    mette = make_colleague()
    allow(karen, to=mette, kinds=["plan"])  # the guest's own, from before
    code, bodil = card_made_by_two(karen)
    with acting(code) as impostor:
        for days in (0, 1):
            give_permission(
                person_id=karen.person_id,
                to_person_id=bodil.person_id,
                kinds=[Kind.PLAN, Kind.STORY, Kind.CONTACT],
                why="Bare fordi",
                valid_from=clock.now() + timedelta(days=days, minutes=days),
                by=impostor,
            )
    stopped(code)
    assert not reads_plan(bodil, karen)
    assert reads_plan(mette, karen)
    with as_owner():
        assert not Permission.objects.filter(
            person_id=karen.person_id, why="Bare fordi", withdrawn_at=None
        ).exists()


def test_no_code_goes_where_a_stopped_card_has_said(karen: Holder) -> None:
    code, bodil = card_made_by_two(karen)
    with acting(code):
        ContactPoint.objects.create(person_id=karen.person_id, channel="sms", value="87654321")
    stopped(code)
    assert ask(karen, bodil, with_code=True)
    with as_owner():
        assert not Letter.objects.filter(message="card_code").exists()


def test_nobody_takes_back_the_letter_about_a_new_card(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    with acting(karen.key):
        ContactPoint.objects.create(person_id=karen.person_id, channel="sms", value="12345678")
    _, bodil = card_made_by_two(karen)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select id from access_newcard")
        (wish,) = cursor.fetchone()
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [bodil.key])
        attacker.execute("select indgang.cancel_letters(%s, '')", [wish])
        attacker.execute("select indgang.cancel_letters(%s, 'new_card')", [wish])
    with as_owner():
        assert Letter.objects.get(message="new_card").status == "queued"


def test_nothing_is_carried_out_of_a_guests_history_into_anothers(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    mette, ida = make_colleague(), make_guest("Ida")
    for guest in (karen, ida):
        allow(guest, to=mette, kinds=["contact"], may_write=True)
    with acting(karen.key):
        ContactPoint.objects.create(person_id=karen.person_id, channel="sms", value="12345678")
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        for guest in (karen, ida):
            attacker.execute("select indgang.open(%s, 'opfølgning')", [guest.person_id])
        with pytest.raises(errors.InsufficientPrivilege), attacker.transaction():
            attacker.execute("update people_contactpoint set person_id = %s", [ida.person_id])
    with as_owner():
        assert ContactPoint.objects.get().person_id == karen.person_id
        assert not Change.objects.filter(
            person_id=ida.person_id, table_name="people_contactpoint"
        ).exists()


def test_a_meeting_is_contact_whatever_day_the_caller_says_it_is(
    attacker: psycopg.Connection[Any],
) -> None:
    with clock.shifted(timedelta(days=-40)):
        karen = make_guest()
        make_course(karen)
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette)
    with as_owner():
        Appointment.objects.create(
            person_id=karen.person_id,
            what="Kaffe",
            starts_at=clock.now() - timedelta(days=2),
            added_at=clock.now(),
            added_by=mette.person_id,
        )
    for today in ("date '2020-01-01'", "current_date", "current_date + 400"):
        with attacker.transaction():
            attacker.execute("select indgang.begin(%s)", [mette.key])
            closed = attacker.execute(
                f"select indgang.close_lost_course(%s, 'quiet', {today}, current_date + 9999, now())",
                [karen.person_id],
            ).fetchone()
            assert closed == (None,)


def test_a_course_ends_on_the_day_it_is_ended(
    attacker: psycopg.Connection[Any],
) -> None:
    with clock.shifted(timedelta(days=-40)):
        karen = make_guest()
        make_course(karen)
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette)
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        attacker.execute(
            "select indgang.close_lost_course(%s, 'died', '2999-01-01', '2999-01-01', '2999-01-01')",
            [karen.person_id],
        )
    with as_owner():
        assert Course.objects.get().ended_on == clock.today()
        assert clock.now() - Silence.objects.get().since < timedelta(minutes=5)


def test_a_yes_to_the_house_is_no_yes_to_whoever_also_stands_for_an_offer(
    karen: Holder, committed: None
) -> None:
    house = make_unit()
    bodil = make_colleague(Role.HOST, unit=house, name="Bodil")
    band = make_unit("provider", "Korene")
    with as_owner():
        choir = Organisation.objects.create(name="Koret", kind="association")
        band.organisation = choir
        band.save()
        Membership.objects.create(
            person_id=bodil.person_id, unit=band, role=Role.PROVIDER, from_on=date(2020, 1, 1)
        )
    allow(karen, unit_id=house.id)
    session = make_session(make_offer(provider=choir))
    with acting(karen.key) as actor:
        take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    with acting(bodil.key):
        assert [one.nickname for one in people_coming(session.id)] == [""]
    allow(karen, unit_id=band.id)
    with acting(bodil.key):
        assert [one.nickname for one in people_coming(session.id)] == ["Karen"]


def test_nobody_turns_a_day_of_an_emergency_into_a_card() -> None:
    make_municipality()
    karen = make_guest()
    bodil = of_the_house(karen, "Bodil")
    seat(make_session(), karen.person_id)
    with acting(bodil.key) as actor:
        break_glass(person_id=karen.person_id, reason="Hun svarer ikke, og vi er bange.", by=actor)
    assert new_card(karen, bodil)[0] is CardOutcome.WAIT
