"""What the database itself refuses, whatever a page might do."""

from uuid import uuid4

import pytest
from django.db import Error, connection, transaction

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.plans.models import Activity, Agreement, Goal, GoalRating, Suggestion
from indgang.plans.operations import add_goal, suggest
from tests.factories.offers import make_session, seat
from tests.factories.people import Holder, make_guest
from tests.factories.plans import fill_plan, make_course, make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def written(holder: Holder) -> dict[str, object]:
    return {"person_id": holder.person_id, "added_at": clock.now(), "added_by": holder.person_id}


def test_nothing_is_hung_on_a_strangers_course_goal_or_seat() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    course = make_course(karen)
    booking = seat(make_session(), karen.person_id)
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", by=actor)
    with acting(bo.key):
        for row in (
            GoalRating(goal_id=goal.id, on=clock.today(), value=0, **written(bo)),
            Agreement(course_id=course.id, what="x", who="y", **written(bo)),
            Activity(booking_id=booking.id, words="x", **written(bo)),
            # An id that is not there is refused in the same way: nobody can try which ones are.
            GoalRating(goal_id=uuid4(), on=clock.today(), value=0, **written(bo)),
        ):
            with pytest.raises(Error, match="same_person"), transaction.atomic():
                row.save(force_insert=True)


def test_who_may_only_read_changes_no_row() -> None:
    karen = make_guest()
    fill_plan(karen)
    siv = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, siv):
        assert Goal.objects.update(words="Ændret") == 0
        assert Activity.objects.all().delete()[0] == 0
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            Goal.objects.create(words="Ny", **(written(siv) | {"person_id": karen.person_id}))


def test_nobody_answers_a_suggestion_for_the_guest() -> None:
    karen = make_guest()
    siv, mette = make_guide_of(karen, may_write=False, name="Siv"), make_guide_of(karen)
    with with_plan_of(karen, siv) as actor:
        suggest(person_id=karen.person_id, about="goal", values={"words": "Løb"}, by=actor)
    with with_plan_of(karen, mette):
        assert Suggestion.objects.update(why="Ja") == 0
        row = {"kind": "goals", "about": "goal", "values": {"words": "x"}}
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            Suggestion.objects.create(
                answer="accepted", answered_at=clock.now(), answered_by=karen.person_id,
                **row, **(written(mette) | {"person_id": karen.person_id}),
            )  # fmt: skip
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            # In somebody else's name.
            Suggestion.objects.create(**row, **written(karen))


def test_the_history_of_a_suggested_goal_is_for_those_who_may_read_goals() -> None:
    karen = make_guest()
    siv = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, siv) as actor:
        suggest(person_id=karen.person_id, about="goal", values={"words": "Løb"}, by=actor)
        suggest(person_id=karen.person_id, about="activity", values={"words": "Kor"}, by=actor)
    with acting(karen.key), connection.cursor() as cursor:
        cursor.execute(
            "select split_part(scope, ':', 1) from history_change"
            " where table_name = 'plans_suggestion' order by id"
        )
        assert [row[0] for row in cursor.fetchall()] == ["goals", "plan"]
