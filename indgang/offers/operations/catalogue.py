"""Needs, laws and places: what offers are described with."""

import json
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import LawBasis, Need, Offer, Place
from indgang.offers.rules.short_names import short_name

DATA = Path(__file__).resolve().parents[1] / "data"
LAWS = DATA / "laws.json"
NEEDS = DATA / "needs.toml"  # what every municipality begins with


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
def lay_down_needs(*, by: Actor) -> int:
    """The list that comes with the program, where it is not there yet. Returns how many are new.

    What the municipality has changed or closed is left alone. An administrator does it, or the
    owner's process at set-up.
    """
    listed = tomllib.loads(NEEDS.read_text(encoding="utf-8"))["needs"]
    known = set(Need.objects.values_list("code", flat=True))
    new = [
        Need(position=position, **need)
        for position, need in enumerate(listed)
        if need["code"] not in known
    ]
    for need in new:
        need.save(force_insert=True)  # one by one: a trigger keeps the words of each
    return len(new)


@transaction.atomic
def close_need(*, code: str, is_closed: bool, by: Actor) -> None:
    """From today the need is not chosen any more, or is again. What it is named for stays.

    Raises NotThere if there is none, or it is not the actor's to close.
    """
    closed_on = clock.today() if is_closed else None
    if not Need.objects.filter(code=code).update(closed_on=closed_on):
        raise NotThere


@transaction.atomic
def close_place(*, slug: str, is_closed: bool, by: Actor) -> None:
    """From today nothing new takes place there, or it may again.

    Raises Refused while offers that are shown are there; NotThere if there is no such place, or it
    is not the actor's to close.
    """
    there = Offer.objects.filter(place__slug=slug, status="published").count()
    if is_closed and there:
        raise Refused(
            ngettext(
                "%(number)s tilbud holder til her. Flyt det først.",
                "%(number)s tilbud holder til her. Flyt dem først.",
                there,
            )
            % {"number": there},
            code="in-use",
        )
    closed_on = clock.today() if is_closed else None
    if not Place.objects.filter(slug=slug).update(closed_on=closed_on):
        raise NotThere


@transaction.atomic
def open_place(*, name: str, address: str, neighbourhood: str = "", by: Actor) -> Place:
    """The place of that name, made if there is none. Raises Refused for the name of a closed one.

    Only an administrator, a provider and the worker are let in.
    """
    known = Place.objects.filter(name__iexact=name).first()
    if known is not None:
        if known.closed_on:
            raise Refused(_("Stedet »%(name)s« er lukket.") % {"name": name}, code="place")
        return known
    slugs = set(Place.objects.values_list("slug", flat=True))
    return Place.objects.create(
        slug=short_name(name, taken=slugs, longest=60),
        name=name,
        address=address,
        neighbourhood=neighbourhood,
    )


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
