"""Beginning a group, coming into one by one's own yes, and leaving it."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.groups.models import Group, Member
from indgang.groups.queries import chair_in
from indgang.groups.rules.names import (
    CODE_DAYS,
    MOST_GROUPS,
    code_typed,
    new_code,
    slug_of,
)
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused

TAKEN = "taken"  # what the database answers when another sits there by that name


@transaction.atomic
def start_group(*, name: str, about: str, shown_name: str, by: Actor) -> Group:
    """A new group with the guest as its first member, by the name he wants there.

    Nobody else sees it before he is told the code, and the overview not before the house has put
    it there. Raises Refused for empty words, for anybody who is not here as a guest, and for one
    who is in many groups already.
    """
    name, about, shown = _words(name), _words(about), _words(shown_name)
    now, group_id = clock.now(), uuid4()
    slug = slug_of(name, ending=secrets.token_hex(2))
    until = now + timedelta(days=CODE_DAYS)
    made = _asked(
        "select indgang.begin_group(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [group_id, slug, name, about, shown, new_code(), until, now, MOST_GROUPS],
    )
    if not made:
        raise Refused(_("Kun en gæst med sit eget nøglekort kan starte en gruppe."))
    return Group.objects.get(id=group_id)


@transaction.atomic
def join_group(*, code: str, shown_name: str, by: Actor) -> str:
    """The guest sits down at the table, by the name he wants there. Returns the group's address.

    Who sits there already stays as he was. Raises Refused for a code that lets nobody in and for a
    name that another has in the group.
    """
    found = _asked(
        "select indgang.join_group(%s, %s, %s, %s)",
        [code_typed(code), _words(shown_name), clock.now(), MOST_GROUPS],
    )
    if found == TAKEN:
        raise Refused(_("Der er en anden i gruppen med det navn. Vælg et andet."))
    if not found:
        raise Refused(_("Den kode virker ikke. Bed en fra gruppen om en ny."))
    return str(found)


@transaction.atomic
def leave_group(*, group_id: UUID, went_to: str = "", by: Actor) -> None:
    """The guest leaves: the name is gone for the others at once, and what he had in hand is free.

    What he wrote in the cash book stays, by a former member. The last one must say where key and
    money have gone; the group is closed by that. Raises Refused for the last one who does not, and
    NotThere for all but members.
    """
    me = chair_in(group_id)
    others = Member.objects.filter(group_id=group_id, left_at__isnull=True).exclude(id=me.id)
    if not others.exists() and not went_to.strip():
        raise Refused(_("Du er den sidste. Skriv, hvor nøglen og pengene er nu."))
    _asked("select indgang.leave_group(%s, %s, %s)", [group_id, went_to.strip(), clock.now()])


@transaction.atomic
def rename_chair(*, group_id: UUID, shown_name: str, by: Actor) -> None:
    """The guest is called something else in the group from now on.

    Raises Refused for a name that another has there, and NotThere for all but members.
    """
    me, shown = chair_in(group_id), _words(shown_name)
    others = Member.objects.filter(group_id=group_id, left_at__isnull=True).exclude(id=me.id)
    if others.filter(shown_name__iexact=shown).exists():
        raise Refused(_("Der er en anden i gruppen med det navn. Vælg et andet."))
    me.shown_name = shown
    me.save(update_fields=["shown_name"])


@transaction.atomic
def renew_code(*, group_id: UUID, by: Actor) -> str:
    """A new code to tell somebody; the old one lets nobody in any more. Raises NotThere."""
    chair_in(group_id)
    code = new_code()
    until = clock.now() + timedelta(days=CODE_DAYS)
    Group.objects.filter(id=group_id).update(code=code, code_until=until)
    return code


@transaction.atomic
def describe_group(*, group_id: UUID, name: str, about: str, by: Actor) -> None:
    """What the group is called and what it does, in the members' words. Raises Refused, NotThere."""
    chair_in(group_id)
    Group.objects.filter(id=group_id).update(name=_words(name), about=_words(about))


@transaction.atomic
def ask_to_be_shown(*, group_id: UUID, by: Actor) -> None:
    """The group asks the house to put it in the overview; its name and its words can be read then.

    Raises Refused while it is one person's idea, and NotThere for all but members.
    """
    chair_in(group_id)
    if Member.objects.filter(group_id=group_id, left_at__isnull=True).count() < 2:
        raise Refused(_("I skal være mindst to. Giv en anden koden først."))
    Group.objects.filter(id=group_id, offer__isnull=True).update(asked_at=clock.now())


@transaction.atomic
def show_group(*, group_id: UUID, offer_id: UUID, by: Actor) -> None:
    """The group that has asked is what this offer is about, says one who keeps the offer.

    Raises NotThere for anybody else, for an offer that is not run by those who come there, and for
    one that another group has.
    """
    if not _asked("select indgang.show_group(%s, %s)", [group_id, offer_id]):
        raise NotThere


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refused(_("Skriv et par ord."))
    return words


def _asked(sql: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return row[0] if row else None
