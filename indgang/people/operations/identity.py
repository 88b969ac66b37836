"""Who a person is to the authorities: never asked for before it is needed, never shown whole."""

from dataclasses import dataclass
from uuid import UUID

from django.db import ProgrammingError, transaction
from django.utils.translation import gettext as _

from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.people.ciphers import cipher
from indgang.people.models import Address, Identity
from indgang.people.rules import BadCpr, Fault, is_replacement_cpr, normalised_cpr


@dataclass(frozen=True)
class Papers:
    """What a person has chosen to say. An empty CPR number leaves the one that is kept."""

    full_name: str = ""
    cpr: str = ""
    is_protected: bool = False
    street: str = ""
    postal_code: str = ""
    city: str = ""


@transaction.atomic
def keep_identity(*, person_id: UUID, papers: Papers, by: Actor) -> None:
    """The person's name, CPR number and address, as he has said them.

    Only of a person whose contact information the actor may write; otherwise the database refuses,
    and NotThere is raised. The CPR number is encrypted, and found again by a keyed hash. Raises
    Refused for a text that is no CPR number; modulus 11 never refuses one (cpr.dk).
    """
    identity = {"full_name": papers.full_name, "is_protected": papers.is_protected}
    changed = Identity.objects.filter(person_id=person_id).update(**identity)
    if not changed:
        _add(person_id, identity)
    if papers.cpr:
        _keep_cpr(person_id, papers.cpr)
    address = {
        "street": papers.street, "postal_code": papers.postal_code, "city": papers.city,
    }  # fmt: skip
    if papers.street:
        Address.objects.update_or_create(person_id=person_id, defaults=address)
    else:
        Address.objects.filter(person_id=person_id).delete()


@transaction.atomic
def forget_identity(*, person_id: UUID, by: Actor) -> None:
    """Name, number and address are gone; everything else stays. Raises NotThere if there is none."""
    Address.objects.filter(person_id=person_id).delete()
    if not Identity.objects.filter(person_id=person_id).delete()[0]:
        raise NotThere


def _add(person_id: UUID, identity: dict[str, object]) -> None:
    try:
        with transaction.atomic():
            Identity.objects.create(person_id=person_id, **identity)
    except ProgrammingError as refused:  # row security: the actor has not this person open
        raise NotThere from refused


def _keep_cpr(person_id: UUID, typed: str) -> None:
    try:
        cpr = normalised_cpr(typed)
    except BadCpr as reason:
        raise Refused(_sentence(reason.fault)) from None
    Identity.objects.filter(person_id=person_id).update(
        cpr_cipher=cipher().encrypt(cpr),
        cpr_hash=cipher().keyed_hash(cpr),
        cpr_is_replacement=is_replacement_cpr(cpr),
    )


def _sentence(fault: Fault) -> str:
    sentences = {
        Fault.LENGTH: _("Et CPR-nummer har ti tal. Tæl efter, og prøv igen."),
        Fault.DATE: _("De første seks tal er ikke en dato. Se efter, og prøv igen."),
        Fault.HEALTH_REPLACEMENT: _("Det er et nummer fra et sygehus. Lad feltet være tomt."),
    }
    return sentences.get(fault, _("Et CPR-nummer er kun tal. Skriv det som 010203-1234."))
