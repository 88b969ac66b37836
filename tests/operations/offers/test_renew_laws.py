from datetime import date

import pytest
from django.db import DatabaseError

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.offers.models import LawBasis
from indgang.offers.operations import renew_laws
from tests.database import as_owner
from tests.factories.people import make_colleague, make_worker

pytestmark = pytest.mark.django_db


def test_a_guide_does_not_change_the_law() -> None:
    with acting(make_colleague(Role.GUIDE).key) as actor, pytest.raises(DatabaseError):
        renew_laws(by=actor)


def test_the_sections_are_there_once_and_the_municipalitys_own_stay() -> None:
    with as_owner():
        LawBasis.objects.create(
            section="SEL § 79", title="Egen", mode="open", valid_from=date(2020, 1, 1)
        )
    with acting(make_worker().key) as actor:
        number = renew_laws(by=actor)
        assert renew_laws(by=actor) == number
    assert LawBasis.objects.count() == number + 1
    modes = dict(LawBasis.objects.values_list("section", "mode"))
    assert (modes["SEL § 85"], modes["SEL § 10"], modes["SEL § 82 b"]) == (
        "decision", "open", "either",
    )  # fmt: skip
