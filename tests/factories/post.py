"""Addresses of guests, letters in the outbox, and a gateway and a mail server on this machine."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from uuid import UUID

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.people.models import ContactPoint
from indgang.post.messages import MessageKey
from indgang.post.models import Letter
from indgang.post.operations import queue_message
from tests.database import as_owner
from tests.factories.people import Holder


def make_contact(
    person_id: UUID,
    channel: str = "email",
    value: str = "karen@example.org",
    *,
    preferred: bool = True,
) -> None:
    with as_owner():
        ContactPoint.objects.create(
            person_id=person_id, channel=channel, value=value, is_preferred=preferred
        )


def queue(guest: Holder, message: MessageKey = MessageKey.NEWS, **options: Any) -> UUID:
    """A message the guest herself left in her outbox."""
    options = {"values": {}, **options}
    with acting(guest.key) as actor:
        letter_id = queue_message(person_id=guest.person_id, message=message, by=actor, **options)
    assert letter_id
    return letter_id


def letter(letter_id: UUID) -> Letter:
    with as_owner():
        return Letter.objects.get(id=letter_id)


def make_due(letter_id: UUID, **columns: Any) -> None:
    """As if its time had come."""
    with as_owner():
        Letter.objects.filter(id=letter_id).update(next_try_at=clock.now(), **columns)


@dataclass
class Gateway:
    """A gateway for SMS that answers as it is told, and remembers."""

    url: str = ""
    answers: list[int] = field(default_factory=list)  # status codes, then 200
    received: list[tuple[dict[str, str], dict[str, str]]] = field(default_factory=list)


@contextmanager
def running_gateway() -> Iterator[Gateway]:
    gateway = Gateway()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            gateway.received.append((json.loads(body), dict(self.headers)))
            self.send_response(gateway.answers.pop(0) if gateway.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    gateway.url = f"http://127.0.0.1:{server.server_port}/send"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class MailServer:
    """A mail server that answers as it is told, and remembers."""

    port: int = 0
    answers: list[str] = field(default_factory=list)  # answers to RCPT, then yes
    received: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 – the server's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 – the server's own name
        self.received.append(envelope)
        return "250 OK"


class AnyPort(Controller):
    """The controller knocks on its port to see whether it is up, so it must learn which it got."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    handler = MailServer()
    controller = AnyPort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        handler.port = controller.port
        yield handler
    finally:
        controller.stop()
