"""An offer as the open data tells of it: what stands in the overview, and nothing about persons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from indgang.offers.rules.hsds.ids import taxonomy_id, term_id
from indgang.offers.rules.sheet import OfferSheet


@dataclass(frozen=True)
class Provider:
    """Who stands for an offer."""

    id: UUID
    name: str
    kind: str = ""
    cvr: str = ""
    website: str = ""


@dataclass(frozen=True)
class Spot:
    """Where it happens. Of a hidden one, nothing that leads there is ever told."""

    id: UUID
    slug: str
    name: str
    address: str = ""
    neighbourhood: str = ""
    hours: Mapping[str, str] = field(default_factory=dict)
    step_free: bool | None = None
    accessible_toilet: bool | None = None
    hearing_loop: bool | None = None
    access_note: str = ""
    transport: str = ""
    x: float | None = None
    y: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class Room:
    """Free seats the next time it happens, and how old that figure is."""

    starts_at: datetime
    available: int
    maximum: int
    updated_at: datetime


@dataclass(frozen=True)
class Listed:
    """One offer with all it refers to."""

    id: UUID
    sheet: OfferSheet
    provider: Provider
    spot: Spot | None
    updated_at: datetime
    checked_on: date | None = None
    room: Room | None = None


@dataclass(frozen=True)
class Taxonomy:
    """A list of words that offers are described with."""

    code: str
    name: str
    description: str

    @property
    def id(self) -> str:
        return taxonomy_id(self.code)


@dataclass(frozen=True)
class Term:
    """One word of such a list. ``also``: what else it is called, in small letters."""

    taxonomy: str
    code: str
    name: str
    description: str = ""
    also: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return term_id(self.taxonomy, self.code)


@dataclass(frozen=True)
class Vocabulary:
    """Every taxonomy and term, and what else is said in words: the municipality and its region."""

    taxonomies: Mapping[str, Taxonomy]
    terms: Mapping[tuple[str, str], Term]
    town: str = ""
    region: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    seat: str = ""
    hidden: str = ""
    web: str = ""  # where an offer's page is, before its short name
    told: dict[str, dict[str, Any]] = field(default_factory=dict, compare=False)  # terms, made once

    def term(self, taxonomy: str, code: str) -> Term:
        """The term; a code that no list knows any more says itself."""
        return self.terms.get((taxonomy, code)) or Term(taxonomy, code, code)
