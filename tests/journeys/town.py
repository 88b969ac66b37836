"""What there is to be part of in the journeys' own municipality: a small table, read in."""

import csv
from pathlib import Path

ASSOCIATION = "Eksempelby Gåklub"
OFFERS = (
    {
        "slug": "gaa-og-snak",
        "title": "Gå og snak",
        "summary": "En rolig tur i parken, hvor man går to og to.",
        "description": "Vi går en time. Bliver du træt, sætter vi os på en bænk.",
        "first_time": "Gerda venter på dig ved porten. Hun har en gul hat på.",
        "provider": ASSOCIATION,
        "provider_kind": "association",
        "place": "Parken",
        "place_address": "Parkvej 1",
        "place_area": "Midtbyen",
        "kind": "voluntary",
        "format": "group",
        "needs": "loneliness",
        "who_for": "self, relative",
        "languages": "da, en",
        "access": "open",
        "access_sentence": "Alle kan være med.",
        "anonymous_ok": "ja",
        "run_by": "volunteers",
        "evidence": "promising",
        "contact_phone": "12 34 56 79",
        "rrule": "FREQ=DAILY",
        "starts_time": "23:30",
        "duration_minutes": "25",
        "seats": "40",
    },
    {
        "slug": "gaeldsraadgivning",
        "title": "Gældsrådgivning",
        "summary": "Vi ser på dine breve og regninger sammen med dig.",
        "description": "Tag dine breve med. Du behøver ikke have åbnet dem.",
        "first_time": "Du bliver hentet i døren.",
        "provider": ASSOCIATION,
        "provider_kind": "association",
        "place": "Parken",
        "place_address": "Parkvej 1",
        "place_area": "Midtbyen",
        "kind": "coaching",
        "format": "individual",
        "needs": "debt",
        "who_for": "self",
        "languages": "da",
        "access": "open",
        "access_sentence": "Alle kan være med.",
        "anonymous_ok": "ja",
        "run_by": "volunteers",
        "contact_phone": "12 34 56 79",
        "rrule": "FREQ=DAILY",
        "starts_time": "23:00",
        "duration_minutes": "45",
        "seats": "1",
    },
    {
        "slug": "aaben-cafe",
        "title": "Åben café",
        "summary": "Kom og få en kop kaffe. Du kan tale eller tie.",
        "provider": ASSOCIATION,
        "provider_kind": "association",
        "place": "Parken",
        "place_address": "Parkvej 1",
        "place_area": "Midtbyen",
        "kind": "voluntary",
        "format": "group",
        "needs": "loneliness",
        "who_for": "self",
        "languages": "da",
        "access": "open",
        "access_sentence": "Alle kan være med.",
        "anonymous_ok": "ja",
        "run_by": "volunteers",
        "contact_phone": "12 34 56 79",
        "rrule": "FREQ=DAILY",
        "starts_time": "23:40",
        "duration_minutes": "15",
    },
)


def write_table(file: Path, *, prefix: str = "", **cells: str) -> Path:
    """The offers as an operator's spreadsheet saves them; or others like them, in other words."""
    columns = dict.fromkeys(column for offer in OFFERS for column in offer)
    offers = [offer | {"slug": prefix + offer["slug"]} | cells for offer in OFFERS]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(columns), delimiter=";")
        writer.writeheader()
        writer.writerows(offers)
    return file
