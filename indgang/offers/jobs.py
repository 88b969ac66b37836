"""What the worker does with the overview by itself. The job runner calls these as the worker."""

from indgang.kernel.actor import Actor
from indgang.offers.operations import (
    expire_seat_offers,
    give_places,
    let_go_of_holds,
    make_sessions,
)


def keep_sessions_coming(actor: Actor) -> int:
    """Make what the schedules say for the next eight weeks. Once a night is enough."""
    return make_sessions(by=actor)


def pass_on_seats(actor: Actor) -> int:
    """End unanswered offers of seats and pass them on; end unanswered holds. Every few minutes."""
    return expire_seat_offers(by=actor) + let_go_of_holds(by=actor)


def give_due_places(actor: Actor) -> bool:
    """Give the places of courses by draw when their last day is over. Once a night is enough."""
    return give_places(by=actor) is not None
