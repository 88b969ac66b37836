import pytest
from django.db import DatabaseError

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.offers.models import Place
from indgang.offers.operations import keep_place
from indgang.offers.operations.catalogue import PlaceSheet
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db

KAJEN = PlaceSheet(slug="kajen", name="Kajen", address="Kajen 4", x=530, y=568)


def test_a_host_keeps_no_places() -> None:
    with acting(make_colleague(Role.HOST).key) as actor, pytest.raises(DatabaseError):
        keep_place(place=KAJEN, by=actor)


def test_a_provider_keeps_a_place() -> None:
    with acting(make_colleague(Role.PROVIDER).key) as actor:
        keep_place(place=KAJEN, by=actor)
        keep_place(place=PlaceSheet(slug="kajen", name="Kajen 2", address="Kajen 4"), by=actor)
    assert Place.objects.get().x is None
