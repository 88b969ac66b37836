"""What a guest takes along from the page he left to a new one."""

from collections.abc import Collection
from uuid import UUID

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.privacy import Kind
from indgang.plans.models import Activity, Agreement, Appointment, Course, Goal, Hope
from indgang.plans.models.doing import ActivityStatus
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations.parts import who
from indgang.plans.queries import writable_kinds

OVER = (ActivityStatus.STOPPED, ActivityStatus.FINISHED)


def take_along(course: Course, keep: Collection[UUID] | None, by: Actor) -> None:
    """Whatever is under way belongs to the new course from now on, and the hopes and goals to keep.

    Without ``keep`` all of them are kept. Whoever may not write them leaves them as they are.
    """
    person_id = course.person_id
    Activity.objects.filter(person_id=person_id).exclude(status__in=OVER).update(course=course)
    Agreement.objects.filter(
        person_id=person_id, done_at__isnull=True, called_off_at__isnull=True
    ).update(course=course)
    Appointment.objects.filter(
        person_id=person_id, cancelled_at__isnull=True, starts_at__gte=clock.now()
    ).update(course=course)
    if Kind.GOALS not in writable_kinds(person_id):
        return
    for model in (Hope, Goal):
        is_open = model.objects.filter(person_id=person_id, status=GoalStatus.OPEN)
        kept = is_open if keep is None else is_open.filter(id__in=keep)
        kept.update(course=course)
        is_open.exclude(course=course).update(
            status=GoalStatus.LET_GO, closed_on=clock.today(), closed_by=who(by)
        )
