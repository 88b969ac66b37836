"""How it goes: asked by letter or answered with the card, and shown as a curve."""

from datetime import timedelta

from indgang.checkins.operations import invite_to_checkins
from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.workdays import working_day
from indgang.plans.operations import start_course
from indgang.post.operations import choose_channel
from tests.factories.post import MailServer
from tests.journeys.conftest import Sits
from tests.journeys.letters import letter_to, send_now
from tests.journeys.place import Guest, Place
from tests.journeys.screen import Screen


def test_a_letter_asks_and_the_answers_are_a_curve(
    place: Place, phone: Sits, mail: MailServer
) -> None:
    # Given a guest with a course, who wants to be written to
    karen = with_a_course(place, "Carla", days_ago=20)
    hears_by_mail(place, karen, "carla@eksempelby.example")
    place.by_the_worker(invites_on_the_day_it_was_due)
    send_now(place, karen)
    # When she follows the link in the letter, on a phone that has never been here
    letter = letter_to("carla@eksempelby.example", mail)
    assert "Carla" not in letter.subject + letter.text
    hers = phone().goes_to(letter.link).is_at("/min/tjek").looks_right().reads_easily()
    hers.picture("checkin-waiting").follows("Begynd")
    answers_all(hers, best=True, picture="checkin-question")
    # Then her own answers come first, as a curve with its table
    hers.sees("Her er dine svar").looks_right().reads_easily().picture("checkin-done")
    hers.goes_to("/min/gaar-det").looks_right().reads_easily().picture("curves")
    # And the link opens nothing else of hers
    hers.goes_to("/min/plan").is_at("/ind/")


def test_a_drop_raises_a_hand_that_she_can_take_down(place: Place, phone: Sits, desk: Sits) -> None:
    # Given a guest who answered that it goes well
    karen = with_a_course(place, "Clara")
    hers = phone().signed_in_as(karen).goes_to("/min").follows("Hvordan går det?")
    hers.follows("Begynd")
    answers_all(hers, best=True)
    # When it goes much worse
    hers.goes_to("/min/gaar-det").presses("Svar på, hvordan du har det nu")
    answers_all(hers, best=False)
    # Then she is offered a talk, and the house sees that a hand is up
    hers.sees("Vil du tale med nogen?").looks_right().reads_easily().picture("offered-a-talk")
    hanne = desk(Role.HOST).goes_to("/huset").sees("Hænder oppe", "Clara", "Svarede lavere")
    hanne.looks_right().picture("hands")
    # And when she says no, it is taken down
    hers.presses("Nej tak, ikke nu")
    hanne.goes_to("/huset/haender").does_not_see("Clara").looks_right()


def test_somebody_who_wants_to_talk_is_seen_at_once(place: Place, phone: Sits, desk: Sits) -> None:
    hanne = desk(Role.HOST).goes_to("/huset")
    karen = place.guest("Cecilie")
    hers = phone(javascript=False).signed_in_as(karen).goes_to("/min")
    hers.follows("Jeg vil gerne tale med nogen").reads_easily()
    hers.presses("Ja, jeg vil gerne tale").sees("Vi har set din hånd")
    # The host's page is live: nobody has to look again
    hanne.sees("Cecilie", "Vil gerne tale")


def invites_on_the_day_it_was_due(worker: Actor) -> None:
    """Nobody is asked at weekends, but this journey is walked on any day."""
    asked_on = working_day(clock.today() - timedelta(days=6))
    with clock.stopped(clock.at(asked_on, 9)):
        assert invite_to_checkins(by=worker) >= 1


def with_a_course(place: Place, name: str, *, days_ago: int = 0) -> Guest:
    """Somebody who has let a guide in, and began some days ago."""
    guest = place.guest(name, lets_in=Role.GUIDE)
    guide = place.colleagues[Role.GUIDE]

    def begin(actor: Actor) -> None:
        with clock.shifted(timedelta(days=-days_ago)):
            start_course(person_id=guest.person_id, guide_ids=[guide.person_id], by=actor)

    place.as_guest(guest, begin)
    return guest


def hears_by_mail(place: Place, guest: Guest, address: str) -> None:
    def choose(actor: Actor) -> None:
        choose_channel(person_id=guest.person_id, channel="email", value=address, by=actor)

    place.as_guest(guest, choose)


def answers_all(screen: Screen, *, best: bool, picture: str = "") -> None:
    """How somebody answers who does well, or badly, until there are no more questions."""
    screen.is_at("/min/tjek/.+/1").looks_right().reads_easily()
    if picture:
        screen.picture(picture)
    while not screen.path.endswith("/tak"):
        marks = screen.part("input[name=value]")
        values = sorted(int(mark.get_attribute("value") or 0) for mark in marks.all())
        value = values[0] if best == low_is_good(screen) else values[-1]
        marks.and_(screen.part(f"[value='{value}']")).check(force=True)
        last = screen.part(".one-question").get_by_role("button", name="Færdig").count()
        screen.goes_on("Færdig" if last else "Videre")


def low_is_good(screen: Screen) -> bool:
    """Whether the question asks for something one would rather have little of."""
    asked = screen.part("h1").inner_text()
    return any(word in asked for word in ("isoleret", "savner", "udenfor", "hjælp"))
