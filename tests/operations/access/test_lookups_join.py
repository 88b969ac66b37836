import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.access.operations import open_person
from tests.database import as_owner
from tests.factories.people import Holder, allow, make_colleague, make_guest

pytestmark = pytest.mark.django_db


def visit(karen: Holder, mette: Holder, purpose: str = "samtale") -> None:
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose=purpose, by=actor)


def lines(karen: Holder) -> list[tuple[str, int]]:
    with acting(karen.key):
        return list(Lookup.objects.order_by("id").values_list("purpose", "times"))


def test_another_reason_another_kind_or_another_colleague_is_a_line_of_its_own() -> None:
    karen, mette, bo = make_guest(), make_colleague(), make_colleague(name="Bo")
    allow(karen, to=mette)
    allow(karen, to=bo)
    visit(karen, mette)
    visit(karen, mette, "opfølgning")
    visit(karen, bo)
    allow(karen, to=mette, kinds=["plan"])
    visit(karen, mette)
    assert lines(karen) == [("samtale", 1), ("opfølgning", 1), ("samtale", 1), ("samtale", 1)]


def test_one_visit_is_one_line_however_often_it_is_saved() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette)
    for _word in range(5):
        visit(karen, mette)
    assert lines(karen) == [("samtale", 5)]


def test_who_comes_back_later_is_a_new_visit() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette)
    visit(karen, mette)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update access_lookup set at = at - interval '16 minutes'")
    visit(karen, mette)
    assert lines(karen) == [("samtale", 1), ("samtale", 1)]
