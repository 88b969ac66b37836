"""Catalogues as others make them: files of every kind, written for a test."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from indgang.offers.commands import found_in, run
from indgang.offers.hsds_words import vocabulary
from indgang.offers.models import Offer, Place, Schedule, SourceKey
from indgang.offers.queries.exchange import described_laws, described_needs, every_listed
from indgang.offers.rules.hsds import writing
from indgang.offers.rules.hsds.plan import Plan
from indgang.people.models import Organisation
from tests.database import as_owner

SERVICE: dict[str, Any] = {
    "id": "11111111-1111-4111-8111-111111111111", "name": "Walk and talk", "status": "active",
    "description": "A calm walk. Come as you are.",
    "organization": {"id": "org-1", "name": "The walkers", "description": "An association"},
}  # fmt: skip


def let_the_worker_in() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select indgang.new_worker_key(%s)", [settings.WORKER_KEY])


def command(what: str, file: Path, **options: Any) -> int:
    """The command as an operator calls it."""
    usual = {"apply": False, "source": "", "close_gone": False, "all": False, "kind": None}
    return run(argparse.Namespace(what=what, file=file, **(usual | options)))


def services() -> list[dict[str, Any]]:
    """Everything in the overview, as it is told."""
    words = vocabulary(described_needs(), described_laws())
    return [writing.service(one, words) for one in every_listed(shown_only=False)]


def emptied() -> None:
    """The overview without offers, places and organisations; needs and laws stay."""
    with as_owner():
        for model in (SourceKey, Schedule, Offer, Place):
            model.objects.all().delete()  # type: ignore[attr-defined]  # each has objects
        Organisation.objects.filter(units=None).delete()


def json_file(folder: Path, content: Any, name: str = "kilde.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def rows() -> tuple[int, ...]:
    """How many rows there are of everything that an import could write."""
    models = (Offer, Place, Organisation, Schedule, SourceKey)
    return tuple(model.objects.count() for model in models)  # type: ignore[attr-defined]


__all__ = [
    "SERVICE",
    "Plan",
    "command",
    "emptied",
    "found_in",
    "json_file",
    "let_the_worker_in",
    "rows",
    "services",
]  # fmt: skip
