"""The municipality's border: e-mail by SMTP, SMS by a gateway. Nothing here knows a person."""

import smtplib
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

PERMANENT_FROM = 500  # SMTP answers from here on will be the same next time (RFC 5321, 4.2.1)
SECONDS = 20.0
# What a gateway says of itself rather than of the message, so that it is worth another attempt.
WORTH_ANOTHER = frozenset({401, 402, 403, 404, 405, 407, 408, 409, 421, 425, 429})


class NotCarried(Exception):  # noqa: N818 – an answer to act on, not a fault in the program
    """It did not get through. Holds the class of the failure and never an address or a text."""

    def __init__(self, error: str, *, is_final: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.is_final = is_final


@dataclass(frozen=True)
class Email:
    """One e-mail, ready to go."""

    to: str
    subject: str
    text: str
    html: str
    id: str  # the same at every attempt, so that a receiver can see that it has it already
    stop_link: str


@dataclass(frozen=True)
class Sms:
    """One SMS, ready to go."""

    to: str
    text: str
    id: str  # the same at every attempt, so that the gateway can see that it has it already


def carried_channels() -> Collection[str]:
    """The channels that are set up."""
    return ("email", "sms") if settings.SMS_GATEWAY_URL else ("email",)


def send_email(email: Email) -> None:
    """Hand the e-mail to the server. Raises NotCarried."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.text,
        to=[email.to],
        headers={
            "Message-ID": f"<{email.id}@{host}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{email.stop_link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        connection=get_connection(),
    )
    message.attach_alternative(email.html, "text/html")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        raise NotCarried("refused", is_final=min(codes) >= PERMANENT_FROM) from None
    except smtplib.SMTPResponseException as answer:
        is_final = isinstance(answer, smtplib.SMTPDataError) and answer.smtp_code >= PERMANENT_FROM
        raise NotCarried("refused", is_final=is_final) from None
    except (OSError, smtplib.SMTPException):
        raise NotCarried("unreachable") from None
    except ValueError:
        # An address with a line break in it, or one that no server can be asked for.
        raise NotCarried("bad_address", is_final=True) from None


def send_sms(sms: Sms) -> None:
    """Hand the SMS to the gateway: a JSON object by POST. Raises NotCarried.

    Every 2xx is a yes. The idempotency key is for gateways that know one; the id says the same in
    the object itself.
    """
    headers = {"Idempotency-Key": sms.id}
    if settings.SMS_GATEWAY_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_GATEWAY_TOKEN}"
    try:
        answer = httpx.post(
            settings.SMS_GATEWAY_URL,
            json={"to": sms.to, "from": settings.SMS_SENDER, "text": sms.text, "id": sms.id},
            headers=headers,
            timeout=SECONDS,
        )
    except (httpx.HTTPError, httpx.InvalidURL):
        raise NotCarried("unreachable") from None
    if answer.is_success:
        return
    is_final = answer.is_client_error and answer.status_code not in WORTH_ANOTHER
    raise NotCarried("refused", is_final=is_final)
