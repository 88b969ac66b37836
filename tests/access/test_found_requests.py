"""Requests that no page of ours sends: other hosts, other ways back, forms from elsewhere, old links."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from indgang.access.door import acting
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality

pytestmark = pytest.mark.usefixtures("committed")

ELSEWHERE = [
    "https://example.org/", "//example.org", "/\\example.org", "///example.org", "javascript:alert(1)",
    "/\t/example.org", "https:example.org", "\x00//example.org",
]  # fmt: skip


@pytest.fixture
def karen(committed: None) -> Holder:
    make_municipality()
    return make_guest()


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "example.org:80", "a b"])
@pytest.mark.parametrize("path", ["/", "/ind/", "/konto/password/reset/", "/min"])
def test_no_page_answers_in_another_name(karen: Holder, host: str, path: str) -> None:
    client = Client()
    answer = client.get(path, headers={"host": host, "x-forwarded-host": "127.0.0.1"})
    assert answer.status_code == 400
    assert "example.org" not in answer.content.decode()


def test_a_host_somebody_forwards_is_not_believed(karen: Holder) -> None:
    answer = Client().get("/min", headers={"x-forwarded-host": "example.org"})
    assert "example.org" not in answer["Location"]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize(
    "path", ["/konto/videre?next={}", "/i18n/setlang/?next={}", "/konto/login/?next={}"]
)
def test_no_way_back_leads_elsewhere(karen: Holder, elsewhere: str, path: str) -> None:
    client = Client()
    for answer in (
        client.get(path.format(elsewhere)),
        client.post(path.format(elsewhere), {"next": elsewhere, "language": "en"}),
    ):
        location = answer.headers.get("Location", "/")
        assert location.startswith("/"), location
        assert not location.startswith(("//", "/\\", "/\t")), location


def posts() -> list[str]:
    """Every address that takes no id and is not a stream or a file."""
    found = []
    for pattern in get_resolver().url_patterns:
        for entry in getattr(pattern, "url_patterns", [pattern]):
            route = f"{pattern.pattern}{entry.pattern}" if entry is not pattern else entry.pattern
            if "<" not in str(route):
                found.append(f"/{route}")
    return sorted(set(found))


@pytest.mark.parametrize("path", posts())
def test_a_form_from_elsewhere_changes_nothing(karen: Holder, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.KEY_COOKIE] = karen.key
    answer = client.post(path, {"x": "y"}, headers={"origin": "https://example.org"})
    is_sent_away = answer.headers.get("Location", "") == "/konto/login/"
    assert answer.status_code in (403, 404, 405) or is_sent_away, path


def test_a_form_with_ids_from_elsewhere_changes_nothing(karen: Holder) -> None:
    mette = make_colleague()
    permission = allow(karen, to=mette)
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.KEY_COOKIE] = karen.key
    for path in (
        f"/min/tilladelser/{permission}/stop",
        f"/huset/gaest/{karen.person_id}/kort",
        "/kort/stop/00000000-0000-4000-8000-000000000000",
    ):
        assert client.post(path, headers={"origin": "https://example.org"}).status_code == 403


def test_a_key_planted_in_the_browser_is_worth_nothing_when_she_has_shown_her_card(
    karen: Holder,
) -> None:
    """Whoever puts a number of his own into somebody's browser must not get in with it later."""
    client = Client()
    client.cookies[settings.KEY_COOKIE] = "x" * 43
    assert client.get("/min/tilladelser").status_code == 302
    with acting("x" * 43) as nobody:
        assert not nobody.is_known


@pytest.mark.parametrize("path", ["/min", "/min/tilladelser", "/min/tilladelser/opslag"])
def test_a_page_of_somebody_is_kept_by_nobody(karen: Holder, path: str) -> None:
    client = Client()
    client.cookies[settings.KEY_COOKIE] = karen.key
    answer = client.get(path)
    assert "no-store" in answer["Cache-Control"]
    assert "Cookie" in answer.headers.get("Vary", "")


def test_what_a_stream_says_is_fetched_and_never_shown() -> None:
    """Whoever has SQL can send notifications of his own (SECURITY.md): a page believes none of them."""
    script = Path(__file__).parents[2] / "indgang/web/static/web/live.js"
    text = script.read_text()
    assert "EventSource" in text
    assert not re.search(r"\b(event|message|news|e|m)\.data\b", text)
