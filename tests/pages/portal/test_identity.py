import pytest
from django.db import connection
from django.test import Client

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.access.queries import persons_of_cpr
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.operations import Papers, forget_identity, keep_identity
from tests.database import as_owner
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality

pytestmark = pytest.mark.django_db

NOBODYS = "310299-0000"  # a replacement-like pattern is not needed: there is no such day
NUMBER = "610100-0000"  # day + 60: a replacement number, which no person is born with


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    return make_guest()


@pytest.fixture
def page(client: Client, karen: Holder) -> Client:
    client.cookies["indgang_key"] = karen.key
    return client


@pytest.mark.parametrize(
    ("typed", "said"),
    [(NOBODYS, "ikke en dato"), ("12345", "ti tal"), ("hest", "kun tal"), ("010203X1AB4", "")],
)
def test_what_is_no_number_is_told_and_nothing_is_lost(page: Client, typed: str, said: str) -> None:
    answer = page.post("/min/navn", {"cpr": typed, "full_name": "Karen Prøve"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Karen Prøve" in answer.content.decode()


def test_the_number_is_encrypted_and_shown_masked(page: Client, karen: Holder) -> None:
    assert page.post("/min/navn", {"cpr": NUMBER, "full_name": "Karen Prøve"}).status_code == 302
    text = page.get("/min/navn").content.decode()
    assert "610100-xxxx" in text
    assert "6101000000" not in text
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select i::text from people_identity i")
        assert "6101000000" not in cursor.fetchone()[0]
        cursor.execute("select string_agg(c::text, '') from history_change c")
        assert "6101000000" not in cursor.fetchone()[0]
    page.post("/min/navn", {"full_name": "Karen"})
    assert "610100-xxxx" in page.get("/min/navn").content.decode()  # empty keeps it
    assert page.post("/min/navn/slet").status_code == 302
    assert "610100-xxxx" not in page.get("/min/navn").content.decode()


def test_a_number_finds_only_whom_one_may_contact(page: Client, karen: Holder) -> None:
    page.post("/min/navn", {"cpr": NUMBER})
    bo, mette = make_colleague(Role.GUIDE, name="Bo"), make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["contact"])
    with acting(bo.key):
        assert persons_of_cpr(NUMBER) == []
    with acting(mette.key):
        assert persons_of_cpr("hest") == []
        assert persons_of_cpr(NUMBER) == [karen.person_id]
    with acting(karen.key):
        assert Lookup.objects.get().purpose == "søgning på nummer"


def test_a_protected_address_is_one_more_press_that_the_guest_sees(
    page: Client, karen: Holder
) -> None:
    papers = {"street": "Skjult Vej 1", "postal_code": "0000", "city": "By", "is_protected": "on"}
    assert page.post("/min/navn", papers).status_code == 302
    assert "Skjult Vej 1" in page.get("/min/navn").content.decode()
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["contact"])
    hers = Client()
    hers.cookies["indgang_key"] = mette.key
    address = f"/huset/gaest/{karen.person_id}/kontakt"
    assert "Skjult Vej" not in hers.get(address).content.decode()
    assert "Skjult Vej 1" in hers.post(address).content.decode()
    with acting(karen.key):
        assert "adresse: kontakt" in set(Lookup.objects.values_list("purpose", flat=True))


def test_nobody_writes_anothers_papers(karen: Holder) -> None:
    bo = make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        forget_identity(person_id=karen.person_id, by=actor)
    with acting(bo.key) as actor, pytest.raises(Refused):
        keep_identity(person_id=bo.person_id, papers=Papers(cpr="x"), by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        keep_identity(person_id=karen.person_id, papers=Papers(full_name="x"), by=actor)
