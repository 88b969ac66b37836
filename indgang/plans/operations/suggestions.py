"""Others suggest, the guest answers. Nothing in the plan moves before he has said yes."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Suggestion
from indgang.plans.operations import around, doing, goals
from indgang.plans.operations.parts import by_now, tell_page, theirs, told_if_any, who
from indgang.plans.operations.reminding import forget_suggestions, tell_of_suggestion
from indgang.plans.queries import MODELS, readable_kinds

About = Suggestion.About

# What may be suggested about each thing, and what a new one must say.
FIELDS: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {
    About.HOPE: (frozenset({"words"}), ("words",)),
    About.GOAL: (frozenset({"words"}), ("words",)),
    About.ACTIVITY: (frozenset({"words", "weekdays", "at_time", "place"}), ("words",)),
    About.AGREEMENT: (frozenset({"what", "who", "due_on"}), ("what", "who")),
    About.APPOINTMENT: (
        frozenset({"what", "starts_at", "ends_at", "where", "with_whom"}), ("what", "starts_at"),
    ),
    About.CONTACT_PERSON: (
        frozenset({"name", "relation", "phone", "is_professional"}), ("name",),
    ),
}  # fmt: skip
KIND_OF = dict.fromkeys(About, Kind.PLAN) | {About.HOPE: Kind.GOALS, About.GOAL: Kind.GOALS}
ADD: dict[str, Callable[..., Any]] = {
    About.HOPE: goals.add_hope,
    About.GOAL: goals.add_goal,
    About.ACTIVITY: doing.add_activity,
    About.AGREEMENT: doing.add_agreement,
    About.APPOINTMENT: doing.add_appointment,
    About.CONTACT_PERSON: around.add_contact_person,
}
CHANGE: dict[str, tuple[str, Callable[..., Any]]] = {
    About.HOPE: ("hope_id", goals.change_hope),
    About.GOAL: ("goal_id", goals.change_goal),
    About.ACTIVITY: ("activity_id", doing.change_activity),
    About.AGREEMENT: ("agreement_id", doing.change_agreement),
    About.APPOINTMENT: ("appointment_id", doing.change_appointment),
    About.CONTACT_PERSON: ("contact_person_id", around.change_contact_person),
}
READ: dict[str, Callable[[str], Any]] = {
    "due_on": date.fromisoformat,
    "at_time": time.fromisoformat,
    "starts_at": datetime.fromisoformat,
    "ends_at": datetime.fromisoformat,
}


@transaction.atomic
def suggest(
    *,
    person_id: UUID,
    about: str,
    values: Mapping[str, Any],
    target_id: UUID | None = None,
    why: str = "",
    by: Actor,
) -> Suggestion:
    """Suggest something new for a plan, or a change of what stands in it.

    Raises Refused for values that do not belong to such a thing or for none, NotThere if the actor
    may not read that part of the plan or there is nothing of that id in it.
    """
    if about not in FIELDS:
        raise NotThere
    kind = KIND_OF[About(about)]
    if kind not in readable_kinds(person_id):
        raise NotThere
    known, needed = FIELDS[about]
    said_enough = bool(values) if target_id else all(values.get(name) for name in needed)
    if not set(values) <= known or not said_enough:
        raise Refused(_("Skriv et par ord først."), code="empty")
    if target_id and not MODELS[about].objects.filter(id=target_id, person_id=person_id).exists():
        raise NotThere
    suggestion = Suggestion.objects.create(
        person_id=person_id,
        kind=kind,
        about=about,
        target=target_id,
        values={name: _storable(value) for name, value in values.items()},
        why=told_if_any(why, most=300),
        **by_now(by),
    )
    tell_of_suggestion(person_id, by)
    tell_page(person_id)
    return suggestion


@transaction.atomic
def accept_suggestion(*, suggestion_id: UUID, by: Actor) -> None:
    """The guest says yes, and the plan becomes as suggested.

    Raises Refused if it has an answer already or what it changes is gone, NotThere if the actor is
    not the guest himself.
    """
    suggestion = _answered(suggestion_id, Suggestion.Answer.ACCEPTED, by)
    values = {name: _read(name, value) for name, value in suggestion.values.items()}
    if suggestion.target is None:
        ADD[suggestion.about](
            person_id=suggestion.person_id, **_whole(suggestion.about, values), by=by
        )
    else:
        name, change = CHANGE[suggestion.about]
        row = MODELS[suggestion.about].objects.filter(id=suggestion.target).first()
        if row is None:
            raise Refused(_("Det, forslaget handler om, er her ikke mere."), code="gone")
        as_it_is = {field: getattr(row, field) for field in FIELDS[suggestion.about][0]}
        change(**{name: suggestion.target}, **(as_it_is | values), by=by)
    tell_page(suggestion.person_id)


@transaction.atomic
def decline_suggestion(*, suggestion_id: UUID, by: Actor) -> None:
    """The guest says no, and nothing changes. No reason is asked for.

    Raises Refused if it has an answer already, NotThere if the actor is not the guest himself.
    """
    suggestion = _answered(suggestion_id, Suggestion.Answer.DECLINED, by)
    tell_page(suggestion.person_id)


def _answered(suggestion_id: UUID, answer: str, by: Actor) -> Suggestion:
    # Only rows that may be changed can be locked, and the database lets nobody but the guest.
    suggestion = theirs(Suggestion, suggestion_id)
    if suggestion.answer != Suggestion.Answer.OPEN:
        raise Refused(_("Du har allerede svaret på det forslag."), code="answered")
    suggestion.answer = answer
    suggestion.answered_at, suggestion.answered_by = clock.now(), who(by)
    suggestion.save(update_fields=["answer", "answered_at", "answered_by"])
    forget_suggestions(suggestion.person_id, by)
    return suggestion


def _whole(about: str, values: dict[str, Any]) -> dict[str, Any]:
    """An agreement may be without a day, but its operation wants to be told so."""
    return {"due_on": None} | values if about == About.AGREEMENT else values


def _storable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time | datetime) else value


def _read(name: str, value: Any) -> Any:
    return READ[name](value) if value and name in READ else value
