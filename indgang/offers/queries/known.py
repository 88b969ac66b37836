"""What there is already, for those who read a catalogue in."""

from uuid import UUID

from indgang.offers.models import Place, SourceKey
from indgang.offers.queries.exchange import (
    described_laws,
    described_needs,
    every_listed,
    every_provider,
    provider_of,
    spot_of,
)
from indgang.offers.rules.hsds.plan import Known


def known_to(source: str) -> Known:
    """Every offer, place and organisation, and what this source calls them. Eleven queries."""
    keys: dict[str, dict[str, UUID]] = {"offer": {}, "place": {}, "organisation": {}}
    called = SourceKey.objects.filter(source=source).values_list("kind", "key", "own_id")
    for kind, key, own in called:
        keys[kind][key] = own
    places = list(Place.objects.all())
    return Known(
        offers={one.id: one for one in every_listed(shown_only=False)},
        providers={one.id: provider_of(one) for one in every_provider(shown_only=False)},
        spots={place.id: spot for place in places if (spot := spot_of(place))},
        closed_spots=frozenset(place.id for place in places if place.closed_on),
        offer_keys=keys["offer"],
        provider_keys=keys["organisation"],
        spot_keys=keys["place"],
        needs=frozenset(need.code for need in described_needs()),
        laws=frozenset(law.section for law in described_laws()),
    )
