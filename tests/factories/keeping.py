"""Somebody who stands for what an organisation offers."""

from indgang.kernel.actor import Role
from indgang.people.models import Organisation
from tests.database import as_owner
from tests.factories.people import Holder, make_colleague, make_unit


def make_provider(organisation: Organisation, name: str = "Poul") -> Holder:
    with as_owner():
        unit = make_unit("provider", f"{organisation.name} {name}")
        unit.organisation = organisation
        unit.save()
    return make_colleague(Role.PROVIDER, unit=unit, name=name)
