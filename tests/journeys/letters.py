"""What really arrives: letters and messages as their receiver reads them."""

import email
import email.policy
import re
from dataclasses import dataclass

from tests.factories.post import MailServer
from tests.journeys.place import Guest, Place
from tests.journeys.processes import wait_for


@dataclass(frozen=True)
class Letter:
    """One e-mail."""

    subject: str
    text: str

    @property
    def link(self) -> str:
        """The first link in it."""
        found = re.search(r"https?://\S+", self.text)
        assert found, self.text
        return found[0]


def letter_to(address: str, mail: MailServer) -> Letter:
    """The latest letter to the address, as soon as it has come."""

    def latest() -> Letter | None:
        for envelope in reversed(mail.received):
            if address in envelope.rcpt_tos:
                return _read(envelope.content)
        return None

    letter = wait_for(latest, seconds=20)
    assert letter, f"No letter to {address}."
    return letter


def send_now(place: Place, guest: Guest) -> None:
    """The hour has come: what waits for the guest is due, and the worker is woken."""
    with place.as_owner() as owner:
        owner.execute(
            "update post_letter set next_try_at = now() where person_id = %s and status = 'queued'",
            [guest.person_id],
        )
    place.wakes_worker("post:send_to", person_id=str(guest.person_id))


def _read(content: bytes | str | None) -> Letter:
    raw = content if isinstance(content, bytes) else str(content).encode()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain",))
    return Letter(str(message["Subject"]), str(body.get_content()) if body else "")
