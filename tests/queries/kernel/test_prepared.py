from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import Q, QuerySet
from pytest_django.fixtures import DjangoAssertNumQueries

from indgang.kernel import clock
from indgang.kernel.prepared import Prepared, prepared, put_beside
from indgang.offers.models import Offer, OfferNeed, Session
from tests.factories.offers import make_need, make_offer, make_place, make_session

pytestmark = pytest.mark.django_db


@prepared
def sessions_between(offer_id: UUID, since: datetime, until: datetime) -> QuerySet[Session]:
    """Those that touch the time."""
    not_over = Q(ends_at__isnull=True, starts_at__gte=since) | Q(ends_at__gte=since)
    return (
        Session.objects.filter(not_over, offer_id=offer_id, starts_at__lt=until)
        .select_related("offer__place")
        .order_by("starts_at")
    )


@prepared
def offers_among(ids: list[UUID], status: str, most: int) -> "QuerySet[Offer, tuple[UUID, str]]":
    return Offer.objects.filter(id__any_of=ids, status=status, intrusive__lte=most).values_list(
        "id", "title"
    )


def test_a_query_that_looks_at_the_clock_is_refused() -> None:
    @prepared
    def stuck(offer_id: UUID) -> QuerySet[Session]:
        return Session.objects.filter(offer_id=offer_id, ends_at__gt=clock.now())

    with pytest.raises(TypeError, match="stands still"):
        stuck(uuid4())


def test_an_argument_that_the_query_never_asks_for_is_refused() -> None:
    @prepared
    def careless(slug: str, word: str) -> QuerySet[Offer]:
        return Offer.objects.filter(slug=slug, title__icontains=word)  # %word% is not the word

    with pytest.raises(TypeError, match="does not ask for: word"):
        careless("a", "b")


def test_a_query_that_would_ask_a_second_one_is_refused() -> None:
    @prepared
    def twice(slug: str) -> QuerySet[Offer]:
        return Offer.objects.filter(slug=slug).prefetch_related("rule_set__lines")

    with pytest.raises(TypeError, match="put_beside"):
        twice("a")


def test_the_first_of_the_rows_or_none() -> None:
    offer = make_offer("skak")
    assert offers_among.first([offer.id], "published", 3) == (offer.id, offer.title)
    assert offers_among.first([offer.id], "paused", 3) is None


def test_nothing_is_no_value_to_ask_for() -> None:
    with pytest.raises(TypeError, match="None"):
        offers_among([uuid4()], None, 3)  # type: ignore[arg-type]


def test_a_kind_of_argument_that_cannot_be_found_again_is_refused() -> None:
    def wrong(is_free: bool) -> QuerySet[Offer]:
        return Offer.objects.filter(title=str(is_free))

    with pytest.raises(TypeError, match="bool"):
        Prepared(wrong)(True)


def test_the_rows_are_those_of_the_query_for_every_value() -> None:
    now = clock.now()
    chess, walk = make_offer("skak", place=make_place()), make_offer("gåtur")
    for offer, hours in ((chess, 1), (chess, 30), (walk, 2), (chess, -40)):
        make_session(offer, starts_at=now + timedelta(hours=hours))
    for offer in (chess, walk):
        for days in (1, 2):
            asked: tuple[Any, ...] = (offer.id, now, now + timedelta(days=days))
            rows = sessions_between(*asked)
            assert rows == list(sessions_between.build(*asked))
            assert [row.offer.title for row in rows] == [offer.title] * len(rows)
    assert len(sessions_between(chess.id, now, until=now + timedelta(days=2))) == 2


def test_it_is_one_query_and_what_was_joined_is_there(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    offer = make_offer("skak", place=make_place())
    make_session(offer, starts_at=clock.now() + timedelta(hours=1))
    with django_assert_num_queries(1):
        found = sessions_between(offer.id, clock.now(), clock.now() + timedelta(days=1))
        assert [session.offer.place for session in found] == [offer.place]


def test_a_list_is_one_value_however_long() -> None:
    chess, walk = make_offer("skak", place=make_place()), make_offer("gåtur")
    assert offers_among([], "published", 3) == []
    assert offers_among([chess.id], "published", 3) == [(chess.id, chess.title)]
    both = offers_among([chess.id, walk.id, uuid4()], "published", 3)
    assert {offer_id for offer_id, _title in both} == {chess.id, walk.id}
    assert offers_among([chess.id], "paused", 3) == []


def test_a_day_is_an_argument_too() -> None:
    @prepared
    def begun_on(day: date) -> QuerySet[Session]:
        return Session.objects.filter(starts_at__date=day)

    session = make_session(
        make_offer("skak", place=make_place()), starts_at=clock.now() + timedelta(days=3)
    )
    day = clock.local(session.starts_at).date()
    assert begun_on(day) == [session]
    assert begun_on(day + timedelta(days=1)) == []


def test_children_are_put_beside_their_parents(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    chess, walk = make_offer("skak", place=make_place()), make_offer("gåtur")
    need = make_need()
    links = [OfferNeed(offer=chess, need=need), OfferNeed(offer=chess, need=need)]
    put_beside([chess, walk], "need_links", links, by="offer_id")
    with django_assert_num_queries(0):
        assert list(chess.need_links.all()) == links
        assert list(walk.need_links.all()) == []
