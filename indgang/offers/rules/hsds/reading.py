"""An HSDS service, from here or from elsewhere, as what an offer can be described with.

What a file from elsewhere does not say, it does not say: a new offer then comes in as a draft that
somebody looks at, and one that is there already keeps what stands in it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from indgang.offers.rules.access_per_use import Entry, Line
from indgang.offers.rules.hsds import texts
from indgang.offers.rules.hsds.ids import term_id
from indgang.offers.rules.hsds.listed import Vocabulary
from indgang.offers.rules.hsds.places import FoundSpot, spot_of
from indgang.offers.rules.hsds.reader import LONGEST_ID, Json, Reader, attributes_of
from indgang.offers.rules.hsds.schedules import times_of
from indgang.offers.rules.sheet import Fault, Times, Wrong

LONGEST_SUMMARY = 300  # characters
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
# What a service may say and an offer here has no room for. It is counted and told.
_NOT_HELD = (
    "alternate_name", "program", "interpretation_services", "wait_time", "accreditations",
    "licenses", "alert", "assurer_email", "service_areas", "required_documents", "funding",
    "metadata", "additional_urls",
)  # fmt: skip
_ONCE = ("service_at_locations", "cost_options", "contacts", "phones")  # the first one is kept
ESSENTIAL = ("kind", "format", "needs", "access")


@dataclass(frozen=True)
class FoundProvider:
    """Who stands for it, as the file says."""

    key: str
    name: str
    kind: str = ""
    cvr: str = ""
    website: str = ""


@dataclass(frozen=True)
class Found:
    """One offer as a file says it, and everything that is wrong with how it says it."""

    at: str
    key: str
    said: Mapping[str, Any]
    provider: FoundProvider | None = None
    spot: FoundSpot | None = None
    updated_at: datetime | None = None
    checked_on: date | None = None
    faults: tuple[Fault, ...] = ()
    not_held: tuple[str, ...] = ()
    by_name: bool = False  # a row of a simple table: what it refers to, it names

    @property
    def lacks(self) -> tuple[str, ...]:
        """What an offer must say here and this one does not."""
        return tuple(name for name in ESSENTIAL if not self.said.get(name))


def terms_by_id(words: Vocabulary) -> dict[str, tuple[str, str]]:
    """Our terms by their ids."""
    return {term_id(*key): key for key in words.terms}


def found_offer(
    told: Json, at: str, words: Vocabulary, by_id: Mapping[str, tuple[str, str]]
) -> Found:
    """The service as an offer, with every fault in how it is said."""
    service = Reader(told, words, by_id)
    key = service.text(told, "id")[:LONGEST_ID]
    if not key:
        service.faults.append(Fault("id", Wrong.MISSING))
    said = _said(service)
    spot, times = _where_and_when(service)
    said |= times
    moment, checked = _moment(service, "last_modified"), _moment(service, "assured_date")
    for name in _NOT_HELD:
        if told.get(name):
            service.not_held[name] += 1
    for name in _ONCE:
        if isinstance(told.get(name), list) and len(told[name]) > 1:
            service.not_held[f"{name}[1…]"] += 1
    return Found(
        at=at,
        key=key,
        said=said,
        provider=_provider(service),
        spot=spot,
        updated_at=moment,
        checked_on=checked.date() if checked else None,
        faults=tuple(service.faults),
        not_held=tuple(service.not_held),
    )


def _said(service: Reader) -> Json:
    told = service.told
    chosen, values = attributes_of(service, told)
    said: Json = {"title": service.text(told, "name"), **_status(service), **chosen}
    said |= {name: values[name] for name in texts.TEXTS if name in values}
    said |= _description(service, values)
    if texts.CLOSED_DAYS in values:
        said["closed_days"] = tuple(values[texts.CLOSED_DAYS].split(","))
    if texts.LINES in values:
        said["access_lines"] = _lines(values[texts.LINES], service.faults)
    process = service.text(told, "application_process")
    if "access" not in chosen and process:
        said["access_sentence"] = process
    said["min_age"] = service.whole(told, "minimum_age")
    said["max_age"] = service.whole(told, "maximum_age")
    return said | _contact(service) | _languages(service) | _price(service)


def _status(service: Reader) -> Json:
    status = service.text(service.told, "status")
    if status not in texts.STATUS_BACK:
        service.faults.append(Fault("status", Wrong.NOT_A_STATUS, status[:40]))
        return {}
    return {"status": texts.STATUS_BACK[status]}


def _description(service: Reader, values: Mapping[str, str]) -> Json:
    whole = service.text(service.told, "description")
    if "summary" in values:
        rest = whole.removeprefix(values["summary"])
        return {"description": rest.removeprefix("\n\n")}
    first = next(iter(_SENTENCE.split(whole, maxsplit=1)), "")
    summary = first if len(first) <= LONGEST_SUMMARY else first[: LONGEST_SUMMARY - 1] + "…"
    return {
        "summary": summary or service.text(service.told, "name"),
        "description": whole if whole != summary else "",
    }


def _lines(text: str, faults: list[Fault]) -> tuple[Line, ...]:
    try:
        told = json.loads(text)
        return tuple(Line(**(line | {"answer": Entry(line["answer"])})) for line in told)
    except (ValueError, TypeError, KeyError, RecursionError):
        faults.append(Fault(texts.LINES, Wrong.NOT_A_RULE, text[:40]))
        return ()


def _contact(service: Reader) -> Json:
    told = service.told
    contacts = service.rows(told, "contacts")
    first = contacts[0] if contacts else {}
    phones = service.rows(told, "phones") or service.rows(first, "phones")
    return {
        "contact_name": service.text(first, "name"),
        "contact_phone": service.text(phones[0], "number") if phones else "",
        "contact_email": service.text(told, "email") or service.text(first, "email"),
    }


def _languages(service: Reader) -> Json:
    found = []
    for row in service.rows(service.told, "languages"):
        code = service.text(row, "code").lower()
        code = texts.LANGUAGE_BACK.get(code, code)
        if code in service.words.languages:
            found.append(code)
        else:
            service.not_held["languages"] += 1
    return {"languages": tuple(dict.fromkeys(found))} if found else {}


def _price(service: Reader) -> Json:
    options = service.rows(service.told, "cost_options")
    first = options[0] if options else {}
    note = service.text(first, "amount_description") or service.text(
        service.told, "fees_description"
    )
    said: Json = {"price_note": note} if note or options else {}
    if service.text(first, "currency").upper() in ("", "DKK"):
        amount = service.whole(first, "amount")
        return said | ({"price_kr": amount} if amount is not None else {})
    service.not_held["cost_options"] += 1
    return said


def _provider(service: Reader) -> FoundProvider | None:
    told = service.row(service.told, "organization")
    name = service.text(told, "name")
    if not name:
        service.faults.append(Fault("organization", Wrong.MISSING))
        return None
    chosen, _values = attributes_of(service, told)
    numbers = {
        service.text(row, "identifier_type").upper(): service.text(row, "identifier")
        for row in service.rows(told, "organization_identifiers")
    }
    cvr = numbers.get("CVR", "")
    return FoundProvider(
        key=service.text(told, "id")[:LONGEST_ID],
        name=name,
        kind=chosen.get(texts.PROVIDER_KIND, ""),
        cvr=cvr if len(cvr) == 8 and cvr.isdigit() else "",
        website=service.text(told, "website") or service.text(told, "url"),
    )


def _where_and_when(service: Reader) -> tuple[FoundSpot | None, Json]:
    at_places = service.rows(service.told, "service_at_locations")
    first = at_places[0] if at_places else {}
    schedules = [*service.rows(service.told, "schedules"), *service.rows(first, "schedules")]
    times: list[Times] = []
    note = ""
    for schedule in schedules:
        _chosen, values = attributes_of(service, schedule)
        found = times_of(schedule, values, service.faults)
        if found is not None:
            times.append(found)
        else:
            note = note or service.text(schedule, "description")
    said: Json = {"times": tuple(times)} if schedules else {}
    if note:
        said["when_note"] = note[:200]
    return spot_of(service, service.row(first, "location")), said


def _moment(service: Reader, name: str) -> datetime | None:
    text = service.text(service.told, name)
    if not text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        service.faults.append(Fault(name, Wrong.NOT_A_DAY, text[:40]))
        return None
