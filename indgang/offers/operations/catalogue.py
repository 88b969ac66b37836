"""Needs, laws and places: what offers are described with."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import transaction

from indgang.kernel.actor import Actor
from indgang.offers.models import LawBasis, Need, Place

LAWS = Path(__file__).resolve().parents[1] / "data" / "laws.json"


@dataclass(frozen=True)
class NeedSheet:
    """A need and the words people use for it."""

    code: str
    title: str
    title_en: str = ""
    sentence: str = ""
    sentence_en: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    words_en: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True)
class PlaceSheet:
    """A place, how one gets there and how one gets in."""

    slug: str
    name: str
    address: str
    neighbourhood: str = ""
    hours: dict[str, str] = field(default_factory=dict)
    step_free: bool | None = None
    accessible_toilet: bool | None = None
    hearing_loop: bool | None = None
    access_note: str = ""
    transport: str = ""
    x: float | None = None
    y: float | None = None
    latitude: float | None = None
    longitude: float | None = None


@transaction.atomic
def keep_need(*, need: NeedSheet, by: Actor) -> Need:
    """The need as the sheet says, new or changed. Only an administrator's changes are let in."""
    values = asdict(need) | {
        name: list(getattr(need, name)) for name in ("words", "phrases", "words_en")
    }
    return Need.objects.update_or_create(code=values.pop("code"), defaults=values)[0]


@transaction.atomic
def keep_place(*, place: PlaceSheet, by: Actor) -> Place:
    """The place as the sheet says, new or changed.

    Only an administrator's and a provider's changes are let in.
    """
    values = asdict(place)
    return Place.objects.update_or_create(slug=values.pop("slug"), defaults=values)[0]


@transaction.atomic
def renew_laws(*, by: Actor) -> int:
    """The sections that come with the program, new and changed. Returns how many there are.

    Sections that a municipality has added itself are left alone.
    """
    laws = json.loads(LAWS.read_text(encoding="utf-8"))["laws"]
    for law in laws:
        key = {"section": law.pop("section"), "valid_from": law.pop("valid_from")}
        LawBasis.objects.update_or_create(**key, defaults=law)
    return len(laws)
