"""One person's due messages, out of the house.

At least once, and at most once more: the messages are taken in hand and committed before they are
sent, and settled after. A worker that dies between the two leaves them in hand; they are then tried
once more, under the same id, and given up if that is interrupted too. An SMTP server cannot undo,
so exactly once is nobody's to promise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.template.loader import render_to_string
from django.utils import translation

from indgang.access.door import acting
from indgang.access.keys import new_worker_link, new_worker_offers_link
from indgang.kernel import clock
from indgang.kernel.words import Language
from indgang.post import queries
from indgang.post.carriers import Email, NotCarried, Sms, carried_channels, send_email, send_sms
from indgang.post.links import key_link, page_link, stop_link
from indgang.post.messages import MessageKey
from indgang.post.models import Letter
from indgang.post.operations import claim_post, settle_post
from indgang.post.rules import Way, international, is_sayable, link_lasts, next_try
from indgang.post.wording import Line, line, mail, sms

START_PAGE = "/min"
LINK_LABEL = "besked"
OFFERS_LABEL = "plads:"
# What those who stand for offers are told: it opens their offers, and nothing about themselves.
TO_PROVIDERS = {MessageKey.REQUEST_WAITS.value, MessageKey.ROOM_OLD.value}
GO_ALONE = {MessageKey.CARD_CODE.value, MessageKey.NEW_CARD.value}


@dataclass(frozen=True)
class Handful:
    """What is in hand for one person, and how it goes."""

    person_id: UUID
    letters: Sequence[Letter]
    way: Way
    language: Language
    phone: str
    secrets: Mapping[UUID, str] = field(default_factory=dict)  # by letter; kept in no outbox


@dataclass(frozen=True)
class Outcome:
    """How it went with some of the messages in hand."""

    letters: Sequence[Letter]
    became: str
    channel: str = ""
    error: str = ""


def deliver(*, person_id: UUID, worker_key: str) -> int:
    """Send the person's due messages together. Returns how many were sent; failures are settled."""
    handful = _taken_in_hand(person_id, worker_key)
    if handful is None:
        return 0
    outcomes = [outcome for part in _parted(handful) for outcome in _sent(part, worker_key)]
    with acting(worker_key) as worker:
        for outcome in outcomes:
            for letter in outcome.letters:
                retry_at = next_try(now=clock.now(), attempts=letter.attempts)
                fails = outcome.became == "failed"
                settle_post(
                    letter_ids=[letter.id],
                    became="given_up" if fails and retry_at is None else outcome.became,
                    channel=outcome.channel,
                    error=outcome.error,
                    next_try_at=retry_at if fails else None,
                    by=worker,
                )
    return sum(len(outcome.letters) for outcome in outcomes if outcome.became == "sent")


def _taken_in_hand(person_id: UUID, worker_key: str) -> Handful | None:
    with acting(worker_key) as worker:
        letters = queries.letters_in_hand(claim_post(person_id=person_id, by=worker))
        if not letters:
            return None
        return Handful(
            person_id=person_id,
            letters=letters,
            way=queries.way_to_reach(person_id, carried=carried_channels()),
            language="en" if queries.language_of(person_id) == "en" else "da",
            phone=queries.telephone(),
            secrets={
                letter.id: queries.secret_of(letter.id)
                for letter in letters
                if letter.message in GO_ALONE
            },
        )


def _sent(handful: Handful, worker_key: str) -> list[Outcome]:
    # Whoever could write into the outbox past our own hands must not stop the letters of others.
    strange = [
        letter
        for letter in handful.letters
        if letter.message not in GO_ALONE and not is_sayable(letter.message, letter.values)
    ]
    if strange:
        rest = replace(handful, letters=[one for one in handful.letters if one not in strange])
        dropped = Outcome(strange, "cancelled", error="unsayable")
        return [dropped, *(_sent(rest, worker_key) if rest.letters else [])]
    address = handful.way.address
    if address is None:
        return _unsent(handful)
    if handful.letters[0].message in GO_ALONE and not handful.secrets[handful.letters[0].id]:
        return [Outcome(handful.letters, "cancelled", error="too_late")]
    lines = [_line(letter, handful, worker_key) for letter in handful.letters]
    send = _email if address.channel == "email" else _sms
    try:
        send(handful, lines, address.value)
    except NotCarried as reason:
        became = "given_up" if reason.is_final else "failed"
        return [Outcome(handful.letters, became, address.channel, reason.error)]
    return [Outcome(handful.letters, "sent", address.channel)]


def _parted(handful: Handful) -> list[Handful]:
    """What goes by itself, and the rest together: "you have two messages" holds no code."""
    alone = [each for each in handful.letters if each.message in GO_ALONE]
    others = [each for each in handful.letters if each.message not in GO_ALONE]
    groups = [[each] for each in alone] + ([others] if others else [])
    return [replace(handful, letters=group) for group in groups]


def _unsent(handful: Handful) -> list[Outcome]:
    """Most guests leave no address, and that is no failure. Urgent news is then somebody's to tell."""
    if handful.way.silent:
        return [Outcome(handful.letters, "cancelled", error="silence")]
    urgent = [letter for letter in handful.letters if letter.urgent]
    others = [letter for letter in handful.letters if not letter.urgent]
    return [
        Outcome(urgent, "given_up", error="no_way"),
        Outcome(others, "cancelled", error="no_way"),
    ]


def _line(letter: Letter, handful: Handful, worker_key: str) -> Line:
    link = page_link(letter.link_path) if letter.link_path else ""
    if letter.link_path and letter.link_kinds:
        raw = new_worker_link(
            worker_key=worker_key,
            person_id=letter.person_id,
            kinds=list(letter.link_kinds),
            lasting=link_lasts(now=clock.now(), not_after=letter.not_after),
            # By its label whoever knows the thing can end the link when the thing is over.
            label=f"{LINK_LABEL}:{letter.about.hex}" if letter.about else LINK_LABEL,
        )
        link = key_link(raw, letter.link_path) if raw else link
    elif letter.link_path and letter.message in TO_PROVIDERS:
        link = _offers_link(letter, worker_key) or link
    message, values = MessageKey(letter.message), letter.values
    if message is MessageKey.CARD_CODE:
        values = {"code": handful.secrets[letter.id]}
    elif message is MessageKey.NEW_CARD:
        link += handful.secrets[letter.id]
    return line(message, values, phone=handful.phone, link=link, language=handful.language)


def _offers_link(letter: Letter, worker_key: str) -> str:
    """A personal link for who stands for offers; none for those who sign in and stand for none."""
    raw = new_worker_offers_link(
        worker_key=worker_key,
        person_id=letter.person_id,
        lasting=link_lasts(now=clock.now(), not_after=letter.not_after),
        label=OFFERS_LABEL + uuid4().hex,
    )
    return key_link(raw, letter.link_path) if raw else ""


def _email(handful: Handful, lines: Sequence[Line], to: str) -> None:
    stop = stop_link(handful.letters[0].id)
    words = mail(lines, phone=handful.phone, stop_link=stop, language=handful.language)
    with translation.override(handful.language):
        html = render_to_string(
            "post/letter.html",
            {"mail": words, "stop_link": stop, "phone": handful.phone},
        )
    send_email(Email(to, words.subject, words.text, html, _id(handful), stop))


def _sms(handful: Handful, lines: Sequence[Line], to: str) -> None:
    text = sms(
        lines,
        page_link=page_link(START_PAGE),
        stop_link=stop_link(handful.letters[0].id),
        language=handful.language,
    )
    send_sms(Sms(international(to), text, _id(handful)))


def _id(handful: Handful) -> str:
    """The same for the same messages, and another one as soon as there is one more among them."""
    return str(uuid5(NAMESPACE_URL, " ".join(sorted(str(letter.id) for letter in handful.letters))))
