"""Which groups one is in, and who else sits at the table."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from indgang.groups.models import Belonging, Group, Member
from indgang.kernel.refused import NotThere


@dataclass(frozen=True)
class Table:
    """A group as one of its members sees it."""

    group: Group
    me: Member
    members: tuple[Member, ...]  # who sit there now, in the order they came

    @property
    def others(self) -> tuple[Member, ...]:
        """Everybody but oneself."""
        return tuple(member for member in self.members if member.id != self.me.id)

    @property
    def is_idea(self) -> bool:
        """Whether one is alone with it so far."""
        return len(self.members) == 1


@dataclass(frozen=True)
class Front:
    """What anybody may know of a group whose offer is in the overview."""

    name: str
    offer_slug: str


@dataclass(frozen=True)
class Asking:
    """A group that would like to be shown in the overview: what it wrote to be shown."""

    id: UUID
    name: str
    about: str
    asked_at: datetime


def own_groups() -> list[Group]:
    """The groups one is in, by name. One query."""
    return list(Group.objects.filter(closed_at__isnull=True).select_related("offer"))


def table_at(slug: str) -> Table:
    """The group at this address and who sits there. Raises NotThere for all but members. Three queries."""
    group = Group.objects.filter(slug=slug, closed_at__isnull=True).select_related("offer").first()
    if group is None:
        raise NotThere
    members = tuple(Member.objects.filter(group=group, left_at__isnull=True))
    own = Belonging.objects.filter(group=group).values_list("member_id", flat=True).first()
    me = next((member for member in members if member.id == own), None)
    if me is None:
        raise NotThere
    return Table(group, me, members)


def chair_in(group_id: UUID) -> Member:
    """One's own chair in the group. Raises NotThere for all but members. One query."""
    own = Belonging.objects.filter(group_id=group_id).select_related("member").first()
    if own is None:
        raise NotThere
    return own.member


def front_of(slug: str) -> Front | None:
    """The public side of a group, once the house shows its offer; else None. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select name, offer_slug from indgang.group_front(%s)", [slug])
        row = cursor.fetchone()
    return Front(*row) if row else None


def asking_groups() -> list[Asking]:
    """Groups that would like to be shown, the longest waiting first, for who keeps offers. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select id, name, about, asked_at from indgang.groups_asking()")
        return [Asking(*row) for row in cursor.fetchall()]
