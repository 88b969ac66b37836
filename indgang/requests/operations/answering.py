"""Those who are asked answer."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.access.operations import keep_links_pace
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere, Refused
from indgang.post.messages import MessageKey
from indgang.post.operations import cancel_messages, queue_message
from indgang.requests.facts import RequestAnswered
from indgang.requests.models import Request
from indgang.requests.operations.parts import one
from indgang.requests.queries import request_to_answer
from indgang.requests.rules import About, State, may_answer


@transaction.atomic
def answer_request(
    *, request_id: UUID, answer: State, reason: str = "", reply: str = "", by: Actor
) -> None:
    """Say yes, "not now" with the reason, that they would like to talk, or that a letter comes.

    The guest is told. What is "not now" or needs a talk also becomes somebody's in the house, so
    that the guest is not left with it. Raises Refused for "not now" without a reason, for an answer
    that cannot be given to this (a wish for what is decided is never told no), when it is answered
    already, and by a link that changes too much in an hour; NotThere if the actor is not asked.
    """
    asked = request_to_answer(request_id)
    if asked is None:
        raise NotThere
    _refuse_if_not_now_without_reason(answer, reason, reply)
    if not may_answer(About(asked.about), State(asked.state), answer):
        raise Refused(_("Det er der allerede svaret på."), code="over")
    keep_links_pace(by=by)
    person_id = one(
        "select indgang.answer_request(%s, %s, %s, %s, %s)",
        [
            request_id,
            answer.value,
            reason if answer is State.NOT_NOW else "",
            reply.strip(),
            clock.now(),
        ],
    )
    if person_id is None:
        raise Refused(_("Det er der allerede svaret på."), code="over")
    cancel_messages(about=request_id, by=by)
    queue_message(
        person_id=person_id,
        message=MessageKey.REQUEST_ANSWERED,
        values={},
        link_path=f"/min/oensker/{request_id}",
        about=request_id,
        by=by,
    )
    publish(RequestAnswered(request_id, person_id, answer.value))
    say_changed(f"guest:{person_id}", "requests")


def _refuse_if_not_now_without_reason(answer: State, reason: str, reply: str) -> None:
    if answer is not State.NOT_NOW:
        return
    if reason not in dict(Request.REASONS):
        raise Refused(_("Vælg, hvorfor det ikke kan lade sig gøre lige nu."))
    if reason == "other" and not reply.strip():
        raise Refused(_("Skriv med et par ord, hvorfor det ikke kan lade sig gøre lige nu."))
