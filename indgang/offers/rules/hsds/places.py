"""Where a service takes place, read from its location."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indgang.offers.rules.hsds import texts
from indgang.offers.rules.hsds.reader import LONGEST_ID, Json, Reader, attributes_of
from indgang.offers.rules.hsds.schedules import times_of
from indgang.offers.rules.sheet import Fault, Wrong

LARGEST = 1000  # of the town map


@dataclass(frozen=True)
class FoundSpot:
    """Where it happens, as the file says. ``values``: what a place of ours would hold."""

    key: str
    name: str
    values: Mapping[str, Any]


def spot_of(service: Reader, told: Json) -> FoundSpot | None:
    """The place; None when there is none, or it is only on a screen."""
    name = service.text(told, "name")
    addresses = service.rows(told, "addresses")
    if not told or told.get("location_type") == "virtual":
        return None
    _chosen, values = attributes_of(service, told)
    if values.get(texts.HIDDEN) == "yes":
        hidden = {"address": "", "slug": values.get("slug", ""), "is_hidden": True}
        return FoundSpot(service.text(told, "id")[:LONGEST_ID], name, hidden)
    address = values.get(texts.ADDRESS) or (_address(service, addresses[0]) if addresses else "")
    notes = service.rows(told, "accessibility")
    found = {
        "address": address,
        "neighbourhood": values.get("neighbourhood", ""),
        "transport": service.text(told, "transportation"),
        "access_note": service.text(notes[0], "description") if notes else "",
        "latitude": service.point(told, "latitude"),
        "longitude": service.point(told, "longitude"),
        "hours": _hours(service, told, values),
        "slug": values.get("slug", ""),
    }
    found |= {n: {"yes": True, "no": False}.get(values.get(n, "")) for n in texts.SPOT_TEXTS[2:5]}
    found |= {n: service.point(values, n, most=LARGEST) for n in ("x", "y")}
    return FoundSpot(service.text(told, "id")[:LONGEST_ID], name or address, found)


def _address(service: Reader, told: Json) -> str:
    street = ", ".join(
        filter(None, (service.text(told, "address_1"), service.text(told, "address_2")))
    )
    town = " ".join(filter(None, (service.text(told, "postal_code"), service.text(told, "city"))))
    return ", ".join(filter(None, (street, town)))


def _hours(service: Reader, told: Json, values: Mapping[str, str]) -> dict[str, str]:
    if texts.HOURS in values:
        return _hours_as_told(values[texts.HOURS], service.faults)
    found: dict[str, str] = {}
    for schedule in service.rows(told, "schedules"):
        times = times_of(schedule, {}, service.faults)
        if times is None:
            continue
        opens, closes = times.starts_time, service.text(schedule, "closes_at")[:5]
        for code in str(schedule.get("byday") or "").split(","):
            if code.strip() in texts.BYDAY and closes:
                day = texts.DAYS[texts.BYDAY.index(code.strip())]
                found[day] = f"{opens:%H:%M}-{closes}"
    return found


def _hours_as_told(text: str, faults: list[Fault]) -> dict[str, str]:
    try:
        told = json.loads(text)
        return {day: str(told[day])[:40] for day in texts.DAYS if day in told}
    except (ValueError, TypeError, RecursionError):
        faults.append(Fault(texts.HOURS, Wrong.NOT_A_TIME, text[:40]))
        return {}
