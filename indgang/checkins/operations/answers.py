"""Answering, passing over and letting be. Nothing here can be demanded of anybody."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.checkins.facts import CheckInFinished
from indgang.checkins.models import Answer, CheckIn
from indgang.checkins.operations.hands import offer_talk
from indgang.checkins.operations.invite import forget_invitation
from indgang.checkins.queries import hand_raising_series
from indgang.checkins.rules.curve import raises_hand
from indgang.checkins.rules.instruments import Scoring
from indgang.checkins.rules.questions import instruments_of, pinned
from indgang.checkins.rules.scores import BadAnswer, checked_answer
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Goal
from indgang.plans.operations import note_contact, rate_goal
from indgang.plans.queries import writable_kinds


@transaction.atomic
def open_checkin(*, checkin_id: UUID, by: Actor) -> CheckIn:
    """Note that the guest has begun, and who sits with him if it is not on his own.

    Raises NotThere, Refused if it is over.
    """
    checkin = _waiting(checkin_id)
    if checkin.opened_at is None:
        checkin.opened_at = clock.now()
        checkin.together_with = by.person_id if by.person_id != checkin.person_id else None
        _keep(checkin, "opened_at", "together_with")
    return checkin


@transaction.atomic
def answer_question(
    *, checkin_id: UUID, pin: str, item: str, value: int | None, by: Actor
) -> Answer:
    """Keep one answer, at once; no value where the question was passed over. The latest counts.

    ``pin`` is the instrument in its version, "who5-1". An answer about an own goal is also kept
    in the plan, where the actor may write it. Raises NotThere, Refused if the check-in is over,
    BadAnswer for a question that is not asked or an answer that cannot be chosen.
    """
    checkin = _waiting(checkin_id)
    if pin not in checkin.instruments:
        raise BadAnswer(pin)
    asked = pinned(pin)
    checked_answer(asked, item, value)
    if asked.scoring is Scoring.GOALS:
        _rate(checkin.person_id, item, value, by)
    answer, _new = Answer.objects.update_or_create(
        checkin=checkin,
        instrument=asked.id,
        item=item,
        defaults={
            "person_id": checkin.person_id,
            "version": asked.version,
            "value": value,
            "answered_at": clock.now(),
            "answered_by": by.person_id,
        },
    )
    if checkin.opened_at is None:
        open_checkin(checkin_id=checkin_id, by=by)
    return answer


@transaction.atomic
def skip_checkin(*, checkin_id: UUID, by: Actor) -> None:
    """Let this check-in be. What was answered stays. Raises NotThere; nothing if it is over."""
    checkin = _theirs(checkin_id)
    if checkin.status == "waiting":
        _end(checkin, "skipped", by)


@transaction.atomic
def finish_checkin(*, checkin_id: UUID, by: Actor) -> UUID | None:
    """The guest is done. Returns the hand that his answers raise, if they do; twice is once.

    A hand is raised for an offer of a talk where a figure has fallen a good deal since last time
    (``rules.curve.raises_hand``); never on a first answer. Raises NotThere.
    """
    checkin = _theirs(checkin_id)
    if checkin.status != "waiting":
        return None
    answered = checkin.answers.filter(value__isnull=False).exists()
    _end(checkin, "answered" if answered else "skipped", by)
    how = "page" if checkin.together_with is None else "meeting"
    note_contact(person_id=checkin.person_id, how=how, by=by)
    publish(CheckInFinished(checkin_id=checkin.id, person_id=checkin.person_id))
    say_changed(f"guest:{checkin.person_id}", "checkins")
    fallen = any(
        raises_hand(asked, hand_raising_series(checkin.person_id, asked))
        for asked in instruments_of(checkin.instruments)
        if asked.hand
    )
    return offer_talk(person_id=checkin.person_id, by=by) if answered and fallen else None


def _end(checkin: CheckIn, status: str, by: Actor) -> None:
    checkin.status, checkin.ended_at = status, clock.now()
    _keep(checkin, "status", "ended_at")
    forget_invitation(checkin.id, by)


def _theirs(checkin_id: UUID) -> CheckIn:
    """The check-in, locked until the change is made. Raises NotThere, also for who may only read."""
    checkin = CheckIn.objects.select_for_update().filter(id=checkin_id).first()
    if checkin is None:
        raise NotThere
    return checkin


def _waiting(checkin_id: UUID) -> CheckIn:
    checkin = _theirs(checkin_id)
    if checkin.status != "waiting":
        raise Refused(_("Du er færdig med de spørgsmål. Tak for det."), code="over")
    return checkin


def _keep(checkin: CheckIn, *fields: str) -> None:
    CheckIn.objects.filter(id=checkin.id).update(
        **{name: getattr(checkin, name) for name in fields}
    )


def _rate(person_id: UUID, item: str, value: int | None, by: Actor) -> None:
    goal = Goal.objects.filter(person_id=person_id, id=_goal_id(item)).first()
    if goal is None:
        raise BadAnswer("no such goal")
    is_open = goal.closed_on is None
    if value is not None and is_open and Kind.GOALS in writable_kinds(person_id):
        rate_goal(goal_id=goal.id, value=value, by=by)


def _goal_id(item: str) -> UUID:
    try:
        return UUID(item)
    except ValueError:
        raise BadAnswer("no goal") from None
