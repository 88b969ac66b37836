"""Which news leads to what: the whole of it, in one table.

A handler runs at once, in the transaction of whoever published the fact and as the same actor
(``indgang.kernel.facts``). It does nothing but call an operation.
"""

from django.db import connection

from indgang.checkins.operations import (
    forget_checkins,
    reschedule_checkins,
    schedule_checkins,
    schedule_follow_up,
)
from indgang.config import news
from indgang.kernel.actor import Actor
from indgang.kernel.facts import Fact, Handler, wire
from indgang.offers.facts import (
    PlacesGiven,
    SeatLeft,
    SeatsPassedOn,
    SeatTaken,
    SessionCancelled,
    SessionMoved,
    StayAnswered,
    StayChanged,
)
from indgang.plans.facts import CourseEnded, CourseLost, CourseResumed, CourseStarted


def on_course_started(fact: CourseStarted) -> None:
    """The guest is asked how it goes."""
    schedule_checkins(
        person_id=fact.person_id, course_id=fact.course_id, started_on=fact.on, by=same_actor()
    )


def on_course_ended(fact: CourseEnded) -> None:
    """He is asked once more, some months later."""
    schedule_follow_up(
        person_id=fact.person_id, course_id=fact.course_id, exited_on=fact.on, by=same_actor()
    )


def on_course_resumed(fact: CourseResumed) -> None:
    """He is asked again along the way, and no longer afterwards."""
    reschedule_checkins(
        person_id=fact.person_id, course_id=fact.course_id, resumed_on=fact.on, by=same_actor()
    )


def on_course_lost(fact: CourseLost) -> None:
    """Nobody is asked who cannot be reached, or is dead."""
    forget_checkins(course_id=fact.course_id, by=same_actor())


TABLE: dict[type[Fact], tuple[Handler, ...]] = {
    CourseStarted: (on_course_started,),
    CourseEnded: (on_course_ended,),
    CourseResumed: (on_course_resumed,),
    CourseLost: (on_course_lost,),
    SeatTaken: (lambda fact: news.tell_of_seat(fact, same_actor()),),
    SeatsPassedOn: (lambda fact: news.tell_of_passed_on_seats(fact, same_actor()),),
    SeatLeft: (lambda fact: news.forget_seat(fact, same_actor()),),
    PlacesGiven: (lambda fact: news.tell_of_draw(fact, same_actor()),),
    SessionCancelled: (lambda fact: news.tell_of_cancelled_session(fact, same_actor()),),
    StayAnswered: (lambda fact: news.tell_of_stay(fact, same_actor()),),
    StayChanged: (lambda fact: news.tell_of_stay(fact, same_actor()),),
    SessionMoved: (lambda fact: news.tell_of_moved_session(fact, same_actor()),),
}


def same_actor() -> Actor:
    """Whoever acts in this transaction, as the database knows him: a fact carries no actor."""
    with connection.cursor() as cursor:
        cursor.execute("select indgang.actor(), indgang.key_kind()")
        person_id, key_kind = cursor.fetchone() or (None, "")
    return Actor(person_id=person_id, key_kind=key_kind)


def connect() -> None:
    """Wire the table. Called when Django is ready."""
    wire(TABLE)
