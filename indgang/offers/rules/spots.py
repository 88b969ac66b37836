"""Where things are, how far apart, and which marks would lie on each other. Plain Python."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

EARTH = 6_371_000  # metres from its middle; good to half a percent, and nobody walks straighter
DETOUR = 1.3  # streets are about a third longer than the straight line; Newell 1980
WALKING = 75  # metres a minute, at the pace of somebody who is not in a hurry; own choice


@dataclass(frozen=True)
class Spot:
    """A point in town: on the town drawing, on the globe, on both or on neither."""

    name: str = ""
    x: float | None = None
    y: float | None = None
    latitude: float | None = None
    longitude: float | None = None


def metres_between(here: Spot, there: Spot) -> float | None:
    """As the crow flies. None where one of the two is not on the globe."""
    if here.latitude is None or here.longitude is None:
        return None
    if there.latitude is None or there.longitude is None:
        return None
    north, south = math.radians(here.latitude), math.radians(there.latitude)
    turned = math.radians(there.longitude - here.longitude)
    half = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(turned / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def nearness(here: Spot, there: Spot) -> tuple[int, float]:
    """What to sort by: what is measured in metres, then on the drawing, then what is nowhere."""
    metres = metres_between(here, there)
    if metres is not None:
        return 0, metres
    if here.x is None or here.y is None or there.x is None or there.y is None:
        return 2, 0.0
    return 1, math.dist((here.x, here.y), (there.x, there.y))


def minutes_on_foot(metres: float) -> int:
    """How long it takes to walk there, along streets. At least one minute."""
    return max(1, round(metres * DETOUR / WALKING))


def middle_of(name: str, spots: Sequence[Spot]) -> Spot:
    """The middle of several spots, as far as they are on the drawing and on the globe."""
    drawn = [(s.x, s.y) for s in spots if s.x is not None and s.y is not None]
    measured = [
        (s.latitude, s.longitude)
        for s in spots
        if s.latitude is not None and s.longitude is not None
    ]
    return Spot(name, *_mean(drawn), *_mean(measured))


def _mean(pairs: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    if not pairs:
        return None, None
    return sum(p[0] for p in pairs) / len(pairs), sum(p[1] for p in pairs) / len(pairs)
