"""What people type, and what they must find. On the offers of the demo town."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indgang.kernel import clock
from indgang.offers.queries import OfferSearch, found_offers, needs_in_words, offers_alike
from indgang.offers.rules.spots import Spot
from tests.factories.lillevang import make_overview
from tests.factories.offers import make_offer, make_place, make_session, seat
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db

# What is typed, and offers of which at least one must be among the first three.
SAID = [
    ("jeg kan ikke betale min husleje", "penge-uden-panik behold-din-bolig"),
    ("gæld", "gaeldsraadgivning"),
    ("gaeld", "gaeldsraadgivning"),
    ("rådgivning", "gaeldsraadgivning stofraadgivning"),
    ("gældsrådgivning", "gaeldsraadgivning"),
    ("jeg tør ikke åbne mine breve", "gaeldsraadgivning"),
    ("jeg skylder penge væk", "gaeldsraadgivning penge-uden-panik"),
    ("angst", "laer-din-angst-at-kende selvhjaelp-angst"),
    ("angts", "laer-din-angst-at-kende selvhjaelp-angst"),
    ("psykolog", "billig-psykolog"),
    ("psykolg", "billig-psykolog"),
    ("jeg kan ikke sove", "sov-bedre"),
    ("søvn", "soevndagbogen sov-bedre"),
    ("drikker for meget", "samtaler-om-alkohol"),
    ("alkohol", "samtaler-om-alkohol"),
    ("min søn tager stoffer", "stofraadgivning"),
    ("hash", "stofraadgivning"),
    ("bliver smidt ud af min lejlighed", "behold-din-bolig en-nat-paa-ankeret"),
    ("hjemløs", "en-nat-paa-ankeret behold-din-bolig"),
    ("job", "job-med-stoette job-ved-kaffebordet"),
    ("digital post", "digital-post-hjaelp"),
    ("mit id", "digital-post-hjaelp"),
    ("lave mad", "mad-for-en"),
    ("gå en tur", "gaa-og-snak"),
    ("jeg er så alene", "julen-sammen foelgesvend"),
    ("debt", "gaeldsraadgivning"),
    ("vold", "krisecentret-lae"),
    ("min kone slår mig", "krisecentret-lae foer-det-koger-over"),
    ("sorg min mand er død", "sorggruppen"),
    ("pårørende til en der drikker", "paaroerendecafe"),
    ("min mor er syg", "naar-mor-eller-far-er-syg"),
    ("selvmord", "akuttelefonen"),
    ("jeg hører stemmer", "stemmehoererne"),
    ("fodbold", "gadefodbold"),
    ("hund", "lufteturen"),
    ("strikke", "loes-maske"),
    ("cykel", "cykelvaerkstedet"),
    ("tegne og male", "malerloftet"),
    ("rygestop", "sidste-smoeg"),
    ("jeg vil gerne stoppe med at ryge", "sidste-smoeg"),
    ("cigaretter", "sidste-smoeg"),
    ("ordblind", "laes-og-skriv-lettere"),
    ("dyslexia", "laes-og-skriv-lettere"),
    ("nemid", "digital-post-hjaelp datastuen"),
    ("NemID", "digital-post-hjaelp datastuen"),
    ("mitid", "digital-post-hjaelp datastuen"),
    ("selvskade", "akuttelefonen"),
    ("jeg skærer i mig selv", "akuttelefonen vaert-i-doeren"),
    ("self-harm", "akuttelefonen"),
    ("jeg vil dø", "akuttelefonen"),
    ("stofmisbrug", "stofraadgivning"),
    ("bostøtte", "fast-stoette-hjemme hjemme-hos-dig hverdagen-i-smaa-skridt"),
]
# What must show the crisis numbers before anything else.
URGENT = ("selvskade", "jeg skærer i mig selv", "skærer mig i armen", "selvmord", "jeg vil dø",
          "self-harm", "I want to die", "cutting")  # fmt: skip
SATURDAY_NIGHT = datetime(2026, 11, 21, 20, tzinfo=UTC)


def slugs(search: OfferSearch) -> list[str]:
    return [found.offer.slug for found in found_offers(search)]


@pytest.mark.slow
def test_people_find_what_they_need_in_their_own_words() -> None:
    with clock.stopped(SATURDAY_NIGHT):
        make_overview()
        missed = [
            (said, slugs(OfferSearch(text=said))[:3])
            for said, wanted in SAID
            if not set(wanted.split()) & set(slugs(OfferSearch(text=said))[:3])
        ]
        assert not missed
        with CaptureQueriesContext(connection) as queries:
            found_offers(OfferSearch(text="jeg kan ikke betale min husleje", who="self"))
        assert len(queries) <= 6
        assert needs_in_words("jeg har ikke råd til mad")[0] == "money"
        assert [said for said in URGENT if "crisis" not in needs_in_words(said)[:2]] == []
        assert slugs(OfferSearch(text="xyzzy")) == []
        assert offers_alike(OfferSearch(text="xyzzy"))
        assert offers_alike(OfferSearch(text="gæld", neighbourhood="Strandby"))[0].offer.slug == (
            "gaeldsraadgivning"
        )


@pytest.mark.parametrize(
    "text", ["", "   ", "'", '"', "\\", "%", "_", "a & b | !c", "😀", "ا ب", "x" * 5000, "(", "*"]
)
def test_no_text_is_too_strange(text: str) -> None:
    make_offer()
    found_offers(OfferSearch(text=text))


FILTERS = [
    (OfferSearch(need="debt"), {"needs": ("debt",)}, {"needs": ("sleep",)}),
    (OfferSearch(who="parent"), {"who_for": ["parent"]}, {"who_for": ["self"]}),
    (OfferSearch(age=17), {"max_age": 17}, {"min_age": 18}),
    (OfferSearch(language="ar"), {"languages": ["da", "ar"]}, {"languages": ["da"]}),
    (OfferSearch(format="group"), {"format": "group"}, {"format": "individual"}),
    (OfferSearch(is_free=True), {"price_kr": 0}, {"price_kr": 20}),
    (OfferSearch(open_to_all=True), {"access": "open"}, {"access": "mixed"}),
    (OfferSearch(), {"status": "published"}, {"status": "paused"}),
]


@pytest.mark.parametrize(("search", "fits", "does_not"), FILTERS)
def test_each_filter_keeps_what_fits_and_no_more(
    search: OfferSearch, fits: dict[str, object], does_not: dict[str, object]
) -> None:
    kept, _ = make_offer("Det ene", **fits), make_offer("Det andet", **does_not)  # type: ignore[arg-type]
    assert slugs(search) == [kept.slug]


def test_places_can_be_chosen_and_the_nearest_comes_first() -> None:
    far = make_offer("Langt væk", place=make_place("Fyret", neighbourhood="Strandby", x=900.0))
    near = make_offer("Tæt på", place=make_place())
    assert slugs(OfferSearch(neighbourhood="Strandby")) == [far.slug]
    assert slugs(OfferSearch(place="fyret")) == [far.slug]
    assert slugs(OfferSearch(near=Spot("Her", 880.0, 300.0))) == [far.slug, near.slug]


@pytest.mark.parametrize(
    ("when", "hours"),
    [("now", [1]), ("today", [1, 2.5]), ("evening", [1, 2.5, 26]), ("weekend", [1, 2.5, 14, 26])],
)
def test_times_are_those_of_a_danish_wall_clock(when: str, hours: list[float]) -> None:
    # Saturday at 21 in Denmark: in an hour, later tonight, tomorrow morning and evening, Tuesday.
    with clock.stopped(SATURDAY_NIGHT):
        for ahead in (1, 2.5, 14, 26, 64):
            offer = make_offer(f"Om {ahead}")
            starts = datetime.fromtimestamp(SATURDAY_NIGHT.timestamp() + ahead * 3600, UTC)
            make_session(offer, starts_at=starts, hours=0.4)
        found = found_offers(OfferSearch(when=when))
    assert [one.offer.title for one in found] == [f"Om {ahead}" for ahead in hours]


def test_room_means_a_seat_that_nobody_waits_for() -> None:
    full, open_house, with_seat = make_offer("Fuldt"), make_offer("Hus"), make_offer("Plads")
    seat(make_session(full, seats=1), make_guest().person_id)
    make_session(open_house, seats=None)
    make_session(with_seat, seats=2)
    assert set(slugs(OfferSearch(has_room=True))) == {open_house.slug, with_seat.slug}
