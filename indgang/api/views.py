"""The endpoints of HSDS 3.0 and Open Referral UK, for everybody and without a sign-in."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from indgang.access.door import acting
from indgang.api import openapi
from indgang.api.answers import NotHere, endpoint, problem, streamed, told
from indgang.api.queries import (
    ids_of,
    newest_change,
    offer_at,
    offers_asked_for,
    offers_at_places,
    shown_offer,
    shown_offers,
)
from indgang.api.rules import Asked, page_of
from indgang.offers.hsds_words import vocabulary
from indgang.offers.models import Offer
from indgang.offers.queries.exchange import (
    described_laws,
    described_needs,
    every_provider,
    listed,
    listed_briefly,
    provider_of,
)
from indgang.offers.rules.hsds import writing
from indgang.offers.rules.hsds.ids import as_uuid
from indgang.offers.rules.hsds.listed import Listed, Term, Vocabulary
from indgang.people.queries import municipality

Json = dict[str, Any]
Teller = Callable[[Listed, Vocabulary], Json]
VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/"
SCHEMAS = Path(__file__).parent / "standard" / "schema"
AT_ONCE = 200  # offers read at a time while a stream is sent


@endpoint("one")
def base(request: HttpRequest, question: Asked) -> HttpResponseBase:
    link = settings.PUBLIC_URL + reverse("api:openapi")
    return told(request, {"version": VERSION, "profile": PROFILE, "openapi_url": link})


@endpoint("one")
def description(request: HttpRequest, question: Asked) -> HttpResponseBase:
    return told(request, openapi.document(settings.PUBLIC_URL + reverse("api:base")))


@endpoint("one")
def schema(request: HttpRequest, question: Asked, name: str) -> HttpResponseBase:
    return told(request, _schemas().get(name) or _nothing())


@endpoint("services")
def services(request: HttpRequest, question: Asked) -> HttpResponseBase:
    words = _words()
    found = offers_asked_for(question, words)
    if question.minimal:
        return _minimal(request, question, found)
    return _offers(request, question, found, words, (writing.service_in_list, writing.service))


@endpoint("one")
def service(request: HttpRequest, question: Asked, identifier: str) -> HttpResponseBase:
    return _one(request, shown_offer(identifier), writing.service)


@endpoint("service_at_locations")
def service_at_locations(request: HttpRequest, question: Asked) -> HttpResponseBase:
    words = _words()
    tellers = (writing.service_at_location_in_list, writing.service_at_location)
    return _offers(request, question, offers_at_places(question, words), words, tellers)


@endpoint("one")
def service_at_location(request: HttpRequest, question: Asked, identifier: str) -> HttpResponseBase:
    return _one(request, offer_at(identifier), _at_place_as_service)


@endpoint("organizations")
def organizations(request: HttpRequest, question: Asked) -> HttpResponseBase:
    words = _words()
    found = every_provider(shown_only=True)
    if question.search:
        found = found.filter(name__icontains=question.search)
    if question.format == "ndjson":
        return streamed([writing.organization(provider_of(one), words) for one in found])
    page = page_of(question, found.count())
    providers = [provider_of(one) for one in found[page.slice]]
    contents = [
        writing.organization(one, words)
        if question.full or question.full_service
        else writing.organization_in_list(one, words)
        for one in providers
    ]
    if question.full_service:
        _put_services(contents, words)
    return told(request, page.envelope(contents), is_lasting=False)


@endpoint("organization")
def organization(request: HttpRequest, question: Asked, identifier: str) -> HttpResponseBase:
    words = _words()
    own = as_uuid(identifier) or _nothing()
    found = every_provider(shown_only=True).filter(id=own).first() or _nothing()
    content = writing.organization(provider_of(found), words)
    if question.full_service:
        _put_services([content], words)
    return told(request, content, is_lasting=False)


@endpoint("taxonomies")
def taxonomies(request: HttpRequest, question: Asked) -> HttpResponseBase:
    small = question.search.casefold()
    found = [
        writing.taxonomy(one)
        for one in _words().taxonomies.values()
        if small in f"{one.name} {one.description}".casefold()
    ]
    return _listing(request, question, found)


@endpoint("one")
def taxonomy(request: HttpRequest, question: Asked, identifier: str) -> HttpResponseBase:
    by_id = {one.id: one for one in _words().taxonomies.values()}
    return told(request, writing.taxonomy(by_id.get(identifier) or _nothing()))


@endpoint("taxonomy_terms")
def taxonomy_terms(request: HttpRequest, question: Asked) -> HttpResponseBase:
    words = _words()
    chosen = [] if question.parent_id else words.terms.values()
    found = [writing.taxonomy_term(term, words) for term in chosen if _is_asked(term, question)]
    if question.taxonomy_id:
        found = [term for term in found if term["taxonomy_id"] == question.taxonomy_id]
    return _listing(request, question, found)


@endpoint("one")
def taxonomy_term(request: HttpRequest, question: Asked, identifier: str) -> HttpResponseBase:
    words = _words()
    by_id = {term.id: term for term in words.terms.values()}
    return told(request, writing.taxonomy_term(by_id.get(identifier) or _nothing(), words))


@endpoint("one")
def unknown(request: HttpRequest, question: Asked, path: str) -> HttpResponseBase:
    return problem(404, "There is no such address in the open data")


def _words() -> Vocabulary:
    """Two queries, and the municipality's."""
    house = municipality()
    web = settings.PUBLIC_URL + reverse("offers:offer", args=["x"]).removesuffix("x")
    return vocabulary(
        described_needs(), described_laws(), town=house.short_name, address=house.address, web=web
    )


def _offers(
    request: HttpRequest,
    question: Asked,
    found: QuerySet[Offer],
    words: Vocabulary,
    tellers: tuple[Teller, Teller],
) -> HttpResponseBase:
    tell = tellers[question.full]
    read = listed if question.full else listed_briefly
    if question.format == "ndjson":
        return streamed(_in_parts(ids_of(found), read, lambda one: tell(one, words)))
    page = page_of(question, found.count())
    contents = [tell(one, words) for one in read(found[page.slice])]
    return told(
        request,
        page.envelope(contents),
        changed_at=newest_change(),
        is_lasting=not question.full,
    )


def _minimal(request: HttpRequest, question: Asked, found: QuerySet[Offer]) -> HttpResponseBase:
    page = page_of(question, found.count(), whole=True)
    contents = [
        {"id": str(own), "last_modified": writing.moment(at)}
        for own, at in found.values_list("id", "updated_at")[page.slice]
    ]
    if question.format == "ndjson":
        return streamed(contents)
    return told(request, page.envelope(contents), changed_at=newest_change())


def _in_parts(
    ids: Sequence[UUID],
    read: Callable[[QuerySet[Offer]], list[Listed]],
    tell: Callable[[Listed], Json],
) -> Iterator[Json]:
    """What is told of each, read in parts: a stream outlives the transaction of its request."""
    for start in range(0, len(ids), AT_ONCE):
        with acting(None):
            part = read(shown_offers().filter(id__in=ids[start : start + AT_ONCE]))
        yield from map(tell, part)


def _one(request: HttpRequest, found: QuerySet[Offer], tell: Teller) -> HttpResponseBase:
    one = next(iter(listed(found)), None) or _nothing()
    return told(request, tell(one, _words()), changed_at=one.updated_at, is_lasting=False)


def _at_place_as_service(one: Listed, words: Vocabulary) -> Json:
    # The published description of this address names the schema of a service, so it is one too.
    full = writing.service_at_location(one, words)
    return {**full, "name": full["service"]["name"], "status": full["service"]["status"]}


def _put_services(contents: Iterable[Json], words: Vocabulary) -> None:
    by_id = {content["id"]: content for content in contents}
    for one in listed(shown_offers().filter(provider__in=by_id)):
        full = writing.service(one, words)
        full.pop("organization")
        by_id[full["organization_id"]].setdefault("services", []).append(full)


def _listing(request: HttpRequest, question: Asked, found: list[Json]) -> HttpResponseBase:
    if question.format == "ndjson":
        return streamed(found)
    page = page_of(question, len(found))
    return told(request, page.envelope(found[page.slice]))


def _is_asked(term: Term, question: Asked) -> bool:
    return question.search.casefold() in f"{term.name} {term.description}".casefold()


@lru_cache(maxsize=1)
def _schemas() -> dict[str, Json]:
    return {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}


def _nothing() -> Any:
    raise NotHere
