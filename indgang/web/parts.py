"""The small values that pages hand to components."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


class Public:
    """Holds nothing of any person, so that a piece of a page made of it may be kept for the next."""


@dataclass(frozen=True)
class Link:
    """A place to go: in a menu, a path, tabs or tags."""

    text: str
    href: str = ""
    icon: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Choice:
    """One of several answers to choose between."""

    value: str
    text: str
    hint: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Step:
    """One step of several. Its state is done, now, next or wrong."""

    text: str
    state: str = "next"
    href: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Fact:
    """A name and what stands beside it."""

    label: str
    value: str
    href: str = ""


@dataclass(frozen=True)
class Happening:
    """Something that happens at a time of a day."""

    time: str
    title: str
    text: str = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Day:
    """A day of a week, with what happens on it."""

    on: date
    happenings: tuple[Happening, ...] = ()
    is_today: bool = False


@dataclass(frozen=True)
class PinLine:
    """Something that is at a pin's place, and where one reads more."""

    text: str
    href: str
    hint: str = ""


@dataclass(frozen=True)
class Pin:
    """A place on a map: in the drawing's own measure, on the globe, or both."""

    x: float | None
    y: float | None
    label: str
    href: str = ""
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    lines: tuple[PinLine, ...] = ()


@dataclass(frozen=True)
class Tiles:
    """Where a map's pictures come from, and whom they are owed to."""

    url: str
    owner: str
    owner_href: str = ""


@dataclass(frozen=True)
class Bar:
    """One length beside others."""

    label: str
    value: float
    text: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table: its first cell is its name."""

    cells: tuple[str, ...] = field(default_factory=tuple)
    href: str = ""
