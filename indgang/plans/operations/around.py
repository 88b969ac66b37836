"""The people in a plan, what the guest is writing, and the feed to his own calendar."""

import secrets
from uuid import UUID

from django.db import transaction

from indgang.access.operations import give_link, stop_links
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.privacy import Kind
from indgang.plans.models import CalendarFeed, ContactPerson, Draft
from indgang.plans.operations.parts import (
    LONGEST_TEXT,
    by_now,
    must_write,
    readable,
    said,
    tell_page,
    theirs,
    told_if_any,
    who,
)
from indgang.plans.operations.reminding import forget_end_of_feed
from indgang.plans.rules import FEED_LABEL

FEED_DAYS = 365  # days a feed works before the guest is asked anew; own choice


@transaction.atomic
def add_contact_person(
    *,
    person_id: UUID,
    name: str,
    relation: str = "",
    phone: str = "",
    is_professional: bool = False,
    by: Actor,
) -> ContactPerson:
    """Put somebody in the plan. It gives that somebody no way to see anything.

    Raises Refused without a name, NotThere.
    """
    must_write(person_id, Kind.PLAN)
    somebody = ContactPerson.objects.create(
        person_id=person_id,
        name=said(name, most=80),
        relation=told_if_any(relation, most=80),
        phone=told_if_any(phone, most=30),
        is_professional=is_professional,
        **by_now(by),
    )
    tell_page(person_id)
    return somebody


@transaction.atomic
def change_contact_person(
    *,
    contact_person_id: UUID,
    name: str,
    relation: str = "",
    phone: str = "",
    is_professional: bool = False,
    by: Actor,
) -> None:
    """Correct somebody in the plan. Raises Refused without a name, NotThere."""
    somebody = theirs(ContactPerson, contact_person_id)
    must_write(somebody.person_id, Kind.PLAN)
    somebody.name = said(name, most=80)
    somebody.relation = told_if_any(relation, most=80)
    somebody.phone = told_if_any(phone, most=30)
    somebody.is_professional = is_professional
    somebody.save(update_fields=["name", "relation", "phone", "is_professional"])
    tell_page(somebody.person_id)


@transaction.atomic
def remove_contact_person(*, contact_person_id: UUID, by: Actor) -> None:
    """Take somebody out of the plan: it is his name too, so it does not stay. Raises NotThere."""
    somebody = theirs(ContactPerson, contact_person_id)
    must_write(somebody.person_id, Kind.PLAN)
    somebody.delete()
    tell_page(somebody.person_id)


@transaction.atomic
def keep_draft(*, place: str, text: str, by: Actor) -> None:
    """Keep what the actor is in the middle of writing; nothing written is nothing kept.

    Raises Refused if it is too long, NotThere for nobody.
    """
    text = readable(text)
    if not text.strip():
        drop_draft(place=place, by=by)
        return
    told_if_any(text, most=LONGEST_TEXT)
    Draft.objects.update_or_create(
        person_id=who(by), place=place[:80], defaults={"text": text, "saved_at": clock.now()}
    )


@transaction.atomic
def drop_draft(*, place: str, by: Actor) -> None:
    """It has been written to the end, or is no longer wanted. Raises NotThere for nobody."""
    Draft.objects.filter(person_id=who(by), place=place[:80]).delete()


@transaction.atomic
def start_feed(*, with_titles: bool, by: Actor) -> str:
    """A new secret link to one's own appointments, for a calendar to fetch; the old one dies.

    Returns the raw key: it is shown once and cannot be found again. Raises NotThere for an actor
    who himself came by a link.
    """
    raw_key = secrets.token_urlsafe(32)
    forget_end_of_feed(who(by), by)
    stop_links(label=FEED_LABEL, by=by)
    give_link(kinds=[Kind.PLAN], days=FEED_DAYS, raw_key=raw_key, label=FEED_LABEL, by=by)
    CalendarFeed.objects.update_or_create(
        person_id=who(by), defaults={"with_titles": with_titles, "since": clock.now()}
    )
    return raw_key


@transaction.atomic
def word_feed(*, with_titles: bool, by: Actor) -> None:
    """Whether the entries of one's feed say what they are, or only "Optaget". Raises NotThere."""
    must_write(who(by), Kind.PLAN)
    CalendarFeed.objects.filter(person_id=who(by)).update(with_titles=with_titles)


@transaction.atomic
def stop_feed(*, by: Actor) -> None:
    """The link stops working at once. Nothing happens if there is none. Raises NotThere."""
    must_write(who(by), Kind.PLAN)
    forget_end_of_feed(who(by), by)
    stop_links(label=FEED_LABEL, by=by)
    CalendarFeed.objects.filter(person_id=who(by)).delete()
