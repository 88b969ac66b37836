"""Draws and first arrivals as those who look after the whole read of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indgang.kernel.words import day_in_words
from indgang.offers import wording
from indgang.offers.models import Draw, DrawnRun
from indgang.offers.queries import FirstArrivals, KeptLot
from indgang.offers.rules.giving_places import Answer, Outcome, Why, Wish, wrong_answers
from indgang.offers.run_words import begins_on, need_class_in_words, outcome_in_words

ROWS_AT_ONCE = 20  # so many that a telephone shows them in a few pushes of a thumb


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells, and where its first one leads."""

    cells: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True)
class DrawnCourse:
    """One course of a draw, with every wish in the order in which it counted."""

    title: str
    figures: str
    caption: str
    rows: list[Row]


@dataclass(frozen=True)
class Check:
    """A draw that was done again: what came out otherwise, if anything."""

    courses: list[DrawnCourse]
    wishes: int
    wrong_numbers: int
    wrong_answers: int

    @property
    def is_right(self) -> bool:
        """Whether everything came out as it was kept."""
        return not (self.wrong_numbers or self.wrong_answers)


def draw_row_of(draw: Draw) -> Row:
    """One draw in the list. No query when its courses are fetched."""
    courses = list(draw.runs.all())
    return Row(
        (
            _day(wording.day_of(draw.drawn_at)),
            ", ".join(dict.fromkeys(one.run.offer.title for one in courses)),
            str(sum(one.seats for one in courses)),
            str(sum(one.wishes for one in courses)),
        ),
        href=reverse("offers:draw", args=[draw.id]),
    )


def check_of(draw: Draw, lots: Sequence[KeptLot]) -> Check:
    """The draw done again from what was kept. No query when its courses are fetched."""
    seats = {one.run_id: one.seats for one in draw.runs.all()}
    wrong = wrong_answers([_answer(lot) for lot in lots], seats)
    by_run: dict[UUID, list[KeptLot]] = defaultdict(list)
    for lot in lots:
        by_run[lot.run_id].append(lot)
    return Check(
        courses=[_course(one, by_run[one.run_id]) for one in draw.runs.all()],
        wishes=len(lots),
        wrong_numbers=sum(not lot.is_right for lot in lots),
        wrong_answers=len(wrong),
    )


def arrivals_of(found: Sequence[FirstArrivals], titles: Mapping[UUID, str]) -> dict[str, Any]:
    """What the page of first arrivals needs: the whole in a sentence, and a row each."""
    noted = sum(one.came + one.stayed_away for one in found)
    came = sum(one.came for one in found)
    rows = [_arrivals_row(one, titles.get(one.offer_id, "")) for one in found]
    return {
        "came": came,
        "noted": noted,
        "share": round(100 * came / noted) if noted else None,
        "not_noted": sum(one.not_noted for one in found),
        "rows": rows[:ROWS_AT_ONCE],
        "more_rows": rows[ROWS_AT_ONCE:],
    }


def _arrivals_row(one: FirstArrivals, title: str) -> Row:
    noted = one.came + one.stayed_away
    share = f"{round(100 * one.came / noted)} %" if noted else _("ikke noteret")
    month = _day(one.month).split(maxsplit=1)[1]  # "november 2026"
    return Row(
        (title, month, str(one.number), str(one.came), str(one.stayed_away),
         str(one.not_noted), share)
    )  # fmt: skip


def _course(drawn: DrawnRun, lots: Sequence[KeptLot]) -> DrawnCourse:
    values = {"day": begins_on(drawn.run), "seats": drawn.seats, "wishes": len(lots)}
    return DrawnCourse(
        title=drawn.run.offer.title,
        figures=_("Begynder den %(day)s. Pladser: %(seats)s. Ønsker: %(wishes)s.") % values,
        caption=f"{drawn.run.offer.title}, {begins_on(drawn.run)}",
        rows=[_lot_row(lot) for lot in lots],
    )


def _lot_row(lot: KeptLot) -> Row:
    return Row(
        (
            _("Gæst %(number)s") % {"number": lot.guest},
            need_class_in_words(lot.need_class),
            str(lot.weeks),
            str(lot.number),
            str(lot.rank),
            capfirst(outcome_in_words(lot.outcome)),
        )
    )


def _answer(lot: KeptLot) -> Answer:
    guest = UUID(int=lot.guest)
    wish = Wish(guest, lot.run_id, lot.rank, lot.need_class, lot.weeks, lot.number)
    return Answer(wish, Outcome(lot.outcome), Why(lot.why))


def _day(day: date) -> str:
    return day_in_words(day, wording.language(), year=True)
