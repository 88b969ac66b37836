"""From the outbox to a real mail server and a real gateway, on this machine."""

import email
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from unittest.mock import patch

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from indgang.access.door import acting
from indgang.access.models import Key, Lookup
from indgang.kernel import clock
from indgang.post.delivery import deliver
from indgang.post.messages import MessageKey
from indgang.post.models import Letter
from indgang.post.operations import choose_channel, settle_post, stop_messages
from indgang.post.queries import people_with_due_post
from indgang.post.rules import MOST_ATTEMPTS
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_organisation
from tests.factories.people import Holder, make_guest, make_municipality, make_worker
from tests.factories.post import (
    Gateway,
    MailServer,
    letter,
    make_contact,
    make_due,
    queue,
    running_gateway,
    running_mail_server,
)

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]

NOON = datetime(2026, 6, 4, 10, tzinfo=UTC)  # 12 o'clock in Denmark


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    with running_mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = False
        yield server


@pytest.fixture
def gateway(settings: Settings) -> Iterator[Gateway]:
    with running_gateway() as running:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = running.url, "hemmelig"
        yield running


@pytest.fixture
def karen() -> Iterator[Holder]:
    with clock.stopped(NOON):
        make_municipality()
        yield make_guest()


@pytest.fixture
def worker() -> Holder:
    return make_worker()


def _parts(message: Message) -> dict[str, str]:
    return {
        part.get_content_type(): part.get_payload(decode=True).decode()
        for part in message.walk()
        if not part.is_multipart()
    }


def _mail(server: MailServer, number: int = -1) -> Message:
    return email.message_from_bytes(server.received[number].content)


def test_an_email_arrives_with_a_way_to_stop(
    karen: Holder, worker: Holder, mail_server: MailServer
) -> None:
    make_contact(karen.person_id)
    sent = queue(karen, MessageKey.SUGGESTION, link_path="/min/forslag", urgent=True)
    assert deliver(person_id=karen.person_id, worker_key=worker.key) == 1
    message = _mail(mail_server)
    assert message["To"] == "karen@example.org"
    assert message["List-Unsubscribe"].startswith("<http")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    parts = _parts(message)
    assert "Der er et forslag til dig." in parts["text/plain"]
    assert "/min/forslag" in parts["text/html"]
    assert "/stop/" in parts["text/plain"]
    assert (letter(sent).status, letter(sent).channel) == ("sent", "email")


def test_the_look_up_log_says_that_the_worker_looked(
    karen: Holder, worker: Holder, mail_server: MailServer
) -> None:
    make_contact(karen.person_id)
    queue(karen, urgent=True)
    deliver(person_id=karen.person_id, worker_key=worker.key)
    with acting(karen.key):
        assert [(line.purpose, line.role) for line in Lookup.objects.all()] == [
            ("besked", "worker")
        ]


def test_a_link_in_a_message_is_a_key_that_is_kept_nowhere(
    karen: Holder, worker: Holder, mail_server: MailServer
) -> None:
    make_contact(karen.person_id)
    queue(
        karen, MessageKey.CHECKIN_DUE, link_path="/min/tjek", link_kinds=("checkins",), urgent=True
    )
    deliver(person_id=karen.person_id, worker_key=worker.key)
    text = _parts(_mail(mail_server))["text/plain"]
    raw = text.split("/t/")[1].split("/min/tjek")[0]
    with acting(raw) as holder:
        assert (holder.person_id, holder.key_kind) == (karen.person_id, "link")
        assert holder.kinds == {"checkins"}


def test_who_stands_for_offers_gets_a_link_to_them_and_to_nothing_of_his_own(
    karen: Holder, worker: Holder, mail_server: MailServer
) -> None:
    poul = make_provider(make_organisation())  # karen is here for the hour of the day
    make_contact(poul.person_id)
    queue(poul, MessageKey.ROOM_OLD, link_path="/udfoerer/plads", urgent=True)
    deliver(person_id=poul.person_id, worker_key=worker.key)
    raw = _parts(_mail(mail_server))["text/plain"].split("/t/")[1].split("/udfoerer/plads")[0]
    with acting(raw) as holder:
        assert (holder.person_id, holder.key_kind) == (poul.person_id, "offers")
        assert not holder.is_staff


def test_who_stands_for_none_gets_the_bare_address(
    karen: Holder, worker: Holder, mail_server: MailServer
) -> None:
    make_contact(karen.person_id)
    queue(karen, MessageKey.ROOM_OLD, link_path="/udfoerer/plads", urgent=True)
    deliver(person_id=karen.person_id, worker_key=worker.key)
    assert "/t/" not in _parts(_mail(mail_server))["text/plain"]


@pytest.mark.parametrize(("days_it_is_true", "days_it_works"), [(3, 3), (14, 14), (40, 14)])
def test_a_link_works_for_as_long_as_what_it_leads_to_and_never_longer_than_two_weeks(
    karen: Holder,
    worker: Holder,
    mail_server: MailServer,
    days_it_is_true: int,
    days_it_works: int,
) -> None:
    make_contact(karen.person_id)
    queue(
        karen,
        MessageKey.CHECKIN_DUE,
        link_path="/min/tjek",
        link_kinds=("checkins",),
        not_after=clock.now() + timedelta(days=days_it_is_true),
        urgent=True,
    )
    deliver(person_id=karen.person_id, worker_key=worker.key)
    with as_owner():
        ends = Key.objects.get(kind="link").expires_at
    assert ends is not None
    lasts = ends - datetime.now(UTC)
    assert abs(lasts - timedelta(days=days_it_works)) < timedelta(minutes=10)


def test_an_sms_is_one_sms(karen: Holder, worker: Holder, gateway: Gateway) -> None:
    make_contact(karen.person_id, "sms", "12 34 56 78")
    queue(
        karen, MessageKey.CHECKIN_DUE, link_path="/min/tjek", link_kinds=("checkins",), urgent=True
    )
    deliver(person_id=karen.person_id, worker_key=worker.key)
    body, headers = gateway.received[0]
    assert body["to"] == "+4512345678"
    assert len(body["text"]) <= 160
    assert "/t/" in body["text"]
    assert headers["Authorization"] == "Bearer hemmelig"
    assert headers["Idempotency-Key"] == body["id"]


def test_a_failed_sending_is_tried_again_with_growing_pauses_and_the_same_id(
    karen: Holder, worker: Holder, gateway: Gateway
) -> None:
    make_contact(karen.person_id, "sms", "12345678")
    sent = queue(karen, urgent=True)
    gateway.answers = [503, 500]
    deliver(person_id=karen.person_id, worker_key=worker.key)
    first = letter(sent)
    assert (first.status, first.last_error, first.attempts) == ("failed", "refused", 1)
    assert first.next_try_at == NOON + timedelta(minutes=1)
    assert deliver(person_id=karen.person_id, worker_key=worker.key) == 0  # not yet
    with clock.stopped(NOON + timedelta(minutes=1)):
        deliver(person_id=karen.person_id, worker_key=worker.key)
        assert letter(sent).next_try_at == NOON + timedelta(minutes=6)
    with clock.stopped(NOON + timedelta(minutes=6)):
        assert deliver(person_id=karen.person_id, worker_key=worker.key) == 1
    assert len({body["id"] for body, _ in gateway.received}) == 1
    assert letter(sent).last_error == ""


def test_it_is_given_up_at_last(karen: Holder, worker: Holder, gateway: Gateway) -> None:
    make_contact(karen.person_id, "sms", "12345678")
    sent = queue(karen, urgent=True)
    make_due(sent, attempts=MOST_ATTEMPTS - 1)
    gateway.answers = [503]
    deliver(person_id=karen.person_id, worker_key=worker.key)
    assert letter(sent).status == "given_up"


def test_a_number_that_is_wrong_is_given_up_at_once(
    karen: Holder, worker: Holder, gateway: Gateway
) -> None:
    make_contact(karen.person_id, "sms", "12345678")
    sent = queue(karen, urgent=True)
    gateway.answers = [422]
    deliver(person_id=karen.person_id, worker_key=worker.key)
    assert letter(sent).status == "given_up"


@pytest.mark.parametrize(
    ("answer", "status"), [("450 later", "failed"), ("550 no such user", "given_up")]
)
def test_a_mail_server_says_no(
    karen: Holder, worker: Holder, mail_server: MailServer, answer: str, status: str
) -> None:
    make_contact(karen.person_id)
    sent = queue(karen, urgent=True)
    mail_server.answers = [answer]
    deliver(person_id=karen.person_id, worker_key=worker.key)
    assert letter(sent).status == status


def test_a_mail_server_that_is_away_is_tried_again(
    karen: Holder, worker: Holder, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    make_contact(karen.person_id)
    sent = queue(karen, urgent=True)
    deliver(person_id=karen.person_id, worker_key=worker.key)
    assert (letter(sent).status, letter(sent).last_error) == ("failed", "unreachable")


def test_the_days_news_comes_as_one(karen: Holder, worker: Holder, mail_server: MailServer) -> None:
    make_contact(karen.person_id)
    queue(karen, MessageKey.SUGGESTION, link_path="/min/forslag")
    queue(karen, MessageKey.AGREEMENT_DUE, values={"day": "2026-06-08"})
    with acting(worker.key):
        assert people_with_due_post() == []
    with clock.stopped(datetime(2026, 6, 5, 8, tzinfo=UTC)), acting(worker.key):
        assert people_with_due_post() == [karen.person_id]
    with clock.stopped(datetime(2026, 6, 5, 8, tzinfo=UTC)):
        assert deliver(person_id=karen.person_id, worker_key=worker.key) == 2
    assert len(mail_server.received) == 1
    text = _parts(_mail(mail_server))["text/plain"]
    assert "forslag" in text
    assert "mandag 8. juni" in text


def test_nobody_is_written_to_at_night(karen: Holder, worker: Holder, gateway: Gateway) -> None:
    make_contact(karen.person_id, "sms", "12345678")
    with clock.stopped(datetime(2026, 6, 4, 21, tzinfo=UTC)):  # 23 o'clock in Denmark
        sent = queue(karen, urgent=True)
        assert deliver(person_id=karen.person_id, worker_key=worker.key) == 0
    assert letter(sent).next_try_at == datetime(2026, 6, 5, 6, tzinfo=UTC)


def test_a_worker_that_was_killed_is_repeated_once_and_no_more(
    karen: Holder, worker: Holder, gateway: Gateway
) -> None:
    make_contact(karen.person_id, "sms", "12345678")
    sent = queue(karen, urgent=True)
    for number in (1, 2):
        with clock.stopped(NOON + timedelta(minutes=20 * number)):
            with acting(worker.key):
                people_with_due_post()
            with (
                patch("indgang.post.delivery.settle_post", side_effect=KeyboardInterrupt),
                pytest.raises(KeyboardInterrupt),
            ):
                deliver(person_id=karen.person_id, worker_key=worker.key)
    assert len(gateway.received) == 2
    assert gateway.received[0][0]["id"] == gateway.received[1][0]["id"]
    with clock.stopped(NOON + timedelta(hours=2)), acting(worker.key):
        assert people_with_due_post() == []
    assert (letter(sent).status, letter(sent).last_error) == ("given_up", "interrupted")


def test_who_prefers_silence_hears_nothing(
    karen: Holder, worker: Holder, mail_server: MailServer
) -> None:
    make_contact(karen.person_id)
    with acting(karen.key) as actor:
        choose_channel(person_id=karen.person_id, channel="none", by=actor)
    sent = queue(karen, urgent=True)
    deliver(person_id=karen.person_id, worker_key=worker.key)
    assert letter(sent).status == "cancelled"
    assert not mail_server.received


def test_who_prefers_a_call_is_not_written_to_and_the_house_is_told_what_is_urgent(
    karen: Holder, worker: Holder, mail_server: MailServer
) -> None:
    make_contact(karen.person_id, preferred=False)
    make_contact(karen.person_id, "phone", "12345678")
    urgent, news = queue(karen, urgent=True), queue(karen, MessageKey.STILL_HERE)
    make_due(news)
    deliver(person_id=karen.person_id, worker_key=worker.key)
    assert (letter(urgent).status, letter(urgent).last_error) == ("given_up", "no_way")
    assert letter(news).status == "cancelled"
    assert not mail_server.received


def test_what_is_too_late_is_not_sent(karen: Holder, worker: Holder) -> None:
    sent = queue(karen, urgent=True, not_after=NOON + timedelta(minutes=5))
    with clock.stopped(NOON + timedelta(minutes=10)), acting(worker.key):
        assert people_with_due_post() == []
    assert (letter(sent).status, letter(sent).last_error) == ("cancelled", "too_late")


def test_nobody_but_the_worker_takes_letters_out(karen: Holder) -> None:
    sent = queue(karen, urgent=True)
    with acting(karen.key) as actor:
        assert people_with_due_post() == []
        assert settle_post(letter_ids=[sent], became="sent", by=actor) == 0
    assert letter(sent).status == "queued"


def test_the_link_at_the_foot_stops_messages(
    karen: Holder, worker: Holder, mail_server: MailServer
) -> None:
    make_contact(karen.person_id)
    first = queue(karen, urgent=True)
    waiting = queue(karen, MessageKey.STILL_HERE)
    deliver(person_id=karen.person_id, worker_key=worker.key)
    with acting(None) as nobody:
        stop_messages(letter_id=first, by=nobody)
    assert letter(waiting).status == "cancelled"
    later = queue(karen, MessageKey.SUGGESTION, urgent=True)
    deliver(person_id=karen.person_id, worker_key=worker.key)
    assert letter(later).status == "cancelled"
    assert len(mail_server.received) == 1


@pytest.mark.parametrize(
    ("message", "values"), [("zzz", "{}"), ("seat_taken", "{}"), ("news", '{"day": "2026-01-01"}')]
)
def test_a_letter_that_nobody_of_ours_wrote_stops_no_other(
    karen: Holder, worker: Holder, mail_server: MailServer, message: str, values: str
) -> None:
    make_contact(karen.person_id)
    with acting(karen.key), connection.cursor() as cursor:
        cursor.execute(
            "select indgang.queue_letter(%s, %s, %s, null, '', '{}', true, now(), null,"
            " '2020-01-01', '2020-01-01')",
            [karen.person_id, message, values],
        )
    queue(karen, urgent=True)
    assert deliver(person_id=karen.person_id, worker_key=worker.key) == 1
    with as_owner():
        assert set(Letter.objects.values_list("message", "status")) == {
            (message, "cancelled"), ("news", "sent"),
        }  # fmt: skip
