"""When it happens, between our times and an HSDS schedule.

HSDS 3.0 knows weeks and months only. The rule as it stands here is told beside it as an attribute,
so that nothing is lost; a schedule from elsewhere is read from its own fields.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from indgang.offers.rules.hsds.texts import BYDAY, EACH, EXTRA, MINUTES, RRULE, SEATS, WITHOUT
from indgang.offers.rules.sheet import Fault, Times, Wrong

_UNITS = ("WEEKLY", "MONTHLY")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_NOBODY_KNOWS = 60  # minutes, when it is not said when it ends
_DAY = 24 * 60  # minutes
_FIELDS = (("byday", "BYDAY"), ("bymonthday", "BYMONTHDAY"), ("wkst", "WKST"))


def fields_of(times: Times) -> dict[str, Any]:
    """The fields of the schedule that HSDS has. Empty ones are left out."""
    begins = times.starts_on.isoformat() if times.starts_on else None
    ends = datetime.combine(date(2026, 1, 1), times.starts_time)
    ends += timedelta(minutes=times.duration_minutes)
    told = {
        "valid_from": begins,
        "valid_to": times.ended_on.isoformat() if times.ended_on else None,
        "dtstart": begins,
        **_rule_of(times),
        "opens_at": times.starts_time.strftime("%H:%M"),
        "closes_at": ends.strftime("%H:%M"),
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def values_of(times: Times) -> dict[str, str]:
    """What HSDS has no field for, as the texts of attributes."""
    found = {
        RRULE: times.rrule,
        MINUTES: str(times.duration_minutes) if times.duration_minutes >= _DAY else "",
        EACH: str(times.each_minutes or ""),
        SEATS: str(times.seats) if times.seats is not None else "",
        WITHOUT: ",".join(day.isoformat() for day in times.exdates or ()),
        EXTRA: ",".join(day.isoformat() for day in times.rdates or ()),
    }
    return {name: value for name, value in found.items() if value}


def _rule_of(times: Times) -> dict[str, Any]:
    parts = dict(part.split("=", 1) for part in times.rrule.split(";") if "=" in part)
    if not parts:
        return {"count": 1}
    if parts.keys() == {"FREQ"} and parts["FREQ"] == "DAILY":
        return {"freq": "WEEKLY", "interval": 1, "byday": ",".join(BYDAY)}
    if parts.get("FREQ") not in _UNITS:
        return {}
    weekday = BYDAY[times.starts_on.weekday()] if times.starts_on else None
    return {
        "freq": parts["FREQ"],
        "interval": int(parts.get("INTERVAL", "1")),
        "byday": parts.get("BYDAY") or (weekday if parts["FREQ"] == "WEEKLY" else None),
        "bymonthday": parts.get("BYMONTHDAY"),
        "wkst": parts.get("WKST"),
        "count": int(parts["COUNT"]) if "COUNT" in parts else None,
        "until": _dashed(parts["UNTIL"]) if "UNTIL" in parts else None,
    }


def _dashed(until: str) -> str:
    return f"{until[:4]}-{until[4:6]}-{until[6:8]}"


def times_of(schedule: dict[str, Any], values: dict[str, str], faults: list[Fault]) -> Times | None:
    """Our times of the schedule. None, without a fault, when it says no time of day."""
    opens = _clock(schedule, "opens_at", faults)
    if opens is None:
        return None
    first = _day(schedule, "dtstart", faults) or _day(schedule, "valid_from", faults)
    rule = values.get(RRULE) or _composed(schedule)
    return Times(
        starts_time=opens,
        duration_minutes=_minutes(schedule, opens, values, faults),
        rrule=rule,
        starts_on=first,
        seats=_whole(values.get(SEATS, ""), SEATS, faults),
        exdates=_days(values, WITHOUT, faults),
        rdates=_days(values, EXTRA, faults),
        ended_on=_day(schedule, "valid_to", faults),
        id=_own_id(schedule),
        each_minutes=_whole(values.get(EACH, ""), EACH, faults),
    )


def _own_id(schedule: dict[str, Any]) -> UUID | None:
    try:
        return UUID(str(schedule.get("id")))
    except ValueError:
        return None


def _composed(schedule: dict[str, Any]) -> str:
    unit = str(schedule.get("freq") or "").upper()
    days = str(schedule.get("byday") or "")
    if not unit and not days:
        return ""
    parts = [f"FREQ={unit or 'WEEKLY'}"]
    interval = schedule.get("interval")
    if interval and str(interval) not in ("1", "1.0"):
        parts.append(f"INTERVAL={str(interval).removesuffix('.0')}")
    for field, name in _FIELDS:
        text = re.sub(r"\s", "", str(schedule.get(field) or ""))
        if text and (name, text) != ("WKST", "MO"):
            parts.append(f"{name}={text}")
    if schedule.get("count"):
        parts.append(f"COUNT={str(schedule['count']).removesuffix('.0')}")
    elif schedule.get("until"):
        parts.append(f"UNTIL={str(schedule['until'])[:10].replace('-', '')}")
    return ";".join(parts)


def _minutes(
    schedule: dict[str, Any], opens: time, values: dict[str, str], faults: list[Fault]
) -> int:
    told = _whole(values.get(MINUTES, ""), MINUTES, faults)
    if told is not None:
        return told
    closes = _clock(schedule, "closes_at", faults)
    if closes is None:
        return _NOBODY_KNOWS
    span = (closes.hour - opens.hour) * 60 + closes.minute - opens.minute
    return span if span > 0 else span + _DAY


def _clock(schedule: dict[str, Any], field: str, faults: list[Fault]) -> time | None:
    text = str(schedule.get(field) or "").strip()
    if not text:
        return None
    match = _CLOCK.fullmatch(text)
    try:
        if match:
            return time(int(match[1]) % 24 if match[1] == "24" else int(match[1]), int(match[2]))
    except ValueError:
        pass
    faults.append(Fault(field, Wrong.NOT_A_TIME, text[:40]))
    return None


def _day(schedule: dict[str, Any], field: str, faults: list[Fault]) -> date | None:
    text = str(schedule.get(field) or "").strip()
    return _date(text[:10], field, faults) if text else None


def _date(text: str, field: str, faults: list[Fault]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append(Fault(field, Wrong.NOT_A_DAY, text[:40]))
        return None


def _days(values: dict[str, str], name: str, faults: list[Fault]) -> tuple[date, ...] | None:
    if name not in values:
        return None
    found = (_date(text.strip(), name, faults) for text in values[name].split(","))
    return tuple(day for day in found if day is not None)


def _whole(text: str, name: str, faults: list[Fault]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    faults.append(Fault(name, Wrong.NOT_A_NUMBER, text[:40]))
    return None
