import pytest

from indgang.access.door import acting
from indgang.plans.models import Draft
from indgang.plans.operations import drop_draft, keep_draft
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_only_ones_own_is_dropped() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        keep_draft(place="haab-ny", text="At jeg", by=actor)
    with acting(bo.key) as actor:
        drop_draft(place="haab-ny", by=actor)
    with acting(karen.key) as actor:
        assert Draft.objects.exists()
        drop_draft(place="haab-ny", by=actor)
        assert not Draft.objects.exists()
