"""How a guest wants to be met: what he is called, what he speaks, where, how and by whom."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from indgang.kernel.actor import Actor
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere
from indgang.people.models import Person


@dataclass(frozen=True)
class Wishes:
    """What a guest says of himself; nothing of it is needed."""

    nickname: str = ""
    language: str = "da"
    speaks: str = ""
    meet_where: str = ""
    meet_how: str = ""
    meet_whom: str = ""


@transaction.atomic
def say_wishes(*, person_id: UUID, wishes: Wishes, by: Actor) -> None:
    """Keep how the guest wants to be met, as he says it himself or somebody with him writes it.

    What is said here is all there is: an empty field takes back what stood in it. Raises NotThere
    unless the person is open to the actor and his card may be written.
    """
    said = {name: value.strip() for name, value in asdict(wishes).items()}
    if not Person.objects.filter(id=person_id).update(**said):
        raise NotThere
    say_changed(f"guest:{person_id}", "card")
