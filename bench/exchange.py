"""A catalogue of 5,000 services read in, and the open data of it asked for. Undone afterwards."""

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from bench.load import percentile
from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.offers.commands import found_in
from indgang.offers.models import Need
from indgang.offers.operations import import_offers
from indgang.offers.rules.hsds.ids import taxonomy_id, term_id

SERVICES = 5_000
PROVIDERS, PLACES = 300, 400
ASKED = 60  # times each
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
QUESTIONS = ("", "?full=true", "?minimal=true", "?search=walk", "?day=MO&minimum_age=18")


@dataclass(frozen=True)
class Measured:
    """Seconds: reading in for the first time and once more, and each question's."""

    read_in: float
    again: float
    asked: dict[str, list[float]]
    times: int


class _Undone(Exception):  # noqa: N818 – ends the transaction, and nothing has happened
    pass


def measure(services: int = SERVICES) -> Measured | None:
    """All of it in one transaction that is undone, so that the town stays as it was.

    None where the worker's key is not known to the database.
    """
    found: list[Measured] = []
    try:
        with acting(settings.WORKER_KEY) as worker, tempfile.TemporaryDirectory() as folder:
            if not worker.has(Role.WORKER):
                return None
            file = Path(folder) / "catalogue.json"
            needs = [need.code for need in Need.objects.all()]
            file.write_text(json.dumps([_service(n, needs) for n in range(services)]))
            began = time.monotonic()
            plan = _read(file, worker)
            first = time.monotonic()
            _read(file, worker)
            again = time.monotonic()
            asked = {question: _ask(question) for question in QUESTIONS}
            found.append(Measured(first - began, again - first, asked, plan.times))
            raise _Undone
    except _Undone:
        return found[0]


def p95(seconds: list[float]) -> float:
    """Milliseconds."""
    return percentile(sorted(seconds), 0.95) * 1000


def _read(file: Path, worker: Any) -> Any:
    offers, faults = found_in(file)
    plan = import_offers(found=offers, faults=faults, source="bench", is_trial=False, by=worker)
    if plan.faults:
        raise SystemExit(f"The catalogue of the bench has faults: {plan.faults[:3]}")
    return plan


def _ask(question: str) -> list[float]:
    client = Client(headers={"host": "localhost"})
    seconds = []
    for number in range(ASKED):
        page = f"{'&' if question else '?'}page={number % 3 + 1}" if "=" not in question else ""
        began = time.monotonic()
        answer = client.get(f"/api/hsds/v3/services{question}{page}")
        seconds.append(time.monotonic() - began)
        if answer.status_code != 200:
            raise SystemExit(f"/services{question} answers {answer.status_code}")
    return seconds[3:]  # the first ones load what the others have


def _service(number: int, needs: list[str]) -> dict[str, Any]:
    own = f"00000000-0000-4000-8000-{number:012d}"
    codes = {"kind": "voluntary", "format": "group", "access": "open"}
    if needs:
        codes["needs"] = needs[number % len(needs)]
    place = number % PLACES
    return {
        "id": own, "name": f"Walk and talk {number}", "status": "active",
        "description": "A calm walk in the park. Come as you are, and go when you like. " * 4,
        "minimum_age": 18 if number % 2 else None, "email": "hello@example.org",
        "organization": {
            "id": f"o{number % PROVIDERS}", "name": f"Bench walkers {number % PROVIDERS}",
            "description": "An association",
        },
        "schedules": [{
            "id": f"s{number}", "freq": "WEEKLY", "byday": DAYS[number % 7], "opens_at": "14:00",
            "closes_at": "15:30",
        }],
        "service_at_locations": [{"id": f"a{number}", "location": {
            "id": f"l{place}", "location_type": "physical", "name": f"Bench place {place}",
            "addresses": [{"id": f"x{place}", "address_1": f"Road {place}", "city": "Lillevang",
                           "postal_code": "7700"}],
        }}],
        "languages": [{"id": f"g{number}", "code": "da"}],
        "attributes": [
            {"id": f"{number}-{name}", "taxonomy_term_id": term_id(name, code),
             "taxonomy_term": {"id": term_id(name, code), "taxonomy_id": taxonomy_id(name)}}
            for name, code in codes.items()
        ],
    }  # fmt: skip
