"""What stands in a plan. Finished and failed goals stay; nothing is thrown away behind the guest."""

from indgang.plans.models.around import CalendarFeed, ContactPerson, Draft, Suggestion
from indgang.plans.models.course import Contact, Course, CourseGuide, Exit, Return
from indgang.plans.models.doing import Activity, Agreement, Appointment
from indgang.plans.models.goals import Goal, GoalRating, Hope

__all__ = [
    "Activity",
    "Agreement",
    "Appointment",
    "CalendarFeed",
    "Contact",
    "ContactPerson",
    "Course",
    "CourseGuide",
    "Draft",
    "Exit",
    "Goal",
    "GoalRating",
    "Hope",
    "Return",
    "Suggestion",
]
