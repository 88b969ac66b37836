"""The sheet that describes an offer before it stands in the overview, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from indgang.offers.rules.access_per_use import Line
from indgang.offers.rules.closed_days import is_closed_day
from indgang.offers.rules.recurrence import FIRST_YEAR, LAST_YEAR, first_fit
from indgang.offers.rules.recurrence_grammar import BadRule

KINDS = (
    "voluntary", "network", "training", "technology", "coaching", "adhoc", "group_course",
    "education",
)  # fmt: skip
FORMATS = ("group", "individual")
WHO_FOR = ("self", "relative", "parent", "sibling", "child", "staff")
ACCESS = ("open", "mixed", "decision")
PROVIDER_KINDS = ("municipal", "association", "region", "private")
RUN_BY = ("staff", "peers", "volunteers", "mixed", "users")
EVIDENCE = ("documented", "promising", "experience", "")
LANGUAGES = ("da", "en", "de", "ar", "uk", "pl", "tr", "so", "fa", "ro", "kl", "dts")
STATUSES = ("draft", "published", "paused", "closed")

MOST_INTRUSIVE = 3  # 0 a talk, 1 a little, 2 somebody comes home, 3 a stay or a plan with demands
OLDEST = 120  # years
LONGEST_MINUTES = 7 * 24 * 60  # minutes, as the recurrence rules have it
_ANY_DAY = date(2026, 1, 1)
MOST_SEATS = 1000  # seats in one session; more is a slip of the finger
LENGTHS = {
    "slug": 80, "title": 120, "title_en": 120, "summary": 300, "summary_en": 300,
    "description": 5000, "description_en": 5000, "first_time": 1000, "first_time_en": 1000,
    "where_note": 200, "when_note": 200, "price_note": 120, "evidence_note": 300,
    "access_sentence": 300, "access_sentence_en": 300, "contact_name": 80, "contact_phone": 30,
    "contact_email": 200,
}  # characters; what the tables take  # fmt: skip


class Wrong(StrEnum):
    """What can be wrong with one column of a sheet."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_TIME = "not_a_time"
    NOT_A_DAY = "not_a_day"
    NOT_A_SLUG = "not_a_slug"
    NOT_A_RULE = "not_a_rule"
    OUT_OF_REACH = "out_of_reach"
    AGES_SWAPPED = "ages_swapped"
    UNKNOWN = "unknown"
    TWICE = "twice"
    NEW_PROVIDER = "new_provider"
    NEW_PLACE = "new_place"
    OTHER_ADDRESS = "other_address"
    CLOSED = "closed"
    FORMULA = "formula"
    CONTROL = "control"
    MARKUP = "markup"
    NOT_A_TEXT = "not_a_text"
    NOT_A_STATUS = "not_a_status"


@dataclass(frozen=True)
class Fault:
    """One thing wrong, in one column, with the text that is."""

    column: str
    wrong: Wrong
    value: str = ""


@dataclass(frozen=True)
class Times:
    """When it happens. Without a rule it happens once, on ``starts_on``."""

    starts_time: time
    duration_minutes: int
    rrule: str = ""
    starts_on: date | None = None
    seats: int | None = None
    each_minutes: int | None = None  # talks with one person each, one after the other
    # What a table says nothing of, and a catalogue from elsewhere may: None leaves it as it is.
    exdates: tuple[date, ...] | None = None
    rdates: tuple[date, ...] | None = None
    ended_on: date | None = None
    id: UUID | None = None


@dataclass(frozen=True)
class OfferSheet:
    """Everything one says about an offer.

    The provider is named in full, place and needs by their short names, laws by section.
    """

    slug: str
    title: str
    summary: str
    provider: str
    kind: str
    format: str
    needs: tuple[str, ...]
    description: str = ""
    first_time: str = ""
    title_en: str = ""
    summary_en: str = ""
    description_en: str = ""
    first_time_en: str = ""
    place: str = ""
    where_note: str = ""
    when_note: str = ""
    who_for: tuple[str, ...] = ("self",)
    min_age: int | None = None
    max_age: int | None = None
    languages: tuple[str, ...] = ("da",)
    price_kr: int = 0
    price_note: str = ""
    intrusive: int = 0
    evidence: str = ""
    evidence_note: str = ""
    access: str = "open"
    access_sentence: str = ""
    access_sentence_en: str = ""
    access_lines: tuple[Line, ...] = ()
    laws: tuple[str, ...] = ()
    anonymous_ok: bool = False
    run_by: str = "staff"
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    status: str = "published"
    closed_days: tuple[str, ...] = ()
    times: tuple[Times, ...] = field(default=())


def faults_of(sheet: OfferSheet) -> tuple[Fault, ...]:
    """Everything wrong with the sheet by itself. What it refers to is looked up elsewhere."""
    return (
        *_texts(sheet),
        *_choices(sheet),
        *_numbers(sheet),
        *(fault for times in sheet.times for fault in _times(times)),
    )


def is_same_times(old: Times, new: Times) -> bool:
    """Whether the new times change nothing. What they do not say is no change."""
    return (
        (old.rrule, old.starts_time, old.duration_minutes, old.seats, old.each_minutes)
        == (new.rrule, new.starts_time, new.duration_minutes, new.seats, new.each_minutes)
        and new.starts_on in (None, old.starts_on)
        and new.exdates in (None, old.exdates or ())
        and new.rdates in (None, old.rdates or ())
        and new.ended_on in (None, old.ended_on)
    )


def faults_of_times(times: Times) -> tuple[Fault, ...]:
    """Everything wrong with when it happens."""
    return tuple(_times(times))


def _texts(sheet: OfferSheet) -> Iterator[Fault]:
    for column in ("slug", "title", "summary", "provider"):
        if not getattr(sheet, column).strip():
            yield Fault(column, Wrong.MISSING)
    if not sheet.needs:
        yield Fault("needs", Wrong.MISSING)
    for column, most in LENGTHS.items():
        if len(getattr(sheet, column)) > most:
            yield Fault(column, Wrong.TOO_LONG, str(most))
    slug_signs = sheet.slug.replace("-", "")
    if sheet.slug and not (slug_signs.isascii() and slug_signs.isalnum() and sheet.slug.islower()):
        yield Fault("slug", Wrong.NOT_A_SLUG, sheet.slug)


def _choices(sheet: OfferSheet) -> Iterator[Fault]:
    one_of: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("kind", KINDS), ("format", FORMATS), ("access", ACCESS), ("run_by", RUN_BY),
        ("evidence", EVIDENCE), ("status", STATUSES),
    )  # fmt: skip
    for column, known in one_of:
        if getattr(sheet, column) not in known:
            yield Fault(column, Wrong.NOT_A_CHOICE, getattr(sheet, column))
    for column, known in (("who_for", WHO_FOR), ("languages", LANGUAGES)):
        for value in getattr(sheet, column):
            if value not in known:
                yield Fault(column, Wrong.NOT_A_CHOICE, value)
    for value in sheet.closed_days:
        if not is_closed_day(value):
            yield Fault("closed_days", Wrong.NOT_A_DAY, value)


def _numbers(sheet: OfferSheet) -> Iterator[Fault]:
    for column, value, most in (
        ("min_age", sheet.min_age, OLDEST),
        ("max_age", sheet.max_age, OLDEST),
        ("price_kr", sheet.price_kr, 100_000),
        ("intrusive", sheet.intrusive, MOST_INTRUSIVE),
    ):
        if value is not None and not 0 <= value <= most:
            yield Fault(column, Wrong.OUT_OF_REACH, str(value))
    if sheet.min_age is not None and sheet.max_age is not None and sheet.min_age > sheet.max_age:
        yield Fault("max_age", Wrong.AGES_SWAPPED, str(sheet.max_age))


def _times(times: Times) -> Iterator[Fault]:
    if not 1 <= times.duration_minutes <= LONGEST_MINUTES:
        yield Fault("duration_minutes", Wrong.OUT_OF_REACH, str(times.duration_minutes))
    if times.seats is not None and not 1 <= times.seats <= MOST_SEATS:
        yield Fault("seats", Wrong.OUT_OF_REACH, str(times.seats))
    if not times.rrule and times.starts_on is None:
        yield Fault("starts_on", Wrong.MISSING)
    if times.starts_on and not FIRST_YEAR <= times.starts_on.year <= LAST_YEAR:
        yield Fault("starts_on", Wrong.OUT_OF_REACH, times.starts_on.isoformat())
    elif times.rrule:
        try:
            first_fit(times.rrule, datetime.combine(times.starts_on or _ANY_DAY, times.starts_time))
        except BadRule:
            yield Fault("rrule", Wrong.NOT_A_RULE, times.rrule)
