"""What every change at the door begins with."""

from uuid import UUID

from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere


def who(by: Actor) -> UUID:
    """The person behind the actor. Raises NotThere for nobody."""
    if by.person_id is None:
        raise NotThere
    return by.person_id
