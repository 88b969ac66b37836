import pytest
from django.db import ProgrammingError

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.offers.models import Place
from indgang.offers.operations import open_place
from tests.factories.offers import make_place
from tests.factories.people import make_colleague, make_worker

pytestmark = pytest.mark.django_db


def test_a_host_opens_no_place() -> None:
    with acting(make_colleague(Role.HOST).key) as actor, pytest.raises(ProgrammingError):
        open_place(name="Hallen", address="Vej 1", by=actor)


def test_the_name_of_a_closed_place_is_refused() -> None:
    make_place("Hallen", closed_on=clock.today())
    with acting(make_colleague(Role.PROVIDER).key) as actor, pytest.raises(Refused, match="lukket"):
        open_place(name="hallen", address="Vej 1", by=actor)


def test_a_place_is_there_once_by_its_name() -> None:
    with acting(make_worker().key) as actor:
        first = open_place(name="Hallen på Øen", address="Vej 1", by=actor)
        assert open_place(name="hallen på øen", address="Vej 2", by=actor) == first
    assert (first.slug, first.address) == ("hallen-paa-oeen", "Vej 1")


def test_the_worker_adds_places_and_changes_none() -> None:
    place = make_place("Hallen")
    with acting(make_worker().key):
        assert Place.objects.filter(id=place.id).update(name="Væk") == 0
        assert Place.objects.filter(id=place.id).delete()[0] == 0
    assert Place.objects.get().name == "Hallen"
