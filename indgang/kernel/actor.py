"""Who is acting, as the database has told: never as the request claims."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody is to the house. Everyone with a key is at least a guest of his own pages."""

    GUEST = "guest"
    RELATIVE = "relative"
    VOLUNTEER = "volunteer"
    PEER_HOST = "peer_host"
    HOST = "host"
    GUIDE = "guide"
    COORDINATOR = "coordinator"
    OUTREACH = "outreach"
    PROVIDER = "provider"
    AUTHORITY = "authority"
    ACUTE = "acute"
    LEADER = "leader"
    COUNCIL = "council"
    DPO = "dpo"
    ADMINISTRATOR = "administrator"
    WORKER = "worker"


STAFF = frozenset(Role) - {Role.GUEST, Role.RELATIVE, Role.WORKER}
HOUSE = frozenset({Role.HOST, Role.PEER_HOST, Role.GUIDE, Role.COORDINATOR})


@dataclass(frozen=True)
class Actor:
    """The holder of the key that began this transaction."""

    person_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    unit_ids: tuple[UUID, ...] = ()
    key_kind: str = ""
    name: str = ""
    kinds: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_known(self) -> bool:
        """Whether a valid key was shown."""
        return self.person_id is not None

    @property
    def is_staff(self) -> bool:
        """Whether the actor works for the house today, paid or not."""
        return bool(self.roles & STAFF)

    @property
    def is_house(self) -> bool:
        """Whether the actor meets guests in the house: host, guide or coordinator."""
        return bool(self.roles & HOUSE)

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds at least one of the roles today."""
        return not self.roles.isdisjoint(roles)


NOBODY = Actor()
