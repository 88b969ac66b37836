"""The first set-up of a municipality of one's own: run once by the owner of the database."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from indgang.kernel import clock
from indgang.kernel.actor import NOBODY, Role
from indgang.kernel.refused import Refused
from indgang.people.models import Colleague, Membership, Municipality, Organisation, Person, Unit
from indgang.people.operations import (
    CrisisLine,
    HouseSettings,
    keep_crisis_numbers,
    keep_municipality,
)
from indgang.people.signin.operations import make_account, password_address

# What every door needs on its first day; the administrator adds the rest on the pages.
UNITS = (("Huset", "house"), ("Guiderne", "guides"), ("Administration", "administration"))


@dataclass(frozen=True)
class FirstDay:
    """What has to be known before the door can open."""

    settings: HouseSettings
    crisis_lines: tuple[CrisisLine, ...]
    administrator_name: str
    administrator_email: str


@transaction.atomic
def set_up(first_day: FirstDay) -> str:
    """The municipality, its first units and its first administrator.

    Returns the address where the administrator chooses a password; it works once. Raises Refused
    if the municipality is set up already: from then on its pages are the way.
    """
    if Municipality.objects.exists():
        raise Refused("Kommunen er sat op. Administratoren retter den på /opsaetning/.")
    keep_municipality(settings=first_day.settings, by=NOBODY)
    keep_crisis_numbers(lines=first_day.crisis_lines, by=NOBODY)
    organisation = Organisation.objects.create(name=first_day.settings.name, kind="municipal")
    units = {
        kind: Unit.objects.create(organisation=organisation, name=name, kind=kind)
        for name, kind in UNITS
    }
    person = Person.objects.create(nickname=first_day.administrator_name, created_at=clock.now())
    Colleague.objects.create(
        person=person, shown_name=first_day.administrator_name, title="administrator"
    )
    Membership.objects.create(
        id=uuid4(),
        person=person,
        unit=units["administration"],
        role=Role.ADMINISTRATOR,
        from_on=clock.today(),
    )
    account = make_account(email=first_day.administrator_email, person_id=person.id)
    return password_address(account)
