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
from indgang.offers.models import LawBasis, Need, Offer, Place, SecretAddress
from indgang.offers.rules.short_names import short_name
from indgang.people.models import Organisation

DATA = Path(__file__).resolve().parents[1] / "data"
LAWS = DATA / "laws.json"
NEEDS = DATA / "needs.toml"  # what every municipality begins with


# What everyone may read of a place that must not be found.
NOWHERE: dict[str, object] = {
    "address": "", "neighbourhood": "", "transport": "", "access_note": "",
    "x": None, "y": None, "latitude": None, "longitude": None,
}  # fmt: skip


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
    host: str = ""  # the organisation that keeps it, in full
    is_hidden: bool = False  # where it is, and how one gets there and in, is shown to nobody


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

    Of a hidden one the row that everyone reads holds a name and nothing that tells where it is;
    its address is kept apart, for those who provide there. Only an administrator's and a provider's
    changes are let in, and only an administrator's of what is hidden.
    """
    values = asdict(place)
    values["host"] = _organisation(place.host)
    if place.is_hidden:
        values |= NOWHERE
    kept, _new = Place.objects.update_or_create(slug=values.pop("slug"), defaults=values)
    if place.is_hidden:
        secret = {name: getattr(place, name) for name in ("address", "transport", "access_note")}
        SecretAddress.objects.update_or_create(place=kept, defaults=secret)
    else:
        SecretAddress.objects.filter(place=kept).delete()
    return kept


def _organisation(name: str) -> Organisation | None:
    if not name:
        return None
    found = Organisation.objects.filter(name=name).first()
    if found is None:
        raise Refused(_("Der er ingen, der hedder »%(name)s«.") % {"name": name}, code="host")
    return found


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
