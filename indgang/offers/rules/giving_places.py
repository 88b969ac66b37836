"""Who gets a place where more want a course than it has room for. Plain Python.

Deferred acceptance with the guests asking (Gale and Shapley 1962; Roth and Sotomayor 1990, ch. 5):
everybody asks for what he wants most, a course holds on to those who come first in its order, and
whoever is passed by asks for his next wish. The order in every course is the same three things: how
urgent it is, how many weeks one has waited, and a number drawn by lot. So nobody stands outside
while somebody who comes after him has the place he wanted, and nobody gains by wishing for
something else than what he wants.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from heapq import heappush, heappushpop
from uuid import UUID

NUMBER_BITS = 48  # of a number drawn by lot: two alike among 10,000 guests are one in five million
MOST_WEEKS = 1023  # weeks; nobody waits for twenty years, and so many fit into ten bits


class NeedClass(IntEnum):
    """How urgent it is, as guest and house have said it in a talk. The lower comes first."""

    NOW = 0
    SOON = 1
    ORDINARY = 2


class Outcome(StrEnum):
    """What became of a wish."""

    SEATED = "seated"
    WAITING = "waiting"
    ELSEWHERE = "elsewhere"  # he got something he wanted more


class Why(StrEnum):
    """What decided it: the first thing in which he and the last one in, or first one out, differ."""

    ROOM = "room"  # there was room for everybody
    URGENCY = "urgency"
    WEEKS = "weeks"
    LOT = "lot"
    WISH = "wish"  # he got something he wanted more


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish for a course. ``rank`` 1 is wanted most; ``number`` is the same in all of his."""

    person: UUID
    run: UUID
    rank: int
    need_class: int
    weeks: int
    number: int

    @property
    def place(self) -> int:
        """Where he stands in the course's order, as one number; the lowest comes first."""
        weeks = MOST_WEEKS - min(self.weeks, MOST_WEEKS)
        return (self.need_class * (MOST_WEEKS + 1) + weeks) << NUMBER_BITS | self.number


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one wish, and what decided it."""

    wish: Wish
    outcome: Outcome
    why: Why


def places_given(wishes: Iterable[Wish], seats: Mapping[UUID, int]) -> dict[UUID, UUID]:
    """Person → the course he gets a place in. Who gets none is not in it.

    Nobody has more than one place, no course more people than seats, and nobody sees one who comes
    after him in a course he would rather have had. In time proportional to the wishes, nearly.
    """
    asking = _by_person(wishes)
    held: dict[UUID, list[tuple[int, int, int]]] = defaultdict(list)
    people = list(asking)
    # Who asks next, and which of his wishes it is.
    left = [(number, 0) for number in range(len(people))]
    while left:
        number, at = left.pop()
        theirs = asking[people[number]]
        if at == len(theirs):
            continue
        wish = theirs[at]
        # The one who comes last is on top: the first to go. Numbers that fell alike go by turn.
        mine = (-wish.place, -number, at)
        inside = held[wish.run]
        if len(inside) < seats.get(wish.run, 0):
            heappush(inside, mine)
        elif not inside:
            left.append((number, at + 1))
        else:
            _place, other, where = heappushpop(inside, mine)
            left.append((-other, where + 1))
    return {people[-number]: run for run, inside in held.items() for _place, number, _at in inside}


def answers_to(wishes: Iterable[Wish], seats: Mapping[UUID, int]) -> list[Answer]:
    """Every wish with what became of it and why, in the order of the wishes."""
    asked = list(wishes)
    given = places_given(asked, seats)
    rank_got = {wish.person: wish.rank for wish in asked if given.get(wish.person) == wish.run}
    last_in: dict[UUID, Wish] = {}
    first_out: dict[UUID, Wish] = {}
    for wish in asked:
        if given.get(wish.person) == wish.run:
            last_in[wish.run] = max(last_in.get(wish.run, wish), wish, key=lambda one: one.place)
        elif _is_passed_by(wish, rank_got):
            first_out[wish.run] = min(
                first_out.get(wish.run, wish), wish, key=lambda one: one.place
            )
    return [_answer(wish, given, rank_got, last_in, first_out) for wish in asked]


def _by_person(wishes: Iterable[Wish]) -> dict[UUID, list[Wish]]:
    asking: dict[UUID, list[Wish]] = defaultdict(list)
    for wish in wishes:
        asking[wish.person].append(wish)
    for theirs in asking.values():
        theirs.sort(key=lambda wish: wish.rank)
    return asking


def _is_passed_by(wish: Wish, rank_got: Mapping[UUID, int]) -> bool:
    """Whether he would rather have had this than what he got."""
    return wish.person not in rank_got or wish.rank < rank_got[wish.person]


def _answer(
    wish: Wish,
    given: Mapping[UUID, UUID],
    rank_got: Mapping[UUID, int],
    last_in: Mapping[UUID, Wish],
    first_out: Mapping[UUID, Wish],
) -> Answer:
    if given.get(wish.person) == wish.run:
        other = first_out.get(wish.run)
        return Answer(wish, Outcome.SEATED, _difference(wish, other) if other else Why.ROOM)
    if not _is_passed_by(wish, rank_got):
        return Answer(wish, Outcome.ELSEWHERE, Why.WISH)
    other = last_in.get(wish.run)
    outcome = Outcome.ELSEWHERE if wish.person in rank_got else Outcome.WAITING
    # A course without a single seat has nobody to be compared with: there was no room.
    return Answer(wish, outcome, _difference(wish, other) if other else Why.ROOM)


def _difference(one: Wish, other: Wish) -> Why:
    if one.need_class != other.need_class:
        return Why.URGENCY
    return Why.WEEKS if one.weeks != other.weeks else Why.LOT


def wrong_answers(kept: Iterable[Answer], seats: Mapping[UUID, int]) -> list[Answer]:
    """Those of a kept draw's answers that come out otherwise when it is done again."""
    answers = list(kept)
    again = answers_to([answer.wish for answer in answers], seats)
    return [one for one, right in zip(answers, again, strict=True) if one != right]
