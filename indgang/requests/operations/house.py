"""What comes back to the house is somebody's until the guest has been helped on."""

from uuid import UUID

from django.db import transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere
from indgang.requests.operations.parts import one


@transaction.atomic
def take_request(*, request_id: UUID, by: Actor) -> None:
    """Put one's own name on what came back. Raises NotThere if it did not, or is not the house's."""
    if not one("select indgang.take_request(%s)", [request_id]):
        raise NotThere


@transaction.atomic
def settle_request(*, request_id: UUID, by: Actor) -> None:
    """The guest has been helped on, and it leaves the list. Raises NotThere as take_request."""
    person_id = one("select indgang.settle_request(%s, %s)", [request_id, clock.now()])
    if person_id is None:
        raise NotThere
    say_changed(f"guest:{person_id}", "requests")
