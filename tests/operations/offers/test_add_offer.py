from dataclasses import replace
from datetime import time

import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer
from indgang.offers.operations import add_offer
from indgang.offers.rules.sheet import Times
from tests.factories.offers import SHEET, a_town
from tests.factories.people import make_colleague, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"provider": "Ukendt"}, "provider: »Ukendt« findes ikke"),
        ({"place": "maanen"}, "place: »maanen« findes ikke"),
        ({"needs": ("ukendt",)}, "needs: »ukendt« findes ikke"),
        ({"laws": ("SEL § 999",)}, "laws: »SEL § 999« findes ikke"),
        ({"kind": "fest"}, "kind: »fest« kan ikke vælges"),
        ({"slug": "Gå og snak"}, "kun have små bogstaver"),
        ({"times": (Times(time(14), 60, "FREQ=HOURLY"),)}, "ikke en gentagelse"),
    ],
)
def test_what_is_wrong_is_said_by_column(change: dict[str, object], said: str) -> None:
    admin = a_town()
    with acting(admin.key) as actor, pytest.raises(Refused, match=said):
        add_offer(sheet=replace(SHEET, **change), by=actor)  # type: ignore[arg-type]
    assert not Offer.objects.exists()


def test_a_short_name_is_used_once() -> None:
    admin = a_town()
    with acting(admin.key) as actor:
        add_offer(sheet=SHEET, by=actor)
        with pytest.raises(Refused, match="der allerede"):
            add_offer(sheet=SHEET, by=actor)


@pytest.mark.parametrize("role", [Role.HOST, Role.GUIDE, Role.LEADER, Role.PROVIDER])
def test_only_who_stands_for_it_may_add_it(role: Role) -> None:
    a_town()
    bo = make_colleague(role, name="Bo")
    with acting(bo.key) as actor, pytest.raises(Refused, match="står for tilbuddet"):
        add_offer(sheet=SHEET, by=actor)


def test_a_provider_adds_his_own_organisations_offer() -> None:
    a_town()
    pia = make_colleague(Role.PROVIDER, unit=make_unit("provider"), name="Pia")
    with acting(pia.key) as actor:
        offer = add_offer(
            sheet=replace(SHEET, provider="Prøveby Kommune", access_lines=()), by=actor
        )
    assert offer.updated_by == pia.person_id


def test_everything_on_the_sheet_is_kept() -> None:
    admin = a_town()
    with acting(admin.key) as actor:
        add_offer(sheet=SHEET, by=actor)
    offer = Offer.objects.get()
    assert [need.code for need in offer.needs_in_order] == ["loneliness", "body"]
    assert [law.section for law in offer.laws.all()] == ["SEL § 104"]
    assert offer.rule_set
    assert [line.max_times for line in offer.rule_set.lines.all()] == [12, None]
    assert offer.schedules.get().seats == 12
    assert offer.place is not None
    assert offer.place.slug == "biblioteket"
