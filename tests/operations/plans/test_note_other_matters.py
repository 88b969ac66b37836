import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import Course
from indgang.plans.operations import note_other_matters
from tests.factories.people import make_guest
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db


def test_a_stranger_notes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    course = make_course(karen)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        note_other_matters(course_id=course.id, words="Hej", by=actor)


def test_it_stands_and_can_be_taken_away() -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor:
        note_other_matters(course_id=course.id, words="Helst sms", by=actor)
        assert Course.objects.get().other_matters == "Helst sms"
        note_other_matters(course_id=course.id, words="", by=actor)
        assert Course.objects.get().other_matters == ""
