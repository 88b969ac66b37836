from datetime import timedelta

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.access.models import Key
from indgang.access.operations import give_offers_link, keep_links_pace, stop_offers_link
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_organisation
from tests.factories.people import Holder, make_colleague, make_guest, make_key

pytestmark = pytest.mark.django_db
RAW = "r" * 43


def give(by: str, to: Holder, *, raw: str = RAW, days: int = 30, label: str = "plads:1") -> None:
    with acting(by) as actor:
        give_offers_link(
            holder_id=to.person_id, days=days, raw_key=raw, label=label, by=actor
        )  # fmt: skip


def organisations(key: str) -> list[object]:
    with acting(key), connection.cursor() as cursor:
        cursor.execute("select unnest(indgang.answering_organisations())")
        return [row[0] for row in cursor.fetchall()]


def test_nobody_makes_a_link_for_another_nor_by_a_link() -> None:
    poul = make_provider(make_organisation())
    sofie = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    for key in (sofie.key, make_guest().key, make_key(poul.person_id, "offers")):
        with pytest.raises(NotThere):
            give(key, poul)


def test_who_stands_for_no_offer_gets_none() -> None:
    mette = make_colleague(Role.GUIDE)
    with pytest.raises(NotThere):
        give(mette.key, mette)


def test_a_link_opens_the_offers_and_nothing_of_its_holder() -> None:
    organisation = make_organisation()
    poul = make_provider(organisation)
    give(poul.key, poul)
    assert organisations(RAW) == [organisation.id]
    with acting(RAW) as actor:
        assert actor.key_kind == "offers"
        assert not actor.is_staff
        with connection.cursor() as cursor:
            cursor.execute("select cardinality(indgang.readable('card')), indgang.kept_offers()")
            assert cursor.fetchone() == (0, [])
    with as_owner():
        key = Key.objects.get(kind="offers")
        assert RAW.encode() not in bytes(key.hash)
        assert key.expires_at is not None


def test_it_lasts_ninety_days_at_most_and_an_administrator_gives_it_too() -> None:
    poul, anne = make_provider(make_organisation()), make_colleague(Role.ADMINISTRATOR, name="Anne")
    give(anne.key, poul, days=4000)
    with as_owner():
        expires_at = Key.objects.get(kind="offers").expires_at
    assert expires_at is not None
    assert expires_at <= clock.now() + timedelta(days=90, minutes=1)


def test_a_stopped_link_and_one_of_somebody_who_left_open_nothing() -> None:
    poul = make_provider(make_organisation())
    give(poul.key, poul)
    other = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    with acting(other.key) as actor, pytest.raises(NotThere):
        stop_offers_link(label="plads:1", by=actor)
    with acting(poul.key) as actor:
        stop_offers_link(label="plads:1", by=actor)
    with acting(RAW) as actor:
        assert not actor.is_known
    give(poul.key, poul, raw="s" * 43, label="plads:2")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update people_membership set until_on = current_date - 1 where person_id = %s",
            [poul.person_id],
        )
    assert organisations("s" * 43) == []


def test_a_hand_is_slower_than_a_machine() -> None:
    poul = make_provider(make_organisation())
    give(poul.key, poul)
    with acting(RAW) as actor:
        for _ in range(60):
            keep_links_pace(by=actor)
        with pytest.raises(Refused):
            keep_links_pace(by=actor)
    with acting(poul.key) as actor:
        keep_links_pace(by=actor)
