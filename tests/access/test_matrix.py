"""Every address × everybody: what each may open, and that nothing of Karen's comes out otherwise.

The addresses are read from the project itself, so a new page is in the matrix from its first day.
"""

from collections.abc import Iterable
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from indgang.kernel.actor import Role
from indgang.people.models import Colleague, Membership
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_organisation
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_key,
    make_municipality,
    make_unit,
    make_worker,
)
from tests.factories.plans import fill_plan, make_course, make_guide_of
from tests.factories.rows import make_row, person_column, personal_models
from tests.factories.world import Address, addresses_about

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]

SECRET = "hemmeligt"  # noqa: S105 – no password: it stands in every text of Karen's
NO_ENTRY = {302, 401, 403, 405}
FORBIDDEN_TO_READ = {404, 405}
# The same answer for everybody's id and for none: the emergency form, and the way back when a
# guest has ended every permission in the meantime.
SAYS_NOTHING = ("/noed", "/klar")


def everything_about(person_id: UUID) -> list[tuple[str, str]]:
    """Every row about the person, as text, to see that nothing was changed."""
    found = []
    with as_owner(), connection.cursor() as cursor:
        for model in personal_models():
            table, column = model._meta.db_table, person_column(model)
            rows = f"select t::text from {table} t where {column} = %s order by 1"  # noqa: S608
            cursor.execute(rows, [person_id])
            found += [(table, row[0]) for row in cursor.fetchall()]
    return found


@pytest.fixture
def karen(committed: None) -> Holder:
    """One row in every table there is, each with a secret in it."""
    make_municipality()
    make_unit()
    karen = make_guest()
    for model in personal_models():
        if model not in (Colleague, Membership):  # Karen does not work here
            make_row(model, karen.person_id)
    with as_owner(), connection.cursor() as cursor:
        # A purpose is one of a few words of ours, which sample checks show.
        cursor.execute("update access_lookup set purpose = 'samtale', role = '', basis = 'guest'")
    return karen


@pytest.fixture
def client_of(karen: Holder) -> Client:
    return Client()


def knock(client: Client, address: Address, ways: Iterable[str], *, admitted: bool) -> None:
    """Look or push at one address, or both; a page that does not admit says nothing."""
    for way in ways:
        answer = getattr(client, way)(address.path)
        seen = (address.path, way, answer.status_code)
        body = answer.content if not answer.streaming else b""
        assert answer.status_code < 500, seen
        assert SECRET.encode() not in body, seen
        if not admitted:
            assert answer.status_code in NO_ENTRY, seen
        elif way == "get" and address.is_hers and not address.path.endswith(SAYS_NOTHING):
            assert answer.status_code in FORBIDDEN_TO_READ, seen


def knock_everywhere(client: Client, karen: Holder, roles: set[Role], *, key: str) -> None:
    before = everything_about(karen.person_id)
    for number, address in enumerate(addresses_about(karen)):
        # Leaving is for the last; in the gallery everybody sees the same, and nothing of anybody.
        if address.path == "/ud" or (address.path == "/galleri" and roles):
            continue
        admitted = address.admits(roles, key=key)
        ways = ["get", "post"]
        if not admitted and isinstance(address.guard, frozenset) and roles:
            # Such a guard does not look at the way: one role tries the one, the next the other.
            turn = number + sum(sorted(Role).index(role) for role in roles)
            ways = [ways[turn % 2]]
        knock(client, address, ways, admitted=admitted)
    assert everything_about(karen.person_id) == before


def test_nobody(karen: Holder) -> None:
    knock_everywhere(Client(), karen, set(), key="none")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.GUEST, Role.WORKER}))
def test_a_colleague_whom_she_has_not_let_in(karen: Holder, role: Role) -> None:
    elsewhere = make_unit("house", "Et andet hus")
    client = Client()
    client.cookies["indgang_key"] = make_colleague(role, unit=elsewhere, name="Bo").key
    knock_everywhere(client, karen, {role}, key="session")


def test_another_guest(karen: Holder) -> None:
    client = Client()
    client.cookies["indgang_key"] = make_guest("Bo").key
    knock_everywhere(client, karen, {Role.GUEST}, key="card")


def test_a_link_of_another_guest(karen: Holder) -> None:
    client = Client()
    bo = make_guest("Bo")
    client.cookies["indgang_key"] = make_key(bo.person_id, "link", kinds=["checkins"])
    knock_everywhere(client, karen, {Role.GUEST}, key="link")


def test_the_personal_link_of_somebody_who_stands_for_other_offers(karen: Holder) -> None:
    client = Client()
    poul = make_provider(make_organisation("Motionsklubben"))
    client.cookies["indgang_key"] = make_key(poul.person_id, "offers")
    knock_everywhere(client, karen, set(), key="offers")


def test_the_workers_key_is_no_way_into_a_page(karen: Holder) -> None:
    client = Client()
    client.cookies["indgang_key"] = make_worker().key
    before = everything_about(karen.person_id)
    for address in addresses_about(karen):
        answer = client.get(address.path)
        assert answer.status_code < 500, address.path
        assert SECRET.encode() not in answer.content, address.path
    assert everything_about(karen.person_id) == before


def test_a_guide_whose_permission_was_withdrawn(karen: Holder) -> None:
    mette = make_colleague(Role.GUIDE, unit=make_unit("house", "Et andet hus"))
    permission_id = allow(karen, to=mette, kinds=["plan", "story", "goals", "checkins", "contact"])
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update access_permission set withdrawn_at = now(), withdrawn_by = person_id"
            " where id = %s",
            [permission_id],
        )
    client = Client()
    client.cookies["indgang_key"] = mette.key
    knock_everywhere(client, karen, {Role.GUIDE}, key="session")


def test_the_guest_and_a_guide_she_has_let_in_open_what_is_hers(committed: None) -> None:
    make_municipality()
    karen = make_guest()
    make_course(karen)
    fill_plan(karen)
    mette = make_guide_of(karen)
    for holder, prefix in ((karen, "/min"), (mette, f"/huset/gaest/{karen.person_id}")):
        client = Client()
        client.cookies["indgang_key"] = holder.key
        for page in ("/plan", "/plan/print"):
            answer = client.get(prefix + page)
            assert answer.status_code == 200, prefix + page
            assert "Jeg vil ud af huset hver dag" in answer.content.decode()


def test_a_guide_who_may_see_only_the_card_sees_no_plan(committed: None) -> None:
    make_municipality()
    karen = make_guest()
    make_course(karen)
    fill_plan(karen)
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette)
    client = Client()
    client.cookies["indgang_key"] = mette.key
    for page in ("", "/plan", "/plan/print", "/gaar-det"):
        body = client.get(f"/huset/gaest/{karen.person_id}{page}").content.decode()
        assert "Jeg vil ud af huset" not in body
