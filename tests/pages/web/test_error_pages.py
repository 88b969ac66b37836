import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from indgang.web import answers, municipality, views
from indgang.web.municipality import NEUTRAL, CrisisNumber, Municipality

LILLEVANG = Municipality(
    name="Lillevang Kommune",
    short_name="Lillevang",
    phone="70 11 22 33",
    crisis_numbers=(CrisisNumber("Akuttelefonen", "70 11 22 44", "Døgnet rundt"),),
)
STATUSES = (400, 403, 404, 410, 413, 429, 500, 503)


@pytest.fixture(autouse=True)
def _forget_the_municipality() -> Iterator[None]:
    municipality.remember(NEUTRAL)
    yield
    municipality.remember(NEUTRAL)


def read(page: HttpResponse) -> str:
    """What a person reads in the middle of the page."""
    main = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", "<" + main)))


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_needs_no_database_and_has_a_way_on(rf: RequestFactory, status: int) -> None:
    page = answers.error_page(rf.get("/"), status)
    assert page.status_code == status
    assert 'href="/"' in page.content.decode()
    assert 'href="tel:112"' in page.content.decode()
    assert lix(read(page)) <= GUEST_LIX_LIMIT


def test_an_error_page_gives_the_local_crisis_line_when_it_was_last_known(
    rf: RequestFactory,
) -> None:
    municipality.remember(LILLEVANG)
    page = views.server_error(rf.get("/")).content.decode()
    assert 'href="tel:70112244"' in page
    assert "Lillevang Kommune" in page


def test_each_handler_answers_with_its_own_status(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert views.bad_request(request).status_code == 400
    assert views.forbidden(request).status_code == 403
    assert views.not_found(request).status_code == 404
    assert views.csrf_failure(request, "stale").status_code == 403


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_our_pause_and_not_our_fault(
    rf: RequestFactory, fault: type[Exception]
) -> None:
    try:
        raise fault("couldn't get a connection")
    except fault:
        page = views.server_error(rf.get("/"))
    assert (page.status_code, page["Retry-After"]) == (503, "10")
    assert "straks tilbage" in read(page)


@override_settings(TEMPLATES=[])
def test_when_even_the_error_page_fails_a_plain_one_is_shown(rf: RequestFactory) -> None:
    page = views.server_error(rf.get("/"))
    assert page.status_code == 500
    assert 'href="tel:112"' in page.content.decode()


def test_a_refusal_shows_its_sentence_and_a_way_on(rf: RequestFactory) -> None:
    page = answers.refused(rf.get("/"), "Holdet er fuldt.", way_on="/tilbud")
    assert page.status_code == 409
    assert "Holdet er fuldt." in page.content.decode()
    assert 'href="/tilbud"' in page.content.decode()


def test_a_refusal_of_a_small_request_leaves_the_page_standing(rf: RequestFactory) -> None:
    page = answers.refused(rf.get("/", headers={"HX-Request": "true"}), "Holdet er fuldt.")
    assert "<html" not in page.content.decode()
    assert page["HX-Retarget"] == "#beskeder"


def test_the_statement_on_accessibility_is_where_the_municipality_publishes_it(
    rf: RequestFactory,
) -> None:
    request = rf.get("/was")
    page = views.accessibility_statement(request)
    assert page.status_code == 200
    published = Municipality("A", "A", accessibility_url="https://was.example/a")
    request.municipality = lambda: published
    assert views.accessibility_statement(request)["Location"] == "https://was.example/a"
