from datetime import date, datetime, time

import pytest

from indgang.access.door import acting
from indgang.kernel.clock import COPENHAGEN
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Activity, Agreement, Appointment, Goal
from indgang.plans.operations import (
    accept_suggestion,
    add_agreement,
    add_contact_person,
    add_goal,
    remove_contact_person,
    suggest,
)
from tests.factories.people import make_guest
from tests.factories.plans import make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_nobody_but_the_guest_says_yes() -> None:
    karen = make_guest()
    siv, mette = make_guide_of(karen, may_write=False, name="Siv"), make_guide_of(karen)
    with with_plan_of(karen, siv) as actor:
        made = suggest(person_id=karen.person_id, about="goal", values={"words": "Løb"}, by=actor)
    for other in (siv, mette, make_guest("Bo")):
        with acting(other.key) as actor, pytest.raises(NotThere):
            accept_suggestion(suggestion_id=made.id, by=actor)
    with with_plan_of(karen, mette) as actor, pytest.raises(NotThere):
        accept_suggestion(suggestion_id=made.id, by=actor)


def test_yes_once() -> None:
    karen = make_guest()
    siv = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, siv) as actor:
        made = suggest(person_id=karen.person_id, about="goal", values={"words": "Løb"}, by=actor)
    with acting(karen.key) as actor:
        accept_suggestion(suggestion_id=made.id, by=actor)
        with pytest.raises(Refused, match="allerede"):
            accept_suggestion(suggestion_id=made.id, by=actor)
        assert Goal.objects.count() == 1


def test_every_kind_of_new_thing_comes_into_the_plan() -> None:
    karen = make_guest()
    siv = make_guide_of(karen, may_write=False)
    at = datetime(2027, 1, 4, 10, 30, tzinfo=COPENHAGEN)
    offered = {
        "hope": {"words": "Ro"},
        "activity": {"words": "Gå", "weekdays": [0], "at_time": time(9), "place": "Søen"},
        "agreement": {"what": "Ringe", "who": "Siv", "due_on": date(2027, 1, 2)},
        "appointment": {"what": "Kaffe", "starts_at": at},
        "contact_person": {"name": "Ali"},
    }
    with with_plan_of(karen, siv) as actor:
        made = [
            suggest(person_id=karen.person_id, about=about, values=values, by=actor)
            for about, values in offered.items()
        ]
    with acting(karen.key) as actor:
        for suggestion in made:
            accept_suggestion(suggestion_id=suggestion.id, by=actor)
        assert Activity.objects.get().at_time == time(9)
        assert Agreement.objects.get().due_on == date(2027, 1, 2)
        assert Appointment.objects.get().starts_at == at


def test_a_change_leaves_the_rest_as_it_is() -> None:
    karen = make_guest()
    siv = make_guide_of(karen, may_write=False)
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", levels={0: "En tur"}, by=actor)
        agreement = add_agreement(
            person_id=karen.person_id, what="Ringe", who="Mig", due_on=date(2027, 1, 2), by=actor
        )
    with with_plan_of(karen, siv) as actor:
        first = suggest(
            person_id=karen.person_id,
            about="goal",
            values={"words": "Løb"},
            target_id=goal.id,
            by=actor,
        )
        second = suggest(
            person_id=karen.person_id,
            about="agreement",
            values={"what": "Skrive"},
            target_id=agreement.id,
            by=actor,
        )
    with acting(karen.key) as actor:
        accept_suggestion(suggestion_id=first.id, by=actor)
        accept_suggestion(suggestion_id=second.id, by=actor)
        assert (Goal.objects.get().words, Goal.objects.get().as_hoped) == ("Løb", "En tur")
        kept = Agreement.objects.get()
        assert (kept.what, kept.who, kept.due_on) == ("Skrive", "Mig", date(2027, 1, 2))


def test_what_is_gone_cannot_be_changed() -> None:
    karen = make_guest()
    siv = make_guide_of(karen, may_write=False)
    with acting(karen.key) as actor:
        ali = add_contact_person(person_id=karen.person_id, name="Ali", by=actor)
    with with_plan_of(karen, siv) as actor:
        made = suggest(
            person_id=karen.person_id,
            about="contact_person",
            values={"name": "Ali B."},
            target_id=ali.id,
            by=actor,
        )
    with acting(karen.key) as actor:
        remove_contact_person(contact_person_id=ali.id, by=actor)
        with pytest.raises(Refused, match="ikke mere"):
            accept_suggestion(suggestion_id=made.id, by=actor)
