import pytest
from pytest_django import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.post.queries import failed_letters, letters_to
from tests.factories.people import allow, make_colleague, make_guest, make_unit
from tests.factories.post import make_due, queue

pytestmark = pytest.mark.django_db


def test_guests_and_providers_see_nothing_of_it() -> None:
    karen = make_guest()
    make_due(queue(karen), status="given_up")
    with acting(karen.key):
        assert failed_letters() == []
    with acting(make_colleague(Role.PROVIDER, unit=make_unit("provider")).key):
        assert failed_letters() == []


def test_the_house_sees_that_it_failed_and_the_name_only_where_the_card_is_open(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    karen, bo, host = make_guest(), make_guest("Bo"), make_colleague(Role.HOST)
    allow(karen, unit_id=make_unit().id)
    for guest in (karen, bo):
        make_due(queue(guest), status="given_up", channel="sms", last_error="unreachable")
    with acting(host.key), django_assert_num_queries(2):
        found = failed_letters()
    assert {letter.nickname for letter in found} == {"Karen", None}
    assert not hasattr(found[0], "values")


def test_one_sees_what_was_sent_to_oneself() -> None:
    karen = make_guest()
    queue(karen)
    with acting(karen.key):
        assert not letters_to(karen.person_id)
