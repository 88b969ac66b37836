"""Writing to the house, and the house that answers."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indgang.access.door import acting, begin_as_newcomer
from indgang.access.operations import give_permission, mention_person
from indgang.access.queries import permissions_in_force
from indgang.entrance.facts import InquirySent
from indgang.entrance.models import Inquiry, InquiryMessage
from indgang.entrance.operations.parts import who
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import ContactPoint, Person

OPEN_DAYS = 365  # days the house may read it; as OPEN_CONTACT_MONTHS in access.rules
ADVICE = "Serviceloven § 10"  # advice for anyone who asks


@dataclass(frozen=True, kw_only=True)
class NewInquiry:
    """What somebody has written on the form."""

    once: UUID
    voice: str
    words: str
    nickname: str = ""
    language: str = "da"
    about_nickname: str = ""
    workplace: str = ""
    person_knows: bool | None = None
    meet_where: str = ""
    meet_how: str = ""
    meet_whom: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the writer holds in his hand: the code is empty for a guest who has a key card."""

    inquiry_id: UUID
    code: str


@transaction.atomic
def send_inquiry(*, inquiry: NewInquiry, unit_id: UUID, code: str, by: Actor) -> Receipt:
    """Send the words to the unit. A writer without a key card becomes a newcomer with this one.

    The unit may read the words and the contact for a year, and the writer can stop it before. Who
    the inquiry is about becomes known to the unit, and never to the writer. The same form sent
    twice gives the same receipt and one inquiry. Raises Refused if the code is another's.
    """
    if by.is_known and by.key_kind == "card":
        return Receipt(_sent(inquiry, unit_id, by).id, "")
    if found := _sent_before(inquiry, code):
        return found
    try:
        # Whoever is signed in here as a colleague is not the one who writes.
        with acting(None):
            newcomer = begin_as_newcomer(
                nickname=inquiry.nickname, language=inquiry.language, code=code
            )
            return Receipt(_sent(inquiry, unit_id, newcomer).id, code)
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one was first.
        if found := _sent_before(inquiry, code):
            return found
        raise


@transaction.atomic
def write_more(*, inquiry_id: UUID, words: str, by: Actor) -> InquiryMessage:
    """The writer adds to an inquiry of his own. One that was closed is open again.

    Raises NotThere for another's, Refused for nothing at all.
    """
    inquiry = Inquiry.objects.select_for_update().filter(
        id=inquiry_id, person_id=who(by)
    ).first()  # fmt: skip
    if inquiry is None:
        raise NotThere
    message = _add(inquiry, words, from_house=False, by=by)
    if inquiry.closed_at is not None:
        inquiry.closed_at, inquiry.closed_by, inquiry.outcome = None, None, ""
        inquiry.save(update_fields=["closed_at", "closed_by", "outcome"])
    say_changed(f"house:{inquiry.unit_id}", "inquiries")
    return message


def _sent_before(inquiry: NewInquiry, code: str) -> Receipt | None:
    with acting(code) as earlier:
        if not earlier.is_known:
            return None
        found = Inquiry.objects.filter(once=inquiry.once, person_id=who(earlier)).first()
    if found is None:
        raise Refused(_("Siden har stået åben for længe. Hent den igen, og send så."))
    return Receipt(found.id, code)


def _sent(new: NewInquiry, unit_id: UUID, writer: Actor) -> Inquiry:
    if found := Inquiry.objects.filter(once=new.once, person_id=who(writer)).first():
        return found
    _let_house_read(new, unit_id, writer)
    inquiry = Inquiry.objects.create(
        person_id=who(writer),
        about_id=_person_about(new, unit_id, writer),
        unit_id=unit_id,
        once=new.once,
        voice=new.voice,
        workplace=new.workplace.strip(),
        person_knows=new.person_knows,
        meet_where=new.meet_where.strip(),
        meet_how=new.meet_how.strip(),
        meet_whom=new.meet_whom.strip(),
        sent_at=clock.now(),
    )
    _add(inquiry, new.words, from_house=False, by=writer)
    if new.voice == "self":
        _keep_wishes(new, writer)
    publish(InquirySent(inquiry.id, inquiry.person_id, unit_id))
    say_changed(f"house:{unit_id}", "inquiries")
    return inquiry


def _person_about(new: NewInquiry, unit_id: UUID, writer: Actor) -> UUID | None:
    if new.voice == "self":
        return None
    return mention_person(
        nickname=new.about_nickname,
        unit_id=unit_id,
        why=gettext_noop("Nogen er bekymret for dig og har skrevet til os."),
        law_section=ADVICE,
        by=writer,
    )


def _let_house_read(new: NewInquiry, unit_id: UUID, writer: Actor) -> None:
    """The permissions that the form asks for in plain words. The story, so that one can answer."""
    me = who(writer)
    until = clock.now() + timedelta(days=OPEN_DAYS)
    held = {
        kind
        for permission in permissions_in_force(me).filter(to_unit_id=unit_id)
        for kind in permission.kinds
    }
    if Kind.STORY not in held:
        give_permission(
            person_id=me,
            kinds=[Kind.CARD, Kind.STORY],
            to_unit_id=unit_id,
            may_write=True,
            why=gettext_noop("Så vi kan læse, hvad du skriver, og svare dig."),
            valid_until=until,
            by=writer,
        )
    if not new.contact:
        return
    channel = "email" if "@" in new.contact else "sms"
    has_preferred = ContactPoint.objects.filter(person_id=me, is_preferred=True).exists()
    ContactPoint.objects.get_or_create(
        person_id=me,
        channel=channel,
        value=new.contact,
        defaults={"is_preferred": not has_preferred},
    )
    if Kind.CONTACT not in held:
        give_permission(
            person_id=me,
            kinds=[Kind.CONTACT],
            to_unit_id=unit_id,
            why=gettext_noop("Så vi kan få fat i dig."),
            valid_until=until,
            by=writer,
        )


def _keep_wishes(new: NewInquiry, writer: Actor) -> None:
    wishes = {
        name: value
        for name in ("meet_where", "meet_how", "meet_whom")
        if (value := getattr(new, name).strip())
    }
    if wishes:
        Person.objects.filter(id=who(writer)).update(**wishes)


def _add(inquiry: Inquiry, words: str, *, from_house: bool, by: Actor) -> InquiryMessage:
    if not words.strip():
        raise Refused(_("Skriv et par ord først."))
    return InquiryMessage.objects.create(
        inquiry=inquiry,
        person_id=inquiry.person_id,
        words=words.strip(),
        from_house=from_house,
        written_at=clock.now(),
        written_by=who(by),
    )
