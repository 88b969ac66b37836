"""Requests, as guests have sent them."""

from uuid import UUID

from indgang.access.door import acting
from indgang.offers.models import Offer
from indgang.people.models import Organisation
from indgang.requests.models import Request
from indgang.requests.operations import NewRequest, send_request
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation
from tests.factories.people import Holder, make_key


def ask(guest: Holder, offer: Offer, *, words: str = "Er der plads til mig?") -> UUID:
    """The guest asks those who hold the offer."""
    with acting(guest.key) as actor:
        return send_request(
            person_id=guest.person_id,
            offer_id=offer.id,
            asks=NewRequest(words=words, contact="12 34 56 78"),
            by=actor,
        )


def decided_offer(title: str = "Støtte hjemme") -> Offer:
    """One that the municipality decides on."""
    return make_offer(title, access="decision", provider=make_organisation("Prøveby Kommune"))


def state_of(request_id: UUID) -> str:
    with as_owner():
        return Request.objects.values_list("state", flat=True).get(id=request_id)


def row_of(request_id: UUID) -> Request:
    with as_owner():
        return Request.objects.get(id=request_id)


def link_of(holder: Holder) -> str:
    """The raw key of a personal link of somebody who stands for offers."""
    return make_key(holder.person_id, "offers")


def poul_of(organisation: Organisation) -> Holder:
    return make_provider(organisation)
