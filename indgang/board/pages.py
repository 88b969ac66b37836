"""What the pages of the board show, ready to be read: templates only place it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.board import wording
from indgang.board.models import Count
from indgang.board.queries import Board, wait_of_kind
from indgang.board.rules.figures import FEW, SMALLEST_SAID
from indgang.board.rules.rows import Row
from indgang.kernel.words import day_in_words
from indgang.offers.wording import language
from indgang.web.curve import Curve, Point, draw_curve
from indgang.web.parts import Link

BY = ("tilbud", "behov", "enheder")  # what the lines are: offers, needs, units
FEWEST_POINTS = 2  # with fewer days than this there is no line to draw


@dataclass(frozen=True)
class Line:
    """One line of the board in words."""

    key: str
    title: str
    href: str
    history: str
    under: str
    figures: dict[str, str]
    age: str
    open_wait: str
    open_longest: str
    decided_wait: str
    decided_longest: str
    unmet: str
    arrivals: str


@dataclass(frozen=True)
class Column:
    """The heading of a column, and the way to have the lines in its order."""

    text: str
    href: str
    sorted: str  # what a screen reader is told: ascending, descending or nothing


@dataclass(frozen=True)
class Drawn:
    """One curve of a page of history."""

    id: str
    title: str
    description: str
    column: str
    curve: Curve


FOR_ALL: tuple[tuple[str, Promise], ...] = (
    ("titel", gettext_lazy("Tilbud")),
    ("ledige", gettext_lazy("Er der plads?")),
    ("venter", gettext_lazy("Venter nu")),
    ("naeste", gettext_lazy("Næste gang med plads")),
    ("aabent", gettext_lazy("Ventetid: du kan bare komme")),
    ("afgoerelse", gettext_lazy("Ventetid: vi skal først have et ja")),
    ("alder", gettext_lazy("Pladserne er set")),
)
EXACT: tuple[tuple[str, Promise], ...] = (
    ("titel", gettext_lazy("Tilbud")),
    ("ledige", gettext_lazy("Ledige")),
    ("holdt", gettext_lazy("Holdt")),
    ("optaget", gettext_lazy("Optaget")),
    ("venter", gettext_lazy("Venter")),
    ("naeste", gettext_lazy("Næste ledige")),
    ("aabent", gettext_lazy("Ventetid, åbent")),
    ("afgoerelse", gettext_lazy("Ventetid, med afgørelse")),
    ("savnet", gettext_lazy("Søgt forgæves")),
    ("kom", gettext_lazy("Kom i denne uge")),
    ("alder", gettext_lazy("Pladser set")),
)
FIRST: dict[str, Promise] = {
    "tilbud": gettext_lazy("Tilbud"),
    "behov": gettext_lazy("Behov"),
    "enheder": gettext_lazy("Hvem står for det"),
}


def lines_of(rows: Iterable[Row], by: str) -> list[Line]:
    """The rows in words. No query."""
    name = {"tilbud": "tilbud", "behov": "behov", "enheder": "enhed"}[by]
    return [
        Line(
            key=row.key,
            title=row.title,
            href=row.href,
            history=f"/tavle/historie?{urlencode({name: row.key})}",
            under=row.under,
            figures=wording.figures_of(row.room),
            age=wording.age_words(row.room.counted_at),
            open_wait=wording.wait_words(row.open_wait),
            open_longest=wording.longest_words(row.open_wait),
            decided_wait=wording.wait_words(row.decided_wait),
            decided_longest=wording.longest_words(row.decided_wait),
            unmet=wording.amount_words(row.unmet),
            arrivals=wording.amount_words(row.arrivals),
        )
        for row in rows
    ]


def rows_by(board: Board, by: str) -> list[Row]:
    """The rows of that kind."""
    return {"tilbud": board.offers, "behov": board.needs, "enheder": board.units}[by]


def columns_of(
    request: HttpRequest, *, by: str, is_exact: bool, sort: str, falling: bool
) -> list[Column]:
    """The headings; the one that is sorted by turns the order round."""
    found = []
    for name, text in EXACT if is_exact else FOR_ALL:
        is_sorted = name == sort
        direction = ("descending" if falling else "ascending") if is_sorted else ""
        href = address(request, sorter=name, ned="1" if is_sorted and not falling else "")
        found.append(Column(str(FIRST[by] if name == "titel" else text), href, direction))
    return found


def parts_of(request: HttpRequest, by: str) -> list[Link]:
    """The ways to cut the board, as tabs."""
    words = {"tilbud": _("Tilbud"), "behov": _("Behov"), "enheder": _("Hvem står for det")}
    return [
        Link(
            text,
            f"{request.path}?vis={name}" if name != BY[0] else request.path,
            current=name == by,
        )
        for name, text in words.items()
    ]


def address(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of it changed; an empty value leaves a name out."""
    values = {name: request.GET.get(name, "") for name in request.GET} | changes
    asked = {name: value for name, value in values.items() if value}
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def curves_of(counts: list[Count]) -> list[Drawn]:
    """How the figures have gone, as curves with their tables. Empty where nothing is kept yet."""
    if len(counts) < FEWEST_POINTS:
        return []
    drawn = [
        _curve("venter", _("Så mange venter"), _("Venter"), counts, lambda one: one.waiting),
        _curve("ledige", _("Så mange pladser er ledige"), _("Ledige pladser"), counts,
               lambda one: one.free),
        _curve("aabent", _("Ventetid i dage, når man bare kan komme"), _("Dage"), counts,
               lambda one: wait_of_kind(one, "open").median),
        _curve("afgoerelse", _("Ventetid i dage, når der først skal et ja til"), _("Dage"), counts,
               lambda one: wait_of_kind(one, "decided").median),
        _curve("savnet", _("Så mange har søgt forgæves"), _("Gange"), counts,
               lambda one: one.unmet),
    ]  # fmt: skip
    return [one for one in drawn if one is not None]


def _curve(
    name: str, title: str, column: str, counts: list[Count], figure: Callable[[Count], int | None]
) -> Drawn | None:
    points = [_point(count, figure(count)) for count in counts]
    known = [point for point in points if point.value is not None]
    if not known:
        return None
    highest = max(known, key=lambda point: point.value or 0)
    curve = draw_curve(points, low=0, high=max(1.0, highest.value or 0))
    said = {"first": known[0].text, "last": known[-1].text, "most": highest.text}
    description = _("Først %(first)s, senest %(last)s. Højst %(most)s.") % said
    return Drawn(name, title, description, column, curve)


def _point(count: Count, value: int | None) -> Point:
    """A number that is too small to be told stands in the middle of what it can be, and in words."""
    at = float(count.day.toordinal())
    label = short_day(count.day)
    if value is None:
        return Point(label, None, _("ikke kendt"), at)
    if value == FEW:
        return Point(
            label, SMALLEST_SAID / 2, _("under %(number)s") % {"number": SMALLEST_SAID}, at
        )
    if value < FEW:
        return Point(label, float(-value), _("mindst %(number)s") % {"number": -value}, at)
    return Point(label, float(value), str(value), at)


def short_day(day: date) -> str:
    """The day as it stands under a curve: "16. aug"."""
    number, month = day_in_words(day, language()).split()
    return f"{number} {month[:3]}"
