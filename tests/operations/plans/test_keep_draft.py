import pytest

from indgang.access.door import acting
from indgang.kernel.actor import NOBODY
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Draft
from indgang.plans.operations import keep_draft
from tests.factories.people import make_guest
from tests.factories.plans import make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_nobody_keeps_nothing() -> None:
    with acting(None), pytest.raises(NotThere):
        keep_draft(place="haab-ny", text="At", by=NOBODY)


def test_too_long_is_refused() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused):
        keep_draft(place="haab-ny", text="x" * 4001, by=actor)


def test_the_last_text_is_kept_and_nothing_is_kept_of_nothing() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        keep_draft(place="haab-ny", text="At ", by=actor)
        keep_draft(place="haab-ny", text="At jeg ", by=actor)
        assert Draft.objects.get().text == "At jeg "
        keep_draft(place="haab-ny", text="  ", by=actor)
        assert not Draft.objects.exists()


def test_not_even_who_may_write_the_plan_reads_a_draft() -> None:
    karen = make_guest()
    mette = make_guide_of(karen)
    with acting(karen.key) as actor:
        keep_draft(place="haab-ny", text="At jeg", by=actor)
    with with_plan_of(karen, mette):
        assert not Draft.objects.exists()
