"""What may be asked of the open data, and what is wrong with a question. Plain Python."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from math import isfinite
from typing import Any

MOST_A_PAGE = 500  # items; whoever wants all asks for format=ndjson
A_PAGE = 50  # items
LARGEST = 1_000_000  # a page number; more is a slip
LONGEST = 200  # characters of what is searched for
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

PAGING = ("page", "per_page", "format")
OF_SERVICES = (
    "search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full",
    "minimum_age", "maximum_age", "start_time", "end_time", "day", *PAGING,
)  # fmt: skip
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "services": ("minimal", *OF_SERVICES),
    "service_at_locations": ("postcode", "proximity", *OF_SERVICES),
    "organizations": ("search", "full", "full_service", *PAGING),
    "organization": ("full_service",),
    "taxonomies": ("search", *PAGING),
    "taxonomy_terms": ("search", "taxonomy_id", "top_only", "parent_id", *PAGING),
    "one": (),
}


@dataclass(frozen=True)
class Asked:
    """A question, read and understood. None: not asked for."""

    search: str = ""
    page: int = 1
    per_page: int | None = None
    format: str = "json"
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    modified_after: datetime | None = None
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    minimum_age: float | None = None
    maximum_age: float | None = None
    start_time: time | None = None
    end_time: time | None = None
    day: str = ""
    postcode: str = ""
    proximity: float | None = None
    top_only: bool = False
    parent_id: str = ""


@dataclass(frozen=True)
class Page:
    """Which part of a list is told, and how the whole of it is counted."""

    number: int
    size: int
    items: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.items // self.size))

    @property
    def slice(self) -> slice:
        return slice((self.number - 1) * self.size, self.number * self.size)

    def envelope(self, contents: list[Any]) -> dict[str, Any]:
        """The page as HSDS has it."""
        return {
            "total_items": self.items,
            "total_pages": self.pages,
            "page_number": self.number,
            "size": len(contents),
            "first_page": self.number == 1,
            "last_page": self.number >= self.pages,
            "empty": not contents,
            "contents": contents,
        }


class BadQuestion(ValueError):  # noqa: N818 – named as it is said
    """Something that was asked cannot be answered. Holds every fault, by parameter."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass
class _Reader:
    known: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def read(self, name: str, texts: list[str]) -> None:
        if name not in self.known:
            known = ", ".join(sorted(self.known)) or "none"
            self.faults[name] = f"is not a parameter here. Known: {known}."
        elif len(texts) > 1:
            self.faults[name] = "is given more than once."
        elif text := texts[0].strip():
            try:
                self.values[name] = _READERS[name](text)
            except ValueError as fault:
                self.faults[name] = str(fault)


def asked(parameters: Iterable[tuple[str, list[str]]], known: tuple[str, ...]) -> Asked:
    """The question in these parameters. An empty one is not asked. Raises BadQuestion."""
    reader = _Reader(known)
    for name, texts in parameters:
        reader.read(name, texts)
    values = reader.values
    if values.get("proximity") is not None and not values.get("postcode"):
        reader.faults["proximity"] = "needs a postcode to be near to."
    if values.get("minimal") and values.get("full"):
        reader.faults["minimal"] = "cannot be asked together with full."
    if reader.faults:
        raise BadQuestion(reader.faults)
    return Asked(**values)


def page_of(question: Asked, items: int, *, whole: bool = False) -> Page:
    """The page asked for. ``whole``: everything at once, unless a size is asked for.

    Raises BadQuestion for a page after the last one.
    """
    size = question.per_page or (max(items, 1) if whole else A_PAGE)
    page = Page(question.page, size, items)
    if page.number > page.pages:
        raise BadQuestion({"page": f"is after the last page, which is {page.pages}."})
    return page


def _text(text: str) -> str:
    if len(text) > LONGEST or "\0" in text:
        raise ValueError(f"must be at most {LONGEST} characters of text.")
    return text


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most):
            raise ValueError(f"must be a whole number from {least} to {most}.")
        return int(text)

    return read


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if not (isfinite(found) and 0 <= found < LARGEST):
        raise ValueError("must be a number, 0 or more.")
    return found


def _yes_no(text: str) -> bool:
    try:
        return {"true": True, "false": False, "1": True, "0": False}[text.lower()]
    except KeyError:
        raise ValueError("must be true or false.") from None


def _format(text: str) -> str:
    if text not in ("json", "ndjson"):
        raise ValueError("must be json or ndjson.")
    return text


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text if ":" in text else "?").replace(tzinfo=None)
    except ValueError:
        raise ValueError("must be a time of day such as 09:30.") from None


def _moment(text: str) -> datetime:
    try:
        # A plus that was not escaped in the address arrives as a blank.
        found = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    except ValueError:
        raise ValueError("must be a date-time such as 2026-01-31T12:00:00Z.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _day(text: str) -> str:
    small = text.casefold()
    if text.upper() in DAYS:
        return text.upper()
    if small in _DAY_NAMES:
        return DAYS[_DAY_NAMES.index(small)]
    raise ValueError(f"must be one of {', '.join(DAYS)}, or the day's English name.")


def _postcode(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise ValueError("must be four digits.")
    return text


_READERS: dict[str, Callable[[str], Any]] = {
    "search": _text, "page": _whole(1, LARGEST), "per_page": _whole(1, MOST_A_PAGE),
    "format": _format, "taxonomy_term_id": _text, "taxonomy_id": _text, "organization_id": _text,
    "modified_after": _moment, "minimal": _yes_no, "full": _yes_no, "full_service": _yes_no,
    "minimum_age": _number, "maximum_age": _number, "start_time": _clock, "end_time": _clock,
    "day": _day, "postcode": _postcode, "proximity": _number, "top_only": _yes_no,
    "parent_id": _text,
}  # fmt: skip
