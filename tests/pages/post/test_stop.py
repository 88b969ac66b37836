import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.post.links import letter_of, stop_code
from indgang.post.queries import wants_silence
from tests.factories.people import Holder, make_guest, make_municipality
from tests.factories.post import queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    return make_guest()


def _is_silent(guest: Holder) -> bool:
    with acting(guest.key):
        return wants_silence(guest.person_id)


@pytest.mark.parametrize("code", ["x", "a" * 22, "æøå", "a" * 500])
def test_a_code_that_is_none_is_not_there(client: Client, karen: Holder, code: str) -> None:
    assert client.post(f"/stop/{code}").status_code == 404


def test_reading_the_page_changes_nothing_because_scanners_read(
    client: Client, karen: Holder
) -> None:
    code = stop_code(queue(karen))
    assert client.get(f"/stop/{code}").status_code == 200
    assert not _is_silent(karen)


def test_one_press_stops_messages_also_from_a_mail_program(karen: Holder) -> None:
    letter = queue(karen)
    assert letter_of(stop_code(letter)) == letter
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/stop/{stop_code(letter)}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert _is_silent(karen)
    client.post(f"/stop/{stop_code(letter)}", {"again": "1"})
    assert not _is_silent(karen)
