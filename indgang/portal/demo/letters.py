"""Those who write to the house, and what the house writes back."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from indgang.access.rules import new_code
from indgang.entrance.models import Inquiry as Sent
from indgang.entrance.operations import (
    NewInquiry,
    answer_inquiry,
    close_inquiry,
    send_inquiry,
    take_inquiry,
)
from indgang.portal.demo.settling import Colleague
from indgang.portal.demo.shape import Inquiry
from indgang.portal.demo.telling import Somebody, Telling

ANSWERED_WITHIN = timedelta(hours=5)
CLOSED_WITHIN = timedelta(hours=8)


def write_all(telling: Telling) -> None:
    """The twelve that lie in the tray, but for those whose writer the house knows already."""
    known = {g.inquiry for g in telling.town.guests if g.inquiry and g.started_weeks_ago}
    for letter in telling.town.inquiries:
        if letter.slug not in known:
            sent = telling.now - timedelta(hours=letter.hours_ago, minutes=len(letter.words) % 50)
            write_to_the_house(telling, letter, sent=sent)


def write_to_the_house(
    telling: Telling, letter: Inquiry, *, sent: datetime, key: str | None = None
) -> None:
    """Somebody writes, with a key card or without, and the house does what it did."""
    code = key or new_code(secrets.token_bytes)
    with telling.chronicle.at(sent, key) as by:
        receipt = send_inquiry(
            inquiry=_new(telling, letter),
            unit_id=telling.settled.house_id,
            code=code,
            by=by,
        )
    with telling.chronicle.at(sent, code):
        row = Sent.objects.get(id=receipt.inquiry_id)
    telling.writers[letter.slug] = Somebody(row.person_id, code)
    if row.about_id:
        telling.mentioned[letter.slug] = row.about_id
    _answer(telling, letter, row.id, sent)


def _new(telling: Telling, letter: Inquiry) -> NewInquiry:
    about = next((g.nickname for g in telling.town.guests if g.inquiry == letter.slug), "")
    return NewInquiry(
        once=uuid4(),
        voice=letter.voice,
        words=letter.words,
        nickname=letter.sender,
        language=letter.language,
        about_nickname="" if letter.voice == "self" else about or letter.about,
        workplace=letter.workplace,
        person_knows=letter.person_knows,
        meet_where=letter.meet_where,
        meet_how=letter.meet_how,
        meet_whom=letter.meet_whom,
        contact=letter.contact,
    )


def _answer(telling: Telling, letter: Inquiry, inquiry_id: UUID, sent: datetime) -> None:
    """A host takes it, writes back, and says what came of it. Some still wait for all that."""
    if not letter.answer and not letter.outcome:
        return
    host = _host(telling, letter)
    answered = min(sent + ANSWERED_WITHIN, sent + (telling.now - sent) / 2)
    with telling.chronicle.at(answered - timedelta(minutes=12), host.key) as by:
        take_inquiry(inquiry_id=inquiry_id, by=by)
    # Whoever writes about another gets a sentence of the house's, and not a word about her.
    if letter.answer:
        said = {"words": letter.answer} if letter.voice == "self" else {"reply": "may_come"}
        with telling.chronicle.at(answered, host.key) as by:
            answer_inquiry(inquiry_id=inquiry_id, **said, by=by)
    if letter.outcome:
        closed = min(sent + CLOSED_WITHIN, sent + (telling.now - sent) * 3 / 4)
        with telling.chronicle.at(closed, host.key) as by:
            close_inquiry(inquiry_id=inquiry_id, outcome=letter.outcome, by=by)


def _host(telling: Telling, letter: Inquiry) -> Colleague:
    """The one who signed the answer, if somebody did."""
    hosts = telling.settled.with_role("host", "coordinator", "guide")
    signed = [host for host in hosts if host.member.first_name in letter.answer]
    return signed[0] if signed else telling.chance("answers", letter.slug).choice(hosts)
