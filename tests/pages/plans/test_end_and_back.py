import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.plans.models.course import HowEnded
from indgang.plans.queries import latest_course, plan_of
from tests.factories.people import Holder, make_guest, make_municipality
from tests.factories.plans import fill_plan, make_course, make_guide_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    karen = make_guest()
    fill_plan(karen)
    make_course(karen)
    return karen


def test_who_may_only_read_ends_nothing(client: Client, karen: Holder) -> None:
    client.cookies["indgang_key"] = make_guide_of(karen, may_write=False).key
    at = f"/huset/gaest/{karen.person_id}/plan"
    assert f"{at}/slut" not in client.get(at).content.decode()
    assert client.post(f"{at}/slut", {"how": "quiet"}).status_code == 404


def test_the_house_ends_a_course_and_brings_a_guest_back_and_nothing_is_lost(
    client: Client, karen: Holder
) -> None:
    client.cookies["indgang_key"] = make_guide_of(karen).key
    at = f"/huset/gaest/{karen.person_id}/plan"
    assert f"{at}/slut" in client.get(at).content.decode()
    assert "Vi mistede hinanden" in client.get(f"{at}/slut").content.decode()
    assert client.post(f"{at}/slut", {"how": "?"}).status_code == 422
    assert client.post(f"{at}/slut", {"how": "quiet"}).headers["Location"] == at
    with acting(karen.key):
        course = latest_course(karen.person_id)
        assert course
        assert course.ended_how == HowEnded.QUIET
    assert f"{at}/tilbage" in client.get(at).content.decode()
    assert client.get(f"{at}/slut").status_code == 404
    assert "Er gæsten kommet tilbage?" in client.get(f"{at}/tilbage").content.decode()
    assert client.post(f"{at}/tilbage").headers["Location"] == at
    assert client.post(f"{at}/tilbage").status_code == 404
    with acting(karen.key):
        plan = plan_of(karen.person_id)
        assert plan.is_live
        assert [hope.words for hope in plan.hopes] == ["At jeg igen glæder mig til en dag"]
