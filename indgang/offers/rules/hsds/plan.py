"""What reading in a catalogue would do: decided before anything is written, so it can be shown.

An offer of the file is known again by what its source calls it, by its id, and in a simple table by
its short name. What the file does not say stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any
from uuid import UUID, uuid5

from indgang.offers.rules.hsds.ids import NAMESPACE, as_uuid
from indgang.offers.rules.hsds.listed import Listed, Provider, Spot
from indgang.offers.rules.hsds.places import FoundSpot
from indgang.offers.rules.hsds.reading import Found, FoundProvider
from indgang.offers.rules.hsds.tables import Placed
from indgang.offers.rules.sheet import Fault, OfferSheet, Times, Wrong, faults_of, is_same_times
from indgang.offers.rules.short_names import short_name

LONGEST_NAME = 120  # characters of an organisation's or a place's name; what the tables take
LONGEST_ADDRESS = 200  # characters
USUAL_KIND = "association"  # of an organisation that a file from elsewhere does not place
_UNSAID = {"kind": "voluntary", "format": "group", "needs": ()}
_EMPTY = OfferSheet(
    slug="", title="", summary="", provider="", kind="", format="", needs=(), access="", who_for=()
)
_FIELDS = {one.name for one in fields(OfferSheet)}


@dataclass
class Known:
    """What there is already. ``…_keys``: what this source calls it."""

    offers: dict[UUID, Listed] = field(default_factory=dict)
    providers: dict[UUID, Provider] = field(default_factory=dict)
    spots: dict[UUID, Spot] = field(default_factory=dict)
    closed_spots: frozenset[UUID] = frozenset()
    offer_keys: Mapping[str, UUID] = field(default_factory=dict)
    provider_keys: Mapping[str, UUID] = field(default_factory=dict)
    spot_keys: Mapping[str, UUID] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Planned:
    """One offer as it will be."""

    found: Found
    id: UUID
    sheet: OfferSheet
    provider: Provider
    spot: Spot | None


@dataclass
class Plan:
    """Everything that would become of the file, and everything that is wrong with it."""

    new: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    same: list[Planned] = field(default_factory=list)
    gone: list[Listed] = field(default_factory=list)
    drafts: list[Planned] = field(default_factory=list)
    new_providers: dict[UUID, Provider] = field(default_factory=dict)
    new_spots: dict[UUID, Spot] = field(default_factory=dict)
    faults: list[Placed] = field(default_factory=list)
    not_held: Counter[str] = field(default_factory=Counter)
    times: int = 0  # single times made, once it is done


def plan_of(
    found: Sequence[Found], known: Known, *, source: str, faults: Iterable[Placed] = ()
) -> Plan:
    """What reading these offers in would do. With any fault, none of it may be done."""
    planning = _Planning(known, source, Plan(faults=list(faults)))
    for one in found:
        planning.take(one)
    met = {planned.id for planned in (*planning.plan.changed, *planning.plan.same)}
    planning.plan.gone = [
        known.offers[own]
        for own in known.offer_keys.values()
        if own in known.offers and own not in met and known.offers[own].sheet.status != "closed"
    ]
    return planning.plan


class _Planning:
    """The plan while it is made, with what is new in the file so far."""

    def __init__(self, known: Known, source: str, plan: Plan) -> None:
        self.known, self.source, self.plan = known, source, plan
        self.slugs = {one.sheet.slug: own for own, one in known.offers.items()}
        self.times = {t.id for one in known.offers.values() for t in one.sheet.times}
        self.seen: set[str] = set()
        self.names = {one.name.casefold(): one for one in known.providers.values()}
        self.by_slug = {one.slug: one for one in known.spots.values()}
        self.by_place = {one.name.casefold(): one for one in known.spots.values()}
        self.met: dict[str, Provider | Spot] = {}

    def take(self, found: Found) -> None:
        """One more offer of the file."""
        faults = list(found.faults)
        old = self._known_as(found)
        if found.key in self.seen:
            faults.append(Fault("slug" if found.by_name else "id", Wrong.TWICE, found.key[:40]))
        self.seen.add(found.key)
        provider = self._provider(found, faults)
        spot = self._spot(found, faults)
        sheet = self._sheet(found, old, provider, spot)
        faults += self._wrong(sheet, {fault.column for fault in faults})
        self.plan.not_held.update(found.not_held)
        if faults or provider is None:
            self.plan.faults += [Placed(found.at, fault) for fault in faults]
            return
        own = old.id if old else self._id("offer", found.key, self.known.offers)
        planned = Planned(found, own, sheet, provider, spot)
        self._put(planned, old)

    def _put(self, planned: Planned, old: Listed | None) -> None:
        if old is None:
            self.plan.new.append(planned)
            self.slugs[planned.sheet.slug] = planned.id
            if planned.found.lacks:
                self.plan.drafts.append(planned)
        elif is_same_sheet(old.sheet, planned.sheet):
            self.plan.same.append(planned)
        else:
            self.plan.changed.append(planned)

    def _known_as(self, found: Found) -> Listed | None:
        own = self.known.offer_keys.get(found.key)
        if own not in self.known.offers:
            own = self.slugs.get(found.key) if found.by_name else as_uuid(found.key)
        return self.known.offers.get(own) if own else None

    def _id(self, kind: str, key: str, taken: Mapping[UUID, object]) -> UUID:
        own = as_uuid(key)
        if own is None or own in taken:
            own = uuid5(NAMESPACE, f"{self.source}/{kind}/{key}")
        return own

    def _provider(self, found: Found, faults: list[Fault]) -> Provider | None:
        told = found.provider
        if told is None:
            return None
        known = self._known_provider(told)
        if known is not None:
            return known
        if not told.kind and found.by_name:
            faults.append(Fault("provider", Wrong.NEW_PROVIDER, told.name))
        if len(told.name) > LONGEST_NAME:
            faults.append(Fault("provider", Wrong.TOO_LONG, str(LONGEST_NAME)))
        own = self._id("organisation", told.key or told.name, self.known.providers)
        provider = Provider(own, told.name, told.kind or USUAL_KIND, told.cvr, told.website)
        self.met[f"organisation/{told.key or told.name.casefold()}"] = provider
        if not faults:
            self.plan.new_providers[own] = provider
            self.names[told.name.casefold()] = provider
        return provider

    def _known_provider(self, told: FoundProvider) -> Provider | None:
        met = self.met.get(f"organisation/{told.key or told.name.casefold()}")
        if isinstance(met, Provider) and met.id in self.plan.new_providers:
            return met
        for own in (self.known.provider_keys.get(told.key), as_uuid(told.key)):
            if own in self.known.providers:
                return self.known.providers[own]
        return self.names.get(told.name.casefold())  # a name is taken once only

    def _spot(self, found: Found, faults: list[Fault]) -> Spot | None:
        told = found.spot
        if told is None:
            return None
        known = self._known_spot(told, by_name=found.by_name)
        if known is not None:
            faults += self._wrong_spot(told, known, by_name=found.by_name)
            return known
        return self._new_spot(told, found, faults)

    def _known_spot(self, told: FoundSpot, *, by_name: bool) -> Spot | None:
        met = self.met.get(f"place/{told.key}") if told.key else None
        if isinstance(met, Spot):
            return met
        for own in (self.known.spot_keys.get(told.key), as_uuid(told.key)):
            if own in self.known.spots:
                return self.known.spots[own]
        named = self.by_place.get(told.name.casefold())
        if by_name:
            return self.by_slug.get(told.name) or named
        is_same = named and named.address.casefold() == str(told.values["address"]).casefold()
        return named if is_same else None

    def _wrong_spot(self, told: FoundSpot, known: Spot, *, by_name: bool) -> Iterator[Fault]:
        address = str(told.values.get("address") or "")
        if (
            by_name
            and address
            and not known.is_hidden
            and address.casefold() != known.address.casefold()
        ):
            yield Fault("place_address", Wrong.OTHER_ADDRESS, known.address)
        if known.id in self.known.closed_spots:
            yield Fault("place", Wrong.CLOSED, known.name)

    def _new_spot(self, told: FoundSpot, found: Found, faults: list[Fault]) -> Spot | None:
        if found.by_name and not told.values["address"]:
            faults.append(Fault("place", Wrong.NEW_PLACE, told.name))
            return None
        if not told.name:
            faults.append(Fault("location", Wrong.MISSING))
            return None
        for column, text, most in (
            ("place", told.name, LONGEST_NAME),
            ("place_address", str(told.values["address"]), LONGEST_ADDRESS),
        ):
            if len(text) > most:
                faults.append(Fault(column, Wrong.TOO_LONG, str(most)))
        slug = short_name(told.name, taken=self.by_slug, longest=60)
        wanted = str(told.values.get("slug") or "")
        values = {name: value for name, value in told.values.items() if value is not None}
        values["slug"] = wanted if wanted and wanted not in self.by_slug else slug
        own = self._id("place", told.key or told.name, self.known.spots)
        spot = Spot(id=own, name=told.name, **values)
        self.met[f"place/{told.key or told.name}"] = spot
        self.by_slug[spot.slug] = spot
        if found.by_name:
            self.by_place[told.name.casefold()] = spot
        self.plan.new_spots[own] = spot
        return spot

    def _sheet(
        self, found: Found, old: Listed | None, provider: Provider | None, spot: Spot | None
    ) -> OfferSheet:
        said = {name: value for name, value in found.said.items() if name in _FIELDS}
        if old is not None and not found.by_name:
            said["slug"] = old.sheet.slug
            if found.lacks and said.get("status") == "published" and old.sheet.status == "draft":
                said["status"] = "draft"  # it is shown when somebody here has looked at it
        elif not found.by_name:
            wanted = str(said.get("slug") or "")
            free = wanted and wanted not in self.slugs
            said["slug"] = wanted if free else short_name(str(said["title"]), taken=self.slugs)
        said["provider"] = provider.name if provider else ""
        if spot is not None or found.by_name or old is None:
            said["place"] = spot.slug if spot else ""
        if "times" in said:
            said["times"] = tuple(self._own_times(t, old) for t in said["times"])
        sheet = replace(old.sheet if old else _EMPTY, **said)
        return sheet if old or found.by_name else _filled(sheet, found.lacks)

    def _own_times(self, times: Times, old: Listed | None) -> Times:
        """The times, with an id of their own if another offer has theirs."""
        own = {one.id for one in old.sheet.times} if old else set()
        if times.id in self.times and times.id not in own:
            return replace(times, id=None)
        self.times.add(times.id)
        return times

    def _wrong(self, sheet: OfferSheet, told: set[str]) -> list[Fault]:
        """What is wrong with the sheet, but for columns that something is told of already."""
        found = [fault for fault in faults_of(sheet) if fault.column not in told]
        if sheet.status == "draft":  # somebody says what it is good for before it is shown
            found = [f for f in found if (f.column, f.wrong) != ("needs", Wrong.MISSING)]
        found += [
            Fault("needs", Wrong.UNKNOWN, c) for c in sheet.needs if c not in self.known.needs
        ]
        found += [Fault("laws", Wrong.UNKNOWN, c) for c in sheet.laws if c not in self.known.laws]
        return found


def _filled(sheet: OfferSheet, lacks: tuple[str, ...]) -> OfferSheet:
    """A new offer of which the file says too little: a draft, until somebody has looked at it."""
    said: dict[str, Any] = {name: _UNSAID[name] for name in lacks if name in _UNSAID}
    if "access" in lacks:
        said["access"] = "mixed" if sheet.access_sentence else "open"
    if lacks and not sheet.who_for:
        said["who_for"] = ("self",)
    if lacks and sheet.status == "published":
        said["status"] = "draft"
    return replace(sheet, **said)


def is_same_sheet(old: OfferSheet, new: OfferSheet) -> bool:
    """Whether the new one changes nothing. Lines of access that are not said change nothing."""
    lines = new.access_lines or old.access_lines
    plain = replace(old, times=()) == replace(new, times=(), access_lines=lines)
    return plain and _are_same_times(old.times, new.times)


def _are_same_times(old: tuple[Times, ...], new: tuple[Times, ...]) -> bool:
    left = list(old)
    for times in new:
        same = next((one for one in left if is_same_times(one, times)), None)
        if same is None:
            return False
        left.remove(same)
    return not left
