"""An offer as an HSDS service, and what goes with it.

Every answer of the open data and every file that is written comes from here. What HSDS has a field
for stands in that field; what it has none for stands in attributes, so that reading it in again
gives the same offer.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from indgang.offers.rules.hsds import schedules, texts
from indgang.offers.rules.hsds.ids import at_location_id, id_of, taxonomy_id
from indgang.offers.rules.hsds.listed import (
    Listed,
    Provider,
    Room,
    Spot,
    Taxonomy,
    Term,
    Vocabulary,
)
from indgang.offers.rules.sheet import OfferSheet, Times

Json = dict[str, Any]
_POSTAL = re.compile(r"(?P<street>.+), (?P<code>\d{4}) (?P<city>[^,]+)")
_HOURS = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})")
_COUNTRY = "DK"


def service(listed: Listed, words: Vocabulary) -> Json:
    """The service with everything there is about it."""
    own, sheet = str(listed.id), listed.sheet
    at_place = [service_at_location(listed, words, inside=True)] if listed.spot else []
    return _said(
        {
            **_plain(listed, words),
            "phones": _phones(own, sheet.contact_phone),
            "schedules": [schedule(own, times, words) for times in sheet.times],
            "service_at_locations": at_place,
            "languages": list(_languages(own, sheet.languages, words)),
            "organization": organization(listed.provider, words),
            "cost_options": [_cost(own, sheet)],
            "contacts": _contacts(own, sheet),
            "capacities": [_capacity(own, listed.room, words)] if listed.room else [],
            "attributes": list(_attributes_of(own, sheet, words)),
        }
    )


def service_in_list(listed: Listed, words: Vocabulary) -> Json:
    """The service as lists have it: only what there is one of."""
    return _said(
        {**_plain(listed, words), "organization": organization_in_list(listed.provider, words)}
    )


def service_at_location(listed: Listed, words: Vocabulary, *, inside: bool = False) -> Json:
    """The offer at its place, with the service in it unless it stands inside one."""
    if listed.spot is None:
        return {}
    own, spot = str(listed.id), str(listed.spot.id)
    found: Json = {
        "id": at_location_id(own, spot),
        "service_id": own,
        "location_id": spot,
        "location": location(listed.spot, words),
    }
    return found if inside else {**found, "service": service(listed, words)}


def service_at_location_in_list(listed: Listed, words: Vocabulary) -> Json:
    """The offer at its place, only with what there is one of."""
    if listed.spot is None:
        return {}
    full = service_at_location(listed, words, inside=True)
    flat = {n: v for n, v in full["location"].items() if not isinstance(v, list)}
    return {**full, "location": flat, "service": service_in_list(listed, words)}


def organization_in_list(provider: Provider, words: Vocabulary) -> Json:
    """Who stands for it, only with what there is one of."""
    return _said(
        {
            "id": str(provider.id),
            "name": provider.name,
            "description": words.term(texts.PROVIDER_KIND, provider.kind).name or provider.name,
            "website": provider.website,
        }
    )


def organization(provider: Provider, words: Vocabulary) -> Json:
    """Who stands for it, with the number of the company register and what kind it is."""
    own = str(provider.id)
    cvr = _said(
        {
            "id": id_of(own, "cvr"),
            "organization_id": own,
            "identifier_scheme": "DK-CVR",
            "identifier_type": "CVR",
            "identifier": provider.cvr,
        }
    )
    kind = attribute(own, "organization", words.term(texts.PROVIDER_KIND, provider.kind), words)
    return _said(
        {
            **organization_in_list(provider, words),
            "organization_identifiers": [cvr] if provider.cvr else [],
            "attributes": [kind] if provider.kind else [],
        }
    )


def taxonomy(one: Taxonomy) -> Json:
    """One of the lists that offers are described with."""
    return {"id": one.id, "name": one.name, "description": one.description, "version": "1"}


def taxonomy_term(term: Term, words: Vocabulary) -> Json:
    """One word of such a list."""
    told = words.told.get(term.id)
    if told is None:
        told = words.told[term.id] = _term(term, words)
    return told


def _term(term: Term, words: Vocabulary) -> Json:
    listed = words.taxonomies.get(term.taxonomy)
    return _said(
        {
            "id": term.id,
            "code": term.code,
            "name": term.name,
            "description": term.description or term.name,
            "taxonomy": listed.name if listed else term.taxonomy,
            "taxonomy_id": taxonomy_id(term.taxonomy),
            "language": "da",
        }
    )


def location(spot: Spot, words: Vocabulary) -> Json:
    """Where it happens. Of a hidden place only that it is one."""
    own = str(spot.id)
    if spot.is_hidden:
        return {
            "id": own, "location_type": "physical", "name": spot.name, "description": words.hidden,
            "attributes": [
                _text(own, "location", "slug", spot.slug, words),
                _text(own, "location", texts.HIDDEN, "yes", words),
            ],
        }  # fmt: skip
    return _said(
        {
            "id": own,
            "location_type": "physical",
            "name": spot.name,
            "transportation": spot.transport,
            "latitude": spot.latitude,
            "longitude": spot.longitude,
            "addresses": [_address(spot, words)],
            "accessibility": _accessibility(spot),
            "schedules": list(_hours(spot, words)),
            "attributes": list(_attributes_of_spot(spot, words)),
        }
    )


def schedule(service_id: str, times: Times, words: Vocabulary) -> Json:
    """When it happens."""
    own = str(times.id or id_of(service_id, "schedule", times))
    told = schedules.values_of(times)
    return _said(
        {
            "id": own,
            "service_id": service_id,
            **schedules.fields_of(times),
            "attributes": [_text(own, "schedule", n, v, words) for n, v in told.items()],
        }
    )


def attribute(link: str, entity: str, term: Term, words: Vocabulary, value: str = "") -> Json:
    """One term said of something."""
    return _said(
        {
            "id": id_of(link, term.taxonomy, term.code),
            "link_id": link,
            "taxonomy_term_id": term.id,
            "link_type": term.taxonomy,
            "link_entity": entity,
            "value": value,
            "taxonomy_term": taxonomy_term(term, words),
        }
    )


def _plain(listed: Listed, words: Vocabulary) -> Json:
    sheet = listed.sheet
    return {
        "id": str(listed.id),
        "organization_id": str(listed.provider.id),
        "name": sheet.title,
        "description": "\n\n".join(filter(None, (sheet.summary, sheet.description))),
        "url": f"{words.web}{sheet.slug}" if words.web else None,
        "email": sheet.contact_email,
        "status": texts.STATUS[sheet.status],
        "application_process": sheet.access_sentence or words.term("access", sheet.access).name,
        "fees_description": sheet.price_note,
        "eligibility_description": ", ".join(
            words.term("who_for", code).name for code in sheet.who_for
        ),
        "minimum_age": sheet.min_age,
        "maximum_age": sheet.max_age,
        "assured_date": listed.checked_on.isoformat() if listed.checked_on else None,
        "last_modified": moment(listed.updated_at),
    }


def _attributes_of(own: str, sheet: OfferSheet, words: Vocabulary) -> Iterator[Json]:
    for taxonomy, code in _chosen(sheet):
        yield attribute(own, "service", words.term(taxonomy, code), words)
    told = {name: getattr(sheet, name) for name in texts.TEXTS}
    told[texts.CLOSED_DAYS] = ",".join(sheet.closed_days)
    if sheet.access_lines:
        lines = [asdict(line) for line in sheet.access_lines]
        told[texts.LINES] = json.dumps(lines, ensure_ascii=False, sort_keys=True)
    for name, text in told.items():
        if text:
            yield _text(own, "service", name, text, words)


def _chosen(sheet: OfferSheet) -> Iterator[tuple[str, str]]:
    for name in texts.LISTS:
        for code in getattr(sheet, name):
            yield name, code
    for name in texts.CHOICES:
        if code := getattr(sheet, name):
            yield name, code
    for name, codes in texts.YES_NO.items():
        yield name, codes[getattr(sheet, name)]
    for name in texts.NUMBERS:
        yield name, str(getattr(sheet, name))


def _text(link: str, entity: str, name: str, value: str, words: Vocabulary) -> Json:
    return attribute(link, entity, words.term(texts.TEXT, name), words, value)


def _attributes_of_spot(spot: Spot, words: Vocabulary) -> Iterator[Json]:
    own = str(spot.id)
    for name in texts.SPOT_TEXTS:
        value = getattr(spot, name)
        if value not in (None, ""):
            text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            yield _text(own, "location", name, text, words)
    if spot.address and not _POSTAL.fullmatch(spot.address):
        yield _text(own, "location", texts.ADDRESS, spot.address, words)
    if any(not _HOURS.fullmatch(text) for text in spot.hours.values()):
        told = json.dumps(dict(spot.hours), ensure_ascii=False, sort_keys=True)
        yield _text(own, "location", texts.HOURS, told, words)


def _address(spot: Spot, words: Vocabulary) -> Json:
    match = _POSTAL.fullmatch(spot.address)
    street, code, city = match.groups() if match else (spot.address, "", words.town)
    own = str(spot.id)
    return {
        "id": id_of(own, "address"), "location_id": own, "address_1": street, "city": city,
        **_said({"region": spot.neighbourhood}), "state_province": words.region,
        "postal_code": code, "country": _COUNTRY, "address_type": "physical",
    }  # fmt: skip


def _accessibility(spot: Spot) -> list[Json]:
    if not spot.access_note:
        return []
    own = str(spot.id)
    return [
        {"id": id_of(own, "accessibility"), "location_id": own, "description": spot.access_note}
    ]


def _hours(spot: Spot, words: Vocabulary) -> Iterator[Json]:
    own = str(spot.id)
    for day, code in zip(texts.DAYS, texts.BYDAY, strict=True):
        if match := _HOURS.fullmatch(spot.hours.get(day, "")):
            yield {
                "id": id_of(own, "hours", day), "location_id": own, "freq": "WEEKLY",
                "byday": code, "opens_at": match[1], "closes_at": match[2],
            }  # fmt: skip


def _phones(own: str, number: str) -> list[Json]:
    return [{"id": id_of(own, "phone"), "service_id": own, "number": number}] if number else []


def _contacts(own: str, sheet: OfferSheet) -> list[Json]:
    if not sheet.contact_name:
        return []
    contact = {"id": id_of(own, "contact"), "service_id": own, "name": sheet.contact_name}
    return [contact | _said({"email": sheet.contact_email})]


def _cost(own: str, sheet: OfferSheet) -> Json:
    return _said(
        {
            "id": id_of(own, "cost"),
            "service_id": own,
            "currency": "DKK",
            "amount": sheet.price_kr,
            "amount_description": sheet.price_note,
        }
    )


def _languages(own: str, codes: Iterable[str], words: Vocabulary) -> Iterator[Json]:
    names: Mapping[str, str] = words.languages
    for code in codes:
        yield {
            "id": id_of(own, "language", code), "service_id": own,
            "name": names.get(code, code), "code": texts.LANGUAGE.get(code, code),
        }  # fmt: skip


def _capacity(own: str, room: Room, words: Vocabulary) -> Json:
    unit = id_of("unit", "seat")
    return {
        "id": id_of(own, "capacity"),
        "service_id": own,
        "unit": {"id": unit, "name": words.seat},
        "unit_id": unit,
        "available": room.available,
        "maximum": room.maximum,
        "description": room.starts_at.isoformat(timespec="minutes"),
        "updated": moment(room.updated_at),
    }


def moment(instant: datetime) -> str:
    """An instant as HSDS has it: in UTC, to the second."""
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _said(told: Json) -> Json:
    """Without what is not said: HSDS has no word for empty."""
    return {
        name: value for name, value in told.items() if value is not None and value not in ("", [])
    }
