"""Inviting a colleague: an account without a password, and a letter with a link to make one."""

from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import connections
from django.urls import reverse
from django.utils.translation import gettext as _

from indgang.people.signin.models import Account


def make_account(*, email: str, person_id: UUID) -> Account:
    """The person's account, without a password. Raises ValueError if the address is somebody's."""
    account = Account.objects.filter(email__iexact=email).first()
    if account is None:
        return Account.objects.create_user(email, person_id=person_id)
    if account.person_id != person_id:
        raise ValueError(email)
    return account


def has_account(email: str) -> bool:
    """Whether the address is taken already."""
    return Account.objects.filter(email__iexact=email).exists()


def account_of(person_id: UUID) -> Account | None:
    """The person's account, or None."""
    return Account.objects.filter(person_id=person_id).first()


def begin_again(email: str) -> str | None:
    """Forget password and second step, and return the address of a new beginning. None for nobody."""
    account = Account.objects.filter(email__iexact=email).first()
    if account is None:
        return None
    Authenticator.objects.filter(user=account).delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    end_sessions(account.person_id)
    return password_address(account)


def end_sessions(person_id: UUID) -> None:
    """End every session that was made with the colleague's password and second step."""
    with connections["door"].cursor() as cursor:
        cursor.execute("select indgang.end_sessions(%s)", [person_id])


def password_address(account: Account) -> str:
    """The address of the page where the account's holder chooses a password; it works once."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(account),
            "key": default_token_generator.make_token(account),
        },
    )
    return f"{settings.PUBLIC_URL}{path}"


def send_invitation(account: Account) -> None:
    """A letter with the link. Raises OSError if the mail server does not take it."""
    send_mail(
        subject=_("Velkommen til Indgang"),
        message=_(
            "Hej\n\nDu er inviteret til at arbejde i Indgang.\n\n"
            "Vælg et kodeord her:\n%(link)s\n\n"
            "Bagefter laver du en adgangsnøgle eller en engangskode. Gør det med det samme. "
            "Linket virker én gang og i to dage.\n\n"
            "Virker det ikke, så ring til den, der inviterede dig: Så har en anden brugt det."
        )
        % {"link": password_address(account)},
        from_email=None,
        recipient_list=[account.email],
    )
