"""A guest asks, and may think better of it."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from indgang.access.door import acting, begin_as_newcomer
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Offer
from indgang.offers.queries import answer_of
from indgang.offers.rules.access_per_use import Entry, Use
from indgang.post.operations import cancel_messages
from indgang.post.rules import first_try
from indgang.requests.facts import RequestSent
from indgang.requests.models import Pace, Request
from indgang.requests.operations.parts import one
from indgang.requests.rules import ANSWER_DAYS, DECISION_DAYS, About, State, answer_by


@dataclass(frozen=True)
class NewRequest:
    """What the guest tells those he asks: as little or as much as he likes."""

    words: str = ""
    contact: str = ""
    shows_name: bool = True


@transaction.atomic
def send_request(*, person_id: UUID, offer_id: UUID, asks: NewRequest, by: Actor) -> UUID:
    """Ask those who hold the offer; where it needs a decision, hand the wish to those who decide.

    It is sent at once and is of today. They are told that somebody waits, and until when he should
    have an answer. Who has asked already and waits for an answer has asked once: the request is
    that one. Raises Refused if the offer is closed; NotThere if there is no such offer or the
    person's plan is not open for writing.
    """
    offer = Offer.objects.select_related("rule_set").filter(id=offer_id).first()
    if offer is None:
        raise NotThere
    if offer.status != "published":
        raise Refused(_("Tilbuddet er lukket lige nu."), code="closed")
    about = _about(offer)
    now = clock.now()
    new_id = uuid4()
    request_id = one(
        "select indgang.send_request(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            new_id,
            person_id,
            offer.id,
            about.value,
            asks.words,
            asks.contact,
            asks.shows_name,
            answer_by(clock.today(), working_days=_days(offer, about)),
            now,
            first_try(now=now, not_before=now, urgent=False),
        ],
    )
    if request_id is None:
        raise NotThere
    if request_id == new_id:
        publish(RequestSent(request_id, person_id, offer.id))
        say_changed(f"guest:{person_id}", "requests")
    return UUID(str(request_id))


@transaction.atomic
def send_request_as_newcomer(
    *, offer_id: UUID, nickname: str, language: str, code: str, asks: NewRequest, by: Actor
) -> UUID:
    """A new guest with the given key card, and what he asks.

    With a code that was used before it is the same guest and the same request. Raises Refused as
    send_request, and then there is no new guest either.
    """
    try:
        with transaction.atomic():
            actor = begin_as_newcomer(nickname=nickname, language=language, code=code)
    except IntegrityError:
        with acting(code) as actor:  # the form was sent twice
            return _sent(actor, offer_id, asks)
    return _sent(actor, offer_id, asks)


@transaction.atomic
def withdraw_request(*, request_id: UUID, by: Actor) -> None:
    """The guest does not want it any more. Not the same as being told no, and never becomes it.

    Withdrawing twice does nothing. Raises Refused when it is over already; NotThere if the request
    is not one of an opened person's, or his plan is not open for writing.
    """
    found = Request.objects.filter(id=request_id).first()
    if found is None:
        raise NotThere
    if found.state == State.WITHDRAWN:
        return
    if not one("select indgang.withdraw_request(%s)", [request_id]):
        raise Refused(_("Det er der allerede svaret på."), code="over")
    cancel_messages(about=request_id, by=by)
    say_changed(f"guest:{found.person_id}", "requests")


def _about(offer: Offer) -> About:
    entry = answer_of(offer, Use()).entry
    return About.DECISION if entry is Entry.DECISION else About.PLACE


def _days(offer: Offer, about: About) -> int:
    if about is About.DECISION:
        return DECISION_DAYS
    pace = Pace.objects.filter(organisation_id=offer.provider_id).first()
    return pace.answer_days if pace else ANSWER_DAYS


def _sent(actor: Actor, offer_id: UUID, asks: NewRequest) -> UUID:
    if actor.person_id is None:
        raise AssertionError("a newcomer with a key is known")
    return send_request(person_id=actor.person_id, offer_id=offer_id, asks=asks, by=actor)
