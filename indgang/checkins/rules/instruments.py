"""The instruments: questions, answers and how they count, read from versioned data files.

Files live in ``indgang/checkins/instruments``. A published version never changes, because stored
answers point at it; a new wording is a new version beside the old one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indgang.kernel.words import Words

FOLDER = Path(__file__).parent.parent / "instruments"


class Scoring(StrEnum):
    """How answers become a figure."""

    SUM = "sum"  # all answers added and multiplied by a factor; every item is needed
    SHARE = "share"  # the share of items agreed with, in per cent; every item is needed
    GOALS = "goals"  # goal attainment over the guest's own goals; at least one is needed
    EACH = "each"  # each item stands alone; there is no figure for the whole


class Better(StrEnum):
    """Which way is the good way."""

    HIGHER = "higher"
    LOWER = "lower"


class BadInstrument(ValueError):  # noqa: N818 – named as it is said
    """A data file cannot be used. The text says which file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question or statement."""

    id: str
    text: Words


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that can be chosen, and what it counts."""

    value: int
    text: Words


@dataclass(frozen=True, slots=True)
class Band:
    """What the guest is told about figures from this one up to the next band's."""

    lowest: float
    text: Words
    offers_talk: bool


@dataclass(frozen=True, slots=True)
class HandLimits:
    """When a series raises a hand: a fall of this many points, or a figure below this one."""

    drop: float
    below: float


@dataclass(frozen=True, slots=True)
class Licence:
    """On what terms the wording may be shown, and what must be written beside it."""

    holder: str
    terms: str
    url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of questions in one version, with everything needed to ask it and to count it."""

    id: str
    version: int
    name: Words
    intro: Words
    items: tuple[Item, ...]  # none for goals: the items are the guest's own
    answers: tuple[Answer, ...]
    scoring: Scoring
    factor: float
    lowest: float
    highest: float
    better: Better
    bands: tuple[Band, ...]
    licence: Licence
    sources: tuple[str, ...]
    agrees_from: int | None = None
    meaningful_change: float | None = None
    hand: HandLimits | None = None

    def __post_init__(self) -> None:
        for fault, is_there in (
            ("has no answers", not self.answers),
            ("has two answers of one value", len(self.values) != len(self.answers)),
            ("has two items of one id", len({item.id for item in self.items}) != len(self.items)),
            ("needs items", (self.scoring is Scoring.GOALS) == bool(self.items)),
            ("has its lowest above its highest", self.lowest >= self.highest),
            ("has bands that do not begin at its lowest", not self._bands_begin_right),
            ("has bands out of order", any(a.lowest >= b.lowest for a, b in pairwise(self.bands))),
            ("needs agrees_from", (self.scoring is Scoring.SHARE) == (self.agrees_from is None)),
            ("has no Danish text somewhere", not all(words.da for words in self.texts)),
            ("has no attribution", not self.licence.attribution),
        ):
            if is_there:
                raise BadInstrument(f"{self.id}-{self.version} {fault}")

    @property
    def _bands_begin_right(self) -> bool:
        return not self.bands or self.bands[0].lowest == self.lowest

    @property
    def values(self) -> frozenset[int]:
        """What the answers can count."""
        return frozenset(answer.value for answer in self.answers)

    @property
    def texts(self) -> tuple[Words, ...]:
        """Everything a guest reads, in the order of the file."""
        asked = (*(item.text for item in self.items), *(answer.text for answer in self.answers))
        return (self.name, self.intro, *asked, *(one.text for one in self.bands))


def instrument(instrument_id: str, version: int | None = None) -> Instrument:
    """The instrument in this version, or in its newest. Raises KeyError."""
    versions = {at: found for (name, at), found in instruments().items() if name == instrument_id}
    if not versions:
        raise KeyError(instrument_id)
    return versions[max(versions) if version is None else version]


@cache
def instruments() -> Mapping[tuple[str, int], Instrument]:
    """Every version of every instrument, by id and version. Raises BadInstrument."""
    found = [read_instrument(path) for path in sorted(FOLDER.glob("*.toml"))]
    return MappingProxyType({(one.id, one.version): one for one in found})


def read_instrument(path: Path) -> Instrument:
    """The instrument in the file, which is named ``<id>-<version>.toml``. Raises BadInstrument."""
    try:
        read = _built(tomllib.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as fault:
        raise BadInstrument(f"{path.name}: {fault!r}") from fault
    if path.name != f"{read.id}-{read.version}.toml":
        raise BadInstrument(f"{path.name} holds {read.id} in version {read.version}")
    return read


def _built(data: dict[str, Any]) -> Instrument:
    hand = data.pop("raises_hand", None)
    return Instrument(
        name=Words(**data.pop("name")),
        intro=Words(**data.pop("intro")),
        items=tuple(Item(one["id"], Words(**one["text"])) for one in data.pop("items", ())),
        answers=tuple(Answer(one["value"], Words(**one["text"])) for one in data.pop("answers")),
        bands=tuple(
            Band(one["from"], Words(**one["text"]), one["offers_talk"])
            for one in data.pop("bands", ())
        ),
        scoring=Scoring(data.pop("scoring")),
        better=Better(data.pop("better")),
        licence=Licence(**data.pop("licence")),
        sources=tuple(data.pop("sources")),
        hand=HandLimits(**hand) if hand else None,
        **data,  # a word that is not a field is refused here
    )
