from datetime import date

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from indgang.web.context import municipality
from indgang.web.csp import ContentSecurityPolicy
from indgang.web.municipality import NEUTRAL, CrisisNumber, Municipality, remember
from indgang.web.parts import Link

LILLEVANG = Municipality(
    name="Lillevang Kommune",
    short_name="Lillevang",
    phone="70 11 22 33",
    address="Torvet 4",
    opening_hours_text="Alle dage",
    crisis_numbers=(CrisisNumber("Akut", "+45 70 11 22 44", "Døgnet rundt"),),
    checked_on=date(2026, 3, 2),
    theme="skov",
)
LAYOUTS = ("guest", "staff", "print", "wall", "base")


def page(rf: RequestFactory, layout: str) -> str:
    request = rf.get("/")
    request.municipality = lambda: LILLEVANG
    try:
        values = {"navigation": [Link("Hjem", "/min", "home", current=True)]}
        return render_to_string(f"web/{layout}.html", values, request=request)
    finally:
        remember(NEUTRAL)


def test_the_crisis_line_is_one_tap_away_in_every_layout(rf: RequestFactory) -> None:
    for layout in LAYOUTS:
        assert 'href="tel:+4570112244"' in page(rf, layout), layout


def test_every_layout_has_a_language_a_way_past_the_header_and_one_main_part(
    rf: RequestFactory,
) -> None:
    for layout in LAYOUTS:
        shown = page(rf, layout)
        assert '<html lang="da" data-theme="skov">' in shown, layout
        assert 'class="skipnav" href="#indhold"' in shown, layout
        assert shown.count("<main") == 1, layout


def test_guests_and_staff_have_their_menu_and_the_current_page_is_marked(
    rf: RequestFactory,
) -> None:
    assert '<a href="/min" aria-current="page">' in page(rf, "guest")
    assert '<a href="/min" aria-current="page">' in page(rf, "staff")
    assert 'class="guest has-bar"' in page(rf, "guest")


def test_the_footer_says_where_the_house_is_and_when_the_numbers_were_checked(
    rf: RequestFactory,
) -> None:
    shown = page(rf, "guest")
    assert "Torvet 4" in shown
    assert "Numrene er tjekket den 2. marts 2026." in shown
    assert 'href="/was"' in shown


def test_a_page_that_asks_once_more_says_what_happens_and_has_a_way_back(
    rf: RequestFactory,
) -> None:
    values = {
        "title": "Vil du lukke for adgangen?",
        "text": "Du kan åbne igen.",
        "action": "/min/adgang/luk",
        "submit": "Luk for adgangen",
        "cancel": "/min/adgang",
        "tone": "danger",
    }
    shown = render_to_string("web/confirm.html", values, request=rf.get("/"))
    assert 'action="/min/adgang/luk" method="post"' in shown
    assert "csrfmiddlewaretoken" in shown
    assert 'class="button button-danger"' in shown
    assert 'href="/min/adgang"' in shown


def test_a_page_without_a_municipality_is_neutral(rf: RequestFactory) -> None:
    assert municipality(rf.get("/")) == {"municipality": NEUTRAL}
    assert NEUTRAL.crisis_line.number == "112"
    assert Municipality("A", "A", crisis_numbers=()).crisis_line.number == "112"


def test_every_answer_is_closed_to_all_that_is_not_its_own(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    answer = ContentSecurityPolicy(view)(rf.get("/"))
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_header_that_a_view_set_itself_stays(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Referrer-Policy": "no-referrer"})

    assert ContentSecurityPolicy(view)(rf.get("/"))["Referrer-Policy"] == "no-referrer"
