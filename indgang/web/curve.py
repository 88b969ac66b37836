"""A line through points, laid out here so that the page only has to draw it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 480, 260
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 20, 36
# Room at the left for the names of the bands, where there are any.
NAMES = 96
# Two labels under the curve closer than this would be read as one.
LABEL_ROOM = 62


@dataclass(frozen=True)
class Point:
    """One answer: when, how much, and that in words. No value means that it was skipped."""

    label: str
    value: float | None
    text: str = ""
    at: float | None = None


@dataclass(frozen=True)
class Band:
    """A part of the scale that has a meaning of its own."""

    low: float
    high: float
    label: str
    tone: str = ""


@dataclass(frozen=True)
class Dot:
    """A point where it is drawn. Its label stands under the curve if there is room."""

    x: str
    y: str
    point: Point
    labelled: bool
    is_last: bool


@dataclass(frozen=True)
class Stripe:
    """A band where it is drawn."""

    y: str
    height: str
    middle: str
    band: Band


@dataclass(frozen=True)
class Curve:
    """A curve with all its places worked out. Numbers are text, so that no language changes them."""

    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    stripes: tuple[Stripe, ...]
    points: tuple[Point, ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM
    label_line: int = HEIGHT - 10

    @property
    def view_box(self) -> str:
        """The drawing's own measure."""
        return f"0 0 {self.width} {self.height}"


def draw_curve(
    points: list[Point], *, low: float, high: float, bands: tuple[Band, ...] = ()
) -> Curve:
    """Lay out the points between low and high, oldest first.

    A skipped answer breaks the line and is still in the table. Points without a place of their
    own (`at`) stand evenly.
    """
    steps = [p.at if p.at is not None else float(i) for i, p in enumerate(points)]
    places = _across(steps, left=NAMES if bands else LEFT)
    heights = [None if p.value is None else _up(p.value, low, high) for p in points]
    dots = _dots(points, places, heights)
    return Curve(
        lines=_lines(places, heights),
        dots=dots,
        stripes=tuple(_stripe(band, low, high) for band in bands),
        points=tuple(points),
    )


def _across(steps: list[float], *, left: int) -> list[float]:
    """Where each step stands from left to right; one alone stands in the middle."""
    if not steps:
        return []
    first, last = steps[0], steps[-1]
    room = WIDTH - left - RIGHT - 48
    if last == first:
        return [left + 24 + room / 2 for _ in steps]
    return [left + 24 + room * (step - first) / (last - first) for step in steps]


def _up(value: float, low: float, high: float) -> float:
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _dots(points: list[Point], places: list[float], heights: list[float | None]) -> tuple[Dot, ...]:
    seen = [
        (x, y, point) for x, y, point in zip(places, heights, points, strict=True) if y is not None
    ]
    dots: list[Dot] = []
    room_from = -float(LABEL_ROOM)
    for number, (x, y, point) in enumerate(seen):
        is_last = number == len(seen) - 1
        # The newest answer always has its label, and the one before gives way to it.
        fits = x - room_from >= LABEL_ROOM and (is_last or seen[-1][0] - x >= LABEL_ROOM)
        labelled = is_last or fits
        if labelled:
            room_from = x
        dots.append(Dot(_text(x), _text(y), point, labelled, is_last))
    return tuple(dots)


def _lines(places: list[float], heights: list[float | None]) -> tuple[str, ...]:
    """The stretches between answers that follow one another."""
    pairs = pairwise(zip(places, heights, strict=True))
    return tuple(
        f"M{_text(x)} {_text(y)} L{_text(x_next)} {_text(y_next)}"
        for (x, y), (x_next, y_next) in pairs
        if y is not None and y_next is not None
    )


def _stripe(band: Band, low: float, high: float) -> Stripe:
    top, bottom = _up(band.high, low, high), _up(band.low, low, high)
    return Stripe(_text(top), _text(bottom - top), _text((top + bottom) / 2), band)


def _text(number: float) -> str:
    return f"{number:.1f}"
