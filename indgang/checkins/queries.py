"""What waits, what was answered, and who has raised a hand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from indgang.checkins.models import Answer, CheckIn, Hand, Schedule
from indgang.checkins.rules.curve import Point, item_series, series
from indgang.checkins.rules.instruments import Instrument, Scoring, instrument, instruments
from indgang.checkins.rules.questions import OwnGoal, Question, questions
from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.people.queries import nicknames
from indgang.plans.models import Goal


def active_moments() -> list[Schedule]:
    """When this municipality asks, earliest first. One query."""
    return list(Schedule.objects.filter(is_active=True).order_by("-after", "number"))


def all_moments() -> QuerySet[Schedule]:
    """Every moment, also those not in use, earliest first. One query."""
    return Schedule.objects.order_by("-after", "number")


def waiting_checkins(person_id: UUID) -> list[CheckIn]:
    """What an opened person can answer today, what closes first before the rest. One query."""
    return _waiting(person_id, clock.today())


@prepared
def _waiting(person_id: UUID, today: date) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(
        person_id=person_id, status="waiting", opens_on__lte=today, closes_on__gte=today
    ).order_by("closes_on", "id")


def next_checkin_on(person_id: UUID) -> date | None:
    """The day an opened person is asked next, if there is one. One query."""
    coming = CheckIn.objects.filter(
        person_id=person_id, status="waiting", opens_on__gt=clock.today()
    )
    return coming.order_by("due_on").values_list("due_on", flat=True).first()


def checkin_of(person_id: UUID, checkin_id: UUID) -> CheckIn | None:
    """The check-in, if it is an opened person's. One query."""
    return _checkin.first(person_id, checkin_id)


@prepared
def _checkin(person_id: UUID, checkin_id: UUID) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(person_id=person_id, id=checkin_id)


def questions_of(checkin: CheckIn) -> tuple[Question, ...]:
    """The questions of an opened person's check-in in order, own goals among them. One query."""
    goals = _goals_now(checkin.person_id)
    return questions(
        checkin.instruments,
        [OwnGoal(str(goal.id), goal.words, goal.own_levels) for goal in goals],
    )


@prepared
def _goals_now(person_id: UUID) -> QuerySet[Goal]:
    return Goal.objects.filter(person_id=person_id, closed_on__isnull=True).order_by("added_at")


def answers_to(checkin: CheckIn) -> dict[tuple[str, str], int | None]:
    """(instrument, item) → what was answered, None where it was passed over. One query."""
    return {
        (instrument_id, item): value
        for instrument_id, item, value in _answers(checkin.id, checkin.person_id)
    }


@prepared
def _answers(checkin_id: UUID, person_id: UUID) -> "QuerySet[Answer, tuple[str, str, int | None]]":
    answers = Answer.objects.filter(checkin_id=checkin_id, person_id=person_id)
    return answers.values_list("instrument", "item", "value")


def hand_raising_series(person_id: UUID, asked: Instrument) -> tuple[Point, ...]:
    """The figures of one instrument in finished check-ins, earliest first. One query."""
    return _figures(_by_checkin(person_id, asked.id)[asked.id])


@dataclass(frozen=True)
class Curve:
    """How something has gone: the guest's figures, or those of one question or goal of its own."""

    instrument: Instrument
    points: tuple[Point, ...]
    item: str = ""  # of an instrument without a figure for the whole
    goal: str = ""  # the guest's own words for it


def curves_of(person_id: UUID) -> list[Curve]:
    """Every curve of an opened person with a point on it, in a steady order. Two queries."""
    answered = _by_checkin(person_id)
    goals = dict(
        Goal.objects.filter(person_id=person_id).order_by("added_at").values_list("id", "words")
    )
    curves: list[Curve] = []
    for asked in _in_order(answered):
        if asked.scoring is Scoring.GOALS:
            curves += [
                Curve(asked, item_series(str(goal), _days(answered[asked.id])), str(goal), words)
                for goal, words in goals.items()
            ]
        elif asked.scoring is Scoring.EACH:
            curves += [
                Curve(asked, item_series(item.id, _days(answered[asked.id])), item.id)
                for item in asked.items
            ]
        else:
            curves.append(Curve(asked, _figures(answered[asked.id])))
    return [curve for curve in curves if curve.points]


@dataclass(frozen=True)
class RaisedHand:
    """A hand in the house's list."""

    id: UUID
    person_id: UUID
    nickname: str
    reason: str
    words: str
    raised_at: datetime
    taken_at: datetime | None
    taken_by: UUID | None


def raised_hands() -> list[RaisedHand]:
    """Hands that are up, of guests whose card the house may see, oldest first. Two queries."""
    hands = _hands_up()
    names = nicknames({hand.person_id for hand in hands})
    return [
        RaisedHand(
            hand.id,
            hand.person_id,
            names.get(hand.person_id, ""),
            hand.reason,
            hand.words,
            hand.raised_at,
            hand.taken_at,
            hand.taken_by,
        )
        for hand in hands
    ]


@prepared
def _hands_up() -> QuerySet[Hand]:
    return Hand.objects.filter(settled_at__isnull=True).order_by("raised_at", "id")


def own_hand(person_id: UUID) -> Hand | None:
    """The hand that the person has up now, if he has. One query."""
    return _own_hands.first(person_id)


@prepared
def _own_hands(person_id: UUID) -> QuerySet[Hand]:
    return Hand.objects.filter(person_id=person_id, settled_at__isnull=True)


def may_answer(person_id: UUID) -> bool:
    """Whether the actor may write an opened person's check-ins. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select %s = any(indgang.writable('checkins'))", [person_id])
        row = cursor.fetchone()
    return bool(row and row[0])


def nickname_of(person_id: UUID) -> str:
    """What an opened person is called; "" for who has not said. One query."""
    return nicknames({person_id}).get(person_id, "")


@dataclass
class _Answered:
    """What one instrument, in the version that was used, was answered with in one check-in."""

    instrument: Instrument
    on: date
    answers: dict[str, int | None]


def _by_checkin(person_id: UUID, *instrument_ids: str) -> dict[str, list[_Answered]]:
    """Instrument → what it was answered with in each finished check-in. One query."""
    found = Answer.objects.filter(person_id=person_id, checkin__status="answered")
    if instrument_ids:
        found = found.filter(instrument__in=instrument_ids)
    columns = ("instrument", "version", "checkin_id", "checkin__ended_at", "item", "value")
    each: dict[tuple[str, int, UUID], _Answered] = {}
    for name, version, checkin_id, ended_at, item, value in found.values_list(*columns):
        key = (name, version, checkin_id)
        if key not in each:
            each[key] = _Answered(instrument(name, version), clock.local(ended_at).date(), {})
        each[key].answers[item] = value
    answered: dict[str, list[_Answered]] = defaultdict(list)
    for one in each.values():
        answered[one.instrument.id].append(one)
    return answered


def _figures(answered: Sequence[_Answered]) -> tuple[Point, ...]:
    """The points of a curve, each counted by the version that was answered, earliest first."""
    points = [point for one in answered for point in series(one.instrument, _days([one]))]
    return tuple(sorted(points, key=lambda point: point.answered_on))


def _days(answered: Sequence[_Answered]) -> list[tuple[date, dict[str, int | None]]]:
    return [(one.on, one.answers) for one in answered]


def _in_order(answered: dict[str, list[_Answered]]) -> list[Instrument]:
    """The newest version of what was answered: what can raise a hand first, single questions last."""
    newest = {name: instrument(name) for name, _version in instruments()}
    names = sorted(
        newest,
        key=lambda name: (
            newest[name].hand is None,
            newest[name].scoring is Scoring.EACH,
            -len(newest[name].items),
        ),
    )
    return [instrument(name) for name in names if name in answered]
