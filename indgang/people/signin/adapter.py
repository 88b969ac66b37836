"""Staff sign-in: an administrator invites, and the second step is made in the visit of a letter's link.

A password alone gives no session at all, so whoever has only that can neither come in nor make a
second step of his own (docs/decisions/0010).
"""

import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from indgang.people.signin.models import Account
from indgang.people.signin.operations import end_sessions

ENROL_SECONDS = 1_800  # from the letter's link to the second step; own choice
BY_LINK = "password_reset"  # what allauth calls a sign-in that began with the link in a letter
log = logging.getLogger("indgang.signin")


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closes the sign-up page, and the way from a password to a second step of one's own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: Account, **about: Any) -> HttpResponse | None:
        """Without a second step only the link of a letter leads in, and only to make one."""
        answer: HttpResponse | None = super().pre_login(request, user, **about)
        if answer or is_mfa_enabled(user):
            return answer
        records = get_authentication_records(request, user)
        if records and records[-1]["method"] == BY_LINK:
            return None
        return render(request, "account/no_second_step.html", status=403)

    def post_login(self, request: HttpRequest, user: Account, **about: Any) -> HttpResponse | None:
        """Whoever has no second step yet has half an hour to make one."""
        if not is_mfa_enabled(user):
            request.session.set_expiry(ENROL_SECONDS)
        answer: HttpResponse | None = super().post_login(request, user, **about)
        return answer

    def is_reauthentication_required(self, *, app: str, **about: Any) -> bool:
        """Whoever has just chosen a password by the letter's link is not asked for it once more.

        Such a visit began without a second step, and is over after half an hour.
        """
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and records[-1]["method"] == BY_LINK:
            return bool(time.time() - records[-1]["at"] > ENROL_SECONDS)
        return bool(super().is_reauthentication_required(app=app, **about))

    def set_password(self, user: Account, password: str) -> None:
        """A new password ends what was opened with the old one: somebody may have had it."""
        super().set_password(user, password)
        end_sessions(user.person_id)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the account's holder that something of his sign-in was changed, in one plain sentence."""
        try:
            send_mail(
                subject=_("Dit login er ændret"),
                message=_(
                    "Hej\n\nDit kodeord, din adgangsnøgle eller dine engangskoder til Indgang er "
                    "lige blevet ændret.\n\nVar det ikke dig? Så ring til din administrator med "
                    "det samme."
                ),
                from_email=None,
                recipient_list=[user.email],
            )
        except OSError:
            log.warning("A letter about a changed sign-in did not get through.")
