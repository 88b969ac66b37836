"""The simple table of offers, between its rows and what a catalogue says."""

from dataclasses import fields

from indgang.offers.rules.hsds.listed import Listed
from indgang.offers.rules.hsds.places import FoundSpot
from indgang.offers.rules.hsds.reading import Found, FoundProvider
from indgang.offers.rules.offer_table import COLUMNS, Row
from indgang.offers.rules.sheet import OfferSheet

_ELSEWHERE = {"provider", "place"}
_LISTS = ("needs", "who_for", "languages", "laws", "closed_days")


def found_of(row: Row) -> Found:
    """The row as an offer of a catalogue that names what it refers to."""
    sheet = row.sheet
    said = {
        one.name: getattr(sheet, one.name)
        for one in fields(OfferSheet)
        if one.name not in _ELSEWHERE and one.name != "access_lines"
    }
    provider = FoundProvider("", sheet.provider, row.provider_kind) if sheet.provider else None
    values = {"address": row.place_address, "neighbourhood": row.place_area}
    return Found(
        at=str(row.number),
        key=sheet.slug,
        said=said,
        provider=provider,
        spot=FoundSpot("", sheet.place, values) if sheet.place else None,
        faults=row.faults,
        by_name=True,
    )


def row_of(listed: Listed) -> dict[str, str]:
    """The offer as a row: the first of its times, for a row has room for one."""
    sheet, spot = listed.sheet, listed.spot
    told = {name: str(getattr(sheet, name)) for name in COLUMNS if name in _PLAIN}
    told |= {name: ", ".join(getattr(sheet, name)) for name in _LISTS}
    told |= {name: "" for name in ("min_age", "max_age") if getattr(sheet, name) is None}
    told |= {
        "provider": listed.provider.name,
        "provider_kind": listed.provider.kind,
        "anonymous_ok": "ja" if sheet.anonymous_ok else "nej",
        "place": spot.name if spot else "",
        "place_address": spot.address if spot and not spot.is_hidden else "",
        "place_area": spot.neighbourhood if spot and not spot.is_hidden else "",
    }
    for times in sheet.times[:1]:
        told |= {
            "rrule": times.rrule,
            "starts_on": times.starts_on.isoformat() if times.starts_on else "",
            "starts_time": times.starts_time.strftime("%H:%M"),
            "duration_minutes": str(times.duration_minutes),
            "seats": "" if times.seats is None else str(times.seats),
        }
    return {name: told.get(name, "") for name in COLUMNS}


_PLAIN = {one.name for one in fields(OfferSheet)} - {
    *_LISTS,
    "times",
    "access_lines",
    "anonymous_ok",
}
