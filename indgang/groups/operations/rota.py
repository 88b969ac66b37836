"""Who opens: said with one tap, passed on with another, and remembered the day before."""

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.groups.models import Group, Turn
from indgang.groups.queries import chair_in, turn_at
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Session
from indgang.post.messages import MessageKey
from indgang.post.operations import cancel_messages, queue_message

GROUPS = "/gruppe"
MOST_AT_ONCE = 500


@transaction.atomic
def take_turn(*, group_id: UUID, session_id: UUID, by: Actor) -> Turn:
    """The guest opens this time: one that nobody opens, or one that its opener wants to pass on.

    Who opens already, and had asked for another, opens after all. Of two who tap at once the first
    has it. Raises Refused for a time that is over or somebody else's, NotThere for all but members
    and for a time that is not the group's.
    """
    me = chair_in(group_id)
    # Openers of one group stand in line here: the second one is to see what the first has done.
    group = Group.objects.select_for_update(no_key=True).get(id=group_id)
    session = Session.objects.filter(id=session_id).first()
    if session is None or session.offer_id != group.offer_id:
        raise NotThere
    now = clock.now()
    if session.ends_at <= now or session.cancelled_at is not None:
        raise Refused(_("Den tid er forbi."))
    turn = turn_at(group_id, session_id)
    if turn is None:
        return Turn.objects.create(group=group, session=session, member=me, taken_at=now)
    if turn.member_id != me.id and turn.asked_at is None:
        raise Refused(_("En anden åbner den dag."))
    if turn.member_id != me.id:
        cancel_messages(about=turn.id, by=by)
        turn.taken_at = now
    turn.member, turn.asked_at = me, None
    turn.save(update_fields=["member", "taken_at", "asked_at"])
    return turn


@transaction.atomic
def ask_for_another(*, group_id: UUID, session_id: UUID, by: Actor) -> None:
    """The guest would like another to open. He still does until somebody has taken it.

    Raises NotThere unless he opens that time.
    """
    me, turn = chair_in(group_id), turn_at(group_id, session_id)
    if turn is None or turn.member_id != me.id:
        raise NotThere
    turn.asked_at = clock.now()
    turn.save(update_fields=["asked_at"])


@transaction.atomic
def remind_of_turns(*, by: Actor) -> int:
    """Tell those who open tomorrow, once, and not where or what. Returns how many were told.

    For the worker; nobody else finds any.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select turn, person, starts_at from indgang.turns_to_remember(%s, %s, %s)",
            [clock.now(), clock.today(), MOST_AT_ONCE],
        )
        rows = cursor.fetchall()
    for turn_id, person_id, starts_at in rows:
        there = clock.local(starts_at)
        queue_message(
            person_id=person_id,
            message=MessageKey.YOUR_TURN,
            values={"day": there.date().isoformat(), "time": f"{there:%H:%M}"},
            link_path=GROUPS,
            about=turn_id,
            not_after=starts_at + timedelta(minutes=1),
            by=by,
        )
    return len(rows)
