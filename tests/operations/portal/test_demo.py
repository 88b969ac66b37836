"""The demo is filled by its own people, tells one story, and never comes near a real municipality."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from indgang.access import keys
from indgang.access.demo_people import SHOWN, groups_of, to_begin_with
from indgang.access.door import acting
from indgang.config import database
from indgang.config.commands import demo as command
from indgang.kernel import clock
from indgang.portal.demo import filling
from indgang.portal.demo.chronicle import Chronicle
from indgang.portal.demo.content import town
from indgang.portal.demo.filling import NotHere, fill
from indgang.portal.demo.owner import Owner, State
from indgang.portal.demo.settling import first_day
from indgang.portal.demo.shape import Town
from tests.database import admin_dsn
from tests.factories.people import make_municipality

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]
SOME = {
    "vips", "layla", "skipper", "kurt", "totto", "muldvarpen", "graaspurv", "lyset", "snefnug",
    "betonblanderen", "jytte-b", "fiskeren", "malou", "sommerfugl", "kaptajnen", "tusindben", "sofaen", "mus", "knapost",
}  # fmt: skip
WANTED = {"fem-samtaler", "digital-post-hjaelp", "bag-disken", "mandagssuppen"}


@cache
def a_small_story() -> Town:
    """One guest at every stage, and the offers these guests chose."""
    whole = town()
    guests = tuple(guest for guest in whole.guests if guest.slug in SOME)
    chosen = {choice.offer for guest in guests for choice in guest.choices} | WANTED
    offers = tuple(offer for offer in whole.offers if offer.slug in chosen)
    return replace(whole, guests=guests, offers=offers)


def owner_dsn() -> str:
    name = str(connection.settings_dict["NAME"])
    return database.dsn(database.Role.OWNER, name, admin=admin_dsn())


def silent(_sentence: str) -> None:
    pass


def rows(owner: Owner, query: str) -> list[Any]:
    return owner.connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def owner(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Owner]:
    """The owner of an empty database, which is empty again afterwards."""
    with django_db_blocker.unblock():
        one = Owner(owner_dsn())
        before = rows(one, "select instruments, key from checkins_schedule")
        try:
            yield one
        finally:
            one.wipe()
            with one.connection.cursor() as cursor:
                cursor.executemany(
                    "update checkins_schedule set instruments = %s where key = %s", before
                )
            one.close()
            connection.close()


@pytest.fixture(scope="module")
def told_on(owner: Owner) -> date:
    """The day on which the story is told first."""
    return clock.today()


@pytest.fixture(scope="module")
def lillevang(owner: Owner, told_on: date) -> Owner:
    """A filled demo; an earlier filling was interrupted just after the house had opened."""
    owner.wipe()
    with clock.stopped(clock.now() - timedelta(weeks=2)):
        owner.begin(first_day(a_small_story()), chronicle=Chronicle(), on=clock.now())
    assert owner.state("Lillevang Kommune") is State.HALF
    assert fill(owner_dsn(), say=silent, only_if_empty=True, story=a_small_story())
    return owner


def test_beside_a_municipality_of_ones_own_it_refuses_whatever_is_asked(owner: Owner) -> None:
    make_municipality()
    with pytest.raises(NotHere, match="not the demo's"):
        fill(owner_dsn(), say=silent, again=True)
    assert not fill(owner_dsn(), say=silent, only_if_empty=True)
    assert rows(owner, "select name from people_municipality") == [("Prøveby Kommune",)]


def test_where_others_than_this_machine_are_served_the_command_refuses(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.IS_LOCAL = False
    assert command.run(Namespace(again=False, if_empty=False)) == 2
    assert "only on this machine" in capsys.readouterr().err


def test_a_filling_that_fails_leaves_an_empty_database(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the line drops")

    owner.wipe()
    monkeypatch.setattr(filling, "write_all", fail)
    with pytest.raises(RuntimeError, match="the line drops"):
        fill(owner_dsn(), say=silent, story=a_small_story())
    assert owner.state("Lillevang Kommune") is State.EMPTY
    assert rows(owner, "select count(*) from people_person") == [(0,)]
    assert rows(owner, "select to_regprocedure('indgang.demo_enter(uuid, text)')") == [(None,)]


def test_what_is_filled_already_is_left_as_it_is(lillevang: Owner) -> None:
    assert not fill(owner_dsn(), say=silent, only_if_empty=True)
    with pytest.raises(NotHere, match="--again"):
        fill(owner_dsn(), say=silent)


def test_anyone_can_be_anybody_in_it(lillevang: Owner) -> None:
    people = keys.people_of_the_demo()
    assert {"Karla", "Flemming", "Lyset", "Pia"} <= {person.name for person in people}
    for person in people:
        raw_key = keys.new_session_in_demo(person.person_id)
        with acting(raw_key) as actor:
            assert actor.person_id == person.person_id
            assert actor.is_staff is not person.is_guest


def test_nobody_stands_outside_a_group_on_the_list_of_people(lillevang: Owner) -> None:
    people = keys.people_of_the_demo()
    groups = groups_of(people)
    assert sorted(p.name for g in groups for p in g.people) == sorted(p.name for p in people)
    assert "Andre" not in {str(group.title) for group in groups}


def test_the_people_to_begin_with_are_those_of_the_sentences(lillevang: Owner) -> None:
    first = [person.name for person, _sentence in to_begin_with(keys.people_of_the_demo())]
    assert first == ["Gråspurv", "Sofaen", "Jytte B", "Asta", "Karla", "Conny", "Flemming"]
    assert set(filling.BEGIN_WITH.values()) == set(SHOWN)


def test_nothing_of_the_filling_itself_is_left_behind(lillevang: Owner) -> None:
    left = "select to_regclass('indgang.demo_held'), to_regprocedure('indgang.demo_hold()')"
    assert rows(lillevang, left) == [(None, None)]
    assert rows(
        lillevang,
        "select count(*) from access_key where kind = 'session' and revoked_at is null"
        " and label <> 'demo' and expires_at > now() + interval '9 hours'",
    ) == [(0,)]
    assert rows(lillevang, "select count(*) from pg_trigger where tgenabled = 'D'") == [(0,)]


def test_the_database_tells_the_same_times_as_the_story(lillevang: Owner) -> None:
    for question in (
        "select count(*) from people_person p join plans_course c on c.person_id = p.id"
        " where p.created_at > c.added_at",
        "select count(*) from access_lookup where at > now()",
        "select count(*) from access_permission where valid_until <= valid_from",
        "select count(*) from access_key k join plans_course c on c.person_id = k.person_id"
        " where k.kind = 'card' and k.issued_at > c.added_at",
        "select count(*) from history_change h join plans_course c on c.id::text = h.row_id"
        " where h.did = 'I' and abs(extract(epoch from h.at - c.added_at)) > 60",
    ):
        assert rows(lillevang, question) == [(0,)], question


def test_what_ran_out_long_ago_opens_nothing_today(lillevang: Owner) -> None:
    assert rows(
        lillevang,
        "select count(*) from access_permission p join people_person g on g.id = p.person_id"
        " where g.nickname = 'Kaptajnen' and p.to_person_id is not null"
        " and p.withdrawn_at is null and p.valid_until > now()",
    ) == [(0,)]


def test_everything_was_done_by_somebody(lillevang: Owner) -> None:
    by_nobody = rows(
        lillevang,
        "select distinct table_name, did from history_change where actor_id is null"
        " and table_name not in ('people_person', 'people_colleague', 'people_membership',"
        " 'account_emailaddress')",
    )
    # What is set right for others when somebody leaves a seat names nobody, also outside the demo.
    assert set(by_nobody) <= {("offers_booking", "U"), ("access_permission", "I")}


def test_something_happens_today(lillevang: Owner) -> None:
    for question in (
        "select count(*) > 0 from entrance_arrival where welcomed_at is null",
        "select count(*) > 0 from entrance_conversation where finished_at is null",
        "select count(*) > 0 from entrance_inquiry where closed_at is null",
        "select count(*) > 0 from offers_session where waiting > 0 and starts_at > now()",
        "select count(*) > 0 from offers_booking where status = 'attended'",
        "select count(*) > 0 from checkins_checkin where status = 'waiting'"
        " and current_date between opens_on and closes_on",
        "select count(*) > 0 from plans_return",
        "select count(*) > 0 from access_permission where withdrawn_at is not null",
    ):
        assert rows(lillevang, question) == [(True,)], question


def test_the_worker_has_no_arrears(lillevang: Owner) -> None:
    assert rows(
        lillevang,
        "select count(*) from post_letter where status = 'queued'"
        " and next_try_at < now() - interval '10 minutes'",
    ) == [(0,)]


def test_told_again_it_is_the_same_story(lillevang: Owner, told_on: date) -> None:
    story = (
        "select p.nickname, c.started_on, c.review_on, c.ended_how, a.words, a.status, a.began_on"
        " from plans_course c join people_person p on p.id = c.person_id"
        " left join plans_activity a on a.course_id = c.id order by 1, 2, 5, 7"
    )

    def told_again() -> tuple[date, date, list[Any]]:
        begun_on = clock.today()
        assert fill(owner_dsn(), say=silent, again=True, story=a_small_story())
        return begun_on, clock.today(), rows(lillevang, story)

    first, second = (told_on, told_on, rows(lillevang, story)), told_again()
    while first[:2] != second[:2]:  # at midnight: told on another day, it is another story
        first, second = second, told_again()
    assert first == second
