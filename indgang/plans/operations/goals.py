"""Hopes and goals: adding, wording, rating, reaching and letting go."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import Refused
from indgang.plans.models import Goal, GoalRating, Hope
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations.parts import (
    by_now,
    live_course,
    must_write,
    said,
    tell_page,
    theirs,
    told_if_any,
    who,
)

LONGEST_LEVEL = 200  # characters in the words for one level of a goal
LEVEL_FIELDS = {-2: "much_less", -1: "less", 0: "as_hoped", 1: "more", 2: "much_more"}


@transaction.atomic
def add_hope(*, person_id: UUID, words: str, by: Actor) -> Hope:
    """Put a hope in the plan in the guest's own words. Raises Refused for none or too many words."""
    must_write(person_id, Kind.GOALS)
    hope = Hope.objects.create(
        person_id=person_id, course=live_course(person_id), words=said(words), **by_now(by)
    )
    tell_page(person_id)
    return hope


@transaction.atomic
def change_hope(*, hope_id: UUID, words: str, by: Actor) -> None:
    """Say a hope in other words. The old words stay in the history. Raises Refused, NotThere."""
    hope = theirs(Hope, hope_id)
    must_write(hope.person_id, Kind.GOALS)
    hope.words = said(words)
    hope.save(update_fields=["words"])
    tell_page(hope.person_id)


@transaction.atomic
def finish_hope(*, hope_id: UUID, status: GoalStatus, by: Actor) -> None:
    """A hope came true, was let go, or is taken up again. It stays in the plan. Raises NotThere."""
    hope = theirs(Hope, hope_id)
    must_write(hope.person_id, Kind.GOALS)
    _close(hope, status, by)
    hope.save(update_fields=["status", "closed_on", "closed_by"])
    tell_page(hope.person_id)


@transaction.atomic
def add_goal(
    *, person_id: UUID, words: str, levels: Mapping[int, str] | None = None, by: Actor
) -> Goal:
    """Put a goal in the plan, with the guest's own words for the levels −2…+2 he has words for.

    Raises Refused for none or too many words, NotThere.
    """
    must_write(person_id, Kind.GOALS)
    goal = Goal(person_id=person_id, course=live_course(person_id), words=said(words), **by_now(by))
    _word_levels(goal, levels or {})
    goal.save(force_insert=True)
    tell_page(person_id)
    return goal


@transaction.atomic
def change_goal(
    *, goal_id: UUID, words: str, levels: Mapping[int, str] | None = None, by: Actor
) -> None:
    """Say a goal or its levels in other words. Levels that are not mentioned stay as they are.

    Raises Refused for none or too many words, NotThere.
    """
    goal = theirs(Goal, goal_id)
    must_write(goal.person_id, Kind.GOALS)
    goal.words = said(words)
    _word_levels(goal, levels or {})
    goal.save(update_fields=["words", *LEVEL_FIELDS.values()])
    tell_page(goal.person_id)


@transaction.atomic
def rate_goal(*, goal_id: UUID, value: int, by: Actor) -> GoalRating:
    """Say where one stands with a goal today, −2…+2. The last answer of a day counts.

    Raises Refused for a value off the scale or a goal that is closed, NotThere.
    """
    goal = theirs(Goal, goal_id)
    must_write(goal.person_id, Kind.GOALS)
    if value not in LEVEL_FIELDS:
        raise Refused(_("Vælg et af de fem trin."), code="off_scale")
    if goal.status != GoalStatus.OPEN:
        raise Refused(_("Målet er lukket. Tag det op igen først."), code="closed")
    rating, _new = GoalRating.objects.update_or_create(
        goal=goal,
        on=clock.today(),
        defaults={"value": value, "person_id": goal.person_id, **by_now(by)},
    )
    tell_page(goal.person_id)
    return rating


@transaction.atomic
def finish_goal(*, goal_id: UUID, status: GoalStatus, words: str = "", by: Actor) -> None:
    """A goal was reached, let go, or is taken up again. It stays in the plan, whatever became of it.

    Raises Refused for too many words, NotThere.
    """
    goal = theirs(Goal, goal_id)
    must_write(goal.person_id, Kind.GOALS)
    _close(goal, status, by)
    goal.closing_words = "" if status == GoalStatus.OPEN else told_if_any(words)
    goal.save(update_fields=["status", "closed_on", "closed_by", "closing_words"])
    tell_page(goal.person_id)


def _word_levels(goal: Goal, levels: Mapping[int, str]) -> None:
    for level, words in levels.items():
        setattr(goal, LEVEL_FIELDS[level], told_if_any(words, most=LONGEST_LEVEL))


def _close(row: Goal | Hope, status: GoalStatus, by: Actor) -> None:
    row.status = status
    if status == GoalStatus.OPEN:
        row.closed_on = row.closed_by = None
    elif row.closed_on is None:
        row.closed_on, row.closed_by = clock.today(), who(by)
