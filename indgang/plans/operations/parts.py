"""What every change of a plan begins and ends with."""

import unicodedata
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.live import say_changed
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Course
from indgang.plans.queries import readable_kinds, writable_kinds

M = TypeVar("M", bound=Model)

LONGEST_TEXT = 4000  # characters; two pages by hand. A longer one is refused, never cut.


def must_write(person_id: UUID, kind: Kind) -> None:
    """See to it that the actor may write this kind of information of the person.

    Raises Refused if he may only read it, NotThere if he may not even do that.
    """
    if kind in writable_kinds(person_id):
        return
    if kind in readable_kinds(person_id):
        raise Refused(
            _("Du kan ikke selv ændre planen. Du kan foreslå det."), code="suggest_instead"
        )
    raise NotThere


def said(words: str, *, most: int = LONGEST_TEXT) -> str:
    """What was written, without blanks around it. Raises Refused if it is nothing or too long."""
    told = told_if_any(words, most=most)
    if not told:
        raise Refused(_("Skriv et par ord først."), code="empty")
    return told


def told_if_any(words: str, *, most: int = LONGEST_TEXT) -> str:
    """The same, but nothing is also an answer."""
    told = readable(words).strip()
    if len(told) > most:
        raise Refused(
            _("Teksten er for lang. Der er plads til %(most)s tegn.") % {"most": most},
            code="too_long",
        )
    return told


def readable(words: str) -> str:
    """The words without signs that no page, paper or database can show. Line breaks stay."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc")


def by_now(by: Actor) -> dict[str, Any]:
    """The columns that say who wrote a row and when. Raises NotThere for nobody."""
    return {"added_at": clock.now(), "added_by": who(by)}


def who(by: Actor) -> UUID:
    """The person behind the actor. Raises NotThere for nobody."""
    if by.person_id is None:
        raise NotThere
    return by.person_id


def live_course(person_id: UUID) -> Course | None:
    """The course that runs now, if there is one. One query."""
    return Course.objects.filter(person_id=person_id, ended_on__isnull=True).first()


def theirs(model: type[M], row_id: UUID) -> M:
    """The row, locked until the change is made. Raises NotThere."""
    row = model._default_manager.select_for_update().filter(pk=row_id).first()
    if row is None:
        raise NotThere
    return row


def tell_page(person_id: UUID) -> None:
    """Open pages that show this plan fetch it again."""
    say_changed(f"guest:{person_id}", "plan")
